"""Names of rivers, lakes and roads on a map, written where nothing that matters more stands."""

from collections.abc import Iterator

import numpy as np

from emerg.geodata import layers
from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import Box
from emerg.paper.map_content import MapContent, RiverLine
from emerg.paper.map_labels import REST, beside, draw_towns, place_towns, towns_in
from emerg.paper.map_window import Window, haloed, square, symbol
from emerg.paper.page import Style
from emerg.paper.typeset import said
from emerg.texts import Text

KM = Style(6.5, ink=page.WATER)
RIVER = Style(7.0, ink=page.WATER)
MAIN_RIVER = Style(7.8, bold=True, ink=page.WATER)
LAKE = Style(6.5, ink=page.WATER)
# Villages are drawn only on maps of at least this scale, and only so many.
VILLAGE_SCALE = 900_000.0
VILLAGES = 14
# A river as long as this on the sheet is named twice [pt].
LONG_RIVER = 420.0


def draw_names(window: Window, content: MapContent, *, km: bool = True) -> None:
    """Rivers, towns, kilometres, lakes, villages and roads, while there is room."""
    towns = towns_in(window, content)
    _draw_rivers(window, [r for r in content.rivers if r.main], MAIN_RIVER)
    draw_towns(window, place_towns(window, [p for p in towns if p.rank == 2]))
    if km:
        draw_km(window, content.km_marks)
    _draw_rivers(window, [r for r in content.rivers if not r.main], RIVER)
    _draw_lake_names(window)
    if window.frame.denominator <= VILLAGE_SCALE:
        draw_towns(window, place_towns(window, [p for p in towns if p.rank == 3][:VILLAGES]))
    _draw_road_numbers(window)


def draw_km(window: Window, marks: tuple[tuple[float, float, str], ...]) -> None:
    """A dot on the river at round kilometres, with its figure."""
    for lon, lat, words in marks:
        x, y = window.frame.point(lon, lat)
        free = window.frame.inside(x, y, 3.0) and window.room.free(square(x, y, 1.0))
        if free and beside(window, x, y, said(words, window.lang, Text("map")), KM, 2.6):
            symbol(window.pen, x, y, "other", 2.4)


def _draw_rivers(window: Window, rivers: list[RiverLine], style: Style) -> None:
    by_name: dict[str, list[FloatArray]] = {}
    for river in rivers:
        name = said(river.name, window.lang, Text("map"))
        if name and window.near(river.lonlat):
            by_name.setdefault(name, []).extend(window.path(river.lonlat))
    for name, pieces in by_name.items():
        pieces.sort(key=_length, reverse=True)
        most = 2 if pieces and _length(pieces[0]) > LONG_RIVER else 1
        _along(window, name, pieces, style, most)


def _along(window: Window, name: str, pieces: list[FloatArray], style: Style, most: int) -> None:
    """Write `name` along its river, at most so many times, far from one another."""
    written: list[tuple[float, float]] = []
    for piece in pieces:
        for x, y, degrees in along_line(piece, style.width(name), style.size):
            if any(abs(x - ox) + abs(y - oy) < LONG_RIVER / 2 for ox, oy in written):
                continue
            boxes = list(_cover(x, y, degrees, style.width(name), style.size))
            if all(window.room.free(box) for box in boxes):
                for box in boxes:
                    window.room.take(box)
                haloed(window.pen, x, y, name, style, degrees=degrees)
                written.append((x, y))
                if len(written) == most:
                    return


def along_line(
    points: FloatArray, wide: float, high: float
) -> Iterator[tuple[float, float, float]]:
    """Places for words along a line, straightest first: left end of the baseline, and degrees."""
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    places = []
    for start in np.arange(0.0, reached[-1] - wide, 6.0):
        at = np.linspace(start, start + wide, 9)
        x, y = (np.interp(at, reached, points[:, i]) for i in (0, 1))
        turn = np.arctan2(y[-1] - y[0], x[-1] - x[0])
        if abs(turn) > np.pi / 2:  # letters stand upright
            x, y = x[::-1], y[::-1]
            turn = np.arctan2(y[-1] - y[0], x[-1] - x[0])
        away = -np.sin(turn) * (x - x[0]) + np.cos(turn) * (y - y[0])
        bend = float(away.max() - away.min())
        for side in (float(away.max()) + 3.0, float(away.min()) - 3.0 - high * 0.8):
            left = (x[0] - np.sin(turn) * side, y[0] + np.cos(turn) * side)
            places.append((bend, float(left[0]), float(left[1]), float(np.degrees(turn))))
    places.sort(key=lambda place: round(place[0] / 3.0))
    yield from (place[1:] for place in places)


def _cover(x: float, y: float, degrees: float, wide: float, high: float) -> Iterator[Box]:
    """Boxes that together lie under turned words."""
    turn = np.radians(degrees)
    for step in np.linspace(0.0, wide, max(int(wide / high * 1.6), 2)):
        across = high * 0.38
        middle_x = x + step * np.cos(turn) - across * np.sin(turn)
        middle_y = y + step * np.sin(turn) + across * np.cos(turn)
        yield square(float(middle_x), float(middle_y), high * 0.5)


def _length(points: FloatArray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _draw_lake_names(window: Window) -> None:
    for lake in layers.lakes():
        if not lake.name.zh or not window.near(lake.rings[0]):
            continue
        shore = window.frame.place(lake.rings[0])
        words = said(lake.name, window.lang, Text("map"))
        wide, high = LAKE.width(words), LAKE.size
        x, y = (shore.min(axis=0) + shore.max(axis=0)) / 2
        box = Box(
            float(x) - wide / 2, float(y) - high / 2, float(x) + wide / 2, float(y) + high / 2
        )
        if np.ptp(shore[:, 0]) > wide * 0.6 and window.room.first_free([box]):
            haloed(window.pen, box.west, box.south + high * 0.15, words, LAKE)


def _draw_road_numbers(window: Window) -> None:
    """Each national road's number once, where it is sure."""
    written: set[str] = set()
    for road in layers.roads():
        ref = road.refs[0] if road.refs and road.ref_confidence == "high" else ""
        if not ref.startswith("G") or ref in written or not window.near(road.lonlat):
            continue
        for piece in window.path(road.lonlat):
            x, y = piece[len(piece) // 2]
            if ref not in written and beside(window, float(x), float(y), ref, REST, 2.0):
                written.add(ref)
