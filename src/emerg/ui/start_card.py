"""Asked once at the start, never guessed: whether to go on with an incident that is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.widgets import button, card_layout, label, plain_tip
from emerg.ui.words import Words

MOST = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """An incident that is open, or questions begun and never answered (without an id)."""

    id: str
    words: Prose
    tip: Prose = ""


class StartCard(QFrame):
    """Draws the offers; nothing else waits for an answer."""

    chosen = Signal(str)  # id
    all_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._offers: tuple[Offer, ...] = ()
        self._buttons: list[QPushButton] = []
        title = label("strong", wrap=True, name="start_title")
        self.words.say(
            title.setText, Text("Go on with an incident? A new one begins with the five questions")
        )
        self.all = button("quiet", name="start_all")
        self.words.say(self.all.setText, Text("All incidents  Ctrl+E"))
        self._rows = QVBoxLayout()
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.all)
        column = card_layout(self)
        column.addWidget(title)
        column.addLayout(self._rows)
        column.addLayout(below)
        self.all.clicked.connect(self.all_requested)
        self.show_offers(())

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Draw these; without any there is nothing to ask."""
        self._offers = tuple(offers)
        for made in self._buttons:
            self._rows.removeWidget(made)
            made.deleteLater()
        self._buttons = [self._drawn(offer) for offer in self._offers]
        self.setVisible(bool(self._offers))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.show_offers(self._offers)

    def _drawn(self, offer: Offer) -> QPushButton:
        made = button(name=f"start_{offer.id or 'unfinished'}")
        made.setText(self.words.of(offer.words).replace("&", "&&"))
        made.setToolTip(plain_tip(self.words.of(offer.tip)))
        made.setStyleSheet("text-align: left;")
        made.clicked.connect(lambda: self.chosen.emit(offer.id))
        self._rows.addWidget(made)
        return made
