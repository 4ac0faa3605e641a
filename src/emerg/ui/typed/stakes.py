"""A place on a road as it is typed: ``G318 K4820+300``, ``318国道 4820公里``, road and town."""

import re
from typing import NamedTuple

from emerg.errors import InputError
from emerg.network.stakes import stake_in
from emerg.response.incident import Where
from emerg.texts import Prose, Text
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
# Neither number nor word is cut in two: of G214 alone the 4 is no place on G21.
_NUMBER = r"(?P<road>[GSXY] ?\d{1,4}(?!\d)(?:-[a-z]+(?![a-z]))?)(?:线|道)?"
_ROAD = re.compile(rf"{_NUMBER}[ ,:，]*(?P<rest>.+)", re.I)
_ROAD_ALONE = re.compile(_NUMBER, re.I)
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
    found = _ROAD.fullmatch(_plainly(first))
    return None if found is None else Said(_road(found), found["rest"].strip(), river)


def road_alone(said: str) -> str | None:
    """The road in `said`, where nothing but a road is named.

    >>> road_alone("G214"), road_alone("318国道"), road_alone("G318 K9")
    ('G214', 'G318', None)
    """
    found = _ROAD_ALONE.fullmatch(_plainly(said))
    return None if found is None else _road(found)


def _plainly(said: str) -> str:
    for pattern, plainly in _WORDY:
        said = pattern.sub(plainly, said)
    return said.strip()


def _road(found: re.Match[str]) -> str:
    road = found["road"].replace(" ", "")
    return road.lower() if "-" in road else road.upper()


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


def place_missing(road: str, where: Prose) -> InputError:
    """A road without a place on it is no place: say in which form one is understood."""
    return InputError(
        Text("where on {road} is not written", road=road), where=where, fix=behind(road)
    )


def behind(road: str) -> Text:
    """How a place on a road is written."""
    return Text("write the place behind the road, as '{road} PLACE' or '{road} LON,LAT'", road=road)


def refuse_half_a_stake(said: str) -> None:
    """A stake without its road stands in many places, and a road without a stake is none."""
    alone = road_alone(said)
    if alone is not None:
        raise place_missing(alone, WHERE)
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
