"""The one family of symbols, as shapes in a box from -1 to 1: the same on paper and on screen."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal, TypeAlias

SymbolName: TypeAlias = Literal[
    "incident",
    "intake",
    "waterworks",
    "station",
    "section",
    "dam",
    "bridge",
    "town",
    "seat",
    "reserve",
    "depot",
    "sampling",
    "space",
    "interception",
    "risk",
    "pond",
    "exit",
    "line",
    "other",
]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon, or a line if not `closed`; filled with ink, with paper, or not at all."""

    points: tuple[Point, ...]
    fill: Literal["ink", "paper", "none"] = "none"
    closed: bool = True


def _circle(radius: float, x: float = 0.0, y: float = 0.0, steps: int = 24) -> tuple[Point, ...]:
    turns = (2 * pi * i / steps for i in range(steps))
    return tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)


def _box(west: float, south: float, east: float, north: float) -> tuple[Point, ...]:
    return ((west, south), (east, south), (east, north), (west, north))


# A drop: a point above the lower half of a circle.
_DROP = (
    (0.0, 1.0),
    *((0.62 * cos(a * pi / 12), 0.62 * sin(a * pi / 12) - 0.35) for a in range(2, -15, -1)),
)
_HOUSE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.15), (0.0, 0.9), (-0.85, 0.15))
_TRIANGLE = ((-0.9, -0.75), (0.9, -0.75), (0.0, 0.85))
_DOWN = ((-0.9, 0.75), (0.9, 0.75), (0.0, -0.85))
_DIAMOND = ((0.0, 0.72), (0.72, 0.0), (0.0, -0.72), (-0.72, 0.0))

SYMBOLS: dict[SymbolName, tuple[Shape, ...]] = {
    "incident": (Shape(_circle(1.0), "paper"), Shape(_DIAMOND, "ink")),
    "intake": (Shape(_DROP, "ink"),),
    "waterworks": (
        Shape(_HOUSE, "paper"),
        Shape(((0.0, 0.35), (0.38, -0.3), (0.0, -0.62), (-0.38, -0.3)), "ink"),
    ),
    "station": (Shape(_DOWN, "paper"), Shape(((-0.45, 0.4), (0.45, 0.4)), closed=False)),
    "section": (Shape(_DOWN, "ink"),),
    "dam": (Shape(((-1.0, -0.6), (-0.35, 0.7), (0.35, 0.7), (1.0, -0.6)), "ink"),),
    "bridge": (
        Shape(((-1.0, 0.8), (-0.55, 0.3), (0.55, 0.3), (1.0, 0.8)), closed=False),
        Shape(((-1.0, -0.8), (-0.55, -0.3), (0.55, -0.3), (1.0, -0.8)), closed=False),
    ),
    "town": (Shape(_circle(0.62), "paper"),),
    "seat": (Shape(_circle(0.8), "paper"), Shape(_circle(0.32), "ink")),
    "reserve": (
        Shape(((-0.8, -0.3), (0.8, -0.3), (0.0, 1.0)), "paper"),
        Shape(((0.0, -0.3), (0.0, -0.95)), closed=False),
    ),
    "depot": (
        Shape(_box(-0.8, -0.8, 0.8, 0.8), "paper"),
        Shape(((-0.8, 0.0), (0.8, 0.0)), closed=False),
        Shape(((0.0, -0.8), (0.0, 0.8)), closed=False),
    ),
    "sampling": (
        Shape(_circle(0.8), "paper"),
        Shape(((-0.8, 0.0), (0.8, 0.0)), closed=False),
        Shape(((0.0, -0.8), (0.0, 0.8)), closed=False),
    ),
    "space": (Shape(_box(-0.72, -0.72, 0.72, 0.72), "paper"),),
    "interception": (
        Shape(((-0.9, -0.9), (0.9, 0.9)), closed=False),
        Shape(((-0.9, 0.9), (0.9, -0.9)), closed=False),
        Shape(_circle(0.4), "paper"),
    ),
    "risk": (
        Shape(_TRIANGLE, "paper"),
        Shape(((0.0, 0.3), (0.0, -0.25)), closed=False),
        Shape(_circle(0.09, 0.0, -0.5, 8), "ink"),
    ),
    "pond": (Shape(((-1.0, 0.5), (1.0, 0.5), (0.6, -0.6), (-0.6, -0.6)), "paper"),),
    "exit": (
        Shape(((-0.9, 0.0), (0.3, 0.0)), closed=False),
        Shape(((0.1, -0.6), (0.95, 0.0), (0.1, 0.6)), "ink"),
    ),
    "line": (
        Shape(((-0.9, 0.0), (-0.3, 0.0)), closed=False),
        Shape(((0.3, 0.0), (0.9, 0.0)), closed=False),
        Shape(_circle(0.18, 0.0, 0.0, 8), "ink"),
    ),
    "other": (Shape(_circle(0.4), "ink"),),
}

_BY_KIND: dict[str, SymbolName] = {
    "waterworks": "waterworks",
    "source_area": "intake",
    "intake": "intake",
    "irrigation": "intake",
    "station": "station",
    "monitoring": "section",
    "section": "section",
    "county": "line",
    "prefecture": "line",
    "county_change": "line",
    "exit": "exit",
    "entry": "exit",
    "port": "exit",
    "dam": "dam",
    "reservoir": "dam",
    "bridge": "bridge",
    "county_seat": "seat",
    "town": "town",
    "reserve": "reserve",
    "park": "reserve",
    "wetland": "reserve",
    "hatchery": "reserve",
    "depot": "depot",
    "tailings": "pond",
    "pond": "pond",
}
_BY_LAYER: dict[str, SymbolName] = {
    "space": "space",
    "risk_source": "risk",
    "dam": "dam",
    "crossing": "bridge",
    "station": "station",
    "section": "section",
}


def symbol_of(kind: str, layer: str) -> SymbolName:
    """The symbol of a site of a kind in a layer."""
    if layer == "risk_source":
        return _BY_KIND[kind] if kind in ("tailings", "pond") else "risk"
    return _BY_KIND.get(kind) or _BY_LAYER.get(layer, "other")
