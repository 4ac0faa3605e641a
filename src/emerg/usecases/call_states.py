"""How far the calls are: who was reached, who confirmed, whom to ring again; from the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from emerg.incident.model import STRIKE, Draft, Entry
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
# Figures of an entry that says how a call went. It is no answer to a question: two posts that rang
# the same office do not contradict each other, and none of it is a decision that a shift hands on.
CALL, STATE = "call", "state"
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


def key_of(call: Call) -> str:
    """What a call is named by in the record, the same in every language."""
    return render(call.who, "zh")[:NAME_MOST]


def call_states(
    calls: Sequence[Call], entries: Iterable[Entry], now: datetime, noted_now: datetime
) -> tuple[CallState, ...]:
    """The calls in their order, with the last that the record says of each.

    Parameters
    ----------
    now : datetime
        Of the incident: in a drill of another day, of that day.
    noted_now : datetime
        Of the clock that entries are noted by.
    """
    last = _last_said(tuple(entries))
    return tuple(_state(call, last.get(key_of(call)), now, noted_now) for call in calls)


def _last_said(entries: Sequence[Entry]) -> dict[object, tuple[Entry, State]]:
    """The last entry of each call that was not struck, and the state it tells."""
    struck = {entry.refers_to for entry in entries if entry.kind == STRIKE}
    found: dict[object, tuple[Entry, State]] = {}
    for entry in entries:
        if entry.kind == CALL and entry.data != "{}" and entry.hash not in struck:
            figures = entry.figures()
            state = next((one for one in STATE_WORDS if one == figures.get(STATE)), None)
            if state is not None and isinstance(figures.get(CALL), str):
                found[figures[CALL]] = entry, state
    return found


def _state(
    call: Call, last: tuple[Entry, State] | None, now: datetime, noted_now: datetime
) -> CallState:
    overdue = call.by is not None and call.by <= now
    if last is None or last[1] == "open":
        return CallState(call, "open", last[0] if last else None, overdue)
    entry, state = last
    waits = state != "confirmed" and noted_now - entry.time >= CHASE_AFTER
    return CallState(call, state, entry, waits)


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
    return Draft("call", render(text, lang), {CALL: key_of(call), STATE: state})


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
            "state": one.state,
            "since": None if one.said is None else iso(one.said.time),
            "chase": one.chase,
        }
        for one in states
    ]
