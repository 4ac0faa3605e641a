"""The maps of a whole river before any incident: chainage, places, what can hold, what may leak.

A long river gets an overview with what matters most, and one map for every stretch of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.incident_map import RIVER_LINES, ROUGH_LINE
from emerg.paper.map_content import (
    Bounds,
    LegendEntry,
    MapContent,
    Mark,
    RiverLine,
    bounds_of,
)
from emerg.paper.map_lines import extent_km, km_marks, points_of, river_lines
from emerg.paper.standing_sites import Listed
from emerg.paper.symbols import symbol_of
from emerg.paper.words import KINDS, km, worded
from emerg.playbooks.rivers import Rivers
from emerg.texts import Bilingual, Prose, Text

# Who gets room first where the map is crowded.
ORDER = (
    *("waterworks", "source_area", "dam", "gate", "station", "entry", "exit", "county_seat"),
    *("reservoir", "tailings", "depot", "works", "park", "wwtp", "landfill", "monitoring"),
    *("lake", "boom", "braided", "wetland", "reserve", "hatchery", "irrigation", "port"),
    *("prefecture", "county", "bridge", "town"),
)
# What an overview shows: the stretches show everything.
FIRST = ORDER[:8]
LOUD = ("waterworks", "source_area")
# Towns are known by their names, everything else by its number.
NAMED = ("county_seat", "town")
_SEATS = (" County seat", " District seat", " City seat", " Township", " Town", " Subdistrict")
# A river longer or wider than this [km] is drawn in stretches of at most this.
ONE_MAP_KM, STRETCH_KM = 400.0, 300.0
# Places this near [degrees] to a stretch's box belong on its map.
BESIDE_DEG = 0.12
# So many places within so many kilometres get a map of their own.
CROWD, NEAR_KM, EARTH_KM = 14, 20.0, 6371.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the river, by chainage [km], with its line."""

    from_km: float
    to_km: float
    line: FloatArray


def river_map(rivers: Rivers, river: str, places: Sequence[Listed]) -> MapContent:
    """All of `river`; with every place, or the most important if stretches follow."""
    book = rivers.playbooks[river]
    drawn = [place for place in places if place.drawn]
    line = np.vstack([rivers.lines[reach.id] for reach in rivers.network.rivers[river]])
    points = [*points_of(line), *(book.positions[place.site.id] for place in drawn)]
    parts = stretches(rivers, river)
    if parts:
        elsewhere = [p for p in drawn if not any(_beside(rivers, s, p) for s in parts)]
        drawn = [p for p in drawn if p.site.kind in FIRST or p in elsewhere]
    title = Text("{river}: one map", river=book.river.name)
    notes: list[Prose] = [Text("Numbers as in the lists that follow.")]
    missing = sum(not place.drawn for place in places)
    if missing:
        notes.append(Text("Places without a position, in the lists only: {n}.", n=missing))
    if parts:
        notes.append(Text("Everything else stands on the maps of the stretches."))
    return _content(rivers, river, title, bounds_of(points), drawn, (*notes, RIVER_LINES))


def stretch_maps(rivers: Rivers, river: str, places: Sequence[Listed]) -> tuple[MapContent, ...]:
    """One map for every stretch of a long river, downstream; none for a short one."""
    found = []
    for stretch in stretches(rivers, river):
        drawn = [place for place in places if place.drawn and _beside(rivers, stretch, place)]
        positions = [rivers.positions[place.site.id] for place in drawn]
        title = Text(
            "{river}, km {first} to {last}",
            river=rivers.network.name(river),
            first=km(stretch.from_km),
            last=km(stretch.to_km),
        )
        bounds = bounds_of([*points_of(stretch.line), *positions])
        found.append(_content(rivers, river, title, bounds, drawn, (RIVER_LINES,)))
    return tuple(found)


def close_up(rivers: Rivers, river: str, places: Sequence[Listed]) -> MapContent | None:
    """Where most places crowd, drawn large; None where a map has room for all."""
    drawn = [place for place in places if place.drawn]
    if not drawn:
        return None
    away_km = _between(np.array([rivers.positions[place.site.id] for place in drawn]))
    middle = (away_km <= NEAR_KM).sum(axis=1).argmax()
    ranked = [drawn[i] for i in np.argsort(away_km[middle]) if away_km[middle, i] <= NEAR_KM]
    if len(ranked) < CROWD:
        return None
    seat = next((place for place in ranked if place.site.kind == "county_seat"), ranked[0])
    title = Text(
        "{river}: around {place}", river=rivers.network.name(river), place=_town(seat.site.name)
    )
    bounds = bounds_of([rivers.positions[place.site.id] for place in ranked])
    return _content(rivers, river, title, bounds, ranked, (RIVER_LINES,))


def _between(lonlat: FloatArray) -> FloatArray:
    """From each position to each other [km], near enough for a sheet."""
    lon, lat = np.radians(lonlat).T
    east, north = lon * np.cos(lat) * EARTH_KM, lat * EARTH_KM
    found: FloatArray = np.hypot(east[:, None] - east, north[:, None] - north)
    return found


def stretches(rivers: Rivers, river: str) -> tuple[Stretch, ...]:
    """The river in parts of equal length, as few as fit their maps; none if one map does."""
    reaches = rivers.network.rivers[river]
    lines = [rivers.lines[reach.id] for reach in reaches]
    if extent_km(np.vstack(lines)) <= ONE_MAP_KM:
        return ()
    ends_km = np.array([reach.to_m / 1000 for reach in reaches])
    first_km = reaches[0].from_m / 1000
    count = 2
    while True:
        marks = np.linspace(first_km, ends_km[-1], count + 1)
        cuts = [0, *(int(np.searchsorted(ends_km, mark)) + 1 for mark in marks[1:-1]), len(lines)]
        parts = tuple(
            Stretch(reaches[a].from_m / 1000, reaches[b - 1].to_m / 1000, np.vstack(lines[a:b]))
            for a, b in pairwise(cuts)
            if b > a
        )
        if max(extent_km(part.line) for part in parts) <= STRETCH_KM or count >= len(lines):
            return parts
        count += 1


def _beside(rivers: Rivers, stretch: Stretch, place: Listed) -> bool:
    """Whether the place belongs to the stretch: on it, or on a tributary within its box."""
    site = place.site
    if "/" not in site.river and site.km is not None:
        return stretch.from_km <= site.km <= stretch.to_km
    lon, lat = rivers.positions[site.id]
    west, south, east, north = bounds_of(points_of(stretch.line), 0.0)
    beside_lon = west - BESIDE_DEG <= lon <= east + BESIDE_DEG
    return beside_lon and south - BESIDE_DEG <= lat <= north + BESIDE_DEG


def _content(
    rivers: Rivers,
    river: str,
    title: Prose,
    bounds: Bounds,
    drawn: Sequence[Listed],
    notes: tuple[Prose, ...],
) -> MapContent:
    lines = river_lines(rivers, bounds, [river])
    ordered = _ordered(drawn)
    return MapContent(
        title=title,
        bounds=bounds,
        rivers=lines,
        marks=tuple(_mark(place, *rivers.positions[place.site.id]) for place in ordered),
        km_marks=km_marks(rivers, river, bounds),
        plume=None,
        incident=None,
        legend=_legend(rivers.playbooks[river].river.name, lines, ordered),
        notes=notes,
    )


def _ordered(drawn: Sequence[Listed]) -> list[Listed]:
    rank = {kind: number for number, kind in enumerate(ORDER)}
    return sorted(drawn, key=lambda p: (rank.get(p.site.kind, len(ORDER)), p.number))


def _mark(place: Listed, lon: float, lat: float) -> Mark:
    site = place.site
    label: Prose = _town(site.name) if site.kind in NAMED else str(place.number)
    return Mark(lon, lat, symbol_of(site.kind, site.layer), label=label, loud=site.kind in LOUD)


def _town(name: Bilingual) -> Bilingual:
    """As base maps write it: without "seat" and the rank of the place."""
    english = name.en
    for ending in _SEATS:
        english = english.removesuffix(ending)
    return Bilingual(name.zh.removesuffix("驻地"), english)


def _legend(
    name: Prose, lines: Sequence[RiverLine], ordered: Sequence[Listed]
) -> tuple[LegendEntry, ...]:
    entries = [
        LegendEntry("line", "main", name),
        LegendEntry("line", "km", Text("km from the source")),
    ]
    if any(line.rough for line in lines):
        entries.append(ROUGH_LINE)
    named: dict[str, list[Prose]] = {}
    for place in ordered:
        words = named.setdefault(symbol_of(place.site.kind, place.site.layer), [])
        word = worded(KINDS, place.site.kind)
        if word not in words:
            words.append(word)
    entries += [
        LegendEntry("symbol", symbol, Text("{items}", items=tuple(words)))
        for symbol, words in named.items()
    ]
    return tuple(entries)
