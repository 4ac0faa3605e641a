"""What lies on a map, in lon/lat and words; where and how it is drawn is for `drawing`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.symbols import SymbolName
from emerg.response.answer import Trace
from emerg.texts import Prose

Bounds: TypeAlias = tuple[float, float, float, float]  # west, south, east, north
LineKey: TypeAlias = Literal[
    "river",
    "main",
    "rough",
    "lake",
    "road",
    "county_road",
    "km",
    "front",
    "route",
    "rough_route",
    "closed",
]


class FrontClass(NamedTuple):
    """Where the front arrives within `until_h` hours: its colour and its width on paper [pt]."""

    until_h: float
    colour: str
    width: float

    @property
    def key(self) -> str:
        """Its key in a legend: ``2``, ``6`` … ``inf``."""
        return f"{self.until_h:g}"


# Dark is soon, so that a grey copy still tells them apart.
FRONT_CLASSES: tuple[FrontClass, ...] = (
    FrontClass(2.0, "#662506", 5.0),
    FrontClass(6.0, "#993404", 4.4),
    FrontClass(12.0, "#CC4C02", 3.8),
    FrontClass(24.0, "#EC7014", 3.2),
    FrontClass(72.0, "#FE9929", 2.6),
    FrontClass(float("inf"), "#FEC44F", 2.0),
)


@dataclass(frozen=True, slots=True)
class RiverLine:
    """A river to draw.

    Attributes
    ----------
    discharge_m3_s : float
        Long-term mean; sets the width.
    main : bool
        The river the sheet is about.
    rough : bool
        Class D geometry: drawn dashed.
    """

    lonlat: FloatArray
    name: Prose
    discharge_m3_s: float
    main: bool = False
    rough: bool = False


@dataclass(frozen=True, slots=True)
class RoadLine:
    """A road that the map is about, or a way to be driven; `rough` lines are class D."""

    lonlat: FloatArray
    rough: bool = False


@dataclass(frozen=True, slots=True)
class ClosedRoad:
    """A road that nobody passes today, with its name."""

    lonlat: FloatArray
    name: Prose


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: a symbol, or a number or letter that points into a table."""

    lon: float
    lat: float
    symbol: SymbolName
    label: Prose = ""
    number: int | None = None
    loud: bool = False
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Plume:
    """The way down and the earliest front along it.

    `clock` holds the words for each class limit [h], such as ``6 h · 08:40``.
    """

    trace: Trace
    clock: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a symbol, a plume class or a kind of line, in words.

    `key` is a `SymbolName`, the key of a `FrontClass` or a `LineKey`; ``number`` is the symbol of
    a numbered hit, ``letter`` that of a place to hold it.
    """

    kind: Literal["symbol", "class", "line"]
    key: str
    text: Prose


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything on one map; lists are in order of importance."""

    title: Prose
    bounds: Bounds
    rivers: tuple[RiverLine, ...]
    marks: tuple[Mark, ...]
    km_marks: tuple[tuple[float, float, str], ...]
    plume: Plume | None
    incident: tuple[float, float] | None
    legend: tuple[LegendEntry, ...]
    notes: tuple[Prose, ...]
    roads: tuple[RoadLine, ...] = ()
    small: bool = False  # a detail on a card: whom to name for the data in one line
    closed: tuple[ClosedRoad, ...] = ()


def bounds_of(points: Iterable[tuple[float, float]], least_deg: float = 0.12) -> Bounds:
    """West, south, east, north around `points`, at least `least_deg` wide and high."""
    lonlat = np.array(list(points), dtype=np.float64)
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    for_width = max(least_deg - (east - west), 0.0) / 2
    for_height = max(least_deg - (north - south), 0.0) / 2
    return (
        float(west - for_width),
        float(south - for_height),
        float(east + for_width),
        float(north + for_height),
    )
