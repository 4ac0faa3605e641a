"""The rows of a table as text for a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from emerg.resources.table_book import unless_figure

BETWEEN_LINES = " · "


@dataclass(frozen=True, slots=True)
class Copied:
    """Heads and rows as they are shown, and what the table is called."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def one_line(text: str) -> str:
    r"""A cell without the letters that part cells and rows, and no formula.

    >>> one_line("in time\nby 06:20\tR1")
    'in time · by 06:20 R1'
    """
    lines = BETWEEN_LINES.join(" ".join(line.split()) for line in text.splitlines())
    return unless_figure(lines)


def tab_separated(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under heads as Excel and WPS paste them."""
    return "".join("\t".join(map(one_line, row)) + "\n" for row in (heads, *rows))
