"""How far the calls are: who was reached, who confirmed, whom to ring again; from the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from emerg.incident.conflicts import VALUE, last_words_of_all
from emerg.incident.model import Draft, Entry
from emerg.response.answer import Answer, Call
from emerg.response.call_script import call_script
from emerg.texts import Lang, Prose, Text, render
from emerg.units import iso

State: TypeAlias = Literal["open", "called", "confirmed", "unreached"]
STATE_WORDS: dict[State, Text] = {
    "open": Text("not yet"),
    "called": Text("called"),
    "confirmed": Text("confirmed"),
    "unreached": Text("not reached"),
}
# Ours: who was rung and has not confirmed for so long is rung again, then the level above them.
CHASE_AFTER = timedelta(minutes=15)
NAME_MOST = 80


@dataclass(frozen=True, slots=True)
class CallState:
    """A call, and the last that was noted of it.

    Attributes
    ----------
    chase : bool
        To be rung again: not confirmed for too long, or by now overdue.
    """

    call: Call
    state: State
    said: Entry | None
    chase: bool


def about(call: Call) -> str:
    """What the entries of a call are about, the same in every language."""
    return f"call {render(call.who, 'zh')[:NAME_MOST]}"


def call_states(
    calls: Sequence[Call], entries: Iterable[Entry], now: datetime
) -> tuple[CallState, ...]:
    """The calls in their order, with what the record says of each."""
    known = last_words_of_all(entries)
    return tuple(_state(call, known.get(about(call), ()), now) for call in calls)


def _state(call: Call, words: Sequence[Entry], now: datetime) -> CallState:
    if not words:
        return CallState(call, "open", None, call.by is not None and call.by <= now)
    last = words[-1]
    value = last.figures().get(VALUE)
    state: State = value if value in STATE_WORDS else "called"
    waits = state in ("called", "unreached") and now - last.time >= CHASE_AFTER
    return CallState(call, state, last, waits)


def call_draft(call: Call, state: State, name: str, lang: Lang) -> Draft:
    """What is noted of a call; `name` is who answered, or empty."""
    words: dict[State, Prose] = {
        "open": Text("call to be made again: {who}", who=call.who),
        "called": Text("called {who}", who=call.who),
        "confirmed": Text("confirmed by {who}", who=call.who),
        "unreached": Text("not reached: {who}", who=call.who),
    }
    text = words[state]
    if name:
        text = Text("{said}, spoken to {name}", said=text, name=name)
    return Draft("call", render(text, lang))


def calls_json(answer: Answer, states: Sequence[CallState], lang: Lang) -> list[dict[str, Any]]:
    """The calls with their scripts and states, for machines; numbers are nobody's business here."""
    return [
        {
            "order": one.call.order,
            "group": one.call.group,
            "level": one.call.level,
            "who": render(one.call.who, lang),
            "what": render(one.call.what, lang),
            "by": None if one.call.by is None else iso(one.call.by),
            "script": [render(line, lang) for line in call_script(answer, one.call)],
            "about": about(one.call),
            "state": one.state,
            "since": None if one.said is None else iso(one.said.time),
            "chase": one.chase,
        }
        for one in states
    ]
