"""In which order rows are shown, and which of them: pure, by the numbers they were given in."""

from collections.abc import Callable, Sequence

from emerg.ui.tables.keys import Key, rank


def ordered(
    number: int, key: Callable[[int], Key], heading: Callable[[int], bool], *, down: bool
) -> list[int]:
    """The rows 0 … `number` sorted by their keys; equal ones stay as they were given.

    Rows without a key come last either way. A heading stays over its rows, which are sorted among
    themselves.

    Parameters
    ----------
    down : bool
        Greatest first.

    Examples
    --------
    >>> keys = [2.0, None, 1.0, 3.0]
    >>> ordered(4, keys.__getitem__, lambda row: False, down=False)
    [2, 0, 3, 1]
    >>> ordered(4, keys.__getitem__, lambda row: False, down=True)
    [3, 0, 2, 1]
    """
    rows: list[int] = []
    for section in sections(number, heading):
        held = [row for row in section if not heading(row)]
        ranks = {row: rank(key(row)) for row in held}
        known = [row for row in held if ranks[row] is not None]
        known.sort(key=lambda row: ranks[row] or (), reverse=down)
        rows += [row for row in section if heading(row)]
        rows += known
        rows += [row for row in held if ranks[row] is None]
    return rows


def sections(number: int, heading: Callable[[int], bool]) -> list[list[int]]:
    """The rows under each heading, with it; those before the first are a section too.

    >>> sections(4, lambda row: row == 2)
    [[0, 1], [2, 3]]
    """
    found: list[list[int]] = []
    for row in range(number):
        if heading(row) or not found:
            found.append([])
        found[-1].append(row)
    return found


def hidden(
    number: int, holds: Callable[[int], bool], heading: Callable[[int], bool]
) -> frozenset[int]:
    """The rows that do not hold what is looked for; a heading stays with any row of its own.

    >>> sorted(hidden(4, lambda row: row == 3, lambda row: row in (0, 2)))
    [0, 1]
    """
    gone: set[int] = set()
    for section in sections(number, heading):
        kept = [row for row in section if holds(row)]
        if kept and heading(kept[0]):  # it names what all of its rows are of
            continue
        gone.update(row for row in section if row not in kept)
        if kept and heading(section[0]):
            gone.discard(section[0])
    return frozenset(gone)


def counted(rows: Sequence[int], heading: Callable[[int], bool]) -> int:
    """How many of the rows are no headings."""
    return sum(not heading(row) for row in rows)
