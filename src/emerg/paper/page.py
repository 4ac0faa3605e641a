"""The page and the pen: A4, its margins and twelve columns, the styles of letters, the inks."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from emerg.paper.projection import MM
from emerg.paper.typeset import ELLIPSIS, shortened, shown_text, width, wrapped

WIDE, HIGH = 210 * MM, 297 * MM
MARGIN = 15 * MM
LEFT, RIGHT = MARGIN, WIDE - MARGIN
TOP, BOTTOM = HIGH - MARGIN, MARGIN
ROOM = RIGHT - LEFT
GUTTER = 10.0

# Streams as bytes: text in their place is a quarter longer and takes as long to make as to draw.
rl_config.useA85 = 0

Align: TypeAlias = Literal["left", "right", "center"]

BLACK = "#14181F"
GREY = "#4A535F"
LINE = "#B7BEC8"
FAINT = "#F1F3F5"
PAPER = "#FFFFFF"
DANGER = "#A61B1B"
DRILL = "#F28C1E"
WATER = "#1F5F99"

# Around letters that a reader who copies or searches must not meet: a halo, a watermark.
UNSAID, SAID = "/Span <</ActualText ()>> BDC", "EMC"

# Middle of a Chinese character above the baseline, per point of size.
_MIDDLE = 0.375


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look; `leading` is the distance of lines per point of size."""

    size: float
    bold: bool = False
    ink: str = BLACK
    leading: float = 1.42

    @property
    def line(self) -> float:
        """Height of one line [pt]."""
        return self.size * self.leading

    def width(self, text: str) -> float:
        """How wide `text` runs on one line [pt]."""
        return width(text, self.size, bold=self.bold)

    def lines(self, text: str, room: float, most: int | None = None) -> tuple[str, ...]:
        """`text` in lines no wider than `room`; of more than `most`, the last ends in '…'."""
        lines = wrapped(text, self.size, room, self.bold)
        if most is None or len(lines) <= most:
            return lines
        if most == 0:
            return ()
        last = lines[most - 1]
        while last and self.width(last + ELLIPSIS) > room:
            last = last[:-1]
        return (*lines[: most - 1], last.rstrip("，、；： ") + ELLIPSIS)

    def one(self, text: str, room: float) -> str:
        """`text` on one line, its end left out where it does not fit."""
        return shortened(text, self.size, room, bold=self.bold)


TEXT = Style(9.5)
STRONG = Style(9.5, bold=True)
CELL = Style(9.0, leading=1.36)
CELL_STRONG = Style(9.0, bold=True, leading=1.36)
CAPTION = Style(8.0, ink=GREY)
LABEL = Style(8.0, bold=True, ink=GREY)
HEADING = Style(12.0, bold=True)
TITLE = Style(13.0, bold=True)


class Paper(NamedTuple):
    """A size of paper and its margins [pt]; above and below they are `ends` where that is given.

    `zoom` is how much larger its title is than on A4: a sheet for the wall is read from afar.
    """

    wide: float
    high: float
    margin: float = MARGIN
    zoom: float = 1.0
    ends: float | None = None

    @property
    def left(self) -> float:
        """Where the lines begin."""
        return self.margin

    @property
    def right(self) -> float:
        """Where the lines end."""
        return self.wide - self.margin

    @property
    def top(self) -> float:
        """Below it everything stands."""
        return self.high - self.bottom

    @property
    def bottom(self) -> float:
        """Above it everything stands."""
        return self.margin if self.ends is None else self.ends

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.right - self.left


A4 = Paper(WIDE, HIGH)
# A card has no room to give away.
A5_WIDE = Paper(WIDE, 148 * MM, ends=9 * MM)
A3_WIDE = Paper(420 * MM, 297 * MM, 10 * MM, zoom=1.5)


class Area(NamedTuple):
    """A rectangle of the page [pt], from its lower left."""

    x: float
    y: float
    wide: float
    high: float


@cache
def ink(colour: str) -> Color:
    """A colour of the page, by its hex name."""
    return HexColor(colour)


@cache
def rgb(colour: str) -> str:
    """A colour as a PDF writes it, for letters and lines that are written out."""
    red, green, blue = ink(colour).rgb()
    return f"{red:.4f} {green:.4f} {blue:.4f}"


def columns(count: float) -> float:
    """Width [pt] of `count` of the page's twelve columns."""
    return count * (ROOM + GUTTER) / 12 - GUTTER


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws letters, rules and boxes on one page of a document.

    Headings stand at `depth` in its outline.
    """

    canvas: Canvas
    depth: int = 0

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """One line with its baseline at `y`; `x` is its left end, right end or middle."""
        if align != "left":
            x -= style.width(text) * (1.0 if align == "right" else 0.5)
        if text:
            shown = shown_text(self.canvas, text, style.size, bold=style.bold)
            self.canvas.addLiteral(
                f"q {rgb(style.ink)} rg BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET Q"
            )

    def lines(
        self, x: float, top: float, lines: tuple[str, ...], style: Style, align: Align = "left"
    ) -> float:
        """Lines one below the other from `top`; gives back where they end."""
        for count, line in enumerate(lines):
            self.text(x, baseline(top - count * style.line, style), line, style, align)
        return top - len(lines) * style.line

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, *, weight: float, colour: str = LINE
    ) -> None:
        """A straight line."""
        line = f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"
        self.canvas.addLiteral(f"q {weight:.2f} w {rgb(colour)} RG n {line} Q")

    def box(
        self, area: Area, *, fill: str | None = None, edge: str | None = None, weight: float = 0.5
    ) -> None:
        """A rectangle, filled, edged or both."""
        if fill is not None:
            self.canvas.setFillColor(ink(fill))
        if edge is not None:
            self.canvas.setStrokeColor(ink(edge))
            self.canvas.setLineWidth(weight)
        self.canvas.rect(*area, stroke=int(edge is not None), fill=int(fill is not None))


def baseline(top: float, style: Style) -> float:
    """Where the baseline of a line from `top` down lies: its characters stand in the middle."""
    return top - style.line / 2 - _MIDDLE * style.size
