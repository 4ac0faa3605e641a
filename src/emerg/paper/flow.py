"""Blocks one below the other, dealt out to pages: heads repeat, what belongs together stays so."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from emerg.paper.page import Pen

# Draws on a page, from `top` down, in the height that it was given.
Draw: TypeAlias = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a height that never splits.

    Attributes
    ----------
    high : float
        Height [pt].
    before : float
        Space above it, unless it opens a page [pt].
    keep : bool
        Not parted from the block that follows.
    head : Block or None
        Drawn above it where it opens a page.
    least : float or None
        It may be drawn as low as this [pt] to stay on a page; None: its height is fixed.
    proof : str
        Hash of what it shows, for the foot of its page; empty for what needs no proof.
    names : tuple of str
        Of the row of a table, what each of its cells names: for an index.
    """

    high: float
    draw: Draw
    before: float = 0.0
    keep: bool = False
    new_page: bool = False
    head: "Block | None" = None
    least: float | None = None
    proof: str = ""
    names: tuple[str, ...] = ()

    @property
    def needs(self) -> float:
        """The lowest it can be [pt]."""
        return self.high if self.least is None else self.least


class Placed(NamedTuple):
    """A block on its page."""

    block: Block
    top: float
    high: float

    def draw(self, pen: Pen) -> None:
        """Draw the block where it stands."""
        self.block.draw(pen, self.top, self.high)


Page: TypeAlias = tuple[Placed, ...]


def pages(blocks: Iterable[Block], top: float, bottom: float) -> tuple[Page, ...]:
    """`blocks` in order on as many pages as they take, each from `top` down to `bottom`."""
    filler = _Filler(top, bottom)
    for group in _groups(blocks):
        filler.place(group)
    return tuple(tuple(page) for page in filler.pages)


def _groups(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Runs of blocks that stay together."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


@dataclass(slots=True)
class _Filler:
    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = field(init=False)

    def __post_init__(self) -> None:
        self.y = self.top

    def place(self, group: tuple[Block, ...]) -> None:
        """Set a group on this page if it fits, else on the next."""
        needs = sum(block.before + block.needs for block in group)
        if self.pages[-1] and (group[0].new_page or not self._fits(needs)):
            self._turn()
        for block in group:
            # Only a group higher than a page breaks here.
            if self.pages[-1] and not self._fits(block.before + block.needs):
                self._turn()
            if not self.pages[-1] and block.head is not None:
                self._set(block.head)
            self._set(block)

    def _fits(self, high: float) -> bool:
        return high <= self.y - self.bottom + 1e-6

    def _set(self, block: Block) -> None:
        if self.pages[-1]:
            self.y -= block.before
        high = max(block.needs, min(block.high, self.y - self.bottom))
        self.pages[-1].append(Placed(block, self.y, high))
        self.y -= high

    def _turn(self) -> None:
        self.pages.append([])
        self.y = self.top
