"""A place on a road as it is typed: ``G318 K4820+300``, ``318国道 4820公里``, road and town."""

import re
from typing import NamedTuple

from emerg.errors import InputError
from emerg.network.stakes import stake_in
from emerg.response.incident import Where
from emerg.texts import Text
from emerg.ui.known_roads import KnownRoads

WHERE = Text("1 Where")
# Between the stake and the river that it is to drain to.
DOT = "·"

_WORDY = (
    # 318国道, 301省道; then 国道318线, 省道301
    (re.compile(r"(?<!\d)(\d{2,4}) ?国道线?"), r"G\1 "),
    (re.compile(r"(?<!\d)(\d{1,4}) ?省道线?"), r"S\1 "),
    (re.compile(r"国道 ?(\d{2,4})(?:号线|线|号)?"), r"G\1 "),
    (re.compile(r"省道 ?(\d{1,4})(?:号线|线|号)?"), r"S\1 "),
)
# G318, G318线; and a playbook's part of it, g318-nyingchi.
_ROAD = re.compile(r"(?P<road>[GSXY] ?\d{1,4}(?:-[a-z]+)?)(?:线|道)?[ ,:，]*(?P<rest>.+)", re.I)
_STAKE_ALONE = re.compile(r"K\d+(?:[+.]\d+)?.{0,3}", re.I)


class Said(NamedTuple):
    """A road, the place on it, and the river it is to drain to ("" for the likeliest)."""

    road: str
    place: str
    river: str

    @property
    def is_stake(self) -> bool:
        return stake_in(self.place) is not None


def said_on_road(said: str) -> Said | None:
    """Road and place in `said`; None where no road is named.

    >>> said_on_road("318国道4820公里处")
    Said(road='G318', place='4820公里处', river='')
    >>> said_on_road("g318 K4820+300 · 拉萨河")
    Said(road='G318', place='K4820+300', river='拉萨河')
    >>> said_on_road("拉萨河 430") is None
    True
    """
    first, _, river = (part.strip() for part in said.partition(DOT))
    for pattern, plainly in _WORDY:
        first = pattern.sub(plainly, first)
    found = _ROAD.fullmatch(first.strip())
    if found is None:
        return None
    road = found["road"].replace(" ", "")
    return Said(road.lower() if "-" in road else road.upper(), found["rest"].strip(), river)


def where_of(said: Said, known: KnownRoads | None, river: str | None) -> Where:
    """How to ask for the place.

    Raises
    ------
    InputError
        There are no roads to look it up in.
    """
    if known is None:
        raise InputError(
            Text("there is no road network to find a stake in"),
            where=WHERE,
            fix=Text("give coordinates, the bridge, or river and km; or double-click the map"),
        )
    return Where(road=said.road, stake=said.place, river=river)


def refuse_stake_alone(said: str) -> None:
    """A stake without its road stands in many places: ask for the road."""
    if _STAKE_ALONE.fullmatch(said):
        raise InputError(
            Text("the road of this stake is missing"),
            where=WHERE,
            fix=Text("write the road before it: G318 {stake}", stake=said),
        )


def suggest_roads(said: str, known: KnownRoads | None) -> list[str]:
    """Roads whose number begins so, each waiting for its stake."""
    if known is None or not re.fullmatch(r"[GSXY]\d{0,4}", said, re.I):
        return []
    posted = {row.stake_ref for row in known.network.edges.values() if row.stake_ref}
    return [f"{ref} K" for ref in sorted(posted) if ref.startswith(said.upper())]
