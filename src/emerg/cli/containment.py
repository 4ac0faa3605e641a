"""emerg containment: where a spill can be held, how long, what that takes, and what it spares."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

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
from emerg.cli.roads_today import roads_today
from emerg.cli.speech import Said, option
from emerg.network.driving import conditions
from emerg.paper.containment_summary import best_words, ledger_words, rule_words
from emerg.paper.containment_words import (
    begin_words,
    front_at,
    holds_words,
    reasons,
    slack_of,
    spares_words,
    state_words,
)
from emerg.response.containment import Containment
from emerg.response.holding_option import METHODS
from emerg.texts import Text
from emerg.usecases.containment import contained, ready_of, write_containment
from emerg.usecases.containment_json import containment_json

# So many are told with all their reasons; the table has them all.
MOST_TOLD = 5
HEADS = (
    Text("No."),
    Text("Place"),
    Text("Method"),
    Text("Front"),
    Text("Slack h"),
    Text("State"),
    Text("Holds"),
)


@click.command(
    "containment",
    cls=Said,
    about=Text("Where a spill can be held, whether there is time, and what that would spare."),
    examples=(
        "emerg containment SCENARIO.toml",
        "emerg containment SCENARIO.toml --out DIR",
        "emerg containment SCENARIO.toml --resources 物资.xlsx --json",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@roads_today
@option("--now", "at", about=Text("ISO time to plan for; default now, in a drill the call."))
@resources_option
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
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **today: Any,
) -> int:
    """Print every option, best first; with a folder, write the sheet too."""
    settings = merged(given, lang, playbooks)
    it = laid_out(settings, scenario_file, at, resources, conditions(**today), "emerg containment")
    found = contained(it.rivers, it.roads, it.answer, it.now, ready_of(it.ground, it.today))
    files: list[str] = []
    if out is not None:
        files.append(str(write_containment(found, it.answer, it.rivers, out, settings.lang)))
    if as_json:
        plain = containment_json(found, settings.lang) | {"files": files}
        click.echo(json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join([*_told(found, settings), *files]))
    return 0


def _told(found: Containment, settings: Settings) -> Iterator[str]:
    say = settings.say
    if found.exercise:
        yield say(Text("DRILL - this is an exercise"))
    yield say(best_words(found))
    yield say(rule_words(found))
    for line in ledger_words(found):
        yield say(line)
    if not found.crews_known:
        yield say(
            Text("No list of crews is loaded: of what they do it is told by when it must begin.")
        )
    yield ""
    rows = [
        [
            str(number),
            say(one.place.name),
            say(METHODS[one.method]),
            front_at(found, one),
            slack_of(one),
            say(state_words(one)),
            say(holds_words(one)),
        ]
        for number, one in enumerate(found.options, start=1)
    ]
    if not rows:
        yield say(Text("The playbook knows no place on the way where it could be held."))
        return
    yield table([say(head) for head in HEADS], rows, right=(0, 4))
    if found.left_out:
        yield say(Text("{n} places further down were not looked at.", n=found.left_out))
    for number, one in enumerate(found.options[:MOST_TOLD], start=1):
        yield ""
        yield say(
            Text(
                "{n}. {name}, {what}: {begin}; {spares}",
                n=number,
                name=one.place.name,
                what=METHODS[one.method],
                begin=begin_words(found, one),
                spares=spares_words(one),
            )
        )
        yield from (f"   · {say(reason)}" for reason in reasons(found, one))
