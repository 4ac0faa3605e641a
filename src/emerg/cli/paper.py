"""emerg paper: one kind of sheet for an incident, or the cards of a river before any."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg import __version__
from emerg.cli.answering import answer_with_pond
from emerg.cli.beside import tell_beside, tell_unlocked_plans
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.material import material
from emerg.cli.options import (
    json_option,
    lang_option,
    out_option,
    playbooks_option,
    resources_option,
)
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.incident.contacts import Contacts
from emerg.playbooks.shelf import roots
from emerg.texts import Text
from emerg.usecases.load import load_rivers
from emerg.usecases.paper_kinds import PAPERS, PHOTOS
from emerg.usecases.papers import paper_of, write_log_form, write_paper
from emerg.usecases.site_cards import roads_if_any, write_site_cards

LIST = "list"
HERE = "emerg paper"
SITES, LOG = "site-cards", "log-form"


@click.command(
    "paper",
    cls=Said,
    about=Text("Write one kind of sheet: cards, call sheet, log form; 'list' tells them all."),
    examples=(
        "emerg paper list",
        "emerg paper task-cards SCENARIO.toml -o DIR",
        "emerg paper site-cards --river lhasa -o DIR",
        "emerg paper log-form -o DIR",
    ),
)
@click.argument("kind")
@click.argument("scenario_file", required=False, type=click.Path(path_type=Path))
@option("--river", about=Text("Site cards of this river's playbook, before any incident."))
@option("--exercise", is_flag=True, about=Text("With --river: example places too, as a drill."))
@resources_option
@contacts_option
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    kind: str,
    scenario_file: Path | None,
    river: str | None,
    exercise: bool,
    resources: Path | None,
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write the sheet and print where it is; 'list' prints the kinds."""
    settings = merged(given, lang, playbooks)
    if kind == LIST:
        _list(settings, as_json=as_json)
        return 0
    paper_of(kind)
    if out is None:
        raise InputError(
            Text("{name} is missing", name="-o/--out"),
            where=HERE,
            fix=Text("name the folder for the sheets, for instance -o out"),
        )
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    if scenario_file is not None:
        written = _of_incident(settings, kind, scenario_file, out, numbers, resources)
    elif kind == SITES and river is not None:
        written = [_of_river(settings, river, out, numbers, exercise=exercise)]
    elif kind == LOG:
        written = [write_log_form(out, settings.lang, datetime.now(UTC), __version__)]
    else:
        raise InputError(
            Text("of which incident is not said"),
            where=f"{HERE} {kind}",
            fix=Text("name a scenario file; site cards also take --river, a log form needs none"),
        )
    if as_json:
        click.echo(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        for path in written:
            click.echo(str(path))
    return 0


def _list(settings: Settings, *, as_json: bool) -> None:
    rows = [[paper.kind, settings.say(paper.about)] for paper in PAPERS]
    if as_json:
        click.echo(json.dumps(dict(rows), ensure_ascii=False, indent=1))
    else:
        click.echo(
            table([settings.say(Text("Sheet")), settings.say(Text("What for"))], rows, right=())
        )


def _of_incident(
    settings: Settings,
    kind: str,
    file: Path,
    out: Path,
    contacts: Contacts,
    resources: Path | None,
) -> Sequence[Path]:
    rivers, answer, pond = answer_with_pond(settings, file)
    found = material(settings, answer, rivers, pond, contacts, resources)
    written = write_paper(kind, found, out)
    if not written:
        raise InputError(
            Text("no office has told what it has: there is no dispatch sheet"),
            where=f"{HERE} {kind}",
            fix=Text("name a list with --resources, or see emerg resources"),
        )
    return written


def _of_river(
    settings: Settings, river: str, out: Path, contacts: Contacts, *, exercise: bool
) -> Path:
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    book = rivers.playbooks.get(river)
    if book is None:
        raise InputError(
            Text("no playbook '{name}'", name=river),
            where="--river",
            fix=Text("use one of: {known}", known=", ".join(rivers.playbooks)),
        )
    roads, problems = roads_if_any(roots(settings.playbooks, os.environ, settings.home))
    tell_beside(settings, problems)
    return write_site_cards(
        book,
        rivers,
        roads,
        out,
        settings.lang,
        datetime.now(UTC),
        exercise=exercise,
        contacts=contacts,
        photos=settings.home / PHOTOS,
    )
