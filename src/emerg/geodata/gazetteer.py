"""Find a town or township by what somebody says on the phone: 中文, English, pinyin, initials."""

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from emerg.geodata.layers import Place, Rank, Township, places, townships
from emerg.texts import Bilingual
from emerg.texts.letters import MOST_LETTERS

# How well a name fits, best first; a slip of the pen or of the ear counts least.
EXACT, BEGINS, SOUNDS_SO_FAR, HOLDS, LETTERS, ALIKE = 100, 90, 75, 70, 60, 40
ALIKE_ENOUGH = 0.7
KEPT_QUERIES = 64

_KINDS = re.compile(r"(自治区|地区|街道|镇|乡|县|区|市)$")
_SPOKEN_KINDS = re.compile(r"(?<=.{3})(xian|xiang|zhen|shi|qu|jiedao)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A place that fits a query.

    Attributes
    ----------
    lon, lat : float or None
        None: the township is known by name and code, its position is not.
    score : int
        Fit of the name, 100 for the very name, written or spoken.
    """

    name: Bilingual
    code: str
    rank: Rank
    county: str
    prefecture: str
    lon: float | None
    lat: float | None
    score: int


@dataclass(frozen=True, slots=True)
class _Entry:
    found: Found
    names: tuple[str, ...]
    sounds: tuple[str, ...]
    letters: tuple[str, ...]


def find(query: str, limit: int = 10) -> tuple[Found, ...]:
    """Places whose name fits `query`, best first; then by rank, then those with a position.

    Examples
    --------
    >>> [found.name.zh for found in find("qushui", 1) + find("mzgk", 1) + find("Lhasa", 1)]
    ['曲水县', '墨竹工卡县', '拉萨市']
    """
    wanted = _plain(query)
    if not wanted or len(wanted) > MOST_LETTERS:
        return ()
    return _fitting(wanted)[:limit]


@lru_cache(maxsize=KEPT_QUERIES)  # with every letter typed the same words are asked for again
def _fitting(wanted: str) -> tuple[Found, ...]:
    spoken = _SPOKEN_KINDS.sub("", wanted)
    fits = [(_score(wanted, spoken, entry), entry.found) for entry in _entries()]
    if not any(score for score, _ in fits):
        # One for all names: what it works out of the words that are wanted it keeps.
        matcher = SequenceMatcher(None, "", wanted)
        fits = [(_alike(matcher, entry), entry.found) for entry in _entries()]
    hits = [replace(found, score=score) for score, found in fits if score]
    hits.sort(key=lambda f: (-f.score, f.rank, f.lon is None, len(f.name.zh), f.code, f.name.zh))
    return tuple(hits)


def _score(wanted: str, spoken: str, entry: _Entry) -> int:
    if wanted in entry.names or wanted in entry.sounds or spoken in entry.sounds:
        return EXACT
    if any(name.startswith(wanted) for name in entry.names):
        return BEGINS
    if len(wanted) > 1 and any(sound.startswith(wanted) for sound in entry.sounds):
        return SOUNDS_SO_FAR
    if len(wanted) > 1 and any(wanted in name for name in entry.names):
        return HOLDS
    return LETTERS if wanted in entry.letters else 0


def _alike(matcher: "SequenceMatcher[str]", entry: _Entry) -> int:
    """A fit below every other, for a name heard or typed nearly right."""
    best = 0.0
    for name in (*entry.names, *entry.sounds):
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > ALIKE_ENOUGH and matcher.quick_ratio() > ALIKE_ENOUGH:
            best = max(best, matcher.ratio())
    return round(ALIKE * best) if best >= ALIKE_ENOUGH else 0


def _plain(text: str) -> str:
    """Lower case, without accents, blanks and marks: ``Nyêmo`` → ``nyemo``."""
    parted = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in parted if c.isalnum())


@cache
def _entries() -> tuple[_Entry, ...]:
    placed = {place.code for place in places()}
    unplaced = (town for town in townships() if town.code not in placed)
    return (*map(_of_place, places()), *map(_of_township, unplaced))


def _of_place(place: Place) -> _Entry:
    found = Found(
        place.name,
        place.code,
        place.rank,
        place.county,
        place.prefecture,
        place.lon,
        place.lat,
        0,
    )
    names = (place.name.zh, place.name.en, place.bo, *place.aliases)
    return _entry(found, names, place.pinyin, place.initials)


def _of_township(town: Township) -> _Entry:
    found = Found(Bilingual(town.zh), town.code, 3, town.county, town.prefecture, None, None, 0)
    return _entry(found, (town.zh, _short(town.zh)), town.pinyin, town.initials)


def _entry(
    found: Found, names: tuple[str, ...], pinyin: tuple[str, ...], initials: tuple[str, ...]
) -> _Entry:
    return _Entry(
        found,
        tuple(dict.fromkeys(plain for name in names if (plain := _plain(name)))),
        tuple(_plain(sound) for sound in pinyin),
        initials,
    )


def _short(name: str) -> str:
    short = _KINDS.sub("", name)
    return short if len(short) > 1 else name
