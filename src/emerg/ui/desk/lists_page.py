"""Changes since the last approval, and the board of what to verify: tables that are read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.desk.state import BookLine
from emerg.ui.plain_table import PlainTable
from emerg.ui.widgets import button, item_text, label
from emerg.ui.words import Words
from emerg.usecases.playbook_board import Board, Finding
from emerg.usecases.playbook_names import TABLE_NAMES
from emerg.usecases.playbook_words import Told

CHANGE_HEADS = (Text("Table"), Text("Row"), Text("Field"), Text("Before"), Text("Now"))
FAULT_HEADS = (Text("Cell"), Text("What is wrong"), Text("How to mend it"))
BOARD_HEADS = (Text("Playbook"), Text("Table"), Text("To verify"))
# How much a finding matters, in words and not by colour alone.
URGENT, SOON = 1, 3
RANK_WORDS = (Text("first"), Text("soon"), Text("later"))


class ChangesPage(QFrame):
    """What the draft says otherwise than the last approved version; or a workbook, before it is
    taken."""

    taken = Signal(bool)  # whether the workbook is taken

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self.since = label("strong", wrap=True, name="desk_since")
        self.table = PlainTable(self.words, CHANGE_HEADS, (), 4)
        self.table.name("desk_changes", Text("Changes"))
        self.none = label("quiet", name="desk_no_changes")
        self.words.say(self.none.setText, Text("Nothing is changed"))
        self.faults = PlainTable(self.words, FAULT_HEADS, (), 2)
        self.faults.name("desk_cells", Text("Cells that are wrong"))
        self.take, self.leave = button("primary", name="desk_take"), button(name="desk_leave")
        self.words.say(self.take.setText, Text("Take these changes"))
        self.words.say(self.leave.setText, Text("Leave the workbook"))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.leave)
        line.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.since)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        column.addWidget(self.faults, 1)
        column.addLayout(line)
        column.addStretch(0)  # what room is left where no table takes it
        self.take.clicked.connect(lambda: self.taken.emit(True))
        self.leave.clicked.connect(lambda: self.taken.emit(False))
        self.show_changes(Text("No playbook is open"), ())

    def show_changes(
        self, since: Prose, found: Sequence[Told], *, of_workbook: bool = False
    ) -> None:
        """Draw the changes; of a workbook they may be taken or left."""
        self.words.say(self.since.setText, since)
        self.table.show_rows(
            [(one.table, _row(one), one.field, one.before, one.now) for one in found]
        )
        # An empty table says nothing.
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.faults.setVisible(False)
        self.take.setVisible(of_workbook)
        self.take.setEnabled(bool(found))
        self.leave.setVisible(of_workbook)

    def show_faults(self, since: Prose, faults: Sequence[tuple[Prose, Prose, Prose]]) -> None:
        """Draw what is wrong with cells of a workbook: where, what, and how to mend it."""
        self.show_changes(since, (), of_workbook=True)
        self.faults.show_rows(faults)
        self.faults.setVisible(True)
        self.none.setVisible(False)
        self.take.setVisible(False)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)


def _row(one: Told) -> Prose:
    if one.key and one.row != one.key:
        return Text("{name} ({id})", name=one.row, id=one.key)
    return one.row


class BoardPage(QFrame):
    """What to verify over all playbooks, what matters most on top; a row leads to its table."""

    wanted = Signal(str, str)  # id of the playbook, key of the table

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self._board = Board((), {})
        self._shown: tuple[Finding, ...] = ()
        self._open = ""
        self._names: Mapping[str, Prose] = {}
        self.note = label("warn", wrap=True, name="desk_board_note")
        self.only = QComboBox()
        self.only.setObjectName("desk_board_of")
        self.count = label("caption", name="desk_board_count")
        self.table = PlainTable(self.words, (Text("How soon"), *BOARD_HEADS), (), 3)
        self.table.name("desk_board", Text("To verify"))
        self.words.say(self.only.setAccessibleName, Text("Of which playbooks"))
        for number, text in enumerate((Text("all playbooks"), Text("the open one"))):
            self.only.addItem("")
            self.words.say(item_text(self.only, number), text)
        line = QHBoxLayout()
        line.addWidget(self.only)
        line.addWidget(self.count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self.only.activated.connect(lambda _index: self._draw())
        self.table.itemActivated.connect(lambda item: self._on_row(item.row()))
        self._draw()

    def show_board(self, board: Board, books: Sequence[BookLine], open_id: str) -> None:
        """Draw the findings of `books`; `open_id` is the one on the desk."""
        self._board, self._open = board, open_id
        self._names = {one.id: one.name for one in books}
        self._draw()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _draw(self) -> None:
        every = self.only.currentIndex() <= 0
        found = self._board.findings
        self._shown = tuple(one for one in found if every or one.id == self._open)
        self.table.show_rows(
            [
                (_rank(one), self._names.get(one.id, one.id), TABLE_NAMES[one.table], one.text)
                for one in self._shown
            ]
        )
        self.note.setVisible(self._board.note is not None)
        self.words.say(self.note.setText, self._board.note or "")
        self.words.say(self.count.setText, Text("{n} to verify", n=len(self._shown)))

    def _on_row(self, row: int) -> None:
        one = self._shown[row]
        self.wanted.emit(one.id, one.table)


def _rank(one: Finding) -> Text:
    return RANK_WORDS[0 if one.rank <= URGENT else 1 if one.rank <= SOON else 2]
