"""``emerg dispatch``: who can be where when, with what, and by which road."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from emerg.cli.beside import tell_unlocked_plans
from emerg.cli.columns import table
from emerg.cli.laid_out import laid_out
from emerg.cli.main import Settings, merged
from emerg.cli.options import (
    json_option,
    lang_option,
    out_option,
    playbooks_option,
    resources_option,
)
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.roads_today import roads_today
from emerg.cli.speech import Said, option
from emerg.network.driving import conditions
from emerg.paper.dispatch_words import (
    STATES,
    front_words,
    honest_lines,
    late_words,
    quantity_words,
    ready_words,
    sent_words,
    short_words,
    slack_words,
)
from emerg.response.dispatch_plan import Served
from emerg.response.drives import Dispatch, dispatched, state
from emerg.response.supplies import Placed
from emerg.response.turns import turn_words
from emerg.texts import Prose, Text
from emerg.units import drive_h
from emerg.usecases.dispatch_files import write_dispatch
from emerg.usecases.dispatch_json import dispatch_json


@click.command(
    "dispatch",
    cls=Said,
    about=Text("Plan who brings what where, before the front comes."),
    examples=(
        "emerg dispatch SCENARIO.toml",
        "emerg dispatch SCENARIO.toml --close R023 --night --out DIR",
        "emerg dispatch SCENARIO.toml --resources 物资.xlsx --json",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@roads_today
@option("--now", "at", about=Text("ISO time to plan for; default now, in a drill the call."))
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
    scenario_file: Path,
    at: str | None,
    resources: Path | None,
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **today: Any,
) -> int:
    """Print the plan; with a folder, write its sheet and the routes too."""
    settings = merged(given, lang, playbooks)
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    it = laid_out(settings, scenario_file, at, resources, conditions(**today), "emerg dispatch")
    found = dispatched(it.ground, it.roads, it.offices, it.today, it.now)
    files: list[Path] = []
    if out is not None:
        files = write_dispatch(found, it.answer, it.rivers, out, settings.lang, numbers)
    if as_json:
        plain = dispatch_json(found, settings.lang) | {"files": [str(file) for file in files]}
        click.echo(json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join([*_told(found, settings), *map(str, files)]))
    return 0


def _told(found: Dispatch, settings: Settings) -> Iterator[str]:
    say = settings.say
    if found.exercise:
        yield say(Text("DRILL - this is an exercise"))
    for line in honest_lines(found.plan, example=found.example):
        yield say(line)
    for number, point in enumerate(found.plan.points):
        yield ""
        yield from _point(found, point, number, settings)
    for point in found.plan.late:
        yield ""
        yield say(late_words(found.plan, point))
    for drive in found.drives:
        yield ""
        head = Text(
            "{route}: {km} km, {hours} h",
            route=found.name_of(drive),
            km=f"{drive.route.length_m / 1000:.0f}",
            hours=drive_h(drive.route.hours),
        )
        yield say(head)
        for number, turn in enumerate(drive.turns, start=1):
            yield f"  {number}  {say(turn_words(turn))}"


def _point(found: Dispatch, point: Placed, number: int, settings: Settings) -> Iterator[str]:
    say, plan = settings.say, found.plan
    yield say(
        Text(
            "{n}. {name}: front at the earliest {front}; {state}",
            n=number,
            name=point.place.name,
            front=front_words(plan, point),
            state=STATES[state(plan, point)],
        )
        if number
        else Text("At the source: {name}", name=point.place.name)
    )
    heads: tuple[Prose, ...] = (
        Text("Needed"),
        Text("How much"),
        Text("Sent"),
        Text("Works at"),
        Text("Slack h"),
        Text("Missing"),
    )
    rows = [_row(found, served, settings) for served in plan.at(point)]
    if rows:
        yield table([say(head) for head in heads], rows, right=(4,))


def _row(found: Dispatch, served: Served, settings: Settings) -> list[str]:
    say = settings.say
    return [
        say(served.need.row.name),
        say(quantity_words(served)),
        "; ".join(say(sent_words(one)) for one in served.sent) or "—",
        ready_words(found.plan, served.ready_h),
        slack_words(served.slack_h),
        say(short_words(served, known=bool(found.plan.ground.supplies))),
    ]
