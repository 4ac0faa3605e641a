"""emerg calls: whom to ring in which order, what to say, and how far it is."""

import json
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.paper.words import GROUPS, worded
from emerg.response.call_script import call_script
from emerg.texts import Text
from emerg.units import beijing
from emerg.usecases.call_states import STATE_WORDS, CallState, call_states, calls_json
from emerg.usecases.incident import read_log

HEADS = (Text("No."), Text("Stage"), Text("Who"), Text("Group"), Text("By"), Text("What to say"))


@click.command(
    "calls",
    cls=Said,
    about=Text("Whom to ring in which order, what to say, and how far it is."),
    examples=(
        "emerg calls SCENARIO.toml",
        "emerg calls SCENARIO.toml --script 3",
        "emerg calls SCENARIO.toml --incident ID --json",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@option("--incident", metavar="ID", about=Text("Show how far the calls of this incident are."))
@option(
    "--script", type=int, metavar="NO", about=Text("Only what to say in the call of this number.")
)
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path,
    incident: str | None,
    script: int | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the calls."""
    settings = merged(given, lang, playbooks)
    entries = [] if incident is None else read_log(settings.home, incident)
    answer = answer_of(settings, scenario_file)
    states = call_states(answer.calls, entries, answer.incident.now)
    if script is not None:
        states = _numbered(states, script)
    if as_json:
        found = calls_json(answer, states, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    elif script is not None:
        for one in states:
            click.echo("\n".join(settings.say(line) for line in call_script(answer, one.call)))
    else:
        rows = [
            [
                str(one.call.order),
                settings.say(STATE_WORDS[one.state]) + (" ⚠" if one.chase else ""),
                settings.say(one.call.who),
                settings.say(worded(GROUPS, one.call.group)),
                "—" if one.call.by is None else beijing(one.call.by),
                settings.say(one.call.what),
            ]
            for one in states
        ]
        click.echo(table([settings.say(head) for head in HEADS], rows, right=(0,)))
    return 0


def _numbered(states: tuple[CallState, ...], number: int) -> tuple[CallState, ...]:
    found = tuple(one for one in states if one.call.order == number)
    if not found:
        raise InputError(
            Text("there is no call {n}", n=number),
            where="--script",
            fix=Text("use a number from 1 to {n}", n=len(states)),
        )
    return found
