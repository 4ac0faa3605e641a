"""An incident told by road and stake: put on the river that it drains to, with the delay."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.response.incident import Origin, Scenario, Start
from emerg.response.receiving import REASONS, Receiving
from emerg.texts import Text
from emerg.usecases.road import RoadPoint, road_point
from emerg.usecases.spot import NO_BOOKS, stake_words


def on_river(
    scenario: Scenario,
    roads: RoadMap,
    rivers: Rivers,
    books: Mapping[str, RoadBook] = NO_BOOKS,
) -> Scenario:
    """The scenario where its spill reaches the likeliest river; as it is where no road is given.

    The latest start moves by the longest way there; the earliest stays, for the post may stand
    elsewhere, beside the water. How far it may be off, and which other rivers it may be, is noted.

    Raises
    ------
    InputError
        As of `road_point`.
    """
    where = scenario.where
    if where.road is None or where.stake is None:
        return scenario
    found = road_point(roads, rivers, where.road, where.stake, books=books)
    first = found.receiving[0]
    return replace(
        scenario,
        where=replace(where, river=first.river, km=first.km),
        start=None if scenario.start is None else _delayed(scenario.start, first),
        notes=(*scenario.notes, *_notes(rivers, found)),
        origin=Origin(_origin(found), scenario.start),
    )


def _origin(found: RoadPoint) -> Text:
    spot = found.spot
    return Text(
        "{place}, {lon}°E {lat}°N, ± {doubt} km along the road",
        place=stake_words(spot),
        lon=f"{spot.lon:.4f}",
        lat=f"{spot.lat:.4f}",
        doubt=f"{spot.doubt_km:.3g}",
    )


def _delayed(start: Start, way: Receiving) -> Start:
    return Start(start.earliest, start.latest + timedelta(hours=way.delay_h[1]))


def _notes(rivers: Rivers, found: RoadPoint) -> list[Text]:
    first, spot = found.receiving[0], found.spot
    lines = [
        Text(
            "Road: {place}, {lon}°E {lat}°N ({understood}); it may be off by ± {doubt} km "
            "along the road: have the position confirmed",
            place=stake_words(spot),
            understood=spot.understood,
            lon=f"{spot.lon:.4f}",
            lat=f"{spot.lat:.4f}",
            doubt=f"{spot.doubt_km:.3g}",
        ),
        Text(
            "Drains to {river} km {km}, {m} m away ({how}); there after {least} to {most} h: "
            "closing reckons with none of it, reopening with all",
            river=rivers.network.name(first.river),
            km=f"{first.km:.1f}",
            m=f"{first.distance_m:.0f}",
            how=REASONS[first.reason],
            least=f"{first.delay_h[0]:.1f}",
            most=f"{first.delay_h[1]:.1f}",
        ),
    ]
    others = tuple(
        Text("{river} km {km}", river=rivers.network.name(one.river), km=f"{one.km:.1f}")
        for one in found.receiving[1:]
    )
    if others:
        lines.append(Text("It may also drain to {rivers}", rivers=others))
    return lines
