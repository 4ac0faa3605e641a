"""What holding the spill adds to the next things: the fifth, by what is reckoned to spare most.

And so to what the reports say is intended.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from emerg.response.answer import Advice, Answer, ReportField
from emerg.response.containment import Containment
from emerg.response.first_report import INTENDED, intended
from emerg.response.holding_option import METHODS, Combination, HoldingOption, State
from emerg.texts import Prose, Text
from emerg.units import beijing, front_clock

GONE: tuple[State, ...] = ("too_late", "passed")
HOLD = 5  # the number of the advice where to hold it, see `emerg.response.next_things`


def things_to_do(answer: Answer, found: Containment | None = None) -> tuple[Advice, ...]:
    """The next things of `answer`; where to hold it by `found`, once that is worked out.

    As long as it is not, where it spares nobody anything, or once it is too late for what did
    most, the fifth asks the nearest place; for what floats it is the first place for a boom.
    """
    if found is None:
        return answer.next_things
    best = found.best
    if best is not None and not any(one.state in GONE for one in best.options):
        first = min(best.options, key=lambda one: one.place.front_h)
        why = _why(best)
    elif (boom := first_boom(found)) is not None:
        first, why = boom, _why_boom(boom)
    else:
        return answer.next_things
    hold = Advice(HOLD, _text(found, first), why, _due(found, first))
    return tuple(hold if one.number == HOLD else one for one in answer.next_things)


def fields_to_report(answer: Answer, found: Containment | None) -> tuple[ReportField, ...]:
    """The fields of the first report; what is intended is what the officer reads beside them."""
    told = intended(things_to_do(answer, found))
    return tuple(
        replace(field, value=told) if field.label == INTENDED else field
        for field in answer.first_report
    )


def first_boom(found: Containment) -> HoldingOption | None:
    """The first place for a boom that somebody reaches in time, or else may."""
    booms = [one for one in found.options if one.method == "boom"]
    for state in ("in_time", "unknown", "short"):
        there = [one for one in booms if one.state == state]
        if there:
            return min(there, key=lambda one: one.place.front_h)
    return None


def _why_boom(boom: HoldingOption) -> Prose:
    if boom.state == "in_time":
        return Text("the first place for a boom that there is time for; what it holds is not known")
    if boom.state == "short":
        return Text("the first place for a boom; all that is listed does not reach: find more")
    return Text("the first place for a boom, if a crew can be there in time: not known")


def _text(found: Containment, first: HoldingOption) -> Prose:
    name, km, what = first.place.name, f"{first.place.km:.1f}", METHODS[first.method]
    due = _due(found, first)
    if due is None or due <= found.now:
        return Text("Hold it at {name} (km {km}): {what}, at once", name=name, km=km, what=what)
    return Text(
        "By {time} hold it at {name} (km {km}): {what}",
        time=beijing(due),
        name=name,
        km=km,
        what=what,
    )


def _why(best: Combination) -> Prose:
    spares = Text("spares most by the model, of all that there is time for")
    if best.if_ready:
        spares = Text("spares most by the model, if a crew can be there in time: not known")
    others = len(best.options) - 1
    return (
        Text("{why}; together with places further down: {n}", why=spares, n=others)
        if others
        else spares
    )


def _due(found: Containment, first: HoldingOption) -> datetime | None:
    """When work on the spot must have begun, or the gates must have been asked for."""
    if first.begin_in_h is None:
        return None
    order_h = found.table.gates.order_h if first.method == "gates" else 0.0
    return front_clock(found.now + timedelta(hours=first.begin_in_h - order_h))
