"""A playbook as a workbook that an office edits in Excel or WPS, one sheet a table."""

from collections.abc import Iterator
from typing import Any

from emerg.playbooks.draft import Draft
from emerg.playbooks.fields import Input, is_fixed, text_of
from emerg.playbooks.tables import TABLES, Row, Table, attributes, inputs, rows
from emerg.resources.table_book import TableSheet, table_book
from emerg.texts import Bilingual, Text, render
from emerg.usecases.playbook_words import choice_words, field_name, table_name

KEY_HEAD = Bilingual("行标识", "row")
GUIDE = Bilingual("说明", "guide")
WIDE, USUAL, KEY_WIDTH, GUIDE_WIDTH = 40, 14, 16, 90
NOTES: tuple[Text, ...] = (
    Text("One sheet for each table of the playbook; the first row names the columns."),
    Text("Leave the first column of a row as it is; leave it empty in a new row."),
    Text("A row that is deleted here is removed; an empty cell empties the field."),
    Text("Positions as longitude, latitude in WGS84. Dates as 2027-03-01."),
    Text("Telephone numbers are not here: they stand in the address book, locked."),
    Text("Read it in at the desk, or: emerg playbooks import ID FILE.xlsx --dry-run"),
)


def workbook_of(draft: Draft) -> bytes:
    """Every table of `draft` as a workbook, heads and choices in Chinese."""
    guide = TableSheet(
        GUIDE.zh,
        ((f"{draft.base.kind} {draft.base.id}", GUIDE_WIDTH),),
        tuple((render(note, "zh"),) for note in NOTES),
    )
    return table_book([guide, *(_sheet(draft, table) for table in TABLES[draft.base.kind])])


def columns_of(draft: Draft, table: Table) -> tuple[Input, ...]:
    """The fields of a table that have a column: of its attributes those that some row has."""
    found = rows(draft.tables, table)
    used = (one for one in attributes(table) if any(row.get(one) is not None for row in found))
    return (*inputs(table), *used)


def _sheet(draft: Draft, table: Table) -> TableSheet:
    columns = columns_of(draft, table)
    heads = [(KEY_HEAD.zh, KEY_WIDTH)]
    heads += [(render(field_name(one), "zh"), _width(one)) for one in columns]
    choices = {}
    for place, one in enumerate(columns, start=1):
        words = tuple(render(word, "zh") for word in choice_words(table, one).values())
        if words:
            choices[place] = words
    found = rows(draft.tables, table)
    cells = (tuple(_cells(row, columns)) for row in found)
    return TableSheet(table_name(table).zh, tuple(heads), tuple(cells), choices)


def _width(one: Input) -> int:
    return WIDE if one.place[-1] in ("zh", "en", "title", "note") else USUAL


def _cells(row: Row, columns: tuple[Input, ...]) -> Iterator[str | int | float]:
    yield row.key
    for one in columns:
        yield _cell(row, one, row.get(one))


def _cell(row: Row, one: Input, value: Any) -> str | int | float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and one.sort == "number" and not is_fixed(one, value):
        return float(value) if isinstance(value, float) else int(value)
    text = text_of(one, value)
    words = choice_words(row.table, one)
    return render(words[text], "zh") if text in words else text
