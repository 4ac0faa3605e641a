"""A small card on the map, at a place or in the corner: words that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from emerg.texts import Lang, Prose, Text
from emerg.ui.map.tool_view import ToolView
from emerg.ui.widgets import button, card_layout, label
from emerg.ui.words import Words

WIDE_PX, LEAST_PX, AWAY_PX, EDGE_PX = 340, 150, 14, 6
CORNER = QPoint(12, 84)  # off the corner, above what the map writes there itself


class PinnedCard(QFrame):
    """Stands beside its place while the map moves; Esc on the map or × closes it."""

    copied = Signal(str)
    closed = Signal()

    def __init__(self, lang: Lang, view: ToolView, name: str = "pinned") -> None:
        super().__init__(view.viewport())
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.words = Words(lang)
        self._view = view
        self._lines: tuple[Prose, ...] = ()
        self._at: tuple[float, float] | None = None  # None: in the corner
        self._pinned = False
        self.head = label("strong", wrap=True, name=f"{name}_head")
        self.rest = label("", wrap=True, name=f"{name}_rest")
        for text in (self.head, self.rest):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = button("quiet", name=f"{name}_copy")
        self.close_button = button("quiet", name=f"{name}_close")
        self._column = column = card_layout(self)
        column.addWidget(self.head)
        column.addWidget(self.rest)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.words.say(self.copy_button.setText, Text("Copy"))
        self.words.say(self.close_button.setText, Text("Close  Esc"))
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.text()))
        self.close_button.clicked.connect(self._on_close)
        self.hide()
        view.moved_by_hand.connect(self._place)
        view.jumped.connect(self._place)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._place)

    @property
    def is_open(self) -> bool:
        return self._pinned

    def pin(self, lon: float, lat: float, lines: Sequence[Prose]) -> None:
        """Say `lines` beside a position (WGS84), in place of what was said before."""
        self._at, self._lines, self._pinned = (lon, lat), tuple(lines), True
        self._view.selected = (lon, lat)
        self._say()

    def rewrite(self, lines: Sequence[Prose]) -> None:
        """Say what it says in other words, at the place it stands."""
        self._lines = tuple(lines)
        self._say()

    def dock(self, lines: Sequence[Prose]) -> None:
        """Say `lines` in the lower right corner, where they are in nobody's way."""
        self._at, self._lines, self._pinned = None, tuple(lines), True
        self._say()

    def leave(self) -> None:
        self._pinned = False
        self.hide()

    def _on_close(self) -> None:
        self.leave()
        self.closed.emit()

    def text(self) -> str:
        """All it says."""
        return "\n".join(map(self.words.of, self._lines))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        if self._pinned:
            self._say()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is clicked here is not clicked on the map below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _say(self) -> None:
        head, _, rest = self.text().partition("\n")
        self.head.setText(head)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        self._fit()
        self._place()

    def _fit(self) -> None:
        """As wide as the longest line, up to a width at which lines wrap."""
        metrics = self.head.fontMetrics()
        longest = max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))
        wide = min(max(round(longest * 1.1) + 32, LEAST_PX), WIDE_PX, self._room())
        self.setFixedWidth(wide)
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(wide))

    def _room(self) -> int:
        return self._view.viewport().width() - 2 * EDGE_PX

    def _place(self) -> None:
        """Beside its place, on the side with room; away while the place is out of sight."""
        if not self._pinned:
            return
        window = self._view.viewport().rect()
        if self._at is None:
            self.move(window.bottomRight() - self.rect().bottomRight() - CORNER)
            self.show()
            return
        at = self._view.px_of(*self._at).toPoint()
        self.setVisible(window.contains(at))
        x, y = at.x() + AWAY_PX, at.y() + AWAY_PX
        if x + self.width() > window.width() - EDGE_PX:
            x = at.x() - AWAY_PX - self.width()
        if y + self.height() > window.height() - EDGE_PX:
            y = at.y() - AWAY_PX - self.height()
        most = QPoint(window.width() - self.width(), window.height() - self.height())
        self.move(min(max(x, EDGE_PX), most.x()), min(max(y, EDGE_PX), most.y()))
        self.raise_()
