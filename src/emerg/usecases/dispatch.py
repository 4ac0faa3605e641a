"""Who can be there when, with what: from an answered incident and what offices have to hand."""

from collections.abc import Mapping, Sequence
from math import ceil

from emerg.network.place import Lines
from emerg.network.route import OnRoad
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap, access_lines
from emerg.resources.items import items
from emerg.resources.schema import SKILLS, Office
from emerg.resources.words import SKILL_NAMES
from emerg.response.answer import Answer
from emerg.response.candidates import Candidate, asked, candidates, source
from emerg.response.dispatch_plan import Ground, Need
from emerg.response.incident import Wanted
from emerg.response.locate import locate
from emerg.response.needs import NeedRow, load_needs
from emerg.response.supplies import Placed, placed, supplies
from emerg.response.waters import booms
from emerg.texts import Bilingual, Text
from emerg.units import BEIJING
from emerg.usecases.respond import case_of
from emerg.usecases.spot import find_road, find_spot


def ground(
    rivers: Rivers,
    roads: RoadMap,
    answer: Answer,
    offices: Sequence[Office],
    books: Mapping[str, RoadBook],
) -> Ground:
    """Places, depots and needs of an incident, put on the roads; some tenths of a second.

    `books`: those by which the incident was put on its road, if it was.

    Raises
    ------
    InputError
        A place that is wanted does not lie on the way down.
    """
    lines, table = access_lines(roads), load_needs()
    found = {one.id: one for one in candidates(rivers, roads, answer)}
    today = answer.incident.now.astimezone(BEIJING).date()
    have, late, far = supplies(offices, lines, table, today)
    start = answer.incident.scenario.start
    amount = answer.incident.amount_kg
    places = {key: placed(lines, one) for key, one in found.items()}
    return Ground(
        roads=roads.roads,
        table=table,
        rows=table.of(answer.incident.substance),
        source=_source(roads, lines, answer, books),
        places=tuple(places.values()),
        wanted=tuple(
            _need(rivers, answer, lines, found, number, one)
            for number, one in enumerate(answer.incident.scenario.needs, start=1)
        ),
        supplies=have,
        amount_kg=None if amount is None else amount[1],
        start=None if start is None else start.earliest,
        exercise=answer.exercise,
        left_out=late,
        far=far,
        boom_m=_boom_m(rivers, answer, tuple(found.values())),
    )


def _boom_m(rivers: Rivers, answer: Answer, places: Sequence[Candidate]) -> dict[str, int]:
    """How much boom each place takes, by the reckoning that a containment goes by."""
    asked = answer.incident.scenario
    case = case_of(rivers, asked, answer.incident.now)
    found = booms(case, locate(rivers, asked.where).place, places)
    return {key: boom.order_m for key, boom in found.items() if boom.order_m is not None}


def _source(roads: RoadMap, lines: Lines, answer: Answer, books: Mapping[str, RoadBook]) -> Placed:
    """On the road where the incident was told by road, else where the road is nearest to it."""
    where, one = answer.incident.scenario.where, source(answer)
    if where.road is None or where.stake is None:
        return placed(lines, one)
    spot = find_spot(roads, find_road(roads, books, where.road), where.stake)
    on = OnRoad(spot.lon, spot.lat, stretch=spot.row.id, fraction=spot.fraction)
    return Placed(one, on)


def _need(
    rivers: Rivers,
    answer: Answer,
    lines: Lines,
    known: Mapping[str, Candidate],
    number: int,
    one: Wanted,
) -> Need:
    place = asked(rivers, answer, one.at, known, Text("need {number}", number=number))
    row = NeedRow(
        id=f"need-{number}",
        name=_name(one),
        at="water",
        hazards=("any",),
        setup_h=one.setup_h,
        skill=next((skill for skill in SKILLS if skill == one.skill), None),
        item=one.item,
        count=one.quantity,
    )
    quantity = None if one.quantity is None else ceil(one.quantity)
    return Need(f"{place.id}/{row.id}", row, placed(lines, place), quantity)


def _name(one: Wanted) -> Bilingual:
    if one.item is not None:
        return items()[one.item].name
    return next(name for skill, name in SKILL_NAMES.items() if skill == one.skill)
