"""The hit list as a table model: named columns, named roles, soonest first."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

from emerg.response.hits import Hit
from emerg.response.next_things import to_close
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.said import (
    INTAKE,
    NOT_COMPUTED,
    close_text,
    front_text,
    peak_text,
    reopen_text,
)
from emerg.ui.tables.keys import Key
from emerg.ui.tables.shown_rows import KEY_ROLE
from emerg.ui.widgets import plain_tip

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

SITE_ROLE = Qt.ItemDataRole.UserRole
INTAKE_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, in order."""

    NUMBER = 0
    PLACE = 1
    CLOSE_BY = 2
    REOPEN = 3
    FRONT = 4
    PEAK = 5


HEADS: dict[Column, Text] = {
    Column.NUMBER: Text("No."),
    Column.PLACE: Text("Place"),
    Column.CLOSE_BY: Text("Close before"),
    Column.REOPEN: Text("Reopen after"),
    Column.FRONT: Text("Front h"),
    Column.PEAK: Text("Peak mg/L"),
}
TIPS: dict[Column, Text] = {
    Column.NUMBER: Text("as on the map, soonest front first"),
    Column.PLACE: Text("◎ intake or drinking-water source"),
    Column.CLOSE_BY: Text("advice to stop taking water before this time; others order"),
    Column.REOPEN: Text("earliest; monitoring and the authority decide"),
    Column.FRONT: Text("earliest / likely / latest hours after the start of the release"),
    Column.PEAK: Text("low to high; ▲ above the limit, △ may be"),
}
RIGHT = (Column.NUMBER, Column.CLOSE_BY, Column.FRONT, Column.PEAK)


class HitModel(QAbstractTableModel):
    """Hits in the order of the answer; `SITE_ROLE` is the id of the place of a row."""

    def __init__(self, lang: Lang, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang: Lang = lang
        self._hits: tuple[Hit, ...] = ()
        self._start_known = True
        self._now = datetime.now(UTC)

    def set_hits(self, hits: Sequence[Hit], now: datetime, *, start_known: bool = True) -> None:
        self.beginResetModel()
        self._start_known = start_known
        self._hits = tuple(hits)
        self._now = now
        self.endResetModel()

    def set_now(self, now: datetime) -> None:
        """Let what has become due say so."""
        self._now = now
        self._all_changed()

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        self._all_changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def hit_of(self, site: str) -> Hit | None:
        return next((hit for hit in self._hits if hit.site == site), None)

    def row_of(self, site: str) -> int:
        """The row of a place; -1 where it is no hit."""
        return next((row for row, hit in enumerate(self._hits) if hit.site == site), -1)

    def closing(self) -> dict[int, int]:
        """The rows of those that must close, and which of them is first, second, and so on."""
        order = to_close(self._hits, start_known=self._start_known)
        rows = {hit.site: row for row, hit in enumerate(self._hits)}
        return {rows[hit.site]: place for place, hit in enumerate(order)}

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return render(HEADS[Column(section)], self._lang)
        if role == Qt.ItemDataRole.ToolTipRole:
            return render(TIPS[Column(section)], self._lang)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section)) | Qt.TextFlag.TextWordWrap
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit, column = self._hits[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return render(self._shown(hit, column), self._lang)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(hit, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and _bold(hit, column):
            font = QFont()
            font.setBold(True)
            return font
        if role == KEY_ROLE:
            return (self._key(hit, column),)
        return {SITE_ROLE: hit.site, INTAKE_ROLE: hit.is_intake}.get(role)

    def _shown(self, hit: Hit, column: Column) -> Prose:
        match column:
            case Column.NUMBER:
                return str(hit.number)
            case Column.PLACE:
                name = render(hit.title, self._lang)
                return f"{INTAKE} {name}" if hit.is_intake else name
            case Column.CLOSE_BY:
                return close_text(hit, self._now, start_known=self._start_known)
            case Column.FRONT:
                return front_text(hit)
            case Column.PEAK:
                return peak_text(hit)
            case Column.REOPEN:
                why = hit.reopen_not_before is None and hit.reopen_reason is not None
                return NOT_COMPUTED if why else reopen_text(hit, self._now)

    def _key(self, hit: Hit, column: Column) -> Key:
        """What a cell is sorted by: of a range the end that is acted on."""
        match column:
            case Column.NUMBER:
                return hit.number
            case Column.PLACE:
                return render(hit.title, self._lang)
            case Column.CLOSE_BY:
                at_once = not self._start_known and hit.has_clocks
                return -math.inf if at_once else hit.close_by
            case Column.FRONT:
                return hit.front_h[0]
            case Column.PEAK:
                return hit.peak_mg_l[2] if hit.peak_mg_l else hit.mg_l_per_tonne
            case Column.REOPEN:
                return hit.reopen_not_before

    def _tip(self, hit: Hit, column: Column) -> str:
        if column is Column.CLOSE_BY and hit.close_reason is not None:
            return render(hit.close_reason, self._lang)
        if column is Column.REOPEN:
            return render(reopen_text(hit, self._now), self._lang)
        return render(self._shown(hit, column), self._lang)

    def _all_changed(self) -> None:
        if self._hits:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._hits) - 1, len(Column) - 1)
            )


class HitFilter(QSortFilterProxyModel):
    """Shows all places, or intakes only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intakes_only = False

    def show_intakes_only(self, only: bool) -> None:
        self._intakes_only = only
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        source = self.sourceModel()
        return not self._intakes_only or bool(
            source.data(source.index(source_row, 0, source_parent), INTAKE_ROLE)
        )


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _bold(hit: Hit, column: Column) -> bool:
    return (column is Column.PLACE and hit.is_intake) or column is Column.CLOSE_BY
