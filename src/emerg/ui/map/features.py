"""What may be named or marked on the map, in one language; where it fits is for `layout`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

import numpy as np

from emerg.geodata.layers import Lake, lakes, places
from emerg.geodesy import FloatArray
from emerg.paper.symbols import SymbolName, symbol_of
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.response.hits import Hit
from emerg.texts import Bilingual, Lang, render
from emerg.ui.map.mercator import plane
from emerg.ui.map.switches import NOTHING, SITES, Hidden

# Places to hold it, by how they stand, and depots.
PostStyle: TypeAlias = Literal["post", "post_ok", "post_warn", "post_danger"]
POST_STYLES: tuple[PostStyle, ...] = get_args(PostStyle)
Style: TypeAlias = (
    Literal["region", "prefecture", "county", "village", "lake", "river", "stream", "site", "hit"]
    | Literal["sample", "stock"]
    | PostStyle
)
# Plane metres per pixel from which inwards a thing appears, and its name beside it.
ALWAYS = 1e9
PLACE_FROM: tuple[float, ...] = (ALWAYS, ALWAYS, 4200.0, 330.0)
PLACE_STYLE: tuple[Style, ...] = ("region", "prefecture", "county", "village")
SITE_FROM: dict[SymbolName, float] = {
    "intake": 800.0,
    "waterworks": 800.0,
    "dam": 460.0,
    "station": 460.0,
    "section": 330.0,
    "reserve": 330.0,
    "pond": 330.0,
    "risk": 240.0,
    "exit": 240.0,
    "space": 170.0,
    "bridge": 120.0,
    "line": 120.0,
    "other": 120.0,
}
NAMED_AT_SHARE = 0.45  # a site's name appears this much nearer than its symbol
# Towns are drawn from the list of places; a confluence is seen without a sign.
NOT_MARKED = ("county_seat", "town", "confluence")
# Hits whose name stands on the map already, as a place or a line of it.
NAMED_ELSEWHERE = ("county_seat", "town", "county", "prefecture", "confluence")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with a symbol (or none), and a name that shows from `named_from` inwards."""

    text: str
    style: Style
    x: float
    y: float
    symbol: SymbolName | None
    shown_from: float
    named_from: float
    key: str = ""  # site id


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The line of a river that has a name (plane coordinates)."""

    name: Bilingual
    style: Style
    line: FloatArray
    shown_from: float


@dataclass(frozen=True, slots=True)
class Named:
    """A course and its name in one language, to be set along its line."""

    text: str
    course: Course

    @property
    def style(self) -> Style:
        return self.course.style


@cache
def place_spots(lang: Lang) -> tuple[Spot, ...]:
    """Towns and villages, the seat of the region first."""
    found = []
    for place in places():
        x, y = plane([place.lon, place.lat])
        style = PLACE_STYLE[place.rank]
        symbol: SymbolName = "seat" if place.rank < 2 else "town"
        near = PLACE_FROM[place.rank]
        found.append(Spot(place.name.in_(lang), style, x, y, symbol, near, near))
    return tuple(found)


@cache
def lake_spots(lang: Lang) -> tuple[Spot, ...]:
    """Names of lakes, in their middle."""
    return tuple(
        Spot(lake.name.in_(lang), "lake", *_middle(lake), None, _lake_from(lake), ALWAYS)
        for lake in lakes()
        if lake.name.zh
    )


def _middle(lake: Lake) -> tuple[float, float]:
    shore = plane(lake.rings[0])
    x, y = (shore.min(axis=0) + shore.max(axis=0)) / 2
    return float(x), float(y)


def _lake_from(lake: Lake) -> float:
    return 3000.0 if lake.rank <= 5 else 1500.0 if lake.rank <= 6 else 800.0


def site_spots(
    rivers: Rivers,
    lang: Lang,
    hit: Iterable[str] = (),
    *,
    exercise: bool = False,
    hidden: Hidden = NOTHING,
) -> list[Spot]:
    """Sites of every playbook that have a position, those that show from furthest away first.

    Sites in `hit` carry a number instead; illustrative ones are for exercises only; those of a
    layer that is switched off are left out.
    """
    taken = set(hit)
    found = []
    for site in (site for book in rivers.playbooks.values() for site in book.sites):
        drawn = site.kind not in NOT_MARKED and site.id not in taken
        drawn = drawn and SITES.get(site.layer) not in hidden
        if drawn and site.id in rivers.positions and (exercise or site.confidence != "example"):
            found.append(_site_spot(site, rivers.positions[site.id], lang))
    return sorted(found, key=lambda spot: (-spot.shown_from, spot.key))


def _site_spot(site: Site, lonlat: tuple[float, float], lang: Lang) -> Spot:
    symbol = symbol_of(site.kind, site.layer)
    near = SITE_FROM.get(symbol, SITE_FROM["other"])
    x, y = plane(lonlat)
    return Spot(site.name.in_(lang), "site", x, y, symbol, near, near * NAMED_AT_SHARE, key=site.id)


def hit_spots(hits: Iterable[Hit], lang: Lang, first: str | None = None) -> list[Spot]:
    """Hits that have a position: the site `first`, then intakes, then the others, soonest first.

    Names that stand on the map already are left out.
    """
    found = []
    for hit in sorted(hits, key=lambda hit: (hit.site != first, not hit.is_intake, hit.number)):
        if hit.position is not None:
            x, y = plane(hit.position)
            named = 0.0 if hit.kind in NAMED_ELSEWHERE else _hit_from(hit)
            style: Style = "hit" if hit.is_intake else "site"
            name = render(hit.title, lang)
            found.append(Spot(name, style, x, y, None, ALWAYS, named, key=hit.site))
    return found


def _hit_from(hit: Hit) -> float:
    """Intakes are named from far away; the rest when there is room to read them."""
    return ALWAYS if hit.is_intake else 240.0


def river_names(courses: Sequence[Course], lang: Lang) -> list[Named]:
    """The courses by their names in `lang`."""
    return [Named(course.name.in_(lang), course) for course in courses]


def named_courses(rivers: Rivers) -> tuple[Course, ...]:
    """Every river with a name of its own, the key rivers first."""
    found = []
    for book in rivers.playbooks.values():
        for stem in book.river.stems:
            main = stem.id == book.river.id
            if stem.id in rivers.network.rivers and (main or _own_name(stem.id)):
                found.append(_course(rivers, book, stem.id, stem.name))
    return tuple(sorted(found, key=lambda course: -course.shown_from))


def _course(rivers: Rivers, book: RiverPlaybook, river: str, name: Bilingual) -> Course:
    reaches = rivers.network.rivers[river]
    line = plane(np.concatenate([rivers.lines[reach.id] for reach in reaches]))
    main = river == book.river.id
    if main and book.river.key:
        return Course(name, "river", line, ALWAYS)
    plain = Bilingual(_without_remark(name.zh), _without_remark(name.en))
    return Course(plain, "stream", line, 1200.0 if main else 600.0)


def _own_name(river: str) -> bool:
    """Not one of the numbered tributaries, which are only named after the river they join."""
    return re.search(r"(^|[-/])t\d+[a-z]?$", river) is None


def _without_remark(name: str) -> str:
    return re.sub(r"\s*[（(].*?[）)]", "", name)
