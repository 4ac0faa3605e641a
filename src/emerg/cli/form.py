"""emerg form: the documents that an incident asks for, filled in as far as is known."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.main import Settings, merged
from emerg.cli.material import material
from emerg.cli.options import OneOf, json_option, lang_option, out_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.texts import Text
from emerg.usecases.forms import FORM_KINDS, TELL_HOLDING, form_remarks, write_form
from emerg.usecases.in_record import InRecord
from emerg.usecases.load import load_rivers
from emerg.usecases.papers import completed
from emerg.usecases.record_person import person_of


@click.command(
    "form",
    cls=Said,
    about=Text("Write a report, a notice to neighbours or a draft for the public, as DOCX."),
    examples=(
        "emerg form follow-up SCENARIO.toml --incident ID --out DIR",
        "emerg form neighbour-notice SCENARIO.toml --out DIR",
        "emerg form public-notice SCENARIO.toml --json",
    ),
)
@click.argument("kind", metavar="KIND", type=OneOf(*FORM_KINDS))
@click.argument("scenario_file", type=click.Path(path_type=Path))
@option(
    "--incident",
    metavar="ID",
    about=Text("Take from the record of this incident what was done, and note the form in it."),
)
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    kind: str,
    scenario_file: Path,
    incident: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write the form, here where no folder is named."""
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC).astimezone()
    answer = answer_of(settings, scenario_file)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    record = None
    if incident is not None:
        person = person_of(settings.home, None, None)
        record = InRecord(settings.home, incident, person, now)
    folder = Path() if out is None else out
    files = write_form(
        kind,
        answer,
        rivers,
        folder,
        settings.lang,
        record=record,
        home=settings.home,
        held=_held(settings, answer, rivers) if kind in TELL_HOLDING else None,
    )
    told = [settings.say(remark) for remark in form_remarks(kind, answer, rivers)]
    if as_json:
        found = {"files": [str(file) for file in files], "remarks": told}
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join([*map(str, files), *told]))
    return 0


def _held(settings: Settings, answer: Answer, rivers: Rivers) -> Containment | None:
    """Where it can be held, with whoever offices have to send; None where no road is on record."""
    return completed(material(settings, answer, rivers, None, ())).containment
