"""Where the water can still be held, and how much time there is for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from emerg.paper.content import Thing
from emerg.paper.dispatch_words import slack_words
from emerg.paper.map_content import Mark
from emerg.paper.words import km, river_of
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.dispatch_plan import LITTLE_SLACK_H, Plan
from emerg.response.holding_option import METHODS, State
from emerg.response.supplies import Placed
from emerg.texts import Prose, Text
from emerg.units import early_h, front_clock

SIGNS = "ABCDEFGHJKLMNP"  # of the places, down the river; I and O are read as figures
FOR_NOW: tuple[State, ...] = ("in_time", "unknown", "short")
MOST = 8  # of a containment: what is put further down is no first choice


@dataclass(frozen=True, slots=True)
class Held:
    """A place to hold it.

    Attributes
    ----------
    sign : str
        Its letter, the same on every sheet of the answer.
    front : datetime or None
        The earliest front there; None: the start is not known.
    left_h : float or None
        From now until then [h]; negative: it may have passed.
    slack_h : float or None
        What is left of that for whoever can be ready first; None where nobody planned it.
    """

    sign: str
    name: Prose
    river: Prose
    km: float
    position: tuple[float, float] | None
    front_h: float
    front: datetime | None
    left_h: float | None
    slack_h: float | None
    what: Prose = ""


def held_places(
    answer: Answer, plan: Plan | None = None, containment: Containment | None = None
) -> tuple[Held, ...]:
    """The places to hold it, as the front comes to them, each with what is done there.

    Those that `containment` puts first; else those of `plan`; else all that are known. This is all
    that a sheet knows of containment.
    """
    places = list(_of_containment(containment) if containment is not None else ())
    if not places:
        places = list(_of_answer(answer) if plan is None else _of_plan(plan))
    return tuple(
        Held(sign, name, river, at_km, position, front_h, *_front(answer, front_h), slack_h, what)
        for sign, (name, river, at_km, position, front_h, slack_h, what) in zip(
            SIGNS, sorted(places, key=lambda place: place[4]), strict=False
        )
    )


_Found = tuple[Prose, Prose, float, tuple[float, float] | None, float, float | None, Prose]


def _of_containment(found: Containment) -> Iterator[_Found]:
    """The first places there is time for, or may be, each once with its best method.

    Also those for which more boom has to be found.
    """
    seen: set[str] = set()
    for one in found.options:
        place = one.place
        if one.state in FOR_NOW and place.id not in seen and len(seen) < MOST:
            seen.add(place.id)
            at = (place.lon, place.lat)
            what = METHODS[one.method]
            yield place.name, place.river_name, place.km, at, place.front_h, one.slack_h, what


def _of_answer(answer: Answer) -> Iterator[_Found]:
    for one in answer.holding:
        river = river_of(answer, one.river)
        yield one.title, river, one.km, one.position, one.front_h[0], None, ""


def _of_plan(plan: Plan) -> Iterator[_Found]:
    chosen: Iterable[Placed] = (*plan.points, *plan.late)
    for one in chosen:
        place = one.place
        if place.kind != "source":
            at = (place.lon, place.lat)
            slack = plan.best_slack_h(one)
            yield place.name, place.river_name, place.km, at, place.front_h, slack, ""


def _front(answer: Answer, front_h: float) -> tuple[datetime | None, float | None]:
    """The clock of the earliest front, and the hours until then."""
    start = answer.incident.scenario.start
    if start is None:
        return None, None
    front = start.earliest + timedelta(hours=front_h)
    left_h = (front - answer.incident.now).total_seconds() / 3600
    return front_clock(front), left_h


def held_marks(places: Sequence[Held]) -> list[Mark]:
    """The places on a map, by their letters."""
    return [
        Mark(*one.position, "interception", letter=one.sign, loud=True)
        for one in places
        if one.position is not None
    ]


def held_things(places: Sequence[Held], most: int) -> tuple[Thing, ...]:
    """The first places that the front has yet to reach, as things to be done there.

    Those that nobody reaches in time only where there is no other.
    """
    ahead = [one for one in places if one.left_h is None or one.left_h > 0]
    ahead = [one for one in ahead if one.slack_h is None or one.slack_h >= 0] or ahead
    return tuple(
        Thing(
            number,
            Text("{name} ({river} km {km})", name=one.name, river=one.river, km=km(one.km)),
            one.what,
            time_left(one),
            sign=one.sign,
            calm=one.slack_h is not None and one.slack_h >= LITTLE_SLACK_H,
        )
        for number, one in enumerate(ahead[:most], start=1)
    )


def time_left(one: Held, *, short: bool = False) -> Prose:
    """How much time there is to hold it there."""
    if one.slack_h is not None and one.slack_h < 0:
        return Text("too late by {h} h", h=slack_words(one.slack_h).lstrip("-"))
    if one.slack_h is not None:
        return Text("slack {h} h", h=slack_words(one.slack_h))
    if one.left_h is None and short:
        return Text("not known")
    if one.left_h is None:
        return Text("start not known: the front may have passed")
    if one.left_h <= 0:
        return Text("the front may have passed")
    if short:
        return Text("{h} h left", h=early_h(one.left_h))
    return Text("{h} h until the earliest front", h=early_h(one.left_h))
