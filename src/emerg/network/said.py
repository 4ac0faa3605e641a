"""What people say of a place on a road: a stake, a position, between two places, past one."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from emerg.network.stakes import Stake, stake_in
from emerg.texts.letters import MOST_LETTERS

_NUMBER = r"(?P<km>\d+(?:\.\d+)?)"
_UNIT = r"(?:km|公里|千米)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 日喀则与拉孜之间；between Shigatse and Lhatse
        r"(?P<a>.+?)\s*(?:与|和|到|至|—|–|-|~)\s*(?P<b>.+?)\s*(?:之间|中间|段|区间)",
        r"between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        # 日喀则往拉孜方向 12 公里；过日喀则往拉孜方向12公里；日喀则过去12公里
        rf"(?:过|从|离)?\s*(?P<a>.+?)\s*[往向去朝]\s*(?P<to>.+?)\s*(?:方向|方面)?\s*(?:走|约|大约)?\s*{_NUMBER}\s*{_UNIT}(?:处)?",
        rf"过了?\s*(?P<a>.+?)\s*(?:后|约|大约)?\s*{_NUMBER}\s*{_UNIT}(?:处)?",
        rf"{_NUMBER}\s*{_UNIT}\s+(?:past|from|beyond)\s+(?P<a>.+?)\s+(?:towards?|to)\s+(?P<to>.+)",
        rf"{_NUMBER}\s*{_UNIT}\s+(?:past|from|beyond)\s+(?P<a>.+)",
    )
)


@dataclass(frozen=True, slots=True)
class Position:
    """Longitude and latitude in degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Between:
    """Somewhere between two places."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Past:
    """So many kilometres past a place; `to` names the direction, "" where it was not said."""

    a: str
    km: float
    to: str


@dataclass(frozen=True, slots=True)
class Named:
    """At a place."""

    name: str


Said: TypeAlias = Stake | Position | Between | Past | Named


def read_said(words: str) -> Said:
    """The place on a road that `words` tell.

    Examples
    --------
    >>> read_said("日喀则与拉孜之间")
    Between(a='日喀则', b='拉孜')
    >>> read_said("过日喀则往拉孜方向 12 公里")
    Past(a='日喀则', km=12.0, to='拉孜')
    >>> read_said("K4820+300")
    Stake(ref=None, km=4820.3)
    """
    if len(words) > MOST_LETTERS:
        return Named(words)  # no place is called so; the patterns would try every way to part it
    stake = stake_in(words)
    if stake is not None:
        return stake
    position = read_position(words)
    if position is not None:
        return position
    plain = words.strip().strip("。.")
    for pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found is not None:
            said = found.groupdict()
            if "b" in said:
                return Between(said["a"].strip(), said["b"].strip())
            return Past(said["a"].strip(), float(said["km"]), (said.get("to") or "").strip())
    return Named(plain)


def read_position(words: str) -> Position | None:
    """Lon,lat in degrees; None where the words are none."""
    try:
        lon, lat = (float(part) for part in words.replace("，", ",").split(","))
    except ValueError:
        return None
    return Position(lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None
