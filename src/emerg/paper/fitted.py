"""Lists that share one page: each gets its share, what is left over, and never more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from emerg.paper import page
from emerg.paper.flow import Block, Placed
from emerg.paper.page import Pen, Style
from emerg.paper.typeset import said
from emerg.texts import Lang, Prose, Text

REST = Style(8.5, bold=True, leading=1.5)


@dataclass(frozen=True, slots=True)
class Cut:
    """A list in blocks.

    Attributes
    ----------
    heads : tuple of Block
        Always drawn.
    rows : tuple of Block
        As many as fit.
    least : float
        Height that it gets whatever the others want [pt].
    rest : callable
        What is said of so many rows that are left out.
    order : tuple of int
        Which rows stay, the most important first; empty: the first ones.
    """

    heads: tuple[Block, ...]
    rows: tuple[Block, ...]
    least: float
    rest: Callable[[int], Prose]
    order: tuple[int, ...] = ()

    @property
    def wanted(self) -> float:
        """Height with every row [pt]."""
        return _high(self.heads) + _high(self.rows)

    def within(self, high: float) -> tuple[Block, ...]:
        """The rows that fit into `high`, with the line that tells of the others."""
        if self.wanted <= high:
            return self.rows
        free = high - _high(self.heads) - REST.line
        kept: list[int] = []
        for number in self.order or range(len(self.rows)):
            free -= _high(self.rows[number : number + 1])
            if free < 0:
                break
            kept.append(number)
        return tuple(self.rows[number] for number in sorted(kept))


def fitted_block(
    cuts: Sequence[Cut],
    lang: Lang,
    high: float,
    *,
    left: float = page.LEFT,
    wide: float = page.ROOM,
) -> Block:
    """The lists one below the other as one block of height `high`, from `left` on."""
    placed: list[Placed] = []
    y, over = 0.0, 0.0
    for cut, room in zip(cuts, allotted(cuts, high), strict=True):
        before = y
        kept = cut.within(room + over)
        blocks = [*cut.heads, *kept]
        if len(kept) < len(cut.rows):
            blocks.append(_rest(cut, len(cut.rows) - len(kept), lang, left, wide))
        for block in blocks:
            y -= block.before if placed else 0.0
            placed.append(Placed(block, y, block.high))
            y -= block.high
        # What was not enough for another row goes on to the next list.
        over += room - (before - y)

    def draw(pen: Pen, top: float, high: float) -> None:
        for one in placed:
            one.block.draw(pen, top + one.top, one.high)

    return Block(high, draw, new_page=True)


def allotted(cuts: Sequence[Cut], high: float) -> list[float]:
    """The height of each list: what one does not need goes to the others, the first of them first.

    The shares that the lists are promised must not come to more than the page.
    """
    given = [min(cut.wanted, cut.least) for cut in cuts]
    free = high - sum(given)
    for number, cut in enumerate(cuts):
        more = min(cut.wanted - given[number], free)
        given[number] += more
        free -= more
    return given


def _rest(cut: Cut, count: int, lang: Lang, left: float, wide: float) -> Block:
    words = said(cut.rest(count), lang, Text("list"))

    def draw(pen: Pen, top: float, high: float) -> None:
        pen.lines(left, top, (REST.one(words, wide),), REST)

    return Block(REST.line, draw)


def _high(blocks: Sequence[Block]) -> float:
    return sum(block.before + block.high for block in blocks)
