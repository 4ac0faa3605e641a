"""emerg calls: whom to ring in which order, what to say, and how far it is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg.cli.answering import answer_of
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import OneOf, json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.paper.words import group_words
from emerg.response.call_script import call_script
from emerg.texts import Text
from emerg.units import beijing
from emerg.usecases.call_states import (
    STATE_WORDS,
    CallState,
    State,
    call_draft,
    call_states,
    calls_json,
    then_words,
)
from emerg.usecases.incident import note, read_log
from emerg.usecases.record_person import person_of

HEADS = (Text("No."), Text("Stage"), Text("Who"), Text("Group"), Text("By"), Text("What to say"))


@click.command(
    "calls",
    cls=Said,
    about=Text("Whom to ring in which order, what to say, and how far it is."),
    examples=(
        "emerg calls SCENARIO.toml",
        "emerg calls SCENARIO.toml --script 3",
        "emerg calls SCENARIO.toml --incident ID --json",
        "emerg calls SCENARIO.toml --incident ID --script 3 --went confirmed --spoken-to NAME",
    ),
)
@click.argument("scenario_file", type=click.Path(path_type=Path))
@option("--incident", metavar="ID", about=Text("Show how far the calls of this incident are."))
@option(
    "--script", type=int, metavar="NO", about=Text("Only what to say in the call of this number.")
)
@option(
    "--went",
    type=OneOf("called", "confirmed", "unreached"),
    about=Text("Note in the incident how the call of --script went."),
)
@option("--spoken-to", metavar="NAME", default="", about=Text("Who answered."))
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
    went: State | None,
    spoken_to: str,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the calls; note first how one of them went."""
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC).astimezone()
    answer = answer_of(settings, scenario_file)
    if went is not None:
        if incident is None or script is None:
            raise InputError(
                Text("of which call, in which incident, is not said"),
                where="--went",
                fix=Text("give --incident ID and --script NO too"),
            )
        (one,) = _numbered(call_states(answer.calls, (), now, now), script)
        draft = call_draft(one.call, went, spoken_to.strip(), settings.lang)
        note(settings.home, incident, draft, person_of(settings.home, None, None), now)
    entries = [] if incident is None else read_log(settings.home, incident)
    states = call_states(answer.calls, entries, answer.incident.now, now)
    if script is not None:
        states = _numbered(states, script)
    if as_json:
        found = calls_json(answer, states, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    elif script is not None:
        for one in states:
            lines = (*call_script(answer, one.call), "", then_words(one), one.call.ground)
            click.echo("\n".join(settings.say(line) for line in lines).rstrip())
    else:
        click.echo(_told(states, settings))
    return 0


def _told(states: tuple[CallState, ...], settings: Settings) -> str:
    """Every call; below, who has not confirmed for too long."""
    rows = [
        [
            str(one.call.order),
            settings.say(STATE_WORDS[one.state]) + (" ⚠" if one.chase else ""),
            settings.say(one.call.who),
            settings.say(group_words(one.call)),
            "—" if one.call.by is None else beijing(one.call.by),
            settings.say(one.call.what),
        ]
        for one in states
    ]
    late = [settings.say(_late(one)) for one in states if one.then is not None]
    listed = table([settings.say(head) for head in HEADS], rows, right=(0,))
    return "\n".join([listed, *(["", *late] if late else [])])


def _late(one: CallState) -> Text:
    """Who has not confirmed, and whom to ring besides."""
    return Text("{n} {who}: {then}", n=one.call.order, who=one.call.who, then=then_words(one))


def _numbered(states: tuple[CallState, ...], number: int) -> tuple[CallState, ...]:
    found = tuple(one for one in states if one.call.order == number)
    if not found:
        raise InputError(
            Text("there is no call {n}", n=number),
            where="--script",
            fix=Text("use a number from 1 to {n}", n=len(states)),
        )
    return found
