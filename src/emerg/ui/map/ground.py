"""The ground of the view as one picture: moved as it is, drawn anew only where it must be.

While a hand zooms, the last picture stands in, stretched; the new one is drawn a little at a
time, and takes its place once it is whole.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

# Draws what is in a part of the plane, a little with each step.
Draw: TypeAlias = Callable[[QPainter, QRectF], Iterator[None]]
REACH_PX = 8


class Window(NamedTuple):
    """What is looked through: from the plane to its pixels, its size, dots a pixel."""

    transform: QTransform
    size: QSize
    ratio: float

    def dots(self) -> QTransform:
        """From the plane to the dots of the screen."""
        return self.transform * QTransform.fromScale(self.ratio, self.ratio)


class Ground:
    """What `draw` draws, for the window it was last painted in."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._picture = QPixmap()
        self._of = QTransform()  # from the plane to the dots of the picture

    def forget(self) -> None:
        """What is drawn has changed."""
        self._picture = QPixmap()

    @property
    def there(self) -> bool:
        """Whether there is a picture, of whatever scale."""
        return not self._picture.isNull()

    def serves(self, window: Window) -> bool:
        """Whether the picture is of this size and scale; it may have to be moved."""
        if self._picture.isNull() or self._picture.size() != window.size * window.ratio:
            return False
        return self._of.m11() == window.dots().m11()

    def paint(self, painter: QPainter, window: Window) -> None:
        """The ground as it is, on the pixels of the window."""
        if self.serves(window):
            self._move(window.dots())
        else:
            for _ in self.drawing(window):
                pass
        painter.drawPixmap(0, 0, self._picture)

    def stretch(self, painter: QPainter, window: Window, land: str) -> None:
        """The last picture where it lies in the window, for want of a better one."""
        painter.fillRect(QRect(0, 0, window.size.width(), window.size.height()), QColor(land))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        all_of_it = QRectF(0, 0, self._picture.width(), self._picture.height())
        plane = self._of.inverted()[0].mapRect(all_of_it)
        painter.drawPixmap(window.transform.mapRect(plane), self._picture, all_of_it)

    def drawing(self, window: Window) -> Iterator[None]:
        """Draw the ground for a window, a little with each step; it counts once all is done."""
        picture = QPixmap(window.size * window.ratio)
        # In dots: on a screen of finer pixels pens must grow with them.
        picture.setDevicePixelRatio(window.ratio)
        yield from self._fill(
            picture, window.dots(), QRect(0, 0, picture.width(), picture.height())
        )
        self._picture, self._of = picture, window.dots()

    def _move(self, dots: QTransform) -> None:
        """Move the picture by whole dots, and draw what comes into view at its edges."""
        across = round(dots.dx() - self._of.dx())
        down = round(dots.dy() - self._of.dy())
        if not across and not down:
            return
        wide, high = self._picture.width(), self._picture.height()
        self._of *= QTransform.fromTranslate(across, down)
        self._picture.scroll(across, down, 0, 0, wide, high)
        for edge in bared(wide, high, across, down):
            for _ in self._fill(self._picture, self._of, edge):
                pass

    def _fill(self, picture: QPixmap, dots: QTransform, part: QRect) -> Iterator[None]:
        ratio = picture.devicePixelRatio()
        painter = QPainter(picture)
        try:
            back = QTransform.fromScale(1 / ratio, 1 / ratio)
            painter.setClipRect(back.mapRect(QRectF(part)))
            painter.setWorldTransform(dots * back)
            # What lies just outside may reach in with the width of its line.
            reach = QRectF(part).adjusted(-REACH_PX, -REACH_PX, REACH_PX, REACH_PX)
            yield from self._draw(painter, dots.inverted()[0].mapRect(reach))
        finally:
            painter.end()


def bared(wide: int, high: int, across: int, down: int) -> Iterator[QRect]:
    """The edges of a picture that nothing lies on once it was moved.

    >>> [edge.getRect() for edge in bared(100, 50, 10, -5)]
    [(0, 0, 10, 50), (10, 45, 90, 5)]
    """
    left, right = min(max(across, 0), wide), min(max(-across, 0), wide)
    top, bottom = min(max(down, 0), high), min(max(-down, 0), high)
    edges = (
        QRect(0, 0, left, high),
        QRect(wide - right, 0, right, high),
        QRect(left, 0, wide - left - right, top),
        QRect(left, high - bottom, wide - left - right, bottom),
    )
    yield from (edge for edge in edges if not edge.isEmpty())
