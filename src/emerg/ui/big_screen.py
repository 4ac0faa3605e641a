"""The second screen of the command room: read at arm's length, touched by nobody."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.big_hits import BigHits
from emerg.ui.header import Header
from emerg.ui.header_state import HeaderState
from emerg.ui.hit_model import HitModel
from emerg.ui.map.view import MapView
from emerg.ui.next_panel import NextPanel
from emerg.ui.others import Other
from emerg.ui.scrolls import FittingScroll
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import THEMES, Theme
from emerg.ui.widgets import label, restyle
from emerg.ui.words import Words

SIZE, LEAST = QSize(1600, 900), QSize(1024, 600)
# Body text by the height of the screen: 20 px on 1080 lines.
LINES_A_PX, LEAST_PX, MOST_PX, KEY_PX = 54, 14, 28, 34
LEAVE = ("Esc", "F11", "Ctrl+Shift+B")
ONLY_SHOWN = Text("Shown only, from the duty desk, up to the minute · Esc or F11 closes")


class BigHeader(Header):
    """The same line; says when it is a drill."""

    drill_changed = Signal(bool)

    def show_state(self, state: HeaderState) -> None:
        super().show_state(state)
        self.drill_changed.emit(state.exercise)


class BigNext(NextPanel):
    """The same things to do, and nothing to press."""

    def _show_other(self, other: Other | None) -> None:
        super()._show_other(other)
        self.other_button.hide()


class BigScreen(QWidget):
    """Shows what the parts of the window show; `left` when it was closed."""

    left = Signal()

    def __init__(self, lang: Lang, hits: HitModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("ground")
        self.setProperty("page", "big_screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = Words(lang)
        self._theme = THEMES["day"]
        self._text_px = 0
        self.frame = QFrame()
        self.header, self.next = BigHeader(lang), BigNext(lang)
        self.map = MapView()
        self.map.setObjectName("big_map")
        self.hits = BigHits(lang, hits)
        self.foot = label("caption", name="big_foot")
        self.words.say(self.setWindowTitle, Text("Big screen - emerg"))
        self.words.say(self.foot.setText, ONLY_SHOWN)
        self._lay_out()
        self._let_nobody_touch()
        self.header.drill_changed.connect(self._on_drill)
        for keys in LEAVE:
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(self.close)
            self.addAction(action)
        self.resize(SIZE)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of `theme`; the map is told by the other map."""
        self._theme = theme
        self._style()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.hits.set_language(lang)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._style()

    def _style(self) -> None:
        """Text as large as the screen has lines for; the number that decides never smaller."""
        text_px = min(max(self.height() // LINES_A_PX, LEAST_PX), MOST_PX)
        sheet = stylesheet(self._theme, text_px)
        key = f'QLabel[role="key"] {{ font-size: {max(KEY_PX, text_px * 3 // 2)}px; }}'
        if sheet + key != self.styleSheet():
            self.setStyleSheet(sheet + key)
            self.hits.set_text_size(text_px)

    def _on_drill(self, drill: bool) -> None:
        restyle(self.frame, "frame", "drill" if drill else "real")

    def _let_nobody_touch(self) -> None:
        for part in (self.header, self.map, self.next, self.hits):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            for inside in (part, *part.findChildren(QWidget)):
                inside.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(FittingScroll(self.next))
        right.addWidget(self.hits, 1)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.map, 5)
        across.addLayout(right, 4)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addLayout(across, 1)
        column.addWidget(self.foot)
        self.frame.setObjectName("ground")
        self.frame.setMinimumSize(LEAST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
