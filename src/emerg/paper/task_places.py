"""Places that get a holding crew: by the plan of a dispatch, or by what the playbook knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from emerg.incident.contacts import Contacts
from emerg.paper.dispatch_words import call_words, quantity_words, ready_words, sent_words
from emerg.paper.words import km, river_of
from emerg.resources.items import items, unit_name
from emerg.response.answer import Answer
from emerg.response.dispatch_plan import Need, Served
from emerg.response.drives import Dispatch
from emerg.response.needs import NeedRow, load_needs
from emerg.texts import Prose, Text
from emerg.units import front_clock

# The first places that the front does not reach within this time: nobody is sent to the others.
LEAST_H = 1.0
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of something at a place; `quantity` None: it cannot be told how much."""

    row: NeedRow
    quantity: int | None
    served: Served | None = None


@dataclass(frozen=True, slots=True)
class Crewed:
    """A place, when the front may be there, and what is needed at it."""

    name: Prose
    where: Prose
    front: datetime | None
    needs: tuple[Wanted, ...]
    at_source: bool = False


def crewed(answer: Answer) -> Iterator[Crewed]:
    """The source, then the first places of the playbook that a crew may still be ahead at."""
    incident = answer.incident
    rows = load_needs().of(incident.substance)
    where = Text(
        "{river} km {km}, {lon}°E {lat}°N",
        river=incident.river_name,
        km=km(incident.km),
        lon=f"{incident.lon:.4f}",
        lat=f"{incident.lat:.4f}",
    )
    mass = None if incident.amount_kg is None else incident.amount_kg[1]
    yield Crewed(
        Text("at the source"), where, None, _wanted(rows, ("source",), mass), at_source=True
    )
    start = incident.scenario.start
    gone_h = 0.0 if start is None else (incident.now - start.earliest).total_seconds() / 3600
    ahead = [one for one in answer.holding if one.front_h[0] - gone_h > LEAST_H]
    for number, one in enumerate((ahead if start else list(answer.holding))[:MOST_PLACES]):
        river = river_of(answer, one.river)
        at: Prose = Text("{river} km {km}", river=river, km=km(one.km))
        if one.position is not None:
            lon, lat = one.position
            at = Text(
                "{river} km {km}, {lon}°E {lat}°N",
                river=river,
                km=km(one.km),
                lon=f"{lon:.4f}",
                lat=f"{lat:.4f}",
            )
        sites = ("water", "first") if number == 0 else ("water",)
        needs = _wanted(rows, sites, mass)
        front = None if start is None else start.earliest + timedelta(hours=one.front_h[0])
        yield Crewed(one.title, at, None if front is None else front_clock(front), needs)


def _wanted(
    rows: Sequence[NeedRow], sites: Sequence[str], mass_kg: float | None
) -> tuple[Wanted, ...]:
    """What the table asks for; how a boom must lie is not reckoned here."""
    return tuple(Wanted(row, row.quantity(None, mass_kg)) for row in rows if row.at in sites)


def crewed_by_plan(found: Dispatch) -> Iterator[Crewed]:
    """The places of a plan, source first, with what is sent there."""
    plan = found.plan
    for point in plan.points:
        place = point.place
        front = None
        if plan.ground.start is not None and place.kind != "source":
            front = front_clock(plan.ground.start + timedelta(hours=place.front_h))
        where = Text(
            "{river} km {km}, {lon}°E {lat}°N",
            river=place.river_name,
            km=km(place.km),
            lon=f"{place.lon:.4f}",
            lat=f"{place.lat:.4f}",
        )
        needs = tuple(_of(served.need, served) for served in plan.at(point))
        yield Crewed(place.name, where, front, needs, at_source=place.kind == "source")


def _of(need: Need, served: Served) -> Wanted:
    return Wanted(need.row, need.quantity, served)


def quantity_of(need: Wanted) -> Prose:
    """How much is needed; nothing, which is a line to fill in, where it cannot be told."""
    if need.served is not None:
        return quantity_words(need.served)
    if need.quantity is None:
        return Text("by width: ______")
    if need.row.item is None:
        return f"{need.quantity:,}"
    unit = unit_name(items()[need.row.item].unit)
    return Text("{n} {unit}", n=f"{need.quantity:,}", unit=unit)


def sent_lines(found: Dispatch, need: Wanted, contacts: Contacts) -> tuple[Prose, ...]:
    """Who brings it from where, when it works there, and whom to call for it."""
    if need.served is None or not need.served.sent:
        return ()
    lines: list[Prose] = []
    for one in need.served.sent:
        lines += [sent_words(one), call_words(one, contacts)]
    lines.append(Text("works at {time}", time=ready_words(found.plan, need.served.ready_h)))
    return tuple(lines)
