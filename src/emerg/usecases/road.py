"""From a stake on a road to the point, and to the rivers that a spill there may reach."""

from dataclasses import dataclass
from typing import Any

from emerg.errors import InputError
from emerg.geodesy import along
from emerg.hazards.isolation import load_isolation
from emerg.hazards.substance import Substance
from emerg.network.stakes import at_stake, read_stake, stake_of
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import EdgeRow, RoadMap, posts
from emerg.response.around import Around, around
from emerg.response.receiving import DITCH_M, Receiving, near_part, receiving
from emerg.texts import Lang, Text, render


@dataclass(frozen=True, slots=True)
class RoadPoint:
    """A stake on a road, where it stands, and where what leaks there may run to.

    Attributes
    ----------
    doubt_km : float
        How far along the road the post may stand from here.
    """

    ref: str
    stake_km: float
    doubt_km: float
    stretch: EdgeRow
    lon: float
    lat: float
    receiving: tuple[Receiving, ...]
    around: Around | None = None
    stop_km: tuple[float | None, float | None] = (None, None)


def road_point(
    roads: RoadMap, rivers: Rivers, road: str, stake: str, substance: Substance | None = None
) -> RoadPoint:
    """The stake on the road of this number; with a substance, what to keep clear around it.

    Raises
    ------
    InputError
        The road is not in the network, has no posts or not this one; the stake is on another road,
        or is none.
    """
    ref = _ref(roads, road)
    said = read_stake(stake)
    if said.ref is not None and said.ref != ref:
        raise InputError(
            Text("the stake is on {other}, the road asked for is {road}", other=said.ref, road=ref),
            where=Text("stake"),
            fix=Text("name one road"),
        )
    at = at_stake(posts(roads, ref), said.km, ref)
    line, row = roads.lines[at.stretch], roads.edges[at.stretch]
    lon, lat = along(line, at.fraction)
    near = near_part(line, at.fraction, 2 * DITCH_M)
    found = receiving(rivers, near, row.accuracy, lon, lat)
    isolation = None if substance is None else load_isolation().of(substance)
    zone = None if isolation is None else around(isolation, line, at.fraction)
    stops: tuple[float | None, float | None] = (None, None)
    if zone is not None:
        one, other = (
            None if share is None else stake_of(posts(roads, ref), at.stretch, share)
            for share in zone.stop
        )
        stops = one, other
    return RoadPoint(ref, said.km, at.doubt_km, row, lon, lat, found, zone, stops)


def _ref(roads: RoadMap, road: str) -> str:
    """The number of a road: G318, g318, or the beginning of a playbook's id."""
    wanted = road.split("-")[0].strip().upper()
    known = sorted({ref for row in roads.edges.values() for ref in row.refs})
    if wanted in known:
        return wanted
    raise InputError(
        Text("{road} is not in the road network", road=road),
        where=Text("road"),
        fix=Text("give one of: {names}", names=", ".join(known)),
    )


def _around_json(found: RoadPoint, lang: Lang) -> dict[str, Any] | None:
    if found.around is None:
        return None
    row, table = found.around.isolation, load_isolation()
    return {
        "guide": row.guide,
        "isolation_m": {"small": row.small_m, "large": row.large_m, "fire": row.fire_m},
        "protective_km": {"day": row.day_km, "night": row.night_km},
        "inside": [
            {"name": render(one.name, lang), "distance_m": round(one.distance_m)}
            for one in found.around.inside
        ],
        "stop_traffic_km": [None if km is None else round(km, 2) for km in found.stop_km],
        "source": render(table.source, lang),
        "confidence": table.confidence,
    }


def road_json(found: RoadPoint, lang: Lang) -> dict[str, Any]:
    """The point under the names of the contract."""
    return {
        "road": found.ref,
        "stretch": found.stretch.id,
        "point": {"lon": round(found.lon, 5), "lat": round(found.lat, 5)},
        "stake_km": found.stake_km,
        "doubt_km": found.doubt_km,
        "accuracy": found.stretch.accuracy,
        "receiving": [
            {
                "river": one.river,
                "km": round(one.km, 2),
                "distance_m": round(one.distance_m),
                "doubt_m": round(one.doubt_m),
                "delay_h": round(one.delay_h[0], 3),
                "delay_latest_h": round(one.delay_h[1], 2),
                "reason": one.reason,
            }
            for one in found.receiving
        ],
        "around": _around_json(found, lang),
    }
