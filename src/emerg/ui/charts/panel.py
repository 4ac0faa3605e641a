"""The page of charts: one in sight, what it says in words, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.charts.choices import Choices
from emerg.ui.charts.sheet import Chart, ChartSheet
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, label
from emerg.ui.words import Words

EMPTY = Text("Answer the five questions and press F5: then the charts")


class ChartsPanel(QFrame):
    """Draws a chart; `opened` when it comes in sight, and the rest by hand."""

    opened = Signal()
    copied = Signal()
    export_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("charts")
        self.words = Words(lang)
        self.choices = Choices(self.words)
        self.sheet = ChartSheet(self.words)
        self.told = label("caption", wrap=True, name="chart_words")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = button(name="chart_copy")
        self.export_button = button(name="chart_export")
        self.words.say(self.copy_button.setText, Text("Copy as picture"))
        self.words.say(self.export_button.setText, Text("Figures as CSV"))
        self.copy_button.clicked.connect(self._copy)
        self.export_button.clicked.connect(self.export_requested)
        below = QHBoxLayout()
        below.addWidget(self.copy_button)
        below.addWidget(self.export_button)
        below.addStretch(1)
        column = card_layout(self)
        column.addWidget(self.choices)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.told)
        column.addLayout(below)
        self.show_words(EMPTY)

    def show_words(self, words: Prose) -> None:
        """No chart, but what to do to have one, or why there is none."""
        self.sheet.show_words(words)
        self._tell()

    def show_chart(self, chart: Chart) -> None:
        """Draw this chart."""
        self.sheet.show_chart(chart, log=self.choices.log)
        self._tell()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.choices.say_again()
        self.sheet.say_again()
        self._tell()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.choices.set_look(text_px)
        self.sheet.set_look(theme, text_px)

    def focus(self) -> None:
        """Have the cursor where the next thing is chosen."""
        self.choices.kinds[self.choices.kind].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _tell(self) -> None:
        told = self.sheet.told
        self.told.setText("\n".join(map(self.words.of, told)))
        self.told.setVisible(bool(told) and self.choices.kind != "slack")
        for made in (self.copy_button, self.export_button):
            made.setEnabled(self.sheet.chart is not None)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.sheet.picture())
        self.copied.emit()
