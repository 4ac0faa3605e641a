"""How far the calls are: who was reached, who confirmed, whom to ring again; from the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from emerg.incident.model import STRIKE, Draft, Entry
from emerg.response.agreements import Agreement
from emerg.response.answer import Above, Answer, Call
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
    then : Above or None
        Whom to ring besides: nobody has confirmed since the first try, so long ago.
    waited : timedelta
        Since that first try.
    """

    call: Call
    state: State
    said: Entry | None
    chase: bool
    then: Above | None = None
    waited: timedelta = timedelta(0)


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
    said = _said(tuple(entries))
    return tuple(_state(call, said.get(key_of(call), []), now, noted_now) for call in calls)


def _said(entries: Sequence[Entry]) -> dict[object, list[tuple[Entry, State]]]:
    """The entries of each call that were not struck, in their order, and the states they tell."""
    struck = {entry.refers_to for entry in entries if entry.kind == STRIKE}
    found: dict[object, list[tuple[Entry, State]]] = {}
    for entry in entries:
        if entry.kind == CALL and entry.data != "{}" and entry.hash not in struck:
            figures = entry.figures()
            state = next((one for one in STATE_WORDS if one == figures.get(STATE)), None)
            if state is not None and isinstance(figures.get(CALL), str):
                found.setdefault(figures[CALL], []).append((entry, state))
    return found


def _state(
    call: Call, said: Sequence[tuple[Entry, State]], now: datetime, noted_now: datetime
) -> CallState:
    overdue = call.by is not None and call.by <= now
    if not said or said[-1][1] == "open":
        return CallState(call, "open", said[-1][0] if said else None, overdue)
    entry, state = said[-1]
    if state == "confirmed":
        return CallState(call, state, entry, False)
    waited = noted_now - _first_try(said)
    waits = noted_now - entry.time >= call.chase_after
    return CallState(call, state, entry, waits, _then(call, waited), waited)


def _first_try(said: Sequence[tuple[Entry, State]]) -> datetime:
    """When they were first rung, of the tries that nobody has confirmed since: to ring once more
    does not put off the level above."""
    tries: list[Entry] = []
    for entry, state in said:
        tries = [*tries, entry] if state in ("called", "unreached") else []
    return tries[0].time


def _then(call: Call, waited: timedelta) -> Above | None:
    """The level above that is to be rung by now; the last one, once there is no other."""
    steps = waited // call.chase_after
    if steps < 1 or not call.above:
        return None
    return call.above[min(steps, len(call.above)) - 1]


def then_words(state: CallState) -> Prose:
    """Whom to ring besides, and why; or whom, should nobody confirm."""
    minutes = f"{state.call.chase_after // timedelta(minutes=1)}"
    if state.then is not None:
        waited = f"{state.waited // timedelta(minutes=1)}"
        return Text(
            "not confirmed for {n} min: ring {who} as well", n=waited, who=above_words(state.then)
        )
    if state.state == "confirmed" or not state.call.above:
        return ""
    return Text(
        "if not confirmed within {n} min, ring: {chain}",
        n=minutes,
        chain=tuple(above_words(one) for one in state.call.above),
    )


def above_words(above: Above) -> Prose:
    """A level above, by the number of its own call where it has one."""
    if above.order is None:
        return above.who
    return Text("({n}) {who}", n=above.order, who=above.who)


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
            "above": [_above_json(above, lang) for above in one.call.above],
            "then": None if one.then is None else _above_json(one.then, lang),
            "ground": render(one.call.ground, lang) or None,
            "agreements": [_agreed_json(agreed, lang) for agreed in one.call.agreed],
        }
        for one in states
    ]


def _above_json(above: Above, lang: Lang) -> dict[str, Any]:
    return {"order": above.order, "who": render(above.who, lang)}


def _agreed_json(agreed: Agreement, lang: Lang) -> dict[str, Any]:
    return {
        "partner": agreed.partner,
        "what": render(agreed.what, lang),
        "document": agreed.document,
        "signed": None if agreed.signed is None else agreed.signed.isoformat(),
    }
