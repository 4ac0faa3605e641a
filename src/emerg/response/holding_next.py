"""What holding the spill adds to the next things: the fifth, by what is reckoned to spare most."""

from datetime import datetime, timedelta

from emerg.response.answer import Advice, Answer
from emerg.response.containment import Containment
from emerg.response.holding_option import METHODS, Combination, HoldingOption, State
from emerg.texts import Prose, Text
from emerg.units import beijing, clock_before

GONE: tuple[State, ...] = ("too_late", "passed")
HOLD = 5  # the number of the advice where to hold it, see `emerg.response.next_things`


def things_to_do(answer: Answer, found: Containment | None = None) -> tuple[Advice, ...]:
    """The next things of `answer`; where to hold it by `found`, once that is worked out.

    As long as it is not, where it spares nobody anything, or once it is too late for what did
    most, the fifth asks the nearest place.
    """
    best = None if found is None else found.best
    if found is None or best is None or any(one.state in GONE for one in best.options):
        return answer.next_things
    first = min(best.options, key=lambda one: one.place.front_h)
    hold = Advice(HOLD, _text(found, first), _why(best), _due(found, first))
    return tuple(hold if one.number == HOLD else one for one in answer.next_things)


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
    return Text("{why}; together with places further down: {n}", why=spares, n=others) if others else spares


def _due(found: Containment, first: HoldingOption) -> datetime | None:
    """When work on the spot must have begun, or the gates must have been asked for."""
    if first.begin_in_h is None:
        return None
    order_h = found.table.gates.order_h if first.method == "gates" else 0.0
    return clock_before(found.now + timedelta(hours=first.begin_in_h - order_h), 0.0)
