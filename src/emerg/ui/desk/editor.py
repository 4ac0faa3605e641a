"""Joins the form, the table and the map to one draft: what is done in one is seen in the others."""

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Signal, Slot

from emerg.errors import InputError
from emerg.geodata.coordinates import parse_position, to_wgs84
from emerg.playbooks.draft import Draft, History, Place, Step, after
from emerg.playbooks.edits import add_step, can_add, field_step, remove_step, row_problems
from emerg.playbooks.fields import DIGITS, POINT, Input, value_of
from emerg.playbooks.tables import Row, Table, attributes, inputs, rows, table_named
from emerg.texts import Text
from emerg.ui.desk import shown
from emerg.ui.desk.state import FormState, TableState
from emerg.ui.desk.window import DeskWindow
from emerg.ui.map.mercator import plane
from emerg.ui.status_bar import Message
from emerg.usecases.playbook_words import keys_of

ROOM_M = 4000.0  # around what is brought into view
PLACING = Message(Text("Click on the map where it stands; Esc leaves it where it was"))


class Editor(QObject):
    """Owns the draft on the desk, and which row of it is chosen."""

    changed = Signal()  # the draft is another
    said = Signal(Message)

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self.history: History | None = None
        self._table = "sites"
        self._place: Place | None = None
        self._extra: set[str] = set()
        page, form = window.page, window.form
        page.table_chosen.connect(self.show_table)
        page.row_chosen.connect(self._on_row)
        page.add_wanted.connect(self._on_add)
        page.map.place_chosen.connect(self._on_place_chosen)
        page.map.placed.connect(self._on_placed)
        form.typed.connect(self._on_typed)
        form.committed.connect(self._on_committed)
        form.more_wanted.connect(self._on_more)
        form.remove_wanted.connect(self._on_remove)
        form.place_wanted.connect(self._set_placing)

    @property
    def draft(self) -> Draft | None:
        return None if self.history is None else self.history.now

    def open(self, history: History | None) -> None:
        """Lay another playbook on the desk, or none."""
        before, self.history = self.draft, history
        other = before is None or history is None or before.base.id != history.now.base.id
        if other:
            self._table, self._place, self._extra = "sites", None, set()
            self._set_placing(False)
        self._draw()
        if other and history is not None:
            self._window.page.map.fit_playbook(_box(history.now))
        self.changed.emit()

    @Slot(str)
    def show_table(self, key: str) -> None:
        """Bring a table to the front, its first row chosen."""
        if self.draft is None:
            return
        self._window.form.commit()
        self._table, self._extra = key, set()
        found = rows(self.draft.tables, self._spec)
        self._place = found[0].place if found else None
        self._draw()

    def do(self, step: Step) -> None:
        """One more step of the draft."""
        if self.history is not None and step:
            self.history = self.history.did(step)
            self._draw()
            self.changed.emit()

    def undo(self) -> None:
        self._go(self.history.undo() if self.history else None)

    def redo(self) -> None:
        self._go(self.history.redo() if self.history else None)

    def leave_tool(self) -> bool:
        """Stop placing; False where nothing was being placed."""
        placing = self._window.page.map.placing
        self._set_placing(False)
        return placing

    def _go(self, history: History | None) -> None:
        if history is not None and history is not self.history:
            self.history = history
            self._draw()
            self.changed.emit()

    @property
    def _spec(self) -> Table:
        assert self.draft is not None
        return table_named(self.draft.base.kind, self._table)

    @property
    def _row(self) -> Row | None:
        if self.draft is None:
            return None
        found = rows(self.draft.tables, self._spec)
        return next((row for row in found if row.place == self._place), None)

    def _draw(self) -> None:
        draft, window = self.draft, self._window
        if draft is None:
            window.page.show_table(TableState())
            window.form.show_form(FormState())
            window.page.map.show_places({})
            window.page.map.show_chosen(None)
            return
        window.page.show_table(shown.table_state(draft, self._spec, self._place))
        window.page.map.show_places(shown.places_of(draft))
        self._draw_row()

    def _draw_row(self) -> None:
        row, window = self._row, self._window
        window.form.show_form(FormState() if row is None else shown.form_state(row, self._extra))
        if row is not None and row.table.is_map:
            window.page.map.show_chosen(shown.point_of(row), shown.line_of(row))
        else:
            window.page.map.show_chosen(None)

    @Slot(str)
    def _on_row(self, key: str) -> None:
        if self.draft is None:
            return
        self._window.form.commit()
        found = next((row for row in rows(self.draft.tables, self._spec) if row.key == key), None)
        if found is not None and found.place != self._place:
            self._place, self._extra = found.place, set()
            self._set_placing(False)
            self._draw()

    @Slot(str)
    def _on_place_chosen(self, key: str) -> None:
        """A place clicked on the map is chosen in its table."""
        if self.draft is None:
            return
        self._window.form.commit()
        site = table_named(self.draft.base.kind, "sites")
        found = next((row for row in rows(self.draft.tables, site) if row.key == key), None)
        if found is not None:
            self._table, self._place, self._extra = "sites", found.place, set()
            self._draw()

    def _input(self, key: str) -> Input | None:
        spec = self._spec
        return next((one for one in (*inputs(spec), *attributes(spec)) if one.key == key), None)

    @Slot(str, str)
    def _on_typed(self, key: str, text: str) -> None:
        """Check while it is typed; nothing of the draft is changed yet."""
        row, draft, one = self._row, self.draft, self._input(key)
        if row is None or draft is None or one is None:
            return
        tried = after(draft, step) if (step := self._step(row, one, text)) else draft
        now = next((r for r in rows(tried.tables, row.table) if r.place == row.place), row)
        self._window.form.show_problems(row_problems(now))

    @Slot(str, str)
    def _on_committed(self, key: str, text: str) -> None:
        row, one = self._row, self._input(key)
        if row is None or one is None:
            return
        step = self._step(row, one, text)
        if step:
            self.do(step)
        else:
            self._draw_row()

    def _step(self, row: Row, one: Input, text: str) -> Step:
        assert self.draft is not None
        value = value_of(
            one, self._in_wgs84(one, text), keys_of(row.table, one), as_json=row.table.is_map
        )
        return field_step(self.draft, row, one, value)

    def _in_wgs84(self, one: Input, text: str) -> str:
        """A typed position in the datum of the map; what cannot be read stays as typed."""
        datum = self._window.form.chosen_datum()
        if one.place != POINT or datum in ("wgs84", "cgcs2000"):
            return text
        try:
            lon, lat = to_wgs84(*parse_position(text), datum)
        except InputError:
            return text
        return f"{lon:.{DIGITS}f}, {lat:.{DIGITS}f}"

    @Slot(str)
    def _on_more(self, key: str) -> None:
        self._window.form.commit()
        self._extra.add(key)
        self._draw_row()
        made = self._window.form.fields.get(key)
        if made is not None:
            made.edit.setFocus()

    @Slot()
    def _on_add(self) -> None:
        if self.draft is None or not can_add(self._spec):
            return
        self._window.form.commit()
        draft = self.draft
        step = add_step(draft, self._spec)
        found = rows(after(draft, step).tables, self._spec)
        self._place, self._extra = found[-1].place, set()
        self.do(step)

    @Slot()
    def _on_remove(self) -> None:
        row = self._row
        if row is not None and can_add(row.table):
            self._place = None
            self.do(remove_step(row))

    @Slot(bool)
    def _set_placing(self, on: bool) -> None:
        self._window.page.map.set_placing(on)
        self._window.form.set_placing(on)
        if on:
            self.said.emit(PLACING)

    @Slot(float, float)
    def _on_placed(self, lon: float, lat: float) -> None:
        """A click is the position of the row that is chosen."""
        self._set_placing(False)
        row = self._row
        point = self._input(POINT[0])
        if row is None or point is None or self.draft is None:
            return
        value = {"type": "Point", "coordinates": [round(lon, DIGITS), round(lat, DIGITS)]}
        self.do(field_step(self.draft, row, point, value))


def _box(draft: Draft) -> QRectF:
    """What the playbook covers, in plane coordinates."""
    lines = shown.lines_of(draft)
    if not lines:
        return QRectF()
    points = plane(np.concatenate(lines))
    box = QRectF(QPointF(*points.min(axis=0)), QPointF(*points.max(axis=0)))
    return box.adjusted(-ROOM_M, -ROOM_M, ROOM_M, ROOM_M)
