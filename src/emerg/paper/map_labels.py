"""What is written on a map, most important first: numbered hits, sites, towns, river names."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from emerg.geodata import layers
from emerg.geodata.layers import Place
from emerg.paper import page
from emerg.paper.labels import EACH_RING, Box, around, rings
from emerg.paper.map_content import MapContent, Mark
from emerg.paper.map_window import NUMBER_RADIUS, Window, boxed, circled, haloed, square, symbol
from emerg.paper.page import Style
from emerg.paper.symbols import SymbolName
from emerg.paper.typeset import said
from emerg.texts import Text, render

MARK = Style(7.0)
MARK_LOUD = Style(7.0, bold=True)
REST = Style(6.5, ink=page.GREY)
TOWNS = {
    0: Style(8.0, bold=True),
    1: Style(7.5, bold=True),
    2: Style(7.0, ink="#30363F"),
    3: Style(6.5, ink=page.GREY),
}
DOTS = {0: 2.6, 1: 2.4, 2: 2.0, 3: 1.2}
MARK_RADIUS = 3.6
RADII = (9.0, 13.0, 18.0, 24.0, 31.0, 39.0)


class Town(NamedTuple):
    """A town on the sheet, and the box of its name where there is room for it."""

    x: float
    y: float
    rank: int
    name: str
    box: Box | None


class Placing(NamedTuple):
    """Marks and their boxes on the sheet, and how many found none."""

    placed: tuple[tuple[Mark, Box], ...]
    left_out: int


def place_chief_towns(window: Window, content: MapContent) -> list[Town]:
    """Room for the seats of the region and its prefectures: where one looks first."""
    return place_towns(window, [town for town in towns_in(window, content) if town.rank <= 1])


def place_marks(window: Window, marks: tuple[Mark, ...]) -> Placing:
    """Room for symbols and numbers, first for those that matter most."""
    placed: list[tuple[Mark, Box]] = []
    left_out = 0
    for mark in marks:
        x, y = window.frame.point(mark.lon, mark.lat)
        if not window.frame.inside(x, y, 1.0):
            continue
        pointing = mark.number is not None or mark.letter
        radius = NUMBER_RADIUS if pointing else MARK_RADIUS
        box = _nearest_free(window, x, y, radius)
        if box is None:
            left_out += 1
            continue
        window.room.take(box)
        placed.append((mark, box))
        _draw_leader(window, x, y, box)
    return Placing(tuple(placed), left_out)


def _nearest_free(window: Window, x: float, y: float, radius: float) -> Box | None:
    """The free place nearest to a point; one whose leader crosses nothing may be a ring further."""
    best: tuple[float, Box] | None = None
    for number, box in enumerate(rings(x, y, 2 * radius, RADII)):
        ring = (number + EACH_RING - 1) // EACH_RING
        if best is not None and ring >= best[0]:
            break
        if window.room.free(box):
            cost = ring + 1.5 * (not _clear(window, x, y, box))
            best = (cost, box) if best is None or cost < best[0] else best
    return None if best is None else best[1]


def _clear(window: Window, x: float, y: float, box: Box) -> bool:
    """Whether a line from a point to its mark crosses nothing that is written."""
    middle_x, middle_y = _middle(box)
    return all(
        window.room.free(square(x + t * (middle_x - x), y + t * (middle_y - y), 0.8))
        for t in (0.25, 0.5, 0.75)
    )


def draw_marks(window: Window, placing: Placing) -> None:
    """Symbols and numbers where they found room, with their labels."""
    for mark, box in placing.placed:
        _draw_mark(window, mark, box)


def _draw_leader(window: Window, x: float, y: float, box: Box) -> None:
    middle = _middle(box)
    if abs(middle[0] - x) + abs(middle[1] - y) < 1.0:
        return
    line = np.array([(x, y), middle])
    window.stroke(line, weight=1.8, colour=page.PAPER)
    window.stroke(line, weight=0.6, colour=page.BLACK)
    symbol(window.pen, x, y, "other", 2.6)


def _draw_mark(window: Window, mark: Mark, box: Box) -> None:
    x, y = _middle(box)
    if mark.letter:
        boxed(window.pen, x, y, mark.letter)
    elif mark.number is None:
        symbol(window.pen, x, y, mark.symbol, MARK_RADIUS)
    else:
        circled(window.pen, x, y, mark.number, loud=mark.loud)
    words = said(mark.label, window.lang, Text("map"))
    if words:
        style = MARK_LOUD if mark.loud else MARK
        beside(window, x, y, words, style, (box.east - box.west) / 2 + 1.5)


def towns_in(window: Window, content: MapContent) -> list[Place]:
    """Places in the window that no mark names already."""
    named = {render(mark.label, window.lang) for mark in content.marks}
    places = layers.places()
    at = window.frame.place(np.array([(place.lon, place.lat) for place in places]))
    return [
        place
        for place, (x, y) in zip(places, at.tolist(), strict=True)
        if window.frame.inside(x, y, margin=3.0) and _name(window, place) not in named
    ]


def tell_left_out(window: Window, count: int) -> None:
    """Say in a corner how many marks found no room: a missing mark must not pass for none."""
    if count:
        text = Text("{n} more places have no room here: see the tables", n=count)
        words = said(text, window.lang, Text("map"))
        wide, high = REST.width(words), REST.size * 1.2
        right = window.frame.wide - wide - 4.0
        top = window.frame.high - high - 4.0
        places = [
            Box(x, y, x + wide, y + high)
            for y in (top, top - 1.5 * high, 4.0)
            for x in (right, 4.0)
        ]
        box = window.room.first_free(places) or places[0]
        haloed(window.pen, box.west, box.south + 2.0, words, REST)


def _middle(box: Box) -> tuple[float, float]:
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def beside(window: Window, x: float, y: float, words: str, style: Style, gap: float) -> bool:
    """Write `words` beside a point where there is room."""
    box = _room_beside(window, x, y, words, style, gap)
    if box is not None:
        _write(window, box, words, style)
    return box is not None


def _room_beside(
    window: Window, x: float, y: float, words: str, style: Style, gap: float
) -> Box | None:
    return window.spot(around(x, y, style.width(words), style.size * 1.15, gap))


def _write(window: Window, box: Box, words: str, style: Style) -> None:
    haloed(window.pen, box.west, box.south + style.size * 0.25, words, style)


def _name(window: Window, place: Place) -> str:
    return said(place.name, window.lang, Text("map"))


def place_towns(window: Window, towns: Iterable[Place]) -> list[Town]:
    """Room for dots and names; a village without room for its name is left out."""
    placed = []
    for town in towns:
        x, y = window.frame.point(town.lon, town.lat)
        radius, style = DOTS[town.rank], TOWNS[town.rank]
        if not window.room.free(square(x, y, radius)):
            continue
        name = _name(window, town)
        box = _room_beside(window, x, y, name, style, radius + 1.2)
        if box is not None or town.rank < 3:
            window.room.take(square(x, y, radius))
            placed.append(Town(x, y, town.rank, name, box))
    return placed


def draw_towns(window: Window, towns: Iterable[Town]) -> None:
    """Dots and names where they found room."""
    for town in towns:
        name: SymbolName = "seat" if town.rank <= 2 else "town"
        symbol(window.pen, town.x, town.y, name, DOTS[town.rank])
        if town.box is not None:
            _write(window, town.box, town.name, TOWNS[town.rank])
