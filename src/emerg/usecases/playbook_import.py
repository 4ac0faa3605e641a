"""A workbook back into a playbook: every bad cell by its address, then what would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from emerg.errors import Findings, Problem
from emerg.playbooks.draft import Draft, Edit, Put, after
from emerg.playbooks.edits import add_step, can_add, field_step, remove_step, row_problems
from emerg.playbooks.fields import POINT, Input, is_fixed, value_of
from emerg.playbooks.tables import TABLES, Row, Table, attributes, inputs, rows
from emerg.resources.plain_book import PlainRow, PlainSheet, read_plain
from emerg.texts import LANGS, Prose, Text, render
from emerg.usecases.playbook_excel import GUIDE, KEY_HEAD
from emerg.usecases.playbook_words import choice_words, field_name, keys_of, table_name


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft after a workbook was laid over it, and what is wrong with cells of it.

    Attributes
    ----------
    step : tuple of Edit
        All that the workbook changes, to be done and undone in one go.
    """

    draft: Draft
    step: tuple[Edit, ...]
    problems: tuple[Problem, ...]


def imported(draft: Draft, path: Path) -> Imported:
    """`draft` with the tables of the workbook at `path` in place of its own."""
    found = Findings()
    sheets = {sheet.name: sheet for sheet in read_plain(path, found)}
    work = _Work(draft, draft, found)
    known = {name: table for table in TABLES[draft.base.kind] for name in _names(table)}
    for name, sheet in sheets.items():
        if name in known:
            work.lay_over(known[name], sheet)
        elif name not in (GUIDE.zh, GUIDE.en):
            found.add(
                Text("'{key}' is not known here", key=name),
                sheet.place.whole(),
                Text("name the sheet as in the workbook that was exported, or remove it"),
            )
    if not sheets.keys() & known.keys() and not found.problems:
        found.add(
            Text("no table of a playbook is in this workbook"),
            str(path),
            Text("export the playbook, edit that workbook, and import it again"),
        )
    work.remove_and_add()
    step = tuple(edit for one in work.draft.steps[len(draft.steps) :] for edit in one)
    made = after(draft, step) if step else draft
    return Imported(made, step, tuple(found.problems))


def _names(table: Table) -> Iterator[str]:
    return (render(table_name(table), lang) for lang in LANGS)


@dataclass(slots=True)
class _Work:
    """A draft under way; `base` is what it was before the workbook: rows are compared with it."""

    base: Draft
    draft: Draft
    found: Findings
    gone: list[Row] = field(default_factory=list)
    new: list[tuple[Table, PlainSheet, PlainRow, Mapping[int, Input]]] = field(default_factory=list)

    def lay_over(self, table: Table, sheet: PlainSheet) -> None:
        """Take every cell of a sheet; rows that come or go wait until all sheets are read."""
        columns, key_at = _columns(table, sheet, self.found)
        if key_at is None:
            return
        before = {row.key: row for row in rows(self.base.tables, table)}
        seen: dict[str, int] = {}
        for line in sheet.rows:
            key = line.cells[key_at]
            if key in seen:
                self._tell_twice(sheet, line, key_at, key)
            elif key in before:
                self._edit(before[key], sheet, line, columns)
            elif not key or table.layout == "named":
                self.new.append((table, sheet, line, columns))
            else:
                self.found.add(
                    Text("no row '{key}' in this table", key=key),
                    sheet.cell(line.number, key_at),
                    Text("leave the cell empty for a new row"),
                )
            if key or table.layout == "single":
                seen[key] = line.number
        if can_add(table):
            self.gone += [row for key, row in before.items() if key not in seen]

    def _tell_twice(self, sheet: PlainSheet, line: PlainRow, at: int, key: str) -> None:
        self.found.add(
            Text("the id '{id}' is used twice", id=key),
            sheet.cell(line.number, at),
            Text("leave the cell empty for a new row"),
        )

    def _edit(
        self, row: Row, sheet: PlainSheet, line: PlainRow, columns: Mapping[int, Input]
    ) -> None:
        # A place that moves takes its km from the map, unless its km is given as well.
        for at, one in sorted(columns.items(), key=lambda item: item[1].place != POINT):
            if is_fixed(one, row.get(one)):
                continue
            text = line.cells[at]
            if not text and row.get(one) in ("", [], None):
                continue
            words = keys_of(row.table, one)
            value = value_of(one, text, words, as_json=row.table.is_map)
            if step := field_step(self.draft, row, one, value):
                self.draft = after(self.draft, step)
        self._judge(row, sheet, line, columns)

    def _judge(
        self, row: Row, sheet: PlainSheet, line: PlainRow, columns: Mapping[int, Input]
    ) -> None:
        """What the strict reader says of a row that was written, by its cells."""
        now = next(one for one in rows(self.draft.tables, row.table) if one.place == row.place)
        if now.value is row.value:
            return
        cells = {one.key: (at, one) for at, one in columns.items()}
        for key, problems in row_problems(now).items():
            where = (
                sheet.cell(line.number, cells[key][0])
                if key in cells
                else sheet.place.row(line.number)
            )
            for problem in problems:
                self.found.add(problem.what, where, _in_words(row.table, cells, key, problem.fix))

    def remove_and_add(self) -> None:
        """Rows that are gone, from the last; then rows that are new."""
        for row in sorted(self.gone, key=_from_the_last):
            self.draft = after(self.draft, remove_step(row))
        for table, sheet, line, columns in self.new:
            self._add(table, sheet, line, columns)

    def _add(
        self, table: Table, sheet: PlainSheet, line: PlainRow, columns: Mapping[int, Input]
    ) -> None:
        if not can_add(table):
            self.found.add(
                Text("rows of this table are not added here"),
                sheet.place.row(line.number),
                Text("remove the row"),
            )
            return
        step = add_step(self.draft, table)
        if table.layout == "named" and (name := line.cells[0]):
            step = (Put(table.file, (*table.place, name), {}),)
        self.draft = after(self.draft, step)
        added = rows(self.draft.tables, table)[-1]
        for at, one in sorted(columns.items(), key=lambda item: item[1].place != POINT):
            words = keys_of(table, one)
            value = value_of(one, line.cells[at], words, as_json=table.is_map)
            if value is not None and (made := field_step(self.draft, added, one, value)):
                self.draft = after(self.draft, made)
        self._judge(replace(added, value={}), sheet, line, columns)


def _in_words(table: Table, cells: Mapping[str, tuple[int, Input]], key: str, fix: Prose) -> Prose:
    """How to mend a choice, in the words of the workbook and not in those of the file."""
    words = choice_words(table, cells[key][1]) if key in cells else {}
    return Text("one of: {known}", known=tuple(words.values())) if words else fix


def _from_the_last(row: Row) -> tuple[str, int]:
    """Rows of one list in an order in which none moves before its turn."""
    *above, last = row.place
    return str((row.table.file, above)), -last if isinstance(last, int) else 0


def _columns(
    table: Table, sheet: PlainSheet, found: Findings
) -> tuple[dict[int, Input], int | None]:
    """Which field each column is, and which column tells the rows apart."""
    known = {
        word: one
        for one in (*attributes(table), *inputs(table))
        for word in (one.key, *(render(field_name(one), lang) for lang in LANGS))
    }
    columns: dict[int, Input] = {}
    key_at = None
    for at, head in enumerate(sheet.heads):
        if head in (KEY_HEAD.zh, KEY_HEAD.en):
            key_at = at
        elif head in known:
            columns[at] = known[head]
        elif head:
            found.add(
                Text("'{key}' is not known here", key=head),
                sheet.cell(1, at),
                Text("name the column as in the workbook that was exported, or remove it"),
            )
    if key_at is None:
        found.add(
            Text("the column '{name}' ({key}) is missing", name=KEY_HEAD.zh, key=KEY_HEAD.en),
            sheet.place.row(1),
            Text("export the playbook, edit that workbook, and import it again"),
        )
    return columns, key_at
