"""From a place on a road to the point, and to the rivers that a spill there may reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from emerg.errors import InputError
from emerg.hazards.isolation import load_isolation
from emerg.hazards.substance import Substance
from emerg.network.place import feet, flat_lines
from emerg.network.stakes import stake_of
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.playbooks.roadside import ways_from
from emerg.response.around import WINDING, Around, around
from emerg.response.receiving import DITCH_M, Receiving, receiving
from emerg.texts import Bilingual, Lang, Text, render
from emerg.usecases.spot import NO_BOOKS, Spot, find_road, find_spot

# A place as near to a line lies on it.
ON_LINE_M = 30.0
# Kinds of places of a road playbook where a lorry can turn and wait.
TURNING = ("parking", "service")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where to stop traffic; `stake_km` None where the road has no posts there."""

    lon: float
    lat: float
    stake_km: float | None


@dataclass(frozen=True, slots=True)
class Turning:
    """A place where lorries can turn and wait; `away_km` along the road, before it negative."""

    name: Bilingual
    kind: str
    away_km: float


@dataclass(frozen=True, slots=True)
class RoadPoint:
    """A place on a road, and where what leaks there may run to.

    Attributes
    ----------
    receiving : tuple of Receiving
        Likeliest first, never empty.
    stops : tuple of Stop
        On every way along the road.
    turning : tuple of Turning
        The nearest places to turn and park on both sides, where the playbook lists any.
    """

    spot: Spot
    receiving: tuple[Receiving, ...]
    around: Around | None = None
    stops: tuple[Stop, ...] = ()
    turning: tuple[Turning, ...] = ()


def road_point(
    roads: RoadMap,
    rivers: Rivers,
    road: str,
    words: str,
    substance: Substance | None = None,
    books: Mapping[str, RoadBook] = NO_BOOKS,
    wind_from_deg: float | None = None,
) -> RoadPoint:
    """The place that `words` tell on a road; with a substance, what to keep clear around it.

    Parameters
    ----------
    road : str
        Its number, or the id of a playbook.

    Raises
    ------
    InputError
        As of `find_road` and `find_spot`.
    """
    if wind_from_deg is not None and wind_from_deg > 360:
        raise InputError(
            Text("{deg} is no direction", deg=f"{wind_from_deg:g}"),
            where=Text("wind"),
            fix=Text("write degrees clockwise from north, 0 to 360"),
        )
    spot = find_spot(roads, find_road(roads, books, road), words)
    ways = ways_from(roads, spot.row.id, spot.fraction, 2 * DITCH_M)
    found = receiving(rivers, ways, spot.row.accuracy, spot.lon, spot.lat)
    isolation = None if substance is None else load_isolation().of(substance)
    turning = tuple(_turning(books, spot))
    if isolation is None:
        return RoadPoint(spot, found, turning=turning)
    far = ways_from(roads, spot.row.id, spot.fraction, WINDING * isolation.leaking_m)
    zone = around(isolation, far, spot.lon, spot.lat, wind_from_deg)
    stops = tuple(_stop(roads, spot, *at) for at in zone.stops)
    return RoadPoint(spot, found, zone, stops, turning)


def _turning(books: Mapping[str, RoadBook], spot: Spot) -> Iterator[Turning]:
    """The nearest on either side."""
    if spot.book is None or spot.road_km is None:
        return
    here = spot.road_km
    sites = [s for s in books[spot.book].playbook.sites if s.kind in TURNING]
    away = [Turning(site.name, site.kind, site.from_km - here) for site in sites]
    for side in (-1, 1):
        near = [one for one in away if one.away_km * side >= 0]
        if near:
            yield min(near, key=lambda one: abs(one.away_km))


def _stop(roads: RoadMap, spot: Spot, lon: float, lat: float) -> Stop:
    marked = {post.stretch for post in spot.road.posts}
    if not marked:
        return Stop(lon, lat, None)
    foot = next(feet(flat_lines({name: roads.lines[name] for name in marked}), lon, lat))
    on_it = foot.distance_m < ON_LINE_M
    return Stop(lon, lat, stake_of(spot.road.posts, foot.id, foot.fraction) if on_it else None)


def _around_json(found: RoadPoint, lang: Lang) -> dict[str, Any] | None:
    if found.around is None:
        return None
    row, table = found.around.isolation, load_isolation()
    return {
        "guide": row.guide,
        "isolation_m": {"small": row.small_m, "large": row.large_m, "fire": row.fire_m},
        "protective_km": {
            "day": row.day_km,
            "night": row.night_km,
            "large_day": row.large_day_km,
            "large_night": row.large_night_km,
        },
        "inside": [
            {"name": render(one.name, lang), "distance_m": round(one.distance_m)}
            for one in found.around.inside
        ],
        "stop_traffic": [
            {
                "lon": round(stop.lon, 5),
                "lat": round(stop.lat, 5),
                "stake_km": None if stop.stake_km is None else round(stop.stake_km, 2),
            }
            for stop in found.stops
        ],
        "zones": [
            {
                "kind": zone.kind,
                "distance_m": zone.distance_m,
                "ring": [[round(float(x), 5), round(float(y), 5)] for x, y in zone.ring],
            }
            for zone in found.around.zones
        ],
        "source": render(table.source, lang),
        "confidence": table.confidence,
    }


def road_json(found: RoadPoint, lang: Lang) -> dict[str, Any]:
    """The point under the names of the contract."""
    spot = found.spot
    return {
        "road": spot.road.name,
        "playbook": spot.book,
        "stretch": spot.row.id,
        "point": {"lon": round(spot.lon, 5), "lat": round(spot.lat, 5)},
        "understood": render(spot.understood, lang),
        "stake_km": None if spot.stake_km is None else round(spot.stake_km, 3),
        "road_km": None if spot.road_km is None else round(spot.road_km, 2),
        "doubt_km": round(spot.doubt_km, 2),
        "accuracy": spot.row.accuracy,
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
        "turning": [
            {"name": render(one.name, lang), "kind": one.kind, "away_km": round(one.away_km, 2)}
            for one in found.turning
        ],
        "around": _around_json(found, lang),
    }
