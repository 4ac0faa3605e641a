"""What the map shows, layer by layer: a small board over the map, each layer a switch."""

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emerg.texts import Lang, Text
from emerg.ui.map.legend import draw_sign
from emerg.ui.map.palette import palette
from emerg.ui.map.stamps import Stamps
from emerg.ui.map.switches import SWITCHES, Hidden, Shown, Switch
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, item_text, label
from emerg.ui.words import Words

COLUMNS, MARGIN_PX, SIDE_PX = 2, 12, 10
SIGN, SYMBOL_PX = QSize(26, 20), 15.0
# Where the wind comes from [degrees clockwise from north], as it is said over the telephone.
WINDS: tuple[tuple[float | None, Text], ...] = (
    (None, Text("wind not known")),
    (0.0, Text("wind from N")),
    (45.0, Text("wind from NE")),
    (90.0, Text("wind from E")),
    (135.0, Text("wind from SE")),
    (180.0, Text("wind from S")),
    (225.0, Text("wind from SW")),
    (270.0, Text("wind from W")),
    (315.0, Text("wind from NW")),
)


class LayersPanel(QFrame):
    """Draws which layers are on; `switched` says which was pressed, and whether it is on now."""

    switched = Signal(str, bool)
    wind_chosen = Signal(object)  # degrees, or None: not known
    closed = Signal()

    def __init__(self, lang: Lang, over: QWidget) -> None:
        """It stands in the lower left of the widget it is `over`."""
        super().__init__(over)
        self._over = over
        self.setProperty("role", "card")
        self.setObjectName("layers_panel")
        self.words = Words(lang)
        self.switches: dict[Switch, QPushButton] = {
            one.name: button("switch", name=f"layer_{one.name}", checkable=True) for one in SWITCHES
        }
        self.wind = QComboBox()
        self.wind.setObjectName("wind_from")
        for number, (degrees, words) in enumerate(WINDS):
            self.wind.addItem("", degrees)
            self.words.say(item_text(self.wind, number), words)
        self.words.say(self.wind.setAccessibleName, Text("where the wind comes from"))
        self._lay_out()
        self.wind.activated.connect(lambda _n: self.wind_chosen.emit(self.wind.currentData()))
        over.installEventFilter(self)
        self.hide()

    def show_hidden(self, hidden: Hidden) -> None:
        """Draw every switch; these are off."""
        for one in SWITCHES:
            made, on = self.switches[one.name], one.name not in hidden
            made.setChecked(on)
            sign = Text("☑ {layer}", layer=one.text) if on else Text("☐ {layer}", layer=one.text)
            self.words.say(made.setText, sign)
            self.words.say(made.setToolTip, one.text)

    def show_wind(self, from_deg: float | None) -> None:
        """Draw where the wind comes from."""
        self.wind.setCurrentIndex(self.wind.findData(from_deg))

    def open(self) -> None:
        """Come to the front, the cursor in the first switch."""
        self.show()
        self._place()
        self.raise_()
        self.switches[SWITCHES[0].name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Draw the symbols in the colours of the map."""
        stamps = Stamps(palette(theme), self.devicePixelRatioF())
        for one in SWITCHES:
            self.switches[one.name].setIcon(QIcon(_sign(one, stamps)))
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = label("strong", name="layers_head")
        self.words.say(head.setText, Text("What the map shows"))
        self.close_button = button("quiet", name="layers_close")
        self.words.say(self.close_button.setText, Text("Close  Esc"))
        self.close_button.clicked.connect(self.closed)
        held = QWidget()
        self._grid = QGridLayout(held)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        for one in SWITCHES:
            made = self.switches[one.name]
            made.setIconSize(SIGN)
            made.clicked.connect(lambda on, name=one.name: self.switched.emit(name, on))
        self._held, self._scroll = held, QScrollArea()
        self._scroll.setWidget(held)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QGridLayout()
        foot.addWidget(self.wind, 0, 0)
        foot.addWidget(self.close_button, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE_PX, 6, SIDE_PX, 6)
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    def _place(self) -> None:
        """In the lower left: in two columns if there is room, as high as there is room."""
        room = self._over.size() - QSize(2 * MARGIN_PX, 2 * MARGIN_PX)
        around = 2 * SIDE_PX + self._scroll.verticalScrollBar().sizeHint().width()
        for columns in (COLUMNS, 1):
            self._set_columns(columns)
            wide = self._held.sizeHint().width() + around
            if wide <= room.width():
                break
        self._held.setMinimumHeight(self._held.sizeHint().height())
        rest = self.sizeHint().height() - self._scroll.sizeHint().height()
        high = min(self._held.sizeHint().height() + rest, room.height())
        self.resize(min(max(wide, self.minimumSizeHint().width()), room.width()), high)
        self.move(MARGIN_PX, self._over.height() - high - MARGIN_PX)

    def _set_columns(self, columns: int) -> None:
        rows = -(-len(SWITCHES) // columns)
        for number, one in enumerate(SWITCHES):
            self._grid.addWidget(self.switches[one.name], number % rows, number // rows)
        self._grid.activate()


def _sign(one: Shown, stamps: Stamps) -> QPixmap:
    """The sign of a layer in a field of its own; empty where the ground itself is the sign."""
    pixmap = QPixmap(SIGN * stamps.ratio)
    pixmap.setDevicePixelRatio(stamps.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(SIGN.width() / 2, SIGN.height() / 2)
    if one.symbol is not None:
        symbol = stamps.symbol(one.symbol, SYMBOL_PX)
        size = symbol.deviceIndependentSize()
        painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), symbol)
    elif one.sign:
        draw_sign(painter, one.sign, middle, stamps)
    painter.end()
    return pixmap
