"""The form of one row: every field with its check below it, attributes to add, its position."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emerg.geodata.datums import DATUMS, Datum
from emerg.texts import Lang, Text
from emerg.ui.desk.form_field import FormField
from emerg.ui.desk.state import FormState, Problems
from emerg.ui.scrolls import WrapScroll
from emerg.ui.theme import BAR_PX
from emerg.ui.widgets import ElidedLabel, button, label
from emerg.ui.words import Words

WIDE_PX, BESIDE_BAR_PX = 330, 3
CHOOSE = Text("Choose a row, or a place on the map")
DATUM_NAMES: dict[Datum, Text] = {
    "wgs84": Text("WGS84 (GPS)"),
    "cgcs2000": Text("CGCS2000"),
    "gcj02": Text("GCJ-02 (phone maps)"),
    "bd09": Text("BD-09 (Baidu)"),
}


class FormPanel(QFrame):
    """Draws the form; tells what is typed, what was meant, and what is to be done with the row."""

    typed = Signal(str, str)  # key of the field, text
    committed = Signal(str, str)
    more_wanted = Signal(str)  # key of an attribute
    place_wanted = Signal(bool)
    remove_wanted = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = FormState()
        self.fields: dict[str, FormField] = {}
        self.title = ElidedLabel("heading", name="desk_row")
        self.whole = label("mistake", wrap=True, name="desk_mistake")
        self.place = button(name="desk_place", checkable=True)
        self.remove = button(name="desk_remove")
        self.datum, self.more = QComboBox(), QComboBox()
        self.datum.setObjectName("desk_datum")
        self.more.setObjectName("desk_more")
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, BESIDE_BAR_PX, 0)
        self._column.setSpacing(2)
        self._scroll = WrapScroll(self._held, keeps_bar=True)
        # Once what is said has its height.
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._show_mistake)
        self._lay_out()
        self._say()
        self.place.toggled.connect(self.place_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.more.activated.connect(self._on_more)
        self.show_form(FormState())

    def show_form(self, state: FormState) -> None:
        """Draw the form of a row; an empty state clears it."""
        made_anew = [_shape(f) for f in state.fields] != [_shape(f) for f in self._state.fields]
        self._state = state
        self.words.say(self.title.setText, state.title or CHOOSE)
        if made_anew:
            self._make_fields()
        for one in state.fields:
            self.fields[one.key].show_state(one)
        self.place.setVisible(state.can_place)
        self.datum.setVisible(state.can_place)
        self.remove.setVisible(state.can_remove)
        self._offer_more()
        self.show_problems(state.problems)

    def show_problems(self, problems: Problems) -> None:
        """Say below each field what is wrong with it; of the whole row on top."""
        for key, one in self.fields.items():
            one.show_problems(problems.get(key, ()))
        others = [p for key, found in problems.items() if key not in self.fields for p in found]
        self.whole.setVisible(bool(others))
        self._rest.start()
        if others:
            said = Text("× {what}. {fix}", what=others[0].what, fix=others[0].fix)
            self.words.say(self.whole.setText, said)

    def _show_mistake(self) -> None:
        """Scroll to what is said below the field that the cursor is in."""
        near = next((one for one in self.fields.values() if one.edit.hasFocus()), None)
        if near is not None and not near.mistake.isHidden():
            self._scroll.ensureWidgetVisible(near, 0, 4)

    def commit(self) -> None:
        """Take what is typed in the field that the cursor is in."""
        for one in tuple(self.fields.values()):
            one.commit()

    def chosen_datum(self) -> Datum:
        """The datum that a typed position comes in."""
        found: Datum = self.datum.currentData()
        return found

    def set_placing(self, on: bool) -> None:
        """Whether the next click on the map is the position."""
        self.place.blockSignals(True)
        self.place.setChecked(on)
        self.place.blockSignals(False)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._name_datums()
        self._make_fields()
        self._offer_more()
        self.show_problems(self._state.problems)

    def _make_fields(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields = {}
        # Sentences of fields that are gone are not said again.
        words = Words(self.words.lang)
        for state in self._state.fields:
            made = FormField(state, words)
            made.typed.connect(self.typed)
            made.committed.connect(self.committed)
            self._column.addWidget(made)
            self.fields[state.key] = made
        self._column.addStretch(1)

    def _offer_more(self) -> None:
        self.more.clear()
        self.more.addItem(self.words.of(Text("Add a field…")), "")
        for key, name in self._state.more:
            self.more.addItem(self.words.of(name), key)
        self.more.setVisible(bool(self._state.more))

    def _on_more(self, index: int) -> None:
        key = str(self.more.itemData(index) or "")
        if key:
            self.more_wanted.emit(key)

    def _name_datums(self) -> None:
        chosen = max(self.datum.currentIndex(), 0)
        self.datum.clear()
        for datum in DATUMS:
            self.datum.addItem(self.words.of(DATUM_NAMES[datum]), datum)
        self.datum.setCurrentIndex(chosen)

    def _say(self) -> None:
        say = self.words.say
        say(self.place.setText, Text("Place it on the map"))
        say(self.remove.setText, Text("Remove row"))
        say(self.datum.setAccessibleName, Text("Datum of a typed position"))
        say(self.datum.setToolTip, Text("Datum of a typed position"))
        say(self.more.setAccessibleName, Text("Add a field…"))
        self._name_datums()

    def _lay_out(self) -> None:
        self.setMinimumWidth(WIDE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 1, 8)
        column.addWidget(self.title)
        column.addWidget(self.whole)
        column.addWidget(self._scroll, 1)
        below = QVBoxLayout()  # ends where the fields do
        below.setContentsMargins(0, 0, BESIDE_BAR_PX + BAR_PX, 0)
        column.addLayout(below)
        below.addWidget(self.more)
        where = QHBoxLayout()
        where.addWidget(self.place)
        where.addWidget(self.datum, 1)
        below.addLayout(where)
        below.addWidget(self.remove)


def _shape(state: object) -> tuple[object, ...]:
    """What of a field decides its widget."""
    return tuple(
        getattr(state, name) for name in ("key", "name", "sort", "long", "fixed", "needed")
    )
