"""What scrolls downwards: words that wrap, and pages."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from emerg.ui.theme import BAR_PX
from emerg.ui.widgets import restyle

LEAST_SCROLL_PX = 140
MOST_LEAST_PX = 150  # what is below needs room too
MOST_SPARE_PX = 40  # more than two lines of text is too much to leave out


class WrapScroll(QScrollArea):
    """Scrolls downwards; words that wrap get the height they want for the width there is.

    A scroll area by itself asks what it holds only for a least size, and squeezes wrapped words.

    Parameters
    ----------
    keeps_bar : bool
        Whether the room of the bar is left free also where there is none, so that what is held
        always ends at the same place.
    """

    def __init__(self, held: QWidget, *, keeps_bar: bool = False) -> None:
        super().__init__()
        self._held, self._keeps_bar = held, keeps_bar
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.installEventFilter(self)
        if held.isHidden():
            self.hide()

    def wanted(self) -> int:
        """The height [px] of all that is held, at the width there is."""
        return self._height(self.width())

    def _height(self, width: int) -> int:
        wrapped = self._held.heightForWidth(width)
        return wrapped if wrapped >= 0 else self._held.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._held.minimumSizeHint().width(), min(self.wanted(), LEAST_SCROLL_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Decide by the whole width: a bar that takes room must not be its own reason."""
        fits = self.wanted() <= self.height()
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )
        self.setVerticalScrollBarPolicy(bar)
        beside = 0 if fits and not self._keeps_bar else BAR_PX
        if self._keeps_bar:
            self.setViewportMargins(0, 0, BAR_PX if fits else 0, 0)
        self._held.setMinimumHeight(self._height(self.width() - beside))
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words want another height; what is hidden wants no room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        elif event.type() == QEvent.Type.ShowToParent and self.parentWidget() is not None:
            self.show()  # by itself it would stand on the screen as a window for a moment
        return super().eventFilter(watched, event)


class FittingScroll(WrapScroll):
    """As high as what it holds, as long as there is room; else it ends between two lines.

    `least_px` of it is always seen, or so much as that says for a width, up to `MOST_LEAST_PX`.
    """

    def __init__(
        self, held: QWidget, least_px: int | Callable[[int], int] = LEAST_SCROLL_PX
    ) -> None:
        super().__init__(held)
        self._least_px = least_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        least = self._least_px
        if not isinstance(least, int):
            least = min(least(self.width()), MOST_LEAST_PX)
        return QSize(self._held.minimumSizeHint().width(), min(self.wanted(), least))

    def sizeHint(self) -> QSize:
        return QSize(self._held.sizeHint().width(), self.wanted())

    def fit(self) -> None:
        super().fit()
        self._end_between_lines()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._held:
            self._end_between_lines()
        return super().eventFilter(watched, event)

    def _end_between_lines(self) -> None:
        """Leave out at the end what would be cut through, as long as that is little."""
        room = self.height()
        spare = room - whole_lines(self._held, room) if self.wanted() > room else 0
        self.setViewportMargins(0, 0, 0, spare if spare <= MOST_SPARE_PX else 0)
        # An edge where it is cut short, which else would look broken.
        restyle(self, "short", "yes" if self.wanted() > room else "no")


def whole_lines(held: QWidget, room: int) -> int:
    """How much of `room` [px] shows no line of text, and nothing else, that is cut through."""
    parts = [part for part in held.findChildren(QWidget) if part.isVisibleTo(held)]
    ends = [room]
    for part in parts:
        top = part.mapTo(held, QPoint()).y()
        if not part.findChildren(QWidget) and top < room < top + part.height():
            line = part.fontMetrics().lineSpacing() if isinstance(part, QLabel) else part.height()
            ends.append(top + (room - top) // line * line)
    return min(ends)


class PageScroll(QScrollArea):
    """A page that asks for so much height, and scrolls where it needs more than there is.

    What wraps is asked for its height at the width there is: the least that it tells without a
    width is that of a narrow column.
    """

    def __init__(self, held: QWidget, asked_px: int) -> None:
        super().__init__()
        self._held, self._asked_px = held, asked_px
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.installEventFilter(self)
        self._ask_by_width()

    def _ask_by_width(self) -> None:
        inside = self._held.layout()
        wraps = inside is not None and inside.hasHeightForWidth()
        self._held.setMinimumHeight(1 if wraps else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Longer words want another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask_by_width()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._held.minimumSizeHint().width() + bar, self._asked_px)
