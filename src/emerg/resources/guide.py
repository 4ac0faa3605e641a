"""The page of a workbook that says how to fill it in, in Chinese and English side by side."""

from collections.abc import Iterator

from emerg.resources.columns import SHEETS, Column
from emerg.resources.words import WORDS
from emerg.texts import Text, render

NOTES: tuple[Text, ...] = (
    Text("Heads in yellow are compulsory. Leave empty what is not known: nothing is guessed."),
    Text("One row for each line; no merged cells, no totals below."),
    Text("Dates as 2027-03-01 or 2027年3月1日. Reagents and sorbents in kg or t, not in bags."),
    Text("Polyaluminium chloride and powdered activated carbon are both called PAC: write which."),
    Text("Read it in with: emerg resources import FILE.xlsx. Every fault is told with its cell."),
)
HEADS: tuple[Text, ...] = (Text("Table"), Text("Column"), Text("Compulsory"))


def guide_rows() -> Iterator[tuple[str, ...]]:
    """The rows of the page: notes, then every column of every table."""
    yield (render(Text("Emergency resources of an office"), "zh"),)
    for note in NOTES:
        yield ("", "", "", *_both(note))
    yield tuple(render(head, "zh") for head in HEADS)
    for sheet in SHEETS:
        for column in sheet.columns:
            yes = render(Text("yes"), "zh") if column.compulsory else ""
            yield (sheet.zh, column.zh, yes, *_about(column))


def _about(column: Column) -> tuple[str, str]:
    zh, en = _both(column.about)
    words = WORDS.get(column.key)
    if words is None:
        return zh, f"{column.key}: {en}"
    listed = "、".join(name.zh for name in words.values())
    keys = ", ".join(words)
    return f"{zh}（{listed}）", f"{column.key}: {en} ({keys})"


def _both(text: Text) -> tuple[str, str]:
    return render(text, "zh"), render(text, "en")
