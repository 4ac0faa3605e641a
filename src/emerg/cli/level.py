"""emerg level: how grave, by which criteria, who leads, and by when to report."""

import json
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.paper.words import FIRING, NONE
from emerg.response.answer import Answer
from emerg.response.grading import Grade
from emerg.response.level import GRADE_NAMES
from emerg.texts import Prose, Text
from emerg.units import iso
from emerg.usecases.level_json import level_json

HEADS = (Text("Criterion"), Text("Reached"), Text("Possible"), Text("Why"))
CASE_HEADS = (Text("No."), Text("Case"), Text("State"), Text("Why"))


@click.command(
    "level",
    cls=Said,
    about=Text("How grave an incident is as far as is known, who leads, and by when to report."),
    examples=("emerg level SCENARIO.toml", "emerg level SCENARIO.toml --json"),
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
    """Print the first judgement, to be confirmed."""
    settings = merged(given, lang, playbooks)
    answer = answer_of(settings, scenario_file)
    if as_json:
        found = level_json(answer, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join(_told(answer, settings)))
    return 0


def _name(grade: Grade | None, settings: Settings) -> str:
    return NONE if grade is None else settings.say(GRADE_NAMES[grade])


def _told(answer: Answer, settings: Settings) -> list[str]:
    say, level, due = settings.say, answer.level, answer.deadline
    lines = [say(level.words)]
    if level.ruled is not None:
        lines.append(say(Text("  reason: {reason}", reason=level.ruled.reason)))
    if level.lead:
        lines.append(f"  {say(level.lead)}")
    when: Prose = NONE if due.due is None else iso(due.due)
    lines.append(say(Text("  first report by {time}: {basis}", time=when, basis=due.basis)))
    rows = [
        [say(one.text), _name(one.reached, settings), _name(one.may_be, settings), say(one.why)]
        for one in level.criteria
    ]
    lines += ["", table([say(head) for head in HEADS], rows, right=())]
    cases = [[str(c.number), say(c.text), say(FIRING[c.fires]), say(c.why)] for c in due.cases]
    lines += [
        "",
        say(Text("Special cases (art. 4): where the level cannot be told, as for a major one")),
    ]
    lines.append(table([say(head) for head in CASE_HEADS], cases, right=(0,)))
    return [*lines, "", say(Text("Source: {source}. {note}", source=level.source, note=level.note))]
