"""The window of a map while it is drawn: lines, symbols and haloed letters, cut off at its edge."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import shapely

from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import Box, Room
from emerg.paper.map_content import Bounds
from emerg.paper.page import SAID, UNSAID, Area, Pen, Style
from emerg.paper.projection import Frame
from emerg.paper.symbols import SYMBOLS, Shape, SymbolName
from emerg.paper.typeset import font_name
from emerg.texts import Lang

# Finer than a pen can draw or an eye can see [pt].
DETAIL = 0.35
# Lines run on this far beyond the edge, so that no cap shows [pt].
BEYOND = 12.0
HALO = 2.0
STEP = 4.0
NUMBER_RADIUS = 5.2

_INKS: dict[SymbolName, str] = {
    "incident": page.DANGER,
    "risk": page.DANGER,
    "intake": page.WATER,
    "waterworks": page.WATER,
}


@dataclass(frozen=True, slots=True)
class Window:
    """What every layer of a map needs; coordinates count from the window's lower left [pt].

    Attributes
    ----------
    room : Room
        What nothing may be written over.
    shy : Room
        What is written over only where there is no other place: the lines that matter.
    """

    pen: Pen
    frame: Frame
    lang: Lang
    room: Room
    shy: Room
    shown: Bounds = field(init=False)  # west, south, east, north

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", self.frame.bounds())

    def spot(self, boxes: Iterable[Box]) -> Box | None:
        """The best free place among `boxes`, taken at once; None if none is free."""
        free = [box for box in boxes if self.room.free(box)]
        best = next((box for box in free if self.shy.free(box)), free[0] if free else None)
        if best is not None:
            self.room.take(best)
        return best

    def stay_off(self, points: FloatArray, radius: float, *, ever: bool) -> None:
        """Keep letters off a line: for `ever`, or while there is another place."""
        for x, y in every(points, STEP):
            (self.room if ever else self.shy).take(square(x, y, radius))

    def path(self, lonlat: FloatArray) -> list[FloatArray]:
        """A line on the sheet: no finer than a pen draws, in the pieces that the window shows."""
        return in_window(self.frame, self.frame.place(lonlat))

    def near(self, lonlat: FloatArray) -> bool:
        """Whether the points' bounds touch those of the window."""
        west, south, east, north = self.shown
        low, high = lonlat.min(axis=0), lonlat.max(axis=0)
        return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)

    def stroke(
        self,
        points: FloatArray,
        *,
        weight: float,
        colour: str,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A line through `points`, round at its ends, or dashed."""
        # Written out at once: a path of reportlab takes ten times as long for its many points.
        (x, y), *others = points.tolist()
        steps = " ".join(f"{x:.2f} {y:.2f} l" for x, y in others)
        pen = f"{weight:.2f} w {page.rgb(colour)} RG {0 if dash else 1} J 1 j"
        dashes = " ".join(f"{length:g}" for length in dash)
        self.pen.canvas.addLiteral(f"q {pen} [{dashes}] 0 d n {x:.2f} {y:.2f} m {steps} S Q")


def in_window(frame: Frame, places: FloatArray, detail: float = DETAIL) -> list[FloatArray]:
    """Sheet coordinates of a line as `Window.path` gives them, or finer."""
    if len(places) < 2:
        return []
    line = shapely.LineString(places).simplify(detail, preserve_topology=False)
    shown = shapely.clip_by_rect(line, -BEYOND, -BEYOND, frame.wide + BEYOND, frame.high + BEYOND)
    parts = shapely.get_parts(shown)
    return [shapely.get_coordinates(part) for part in parts if not part.is_empty]


@contextmanager
def clipped(pen: Pen, area: Area) -> Iterator[None]:
    """Draw from the lower left of `area`, and nothing outside it."""
    canvas = pen.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*area)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.translate(area.x, area.y)
    yield
    canvas.restoreState()


def haloed(pen: Pen, x: float, y: float, text: str, style: Style, *, degrees: float = 0.0) -> None:
    """`text` with its baseline from (x, y) on, white around it."""
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(degrees)
    canvas.setStrokeColor(page.ink(page.PAPER))
    canvas.setLineWidth(HALO)
    canvas.setLineJoin(1)
    canvas.addLiteral(UNSAID)
    letters = canvas.beginText(0, 0)
    letters.setFont(font_name(style.bold), style.size)
    letters.setTextRenderMode(1)
    letters.textOut(text)
    letters.setTextRenderMode(0)
    canvas.drawText(letters)
    canvas.addLiteral(SAID)
    pen.text(0, 0, text, style)
    canvas.restoreState()


def symbol(
    pen: Pen, x: float, y: float, name: SymbolName, radius: float, *, plain: bool = False
) -> None:
    """A symbol of the family about (x, y); `plain` ones are black."""
    colour = page.BLACK if plain else _INKS.get(name, page.BLACK)
    for shape in SYMBOLS[name]:
        _shape(pen, x, y, shape, radius, colour)


def _shape(pen: Pen, x: float, y: float, shape: Shape, radius: float, colour: str) -> None:
    canvas = pen.canvas
    canvas.setLineWidth(max(0.55, radius * 0.17))
    canvas.setLineJoin(1)
    canvas.setStrokeColor(page.ink(colour))
    canvas.setFillColor(page.ink(colour if shape.fill == "ink" else page.PAPER))
    (begin_x, begin_y), *others = ((x + dx * radius, y + dy * radius) for dx, dy in shape.points)
    steps = " ".join(f"{at_x:.2f} {at_y:.2f} l" for at_x, at_y in others)
    end = ("h " if shape.closed else "") + ("S" if shape.fill == "none" else "B")
    canvas.addLiteral(f"n {begin_x:.2f} {begin_y:.2f} m {steps} {end}")


def circled(pen: Pen, x: float, y: float, number: int, *, loud: bool) -> None:
    """A number in a circle, white on dark where it is `loud`."""
    canvas = pen.canvas
    style = Style(6.8 if number < 100 else 5.6, bold=True, ink=page.PAPER if loud else page.BLACK)
    canvas.setLineWidth(0.8)
    canvas.setStrokeColor(page.ink(page.PAPER if loud else page.BLACK))
    canvas.setFillColor(page.ink(page.BLACK if loud else page.PAPER))
    canvas.circle(x, y, NUMBER_RADIUS - 0.5, stroke=1, fill=1)
    pen.text(x, y - style.size * 0.36, f"{number}", style, "center")


def boxed(pen: Pen, x: float, y: float, letter: str) -> None:
    """A letter in a square: a place to hold it."""
    style = Style(6.8, bold=True)
    side = 2 * NUMBER_RADIUS - 1.0
    area = Area(x - side / 2, y - side / 2, side, side)
    pen.box(area, fill=page.PAPER, edge=page.BLACK, weight=1.3)
    pen.text(x, y - style.size * 0.36, letter, style, "center")


def every(points: FloatArray, step: float) -> FloatArray:
    """Points `step` apart along a line."""
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.arange(0.0, reached[-1], step)
    return np.column_stack([np.interp(at, reached, points[:, i]) for i in (0, 1)])


def square(x: float, y: float, radius: float) -> Box:
    """The box about a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)
