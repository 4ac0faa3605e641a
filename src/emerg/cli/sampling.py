"""emerg sampling: where, when, how often and how to sample, and what was found already."""

import json
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.paper.sampling_words import grid_words, plan_lines, result_lines, start_words
from emerg.response.answer import Answer
from emerg.response.sample import ROLES, Sample
from emerg.texts import Prose, Text, join
from emerg.usecases.sampling_json import sampling_json

HEADS = (
    Text("No."),
    Text("Kind"),
    Text("Section"),
    Text("Start"),
    Text("How often"),
    Text("Verticals, points"),
    Text("Result"),
)


@click.command(
    "sampling",
    cls=Said,
    about=Text("The sampling plan: sections, verticals, rounds, bottles, and results so far."),
    examples=("emerg sampling SCENARIO.toml", "emerg sampling SCENARIO.toml --json"),
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
    """Print the plan, the reference section first, then down the river."""
    settings = merged(given, lang, playbooks)
    answer = answer_of(settings, scenario_file)
    if as_json:
        found = sampling_json(answer, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join(_told(answer, settings)))
    return 0


def _told(answer: Answer, settings: Settings) -> list[str]:
    say = settings.say
    rows = [[say(cell) for cell in _row(answer, point, settings)] for point in answer.sampling]
    lines = [table([say(head) for head in HEADS], rows, right=(0,)), ""]
    for point in answer.sampling:
        lines.append(f"{point.order}  {say(point.why)} ({point.rule})")
    if answer.sampling_plan is not None:
        lines += ["", *(say(line) for line in plan_lines(answer, answer.sampling_plan))]
    return lines


def _row(answer: Answer, point: Sample, settings: Settings) -> tuple[Prose, ...]:
    found = result_lines(point)
    return (
        str(point.order),
        ROLES[point.role],
        point.name,
        start_words(answer, point),
        point.every,
        join(grid_words(point.grid, short=True), settings.lang),
        join(found, settings.lang) if found else "____",
    )
