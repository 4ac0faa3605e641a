"""A scenario answered wherever it is: on a river, a road or a tailings pond."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.rules import Rules
from emerg.usecases.load import load_rivers
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.on_road import on_river
from emerg.usecases.respond import respond
from emerg.usecases.scenario import moment


def answered(
    asked: Scenario,
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    now: datetime,
    rules: Rules | None = None,
) -> Answer:
    """The answer to `asked` by the playbooks that are found.

    Raises
    ------
    InputError, DataError
        It cannot be answered as put; a playbook cannot be read.
    """
    rivers = load_rivers(explicit, environ, home)
    folders = roots(explicit, environ, home)
    at = moment(asked, now)
    if asked.leak is not None:
        return respond_pond(rivers, load_dams(folders, rivers), asked, now=at, rules=rules)[0]
    if asked.where.road is not None:
        roads = load_roads(folders)
        asked = on_river(asked, roads, rivers, load_road_books(folders, roads))
    return respond(rivers, asked, now=at, rules=rules)
