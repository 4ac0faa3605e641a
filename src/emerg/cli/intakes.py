"""emerg intakes: by when to close, whom it hits, and what falls short."""

import json
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED
from emerg.paper.intake_words import (
    alternative_words,
    capacity_words,
    danger_words,
    people_words,
    storage_words,
)
from emerg.paper.words import NONE, river_of, short_before, when
from emerg.response.answer import Answer
from emerg.response.intakes import REOPEN_RULE, IntakeRow
from emerg.texts import Prose, Text, join
from emerg.usecases.intakes_json import intakes_json

CLOCKS = (
    Text("No."),
    Text("Intake"),
    Text("River, km"),
    Text("Close by"),
    Text("Reopen not before"),
)
SUPPLY = (
    Text("No."),
    Text("People served"),
    Text("m³ a day"),
    Text("Storage"),
    Text("Alternative source"),
    Text("Dangerous"),
)


@click.command(
    "intakes",
    cls=Said,
    about=Text("Every intake on the way: by when to close, storage, alternatives, what is short."),
    examples=("emerg intakes SCENARIO.toml", "emerg intakes SCENARIO.toml --json"),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the intakes, soonest first."""
    settings = merged(given, lang, playbooks)
    answer = answer_of(settings, scenario_file)
    if as_json:
        found = {"intakes": intakes_json(answer, settings.lang)}
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join(_told(answer, settings)))
    return 0


def _told(answer: Answer, settings: Settings) -> list[str]:
    say = settings.say
    lines = [say(INTAKES_NOT_VERIFIED)]
    if not answer.intakes:
        return [*lines, say(Text("none is listed on the way: that does not mean there is none"))]
    clocks = [[say(cell) for cell in _clocks(answer, row)] for row in answer.intakes]
    supply = [[say(cell) for cell in _supply(row, settings)] for row in answer.intakes]
    lines += ["", table([say(head) for head in CLOCKS], clocks, right=(0,)), say(REOPEN_RULE)]
    lines += ["", table([say(head) for head in SUPPLY], supply, right=(0,)), ""]
    for row in answer.intakes:
        short = tuple(say(line) for line in row.short)
        lines.append(f"{row.number}  {say(row.name)}: " + "; ".join(short))
    return lines


def _clocks(answer: Answer, row: IntakeRow) -> tuple[Prose, ...]:
    close: Prose = NONE if row.close_reason is None else row.close_reason
    if row.close_by is not None:
        close = short_before(row.close_by, answer.incident.now)
    reopen: Prose = when(row.reopen_not_before)
    if row.reopen_not_before is None and row.reopen_reason is not None:
        reopen = row.reopen_reason
    river = Text("{river} km {km}", river=river_of(answer, row.river), km=f"{row.km:.1f}")
    return str(row.number), row.name, river, close, reopen


def _supply(row: IntakeRow, settings: Settings) -> tuple[Prose, ...]:
    return (
        str(row.number),
        people_words(row),
        capacity_words(row),
        storage_words(row),
        join(alternative_words(row), settings.lang),
        danger_words(row),
    )
