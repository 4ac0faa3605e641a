"""A plot in the colours and the type of the window, and what may be drawn on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from emerg.geodesy import FloatArray
from emerg.ui.charts.pointer import Pointer
from emerg.ui.charts.strokes import STROKES, Thing
from emerg.ui.charts.ticks import FIGURE, Ticks, none
from emerg.ui.map.stamps import plain_font
from emerg.ui.theme import BODY_PX, CAPTION, THEMES, Theme

Side: TypeAlias = Literal["left", "top", "bottom"]
# Of the height of a character is its width, of a line its height.
WIDE, HIGH = 0.55, 1.5
# Of an axis without its name, in heights of the text; and around everything [px].
TICKED, MARGINS = 1.2, (2, 2, 18, 6)
BETWEEN_PX = 24
# How far beyond everything one may go, as a share of it.
BEYOND = 0.25
# How far up the name of a line stands that is named at its foot.
FOOT = 0.05
SYMBOLS = {"value": "o", "below": "t", "not_yet": "t", "here": "d", "gone": "t1", "stop": "o"}


@dataclass(frozen=True, slots=True)
class Axis:
    """What is written along an axis, and where it has its ticks."""

    words: str
    ticks: Ticks = none


class Canvas(QObject):
    """What is drawn lies in axes that the canvas labels; figures may be drawn by their logarithm.

    Attributes
    ----------
    log, floor : bool, float
        Whether the figures are drawn by their logarithm, and the least that is then drawn.
    """

    clicked = Signal(float)  # where across

    def __init__(self, name: str) -> None:
        widget = pg.PlotWidget(enableMenu=False)
        super().__init__(widget)
        self.widget: QWidget = widget
        self.log, self.floor = False, 1e-9
        self.theme, self.text_px = THEMES["day"], BODY_PX
        self._plot: Any = widget.getPlotItem()
        self._box: Any = self._plot.getViewBox()
        self._axes: dict[Side, Axis] = {}
        self._home = QRectF(0, 0, 1, 1)
        self._rows = 0
        self._marks: list[tuple[Any, int]] = []
        self._hatched: list[tuple[Any, QBrush]] = []
        self._cut: list[tuple[Any, str, int]] = []
        self._pointed: Any = None
        self._at_home = True
        widget.setObjectName(name)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # It asks for the size that it has: the page would grow with every look and never shrink.
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._plot.hideButtons()
        self._plot.layout.setContentsMargins(*MARGINS)
        self._box.disableAutoRange()
        self._box.sigRangeChanged.connect(self._on_range)
        self._box.sigResized.connect(self._on_resized)
        pointer = Pointer(widget, self._box)
        pointer.moved.connect(self._on_moved)
        pointer.home.connect(self.show_all)
        pointer.clicked.connect(self.clicked)

    @property
    def items(self) -> list[Any]:
        """What is drawn, in its order."""
        return list(self._plot.items)

    def begin(self, theme: Theme, text_px: int) -> None:
        """Take everything away, to draw anew in these colours."""
        self.theme, self.text_px = theme, text_px
        self._marks, self._hatched, self._cut, self._pointed = [], [], [], None
        self._plot.clear()
        self.widget.setBackground(theme.surface)  # type: ignore[attr-defined]
        self.widget.setStyleSheet(
            "QGraphicsView { border: 2px solid transparent; border-radius: 6px; }"
            f"QGraphicsView:focus {{ border: 2px solid {theme.accent}; }}"
        )

    def set_axes(self, axes: dict[Side, Axis]) -> None:
        """Label these axes; the others are not shown."""
        self._axes = axes
        small = plain_font(self.text_px + CAPTION)
        for side in ("left", "top", "right", "bottom"):
            shown = side in axes
            self._plot.showAxis(side, shown)
            if not shown:
                continue
            axis = self._plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickFont=small, tickLength=4, hideOverlappingLabels=False)
            axis.setPen(self.theme.quiet)
            axis.setTextPen(self.theme.text)
            size = f"{self.text_px + CAPTION}px"
            axis.label.setFont(small)
            axis.setLabel(axes[side].words, color=self.theme.quiet, **{"font-size": size})  # type: ignore[index]
            if side != "left":
                # pyqtgraph reckons with type that is less high than Chinese.
                axis.setHeight(TICKED * self.text_px + axis.label.boundingRect().height())

    def set_home(self, home: QRectF, rows: int, far: float = 0.0) -> None:
        """What is shown unless it is moved, with room above for `rows` of labels.

        One may go a little beyond it, and to the right as far as `far`.
        """
        self._home, self._rows = home, rows
        wide, high = home.width() * BEYOND, home.height() * BEYOND
        self._box.setLimits(
            xMin=home.left() - wide,
            xMax=max(home.right() + wide, far),
            yMin=home.top() - high,
            yMax=home.bottom() + home.height(),
        )

    def end(self, *, keep: bool) -> None:
        """All is drawn: what was zoomed into stays where it is `keep`, else all is shown."""
        if self._at_home or not keep:
            self.show_all()
        self._on_range()

    def show_all(self) -> None:
        """Everything, with the room above that the labels want."""
        height = max(float(self._box.height()), 1.0)
        above = min(self._rows * self.text_px * HIGH / height, 0.6)
        top = self._home.top() + self._home.height() / (1 - above)
        x = (self._home.left(), self._home.right())
        self._box.setRange(xRange=x, yRange=(self._home.top(), top), padding=0)
        self._at_home = True

    def y(self, figures: Sequence[float]) -> FloatArray:
        """Where figures stand on the vertical axis."""
        found = np.asarray(figures, dtype=float)
        return np.log10(np.maximum(found, self.floor)) if self.log else found

    def line(self, x: Sequence[float], figures: Sequence[float], thing: Thing) -> Any:
        """A line through these points."""
        item = pg.PlotCurveItem(
            np.asarray(x, dtype=float),
            self.y(figures),
            pen=STROKES[thing].pen(self.theme),
            antialias=True,
            connect="finite",
        )
        self._plot.addItem(item)
        return item

    def band(self, low: Any, high: Any) -> None:
        """Hatch what lies between two lines."""
        item = pg.FillBetweenItem(low, high)
        item.setZValue(-10)
        self._hatch(item, "band")
        self._plot.addItem(item)

    def bar(self, begin: float, end: float, row: float, high: float, thing: Thing) -> Any:
        """A bar that lies at a row."""
        low, far = sorted((begin, end))
        pen = STROKES[thing].pen(self.theme)
        item = pg.BarGraphItem(x0=[low], x1=[far], y=[row], height=high, pen=pen, brush=None)
        item.setZValue(5)  # over the ground of the words above
        self._hatch(item, thing)
        self._plot.addItem(item)
        return item

    def points(
        self, x: Sequence[float], figures: Sequence[float], symbol: str, *, filled: bool
    ) -> Any:
        """Marks at points."""
        thing: Thing = "sample" if filled else "below"
        stroke = STROKES[thing]
        item = pg.ScatterPlotItem(
            x=np.asarray(x),
            y=self.y(figures),
            symbol=SYMBOLS[symbol],
            size=6 if symbol == "stop" else 10,
            pen=stroke.pen(self.theme),
            brush=stroke.brush(self.theme) if filled else None,
        )
        item.setZValue(20)
        self._plot.addItem(item)
        return item

    def level(self, figure: float, thing: Thing, words: str, *, right: bool = True) -> Any:
        """A line across, named at its right end or at its left."""
        at, end = float(self.y([figure])[0]), 1 if right else 0
        named = {"position": 0.99 if right else 0.01, "anchors": [(end, 1.1), (end, 1.1)]}
        return self._ruled(at, 0, thing, words, named)

    def mark(self, x: float, thing: Thing, words: str, row: int) -> Any:
        """A line down, named beside it in a row of its own above everything."""
        item = self._ruled(x, 90, thing, words, {"anchors": [(0, 0.5), (1, 0.5)]})
        self._marks.append((item, row))
        return item

    def point_at(self, x: float | None, words: str) -> None:
        """A line down that may be moved while all else stays, named at its foot; None: no line."""
        if self._pointed is None:
            if x is None:
                return
            opts = {"position": FOOT, "anchors": [(0, 0.5), (1, 0.5)]}
            self._pointed = self._ruled(x, 90, "hour", words, opts)
            self._pointed.setZValue(10)
        self._pointed.setVisible(x is not None)
        if x is not None:
            self._pointed.setValue(x)
            self._pointed.label.setFormat(words)

    def row(self, y: float, name: str, words: str, *, strong: bool) -> None:
        """A row of words: `name` at the left edge, cut where it leaves no room for the others."""
        font = plain_font(self.text_px + CAPTION, bold=strong)
        for text, right in ((name, 0), (words, 1)):
            fill = pg.mkBrush(self.theme.surface)
            item = pg.TextItem(text, color=self.theme.text, anchor=(right, 0.5), fill=fill)
            item.setFont(font)
            self._plot.addItem(item)
            item.setPos(self._home.right() if right else self._home.left(), y)
            if not right:
                beside = QFontMetrics(font).horizontalAdvance(words) + BETWEEN_PX
                self._cut.append((item, name, beside))

    def rule(self, x: float) -> None:
        """A thin line down, without a name."""
        self._plot.addItem(pg.InfiniteLine(x, angle=90, pen=self.theme.quiet))

    def freeze(self) -> None:
        """Nothing of it can be moved."""
        self._box.setMouseEnabled(x=False, y=False)

    def _ruled(self, at: float, angle: int, thing: Thing, words: str, opts: dict[str, Any]) -> Any:
        stroke = STROKES[thing]
        fill = pg.mkBrush(self.theme.surface)
        item = pg.InfiniteLine(
            at,
            angle=angle,
            pen=stroke.pen(self.theme),
            label=words,
            labelOpts={"color": stroke.colour(self.theme), "fill": fill, **opts},
        )
        item.label.setFont(plain_font(self.text_px + CAPTION, bold=True))
        self._plot.addItem(item)
        return item

    def _hatch(self, item: Any, thing: Thing) -> None:
        self._hatched.append((item, STROKES[thing].brush(self.theme)))

    def _on_moved(self) -> None:
        self._at_home = False

    def _on_resized(self, *_how: object) -> None:
        if self._at_home:
            self.show_all()
        self._on_range()

    def _on_range(self, *_how: object) -> None:
        """Ticks, labels and hatches for what is shown now."""
        (left, right), (bottom, top) = self._box.viewRange()
        text_px = self.text_px + CAPTION
        wide, high = float(self._box.width()), float(self._box.height())
        for side, axis in self._axes.items():
            ends = (bottom, top) if side == "left" else (left, right)
            # Figures one above the other take two lines each, not their width.
            room = high / HIGH / 2 * FIGURE if side == "left" else wide / WIDE
            self._plot.getAxis(side).setTicks([axis.ticks(*ends, room / text_px)])
        middle, half = (left + right) / 2, max((right - left) / 2, 1e-9)
        for mark, row in self._marks:
            mark.label.setPosition(1 - (row + 0.6) * self.text_px * HIGH / max(high, 1.0))
            # Names point to the middle: no line nearer to it goes through one.
            mark.setZValue(6 + min(abs(mark.value() - middle) / half, 3.0))
        for item, name, beside in self._cut:
            metrics, room = QFontMetrics(item.textItem.font()), round(wide) - beside
            item.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        back, _possible = QTransform(self._box.childTransform()).inverted()
        for item, brush in self._hatched:
            brush.setTransform(back)
            if isinstance(item, pg.BarGraphItem):
                item.setOpts(brush=brush)
            else:
                item.setBrush(brush)
