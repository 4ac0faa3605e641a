"""What makes lines a map: title, scale bar, north, degrees, legend, notes and credits."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import Box
from emerg.paper.map_base import (
    CLOSED_DASH,
    CLOSED_WIDE,
    LAKE,
    LAKE_EDGE,
    MAIN_RIVER,
    RIVER,
    ROAD,
    ROUGH_DASH,
    WAY,
    WAY_DASH,
    WAY_WIDE,
    draw_cross,
)
from emerg.paper.map_content import FRONT_CLASSES, LegendEntry, MapContent
from emerg.paper.map_names import KM
from emerg.paper.map_plume import CASING
from emerg.paper.map_window import NUMBER_RADIUS, Window, boxed, circled, haloed, symbol
from emerg.paper.page import Area, Pen, Style
from emerg.paper.projection import is_local, scale_bar
from emerg.paper.symbols import SYMBOLS
from emerg.paper.typeset import said
from emerg.texts import Lang, Text

ENTRY = Style(7.5, leading=1.5)
SMALL = Style(6.5, ink=page.GREY, leading=1.35)
BAR_LABEL = Style(6.5, leading=1.2)
SAMPLE = 20.0  # width of a sample of the legend
COLUMN_GAP = 10.0
BAR_ROOM = 84.0
PANEL_HIGH = 27.0
# At most this share of a map's height goes to legend and notes.
MOST = 0.42
DEGREES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
CREDIT = Text(
    "Base for orientation only: Natural Earth; © OpenStreetMap contributors (ODbL), generalised; "
    "GeoNames (CC BY 4.0); GMTED2010. No border is drawn."
)

CREDIT_IN_SHORT = Text("MERIT Hydro, © OpenStreetMap (ODbL), GeoNames, Natural Earth; a sketch.")


@dataclass(frozen=True, slots=True)
class Strip:
    """Legend and notes below a map, in lines."""

    entries: tuple[tuple[LegendEntry, tuple[str, ...]], ...]
    across: int
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Lines of the longest column."""
        return max((sum(len(w) for _, w in column) for column in self.by_column()), default=0)

    @property
    def high(self) -> float:
        """Height [pt]."""
        return 5.0 + self.rows * ENTRY.line + 2.0 + len(self.notes) * SMALL.line

    def by_column(self) -> Iterator[tuple[tuple[LegendEntry, tuple[str, ...]], ...]]:
        """The entries, downwards first."""
        each = ceil(len(self.entries) / self.across)
        # Classes of the front stand in one column.
        each = max(each, sum(entry.kind == "class" for entry, _ in self.entries), 1)
        for start in range(0, len(self.entries), each):
            yield self.entries[start : start + each]


def strip_of(content: MapContent, lang: Lang, wide: float, most: float) -> Strip:
    """Legend and notes of a map, no higher than `most`: notes give way first."""
    where = Text("legend")
    in_order = sorted(content.legend, key=lambda entry: entry.kind != "class")
    entries = [(entry, said(entry.text, lang, where)) for entry in in_order]
    longest = max((ENTRY.width(words) for _, words in entries), default=1.0)
    across = max(1, int((wide + COLUMN_GAP) // (SAMPLE + 4.0 + longest + COLUMN_GAP)))
    if wide > 300.0:
        across = max(2, across)
    room = (wide + COLUMN_GAP) / across - COLUMN_GAP - SAMPLE - 4.0
    set_entries = tuple((entry, ENTRY.lines(words, room)) for entry, words in entries)
    rest = (CREDIT_IN_SHORT,) if content.small else (_projection_words(content), CREDIT)
    said_of_all = (*content.notes, *rest)
    notes = [said(note, lang, Text("map")) for note in said_of_all]
    strip = Strip(set_entries, across, SMALL.lines(" ".join(notes), wide))
    while strip.high > most and strip.notes:
        strip = Strip(set_entries, across, strip.notes[:-1])
    return strip


def _projection_words(content: MapContent) -> Text:
    if is_local(content.bounds):
        return Text("Projection: transverse Mercator about the middle of the sheet.")
    return Text("Projection: Lambert conformal conic, 28.5° and 34.5° N, 89° E.")


def draw_strip(window: Window, strip: Strip, area: Area) -> None:
    """Legend and notes, from the top of `area` down."""
    each = (area.wide + COLUMN_GAP) / strip.across
    for number, column in enumerate(strip.by_column()):
        x, top = area.x + number * each, area.y + area.high - 5.0
        for entry, lines in column:
            draw_sample(window, entry, x, top - ENTRY.line / 2)
            top = window.pen.lines(x + SAMPLE + 4.0, top, lines, ENTRY)
    top = area.y + len(strip.notes) * SMALL.line
    window.pen.lines(area.x, top, strip.notes, SMALL)


def draw_sample(window: Window, entry: LegendEntry, x: float, y: float) -> None:
    """What an entry of the legend stands for, `SAMPLE` points wide from `x` on."""
    middle = x + SAMPLE / 2
    if entry.kind == "class":
        kind = next(k for k in FRONT_CLASSES if k.key == entry.key)
        _stroke(window, x, y, kind.width + CASING, "#9AA1AB")
        _stroke(window, x, y, kind.width + CASING - 0.7, page.PAPER)
        _stroke(window, x, y, kind.width, kind.colour)
    elif entry.kind == "line":
        _line_sample(window, entry.key, x, y)
    elif entry.key == "number":
        circled(window.pen, middle, y, 1, loud=False)
    elif entry.key == "letter":
        boxed(window.pen, middle, y, "A")
    else:
        name = next(name for name in SYMBOLS if name == entry.key)
        symbol(window.pen, middle, y, name, NUMBER_RADIUS if name == "incident" else 3.6)


def _stroke(
    window: Window, x: float, y: float, weight: float, colour: str, dash: tuple[float, ...] = ()
) -> None:
    points = np.array([(x + 3.0, y), (x + SAMPLE - 3.0, y)])
    window.stroke(points, weight=weight, colour=colour, dash=dash)


def _line_sample(window: Window, key: str, x: float, y: float) -> None:
    if key == "lake":
        area = Area(x + 3.0, y - 3.0, SAMPLE - 6.0, 6.0)
        window.pen.box(area, fill=LAKE, edge=LAKE_EDGE, weight=0.3)
    elif key == "km":
        symbol(window.pen, x + 6.0, y, "other", 2.4)
        window.pen.text(x + 9.0, y - 2.3, "km", KM)
    elif key == "closed":
        _stroke(window, x, y, CLOSED_WIDE, page.DANGER, CLOSED_DASH)
        draw_cross(window, x + SAMPLE / 2, y)
    elif key == "front":
        _stroke(window, x, y, 3.2, FRONT_CLASSES[3].colour)
        middle = x + SAMPLE / 2
        window.pen.rule(middle, y - 4.0, middle, y + 4.0, weight=1.2, colour=page.BLACK)
    else:
        weight, colour, dash = {
            "river": (1.4, RIVER, ()),
            "main": (2.0, MAIN_RIVER, ()),
            "rough": (1.4, RIVER, ROUGH_DASH),
            "road": (0.8, ROAD, ()),
            "county_road": (0.4, ROAD, ()),
            "route": (WAY_WIDE, WAY, ()),
            "rough_route": (WAY_WIDE, WAY, WAY_DASH),
        }[key]
        _stroke(window, x, y, weight, colour, dash)


def panel_box(window: Window, busy: FloatArray) -> Box:
    """The corner for scale bar and north arrow that hides least of what is `busy`."""
    _, bar = scale_bar(window.frame.denominator, BAR_ROOM)
    return quiet_corner(window, busy, bar + 48.0, PANEL_HIGH)


def quiet_corner(
    window: Window, busy: FloatArray, wide: float, high: float, taken: tuple[Box, ...] = ()
) -> Box:
    """The corner for something of that size that hides least of what is `busy`.

    Nothing of what is `taken` already is hidden while there is another corner.
    """
    right, up = window.frame.wide - wide - 5.0, window.frame.high - high - 5.0
    corners = [Box(x, y, x + wide, y + high) for y in (5.0, up) for x in (5.0, right)]

    def hidden(box: Box) -> tuple[bool, int]:
        inside = (busy > (box.west - 4, box.south - 4)) & (busy < (box.east + 4, box.north + 4))
        return any(box.meets(one) for one in taken), int(inside.all(axis=1).sum())

    return min(corners, key=hidden)


def draw_panel(window: Window, box: Box) -> None:
    """Scale bar and north arrow on white."""
    canvas = window.pen.canvas
    canvas.saveState()
    canvas.setFillColor(page.ink(page.PAPER), alpha=0.85)
    canvas.rect(box.west, box.south, box.east - box.west, PANEL_HIGH, stroke=0, fill=1)
    canvas.restoreState()
    _draw_north(window, box.west + 11.0, box.south + PANEL_HIGH / 2 - 1.5)
    length_m, bar = scale_bar(window.frame.denominator, BAR_ROOM)
    _draw_bar(window.pen, box.west + 26.0, box.south + 6.0, length_m, bar)


def _draw_bar(pen: Pen, x: float, y: float, length_m: float, bar: float) -> None:
    for quarter in range(4):
        area = Area(x + quarter * bar / 4, y, bar / 4, 3.0)
        pen.box(area, fill=page.PAPER if quarter % 2 else page.BLACK, edge=page.BLACK, weight=0.5)
    for share in (0.0, 0.5, 1.0):
        words = f"{share * length_m / 1000:g}" + (" km" if share == 1.0 else "")
        # The unit hangs over the end, so that the figure stands on its mark.
        figure = words.split(" ")[0]
        left = x + share * bar - BAR_LABEL.width(figure) / 2
        pen.text(left, y + 6.0, words, BAR_LABEL)


def _draw_north(window: Window, x: float, y: float) -> None:
    canvas = window.pen.canvas
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(-window.frame.north_deg)
    canvas.setFillColor(page.ink(page.BLACK))
    canvas.setStrokeColor(page.ink(page.BLACK))
    canvas.setLineWidth(0.6)
    for side, fill in ((-3.2, 1), (3.2, 0)):
        path = canvas.beginPath()
        for number, point in enumerate(((0.0, 3.0), (side, -10.0), (0.0, -7.0))):
            (path.lineTo if number else path.moveTo)(*point)
        path.close()
        canvas.drawPath(path, stroke=1, fill=fill)
    north = Style(7.0, bold=True)
    words = said(Text("N"), window.lang, Text("map"))
    window.pen.text(0, 4.5, words, north, "center")
    canvas.restoreState()


def draw_degrees(window: Window) -> None:
    """Ticks of longitude and latitude along the lower and the left edge, where there is room."""
    wide, high = window.frame.wide, window.frame.high
    bottom = np.column_stack([np.linspace(0, wide, 60), np.zeros(60)])
    left = np.column_stack([np.zeros(60), np.linspace(0, high, 60)])
    lon, lat = window.frame.lonlat(bottom)[:, 0], window.frame.lonlat(left)[:, 1]
    step = next(
        (s for s in DEGREES if min(np.ptp(lon) / wide, np.ptp(lat) / high) * 60.0 <= s), DEGREES[-1]
    )
    for degree in _rounds(lon, step):
        x = float(np.interp(degree, lon, bottom[:, 0]))
        _tick(window, (x, 0.0), (x, 4.0), (x + 1.5, 1.5), f"{degree:g}°E")
    for degree in _rounds(lat, step):
        y = float(np.interp(degree, lat, left[:, 1]))
        _tick(window, (0.0, y), (4.0, y), (1.5, y + 1.5), f"{degree:g}°N")


def _rounds(values: FloatArray, step: float) -> list[float]:
    first, last = ceil(values.min() / step), floor(values.max() / step)
    return [round(number * step, 6) for number in range(first, last + 1)]


def _tick(
    window: Window,
    begin: tuple[float, float],
    end: tuple[float, float],
    label: tuple[float, float],
    words: str,
) -> None:
    window.pen.rule(*begin, *end, weight=0.7, colour=page.BLACK)
    x, y = label
    box = Box(x, y, x + SMALL.width(words), y + SMALL.size)
    if window.room.first_free([box]):
        haloed(window.pen, x, y + 0.8, words, SMALL)
