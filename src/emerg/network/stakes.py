"""From a stake number to the road and back: 桩号 as people say it, posts as the data have them.

Several schemes of posts exist for one road and disagree by tens of kilometres; each stretch carries
its own figures and how far they are to be believed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.texts import Text

_STAKE = re.compile(
    r"""^\s*(?:(?P<ref>[GSXYgsxy]\s*\d{1,4})(?=\s|[Kk,，·]))?[\s,，·]*
        [Kk]?\s*(?P<km>\d{1,5}(?:\.\d+)?)\s*(?:\+\s*(?P<m>\d{1,3}))?\s*(?:km|公里|千米)?\s*(?:处)?\s*$""",
    re.VERBOSE,
)
_WIDE = str.maketrans("０１２３４５６７８９＋．Ｋｋ　", "0123456789+.Kk ")


@dataclass(frozen=True, slots=True)
class Stake:
    """A stake as said: the road's number, if it was, and the kilometre."""

    ref: str | None
    km: float


@dataclass(frozen=True, slots=True)
class Posted:
    """A stretch between two posts [km]; `from_km` stands at its start, and may be the greater."""

    stretch: str
    from_km: float
    to_km: float
    doubt_km: float

    def holds(self, km: float) -> bool:
        return min(self.from_km, self.to_km) <= km <= max(self.from_km, self.to_km)

    def fraction(self, km: float) -> float:
        """Share of the stretch before the post of this kilometre."""
        return (km - self.from_km) / (self.to_km - self.from_km)

    def km_at(self, fraction: float) -> float:
        return self.from_km + fraction * (self.to_km - self.from_km)


@dataclass(frozen=True, slots=True)
class AtStake:
    """Where a stake stands: so far along a stretch, and how far off it may be."""

    stretch: str
    fraction: float
    doubt_km: float


def read_stake(words: str) -> Stake:
    """The stake in `words`.

    Raises
    ------
    InputError
        It is none of the usual spellings.

    Examples
    --------
    >>> read_stake("K4820+300").km, read_stake("4820.3").km, read_stake("G318 4820公里").km
    (4820.3, 4820.3, 4820.0)
    """
    found = _STAKE.match(words.translate(_WIDE))
    if found is None or (found["m"] is not None and "." in found["km"]):
        raise InputError(
            Text("'{words}' is no stake number", words=words),
            where=Text("stake"),
            fix=Text("write it as K4820+300, 4820.3 or G318 K4820"),
        )
    ref = found["ref"]
    km = float(found["km"]) + int(found["m"] or 0) / 1000
    return Stake(None if ref is None else ref.replace(" ", "").upper(), km)


def at_stake(posts: Sequence[Posted], km: float, road: str) -> AtStake:
    """Where the post of this kilometre stands on `road`.

    Raises
    ------
    InputError
        The road has no posts, or none of this kilometre: its range is told.
    """
    where = Text("stake on {road}", road=road)
    if not posts:
        raise InputError(
            Text("no scheme of posts is known for {road}", road=road),
            where=where,
            fix=Text("give lon,lat or a place; an office may enter its own posts"),
        )
    for post in posts:
        if post.holds(km):
            return AtStake(post.stretch, post.fraction(km), post.doubt_km)
    low = min(min(post.from_km, post.to_km) for post in posts)
    high = max(max(post.from_km, post.to_km) for post in posts)
    raise InputError(
        Text("{road} has no post K{km}", road=road, km=f"{km:g}"),
        where=where,
        fix=Text("its posts run from K{low} to K{high}", low=f"{low:g}", high=f"{high:g}"),
    )


def stake_of(posts: Sequence[Posted], stretch: str, fraction: float) -> float | None:
    """The kilometre of a place on a stretch; None where it has no posts."""
    post = next((post for post in posts if post.stretch == stretch), None)
    return None if post is None else post.km_at(fraction)
