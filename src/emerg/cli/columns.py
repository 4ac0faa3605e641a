"""Columns for a terminal, aligned for Chinese and Latin alike."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from emerg.errors import Problem, lines_of
from emerg.texts import Lang
from emerg.texts.letters import harmless


def width(text: str) -> int:
    """Columns that `text` takes on a terminal.

    >>> width("曲水 km")
    7
    """
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    """Rows under their heads; columns in `right` are aligned to the right.

    Names come from files: what a terminal would take for an order is shown as what it is.
    """
    shown = [[harmless(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(width(row[i]) for row in shown) for i in range(len(heads))]
    lines = []
    for row in shown:
        cells = []
        for i, cell in enumerate(row):
            gap = " " * (widths[i] - width(cell))
            cells.append(gap + cell if i in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def listed(problem: Problem, lang: Lang) -> str:
    """A problem below what it is of: what, where and fix, a line each."""
    what, where, fix = lines_of(problem, lang)
    return f"  ✗ {what}\n    {where}\n    {fix}"
