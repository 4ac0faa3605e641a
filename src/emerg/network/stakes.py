"""From a stake number to the road and back: 桩号 as people say it, posts as the data have them.

Several schemes of posts exist for one road and disagree by tens of kilometres; each stretch carries
its own figures and how far they are to be believed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from emerg.errors import InputError
from emerg.network.alignment import Alignment
from emerg.texts import Text
from emerg.texts.letters import MOST_LETTERS

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
    """A stretch, or part of one, between two posts [km]; the first may be the greater.

    Attributes
    ----------
    span : (share, share)
        Where on the stretch the two posts stand.
    """

    stretch: str
    from_km: float
    to_km: float
    doubt_km: float
    span: tuple[float, float] = (0.0, 1.0)

    def holds(self, km: float) -> bool:
        return min(self.from_km, self.to_km) <= km <= max(self.from_km, self.to_km)

    def fraction(self, km: float) -> float:
        """Share of the stretch before the post of this kilometre."""
        low, high = self.span
        return low + (high - low) * (km - self.from_km) / (self.to_km - self.from_km)

    def covers(self, fraction: float) -> bool:
        """Whether a place so far along the stretch lies between the two posts."""
        return min(self.span) <= fraction <= max(self.span)

    def km_at(self, fraction: float) -> float:
        low, high = self.span
        return self.from_km + (fraction - low) / (high - low) * (self.to_km - self.from_km)


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
    found = stake_in(words)
    if found is None:
        raise InputError(
            Text("'{words}' is no stake number", words=words),
            where=Text("stake"),
            fix=Text("write it as K4820+300, 4820.3 or G318 K4820"),
        )
    return found


def stake_in(words: str) -> Stake | None:
    """The stake in `words`; None where they are none."""
    found = _STAKE.match(words.translate(_WIDE)) if len(words) <= MOST_LETTERS else None
    if found is None or (found["m"] is not None and "." in found["km"]):
        return None
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
    here = (post for post in posts if post.stretch == stretch and post.covers(fraction))
    post = next(here, None)
    return None if post is None else post.km_at(fraction)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A post that somebody has seen: its kilometre, and how far along the road it stands [m]."""

    km: float
    distance_m: float
    doubt_km: float


def posted(road: Alignment, anchors: Sequence[Anchor]) -> tuple[Posted, ...]:
    """The stretches between anchors, kilometres spread evenly over the way as driven.

    Parameters
    ----------
    anchors : sequence of Anchor
        In the order of their distance; their kilometres all rise, or all fall.
    """
    found = []
    for one, other in pairwise(anchors):
        km_per_m = (other.km - one.km) / (other.distance_m - one.distance_m)
        doubt = max(one.doubt_km, other.doubt_km)
        for part in road.parts:
            low = max(part.start_m, one.distance_m)
            high = min(part.end_m, other.distance_m)
            if high <= low:
                continue
            shares = tuple((at - part.start_m) / part.stretch.length_m for at in (low, high))
            a, b = shares if part.forward else (1 - shares[0], 1 - shares[1])
            kms = [one.km + (at - one.distance_m) * km_per_m for at in (low, high)]
            found.append(Posted(part.stretch.id, kms[0], kms[1], doubt, (a, b)))
    return tuple(found)
