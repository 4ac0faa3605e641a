"""Who is sent where, on the map: the places to hold it and the depots that send."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from emerg.paper.symbols import SymbolName
from emerg.texts import Lang, Prose, render
from emerg.ui.map.features import ALWAYS, PostStyle, Spot
from emerg.ui.map.mercator import point


@dataclass(frozen=True, slots=True)
class Post:
    """A place to hold it, or a depot, its label, and what it says when pointed at.

    Attributes
    ----------
    style : PostStyle
        The colour of the label; the label says the same in words.
    """

    id: str
    lonlat: tuple[float, float]
    symbol: SymbolName
    label: Prose
    style: PostStyle
    words: tuple[Prose, ...]


Posts: TypeAlias = Sequence[Post]


def post_spots(posts: Iterable[Post], lang: Lang) -> list[Spot]:
    """The posts as things that ask for room, at every scale."""
    return [
        Spot(
            render(post.label, lang),
            post.style,
            *point(*post.lonlat),
            post.symbol,
            ALWAYS,
            ALWAYS,
            key=post.id,
        )
        for post in posts
    ]


def legend_of(posts: Iterable[Post]) -> Iterator[str]:
    """The signs that the legend explains while these are shown."""
    shown = {post.symbol for post in posts}
    yield from (sign for sign in ("interception", "depot") if sign in shown)
