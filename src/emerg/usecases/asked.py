"""A scenario answered wherever it is: on a river, a road or a tailings pond."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.pond import PondAnswer
from emerg.response.rules import Rules
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.on_road import on_river
from emerg.usecases.respond import respond
from emerg.usecases.scenario import moment


def answered(
    rivers: Rivers,
    asked: Scenario,
    folders: Sequence[Path],
    now: datetime,
    rules: Rules | None = None,
) -> tuple[Answer, PondAnswer | None]:
    """The answer on `rivers` that are loaded; of a pond that leaks, what it adds.

    Raises
    ------
    InputError, DataError
        It cannot be answered as put; a playbook of roads or ponds in `folders` cannot be read.
    """
    at = moment(asked, now)
    if asked.leak is not None:
        return respond_pond(rivers, load_dams(folders, rivers), asked, now=at, rules=rules)
    if asked.where.road is not None:
        roads = load_roads(folders)
        asked = on_river(asked, roads, rivers, load_road_books(folders, roads))
    return respond(rivers, asked, now=at, rules=rules), None
