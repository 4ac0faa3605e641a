"""What is on a road and what it drains to, reckoned from the network and the rivers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from shapely import LineString

from emerg.geodesy import FloatArray, LocalPlane, along, step_lengths_m
from emerg.network.alignment import Alignment
from emerg.network.place import feet, flat_lines, nearest
from emerg.playbooks.check import INTAKES
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.playbooks.roadside import ways_from
from emerg.response.receiving import DITCH_M, Receiving, receiving

STEP_M = 1_000.0
# Shorter parts beside a river are not worth a row.
LEAST_BESIDE_KM = 3.0
# A long descent: so much lower [m] at the next place of known height, and so steep on average.
LEAST_DROP_M, LEAST_GRADE, FARTHEST_KM = 500.0, 0.015, 90.0
# How near the road a source of drinking water lies, by how its place is known [m].
NEAR_SOURCE_M = {"found": 2_000.0, "computed": 2_000.0, "town": 4_000.0}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a road is reckoned against."""

    roads: RoadMap
    rivers: Rivers


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a report tells of; only its stretch is known."""

    stretch: str
    kind: str
    name: list[str]
    note: list[str]
    source: str
    confidence: str
    length_m: float | None = None


@dataclass(frozen=True, slots=True)
class _Sample:
    km: float
    first: Receiving
    accuracy: str


def rows(
    ground: Ground, code: str, way: Alignment, found_sites: Iterable[Site]
) -> list[dict[str, Any]]:
    """The features of the road's map: places, descents, bridges and crossings, sources, drains."""
    samples = list(_samples(ground, way))
    sites = [
        *_nodes(ground, way),
        *_riversides(ground, way, samples),
        *_descents(ground, way),
        *_crossings(ground, way),
        *_sources(ground, way),
        *(_reported(way, site) for site in found_sites if site.stretch in way),
    ]
    sites.sort(key=lambda row: (row[0]["from_km"], row[0]["to_km"], row[0]["kind"]))
    drains = list(_drains(ground, way, samples))
    found = []
    for layer, mark, group in (("site", "P", sites), ("drain", "D", drains)):
        for number, (row, geometry) in enumerate(group, start=1):
            properties = {"layer": layer, "id": f"{code}-{mark}-{number:03d}"} | {
                key: value for key, value in row.items() if value not in (None, "")
            }
            found.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return found


Row = tuple[dict[str, Any], dict[str, Any] | None]


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}


def line_between(roads: RoadMap, way: Alignment, low_m: float, high_m: float) -> FloatArray:
    """The road's drawn line between two distances along it, in its direction."""
    pieces = []
    for part in way.parts:
        if part.end_m <= low_m or part.start_m >= high_m:
            continue
        line = roads.lines[part.stretch.id]
        line = line if part.forward else line[::-1]
        length = part.stretch.length_m
        shares = ((low_m - part.start_m) / length, (high_m - part.start_m) / length)
        pieces.append(_share(line, max(shares[0], 0.0), min(shares[1], 1.0)))
    return np.concatenate(pieces)


def _share(line: FloatArray, low: float, high: float) -> FloatArray:
    steps = step_lengths_m(line)
    reached = np.concatenate([[0.0], np.cumsum(steps)]) / max(float(steps.sum()), 1e-9)
    inside = line[(reached > low) & (reached < high)]
    return np.concatenate([[along(line, low)], inside, [along(line, high)]])


def _line(roads: RoadMap, way: Alignment, low_km: float, high_km: float) -> dict[str, Any]:
    drawn = line_between(roads, way, low_km * 1000, high_km * 1000)
    centre = LocalPlane(float(drawn[:, 0].mean()), float(drawn[:, 1].mean()))
    # The network holds the line; this one shows the part, and may be coarser.
    simple = LineString(centre.metres(drawn)).simplify(150.0)
    lonlat = centre.lonlat(np.array(simple.coords))
    return {"type": "LineString", "coordinates": [[round(x, 5), round(y, 5)] for x, y in lonlat]}


def _reported(way: Alignment, site: Site) -> Row:
    part = way.part(site.stretch)
    row = {
        "kind": site.kind,
        "name": {"zh": site.name[0], "en": site.name[1]},
        "from_km": round(part.start_m / 1000, 2),
        "to_km": round(part.end_m / 1000, 2),
        "length_m": site.length_m,
        "stretch": site.stretch,
        "position": "none",
        "note": {"zh": site.note[0], "en": site.note[1]},
        "source": site.source,
        "confidence": site.confidence,
    }
    return row, None


KINDS = {"seat": "town", "town": "town", "pass": "pass", "bridge": "bridge", "port": "port"}


def _nodes(ground: Ground, way: Alignment) -> Iterator[Row]:
    for node, metres in way.nodes.items():
        row = ground.roads.nodes[node]
        if row.kind not in KINDS:
            continue
        junction = ground.roads.roads.junctions[node]
        km = round(metres / 1000, 2)
        yield (
            {
                "kind": KINDS[row.kind],
                "name": {"zh": row.name.zh, "en": row.name.en},
                "from_km": km,
                "to_km": km,
                "county": row.county,
                "elevation_m": row.elevation_m if row.kind == "pass" else None,
                "position": "town" if row.kind in ("seat", "town") else "found",
                "source": "road-network",
                "confidence": row.confidence,
            },
            _point(junction.lon, junction.lat),
        )


def _descents(ground: Ground, way: Alignment) -> Iterator[Row]:
    """From every pass down to the next places on both sides."""
    heights = [
        (metres / 1000, ground.roads.nodes[node], ground.roads.nodes[node].elevation_m)
        for node, metres in way.nodes.items()
    ]
    known = [(km, row, height) for km, row, height in heights if height is not None]
    for at, (km, row, height) in enumerate(known):
        if row.kind != "pass":
            continue
        for other in (at - 1, at + 1):
            if not 0 <= other < len(known):
                continue
            end_km, end, low = known[other]
            drop, length = height - low, abs(end_km - km)
            if drop < LEAST_DROP_M or length > FARTHEST_KM or drop / (length * 1000) < LEAST_GRADE:
                continue
            a, b = sorted((round(km, 2), round(end_km, 2)))
            yield (
                {
                    "kind": "descent",
                    "name": {"zh": f"{row.name.zh}—{end.name.zh}长下坡", "en": ""},
                    "from_km": a,
                    "to_km": b,
                    "drop_m": round(drop),
                    "county": row.county,
                    "position": "computed",
                    "note": {
                        "zh": f"平均坡度约 {drop / length / 10:.1f} %，按两端高程和里程算，待踏勘",
                        "en": f"about {drop / length / 10:.1f} % on average, from heights and "
                        "length, to be surveyed",
                    },
                    "source": "road-network",
                    "confidence": "low",
                },
                _line(ground.roads, way, a, b),
            )


def _crossings(ground: Ground, way: Alignment) -> Iterator[Row]:
    """Where the road's line crosses a river's; one for each river and stretch."""
    for part in way.parts:
        road = ground.roads.lines[part.stretch.id]
        for river, points in _meetings(ground, road).items():
            lon, lat = points[len(points) // 2]
            foot = next(feet(flat_lines({part.stretch.id: road}), lon, lat))
            km = round(way.distance_m(part.stretch.id, foot.fraction) / 1000, 2)
            reach, chainage = _on_river(ground, river, lon, lat)
            rough = ground.roads.edges[part.stretch.id].accuracy == "D" or reach > 2000
            name = ground.rivers.network.name(river)
            weaves = len(points) > 1
            yield (
                {
                    "kind": "crossing",
                    "name": {"zh": f"跨{name.zh}", "en": f"crosses {name.in_('en')}"},
                    "from_km": km,
                    "to_km": km,
                    "river": river,
                    "river_km": round(chainage, 2),
                    "position": "computed",
                    "note": {
                        "zh": f"两线相交 {len(points)} 次，实际桥数、桥位待核"
                        if weaves
                        else "两线相交算得，桥位待核",
                        "en": f"the two lines meet {len(points)} times: bridges to be confirmed"
                        if weaves
                        else "where the two lines meet: the bridge is to be confirmed",
                    },
                    "source": "rivers",
                    "confidence": "low" if rough or weaves else "medium",
                },
                _point(lon, lat),
            )


def _meetings(ground: Ground, road: FloatArray) -> Mapping[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    box = [*(road.min(axis=0) - 0.02), *(road.max(axis=0) + 0.02)]
    way = LineString(road)
    for name, line in ground.rivers.lines.items():
        if line[:, 0].max() < box[0] or line[:, 0].min() > box[2]:
            continue
        if line[:, 1].max() < box[1] or line[:, 1].min() > box[3]:
            continue
        meets = way.intersection(LineString(line))
        for point in getattr(meets, "geoms", [] if meets.is_empty else [meets]):
            river = ground.rivers.network.reach(name).river
            found.setdefault(river, []).append((point.centroid.x, point.centroid.y))
    for points in found.values():
        points.sort(key=lambda point: way.project(LineString([point, point]).centroid))
    return found


def _on_river(ground: Ground, river: str, lon: float, lat: float) -> tuple[float, float]:
    """Accuracy of the reach [m] and the river's chainage [km] nearest to a point."""
    snapped = next(
        s
        for s in nearest(ground.rivers.network, ground.rivers.flat, lon, lat)
        if s.place.reach.river == river
    )
    return snapped.place.reach.line_error_m, snapped.place.chainage_m / 1000


def _sources(ground: Ground, way: Alignment) -> Iterator[Row]:
    """Drinking-water sources that lie beside the road."""
    lines = flat_lines({part.stretch.id: ground.roads.lines[part.stretch.id] for part in way.parts})
    sites = [site for group in ground.rivers.sites.values() for site in group]
    for site in sites:
        where = ground.rivers.positions.get(site.id)
        limit = NEAR_SOURCE_M.get(site.position)
        if site.kind not in INTAKES or where is None or limit is None:
            continue
        foot = next(feet(lines, *where))
        if foot.distance_m > limit:
            continue
        km = round(way.distance_m(foot.id, foot.fraction) / 1000, 2)
        yield (
            {
                "kind": "source_zone",
                "name": {"zh": f"临近{site.name.zh}", "en": f"beside {site.name.in_('en')}"},
                "from_km": km,
                "to_km": km,
                "river": site.river,
                "river_km": site.km,
                "offset_m": round(foot.distance_m),
                "county": site.county,
                "position": "computed",
                "note": {
                    "zh": "保护区范围未见公开坐标，以批复为准",
                    "en": "extent of the protection zone not public: the approval decides",
                },
                "source": "rivers",
                "confidence": "low",
            },
            _point(foot.lon, foot.lat),
        )


def _ends(way: Alignment, group: list[_Sample]) -> tuple[float, float]:
    half = STEP_M / 2000
    low, high = group[0].km - half, group[-1].km + half
    return round(max(low, 0.0), 2), round(min(high, way.length_m / 1000), 2)


def _riversides(ground: Ground, way: Alignment, samples: list[_Sample]) -> Iterator[Row]:
    """Where the road runs beside a river for some kilometres."""
    for group in _groups(samples, lambda sample: (sample.first.river, sample.first.reason)):
        low, high = _ends(way, group)
        if group[0].first.reason != "riverside" or high - low < LEAST_BESIDE_KM:
            continue
        name = ground.rivers.network.name(group[0].first.river)
        yield (
            {
                "kind": "riverside",
                "name": {"zh": f"沿{name.zh}", "en": f"along {name.in_('en')}"},
                "from_km": low,
                "to_km": high,
                "river": group[0].first.river,
                "river_km": round(group[0].first.km, 2),
                "offset_m": round(min(one.first.distance_m for one in group)),
                "position": "computed",
                "source": "rivers",
                "confidence": "low" if "D" in {one.accuracy for one in group} else "medium",
            },
            _line(ground.roads, way, low, high),
        )


def _drains(ground: Ground, way: Alignment, samples: list[_Sample]) -> Iterator[Row]:
    """Parts of the road by the river they drain to."""
    for group in _groups(samples, lambda sample: sample.first.river):
        a, b = group[0], group[-1]
        low, high = _ends(way, group)
        reasons = [one.first.reason for one in group]
        reason = max(("riverside", "slope", "crossing"), key=reasons.count)
        yield (
            {
                "from_km": low,
                "to_km": high,
                "river": a.first.river,
                "river_from_km": round(a.first.km, 2),
                "river_to_km": round(b.first.km, 2),
                "distance_m": round(min(one.first.distance_m for one in group)),
                "reason": reason,
                "source": "rivers",
                "confidence": "low" if "D" in {one.accuracy for one in group} else "medium",
            },
            _line(ground.roads, way, low, high),
        )


def _samples(ground: Ground, way: Alignment) -> Iterator[_Sample]:
    for metres in np.arange(STEP_M / 2, way.length_m, STEP_M):
        stretch, fraction = way.at(float(metres))
        line, accuracy = ground.roads.lines[stretch], ground.roads.edges[stretch].accuracy
        lon, lat = along(line, fraction)
        ways = ways_from(ground.roads, stretch, fraction, 2 * DITCH_M)
        found = receiving(ground.rivers, ways, accuracy, lon, lat)
        yield _Sample(float(metres) / 1000, found[0], accuracy)


def _groups(samples: list[_Sample], key: Callable[[_Sample], object]) -> list[list[_Sample]]:
    """Runs of samples that are alike."""
    return [list(group) for _key, group in groupby(samples, key)]
