"""An incident told by road and stake: put on the river that it drains to, with the delay."""

from dataclasses import replace
from datetime import timedelta

from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response.incident import Scenario, Start
from emerg.response.receiving import REASONS, Receiving
from emerg.texts import Text
from emerg.usecases.road import RoadPoint, road_point


def on_river(scenario: Scenario, roads: RoadMap, rivers: Rivers) -> Scenario:
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
    found = road_point(roads, rivers, where.road, where.stake)
    first = found.receiving[0]
    return replace(
        scenario,
        where=replace(where, river=first.river, km=first.km),
        start=None if scenario.start is None else _delayed(scenario.start, first),
        notes=(*scenario.notes, *_notes(rivers, found)),
    )


def _delayed(start: Start, way: Receiving) -> Start:
    return Start(start.earliest, start.latest + timedelta(hours=way.delay_h[1]))


def _notes(rivers: Rivers, found: RoadPoint) -> list[Text]:
    first = found.receiving[0]
    lines = [
        Text(
            "Road: {road} K{km}, {lon}°E {lat}°N; the post may stand ± {doubt} km along the road "
            "from here: have the position confirmed",
            road=found.ref,
            km=f"{found.stake_km:g}",
            lon=f"{found.lon:.4f}",
            lat=f"{found.lat:.4f}",
            doubt=f"{found.doubt_km:g}",
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
