"""The record as a table model: one row an entry, in the order in which it is read."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from emerg.incident.model import AMEND, STRIKE, Entry
from emerg.paper.record_words import Trail, kind_words, place
from emerg.texts import Lang, Prose, Text, render
from emerg.texts.letters import harmless
from emerg.ui.hit_model import ROOT, Index
from emerg.ui.tables.finding import holds
from emerg.ui.tables.shown_rows import COPY_ROLE, KEY_ROLE
from emerg.ui.theme import THEMES, Theme
from emerg.units import BEIJING
from emerg.usecases.incident_log import answered_words

NEWEST = 200  # entries among which one noted just now may stand
TEXT_MOST = 300  # characters of an entry that its row shows; all of it stands below the table


class Column(IntEnum):
    """The columns, in order."""

    TIME = 0
    PLACE = 1
    KIND = 2
    TEXT = 3


HEADS: dict[Column, Text] = {
    Column.TIME: Text("Time"),
    Column.PLACE: Text("Post, no."),
    Column.KIND: Text("Kind"),
    Column.TEXT: Text("Text"),
}


class EntryModel(QAbstractTableModel):
    """Entries as they stand in the record; what was struck is crossed out, and says by which."""

    def __init__(self, lang: Lang, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang: Lang = lang
        self._theme = THEMES["day"]
        self._entries: list[Entry] = []
        self.trail = Trail(())

    def set_entries(self, entries: Sequence[Entry], trail: Trail) -> None:
        """Show these in place of those before, by a `trail` over the same."""
        self.beginResetModel()
        self._entries, self.trail = list(entries), trail
        self.endResetModel()

    def add(self, entry: Entry) -> None:
        """One more, noted just now; it may have been read with the rest already."""
        if any(known.hash == entry.hash for known in self._entries[-NEWEST:]):
            return
        end = len(self._entries)
        self.beginInsertRows(ROOT, end, end)
        self._entries.append(entry)
        self.trail.add(entry)
        self.endInsertRows()
        if entry.refers_to:
            self._all_changed()

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        self._all_changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all_changed()

    @property
    def entries(self) -> Sequence[Entry]:
        """All of them, in the order shown."""
        return self._entries

    def entry_at(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, hash_: str) -> int:
        """The row of an entry; -1 where it is not here."""
        return next((n for n, entry in enumerate(self._entries) if entry.hash == hash_), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
        if orientation == Qt.Orientation.Horizontal and role in shown:
            return render(HEADS[Column(section)], self._lang)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return render(self._shown(entry, column), self._lang)
        if role == KEY_ROLE and column in (Column.TIME, Column.TEXT):
            return (entry.time if column == Column.TIME else entry.text[:TEXT_MOST],)
        if role == COPY_ROLE:
            return self._whole(entry, column)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(entry, column)
        if role == Qt.ItemDataRole.ForegroundRole and self.trail.is_struck(entry):
            return QColor(self._theme.quiet)
        return None

    def _shown(self, entry: Entry, column: Column) -> Prose:
        match column:
            case Column.TIME:
                return time_text(entry.time, self._entries[-1].time)
            case Column.PLACE:
                return place(entry)
            case Column.KIND:
                return kind_words(entry, self.trail)
            case Column.TEXT:
                return self._marks(entry) + harmless(entry.text[:TEXT_MOST]) + answered_words(entry)

    def _whole(self, entry: Entry, column: Column) -> str | None:
        """What is copied where a row shows less."""
        if column == Column.TIME:
            return f"{entry.time.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        if column == Column.TEXT:
            return self._marks(entry) + entry.text
        return None

    def _marks(self, entry: Entry) -> str:
        return "".join(f"[{render(mark, self._lang)}] " for mark in self.trail.marks(entry))

    def _font(self, entry: Entry, column: Column) -> QFont | None:
        struck = self.trail.is_struck(entry) and column == Column.TEXT
        bold = column == Column.KIND and entry.kind in (AMEND, STRIKE, "order", "decision")
        if not struck and not bold:
            return None
        font = QFont()
        font.setStrikeOut(struck)
        font.setBold(bold)
        return font

    def _all_changed(self) -> None:
        if self._entries:
            last = self.index(len(self._entries) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def time_text(moment: datetime, beside: datetime | None = None) -> str:
    """Beijing time of an entry, to the second; of another day than `beside` with its date.

    Examples
    --------
    >>> from datetime import timedelta
    >>> at = datetime(2026, 7, 15, 3, 27, 5, tzinfo=BEIJING)
    >>> time_text(at), time_text(at, at), time_text(at, at + timedelta(days=1))
    ('07-15 03:27:05', '03:27:05', '07-15 03:27')
    """
    there = moment.astimezone(BEIJING)
    if beside is None:
        return f"{there:%m-%d %H:%M:%S}"
    same = there.date() == beside.astimezone(BEIJING).date()
    return f"{there:%H:%M:%S}" if same else f"{there:%m-%d %H:%M}"


class EntryFilter(QSortFilterProxyModel):
    """Rows with all the words typed, or their pinyin initials, of the kind chosen."""

    def __init__(self, model: EntryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kind = ""
        self._wanted = ""
        self.setSourceModel(model)

    def choose(self, kind: str, words: str) -> None:
        """Show entries of `kind` (empty: all) that hold every one of `words`."""
        self._kind, self._wanted = kind, words
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        entry = self._model.entry_at(row)
        if self._kind and entry.kind != self._kind:
            return False
        text = f"{entry.text} {entry.author} {entry.post} {entry.number}"
        return holds(text, self._wanted)
