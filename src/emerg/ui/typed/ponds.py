"""A tailings pond as it is typed: its name or the mine's, short or whole, pinyin, its id."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from emerg.errors import InputError
from emerg.playbooks.dam_schema import DamPlaybook, Receiving
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Where
from emerg.response.locate import Located, locate
from emerg.texts import Bilingual, Lang, Text
from emerg.ui.known_ponds import Dams, PondSpot, led_to
from emerg.ui.typed.plain import plain
from emerg.ui.typed.stakes import DOT, WHERE

KIND = "尾矿库"
SOUND = "wkk"  # of 尾矿库, behind the initials of a name
_REMARK = re.compile(r"\s*\(.*?\)")
_KIND = re.compile(r"尾矿(?:库|坝)?$| ?tailings(?: ponds?| dam)?$")
_ORES = "copper|lead|zinc|antimony|molybdenum|gold|silver|iron|chromite|lithium|polymetallic"
_ORE = re.compile(rf"(?:铜|铅|锌|锑|钼|金|银|铁|铬|锡|钨|锂|多金属)*矿$| (?:{_ORES}|-)+(?: mine)?$")
_SYLLABLE = "([bpmfdtnlgkhjqxrzcsyw]h?[aeiouü]+(?:ng|n|r)?)"
_FIRST = _SYLLABLE.replace("h?", "?h?", 1)  # only the first may begin with a vowel


def pond_at(said: str, dams: Dams, rivers: Rivers, *, loosely: bool = False) -> PondSpot | None:
    """The pond of that very name or id; `loosely` by its name alone, without the word for a pond.

    A river or the mine may stand behind it: ``洞中拉尾矿库 · 墨竹玛曲``.

    Raises
    ------
    InputError
        Several ponds are called so, or what stands behind is neither its mine nor below it.
    """
    name, *more = (part.strip().casefold() for part in said.split(DOT))
    found = [spot for spot in ponds(dams) if name in _names(spot, loosely=loosely)]
    for part in more if found else ():
        found = _narrowed(found, part, rivers)
    if len(found) > 1:
        raise InputError(
            Text("{n} places fit '{name}'", n=len(found), name=said),
            where=WHERE,
            fix=Text("choose one: {known}", known=tuple(map(_line_in_both, found))),
        )
    return found[0] if found else None


def located(spot: PondSpot, rivers: Rivers) -> Located:
    """Where the leak is taken to enter its river."""
    way = spot.receiving
    return locate(rivers, Where(river=way.river, km=way.km))


def ponds(dams: Dams) -> Iterator[PondSpot]:
    """Every pond of every playbook."""
    for book in dams.values():
        yield from (PondSpot(book, pond) for pond in book.dam.ponds)


def pond_line(spot: PondSpot, lang: Lang) -> str:
    """A pond as a line that is understood again: its name, and the mine's if that is not in it."""
    name, mine = spot.pond.name.in_(lang), short_name(spot.book.dam.name, lang)
    return name if mine in name else f"{name} {DOT} {mine}"


def short_name(name: Bilingual, lang: Lang) -> str:
    """A mine or pond without remark, ore and the word for a pond.

    >>> jiama = Bilingual("甲玛铜多金属矿（华泰龙）尾矿库", "Jiama (Huatailong) tailings ponds")
    >>> short_name(jiama, "zh"), short_name(jiama, "en")
    ('甲玛', 'Jiama')
    """
    return _ORE.sub("", _stem(name.in_(lang))) or name.in_(lang)


def suggest_ponds(said: str, dams: Dams, lang: Lang) -> list[str]:
    """Ponds whose name or mine holds what was typed, or whose initials begin so."""
    wanted = said.casefold()
    spots = [spot for spot in ponds(dams) if _fits(wanted, spot)]
    spots.sort(key=lambda spot: not any(n.startswith(wanted) for n in _names(spot)))
    return [pond_line(spot, lang) for spot in spots]


def pond_echo(spot: PondSpot, rivers: Rivers) -> Text:
    """The pond as understood, the way its leak is taken to go, and how sure that is."""
    way, book = spot.receiving, spot.book.dam
    fields: dict[str, object] = {
        "pond": spot.pond.name,
        "gully": way.gully,
        "river": rivers.network.name(way.river),
        "km": f"{way.km:.1f}",
        "county": next((a.name for a in book.authorities if a.level == "county"), book.county),
        "how": way.how,
    }
    if spot.others:
        other = rivers.network.name(spot.others[0].river)
        return Text(
            "{pond}, {county}; by {gully} to {river} km {km} ({how}). Or is it {other}?",
            other=other,
            **fields,
        )
    return Text("{pond}, {county}; by {gully} to {river} km {km} ({how})", **fields)


def _narrowed(found: list[PondSpot], part: str, rivers: Rivers) -> list[PondSpot]:
    """Those whose mine is named by `part`, or led another way where it names a river below."""
    of_mine = [spot for spot in found if part in _mine_names(spot.book)]
    led = [
        PondSpot(led_to(spot.book, way.river), spot.pond)
        for spot in found
        for way in spot.book.dam.receiving
        if part in _river_names(way, rivers)
    ]
    if of_mine or led:
        return of_mine or led
    below = dict.fromkeys(way.river for spot in found for way in spot.book.dam.receiving)
    raise InputError(
        Text("{river} is not below this place", river=part),
        where=WHERE,
        fix=Text("choose one: {known}", known=tuple(rivers.network.name(one) for one in below)),
    )


def _river_names(way: Receiving, rivers: Rivers) -> set[str]:
    river = rivers.network.name(way.river)
    return {way.river, *(plain(name).casefold() for name in (river.zh, river.en))}


def _names(spot: PondSpot, *, loosely: bool = False) -> set[str]:
    """What a pond may be called: by its own name, or by its mine's."""
    own, mine = _called(spot.pond.name), _called(spot.book.dam.name)
    names = {spot.pond.id.casefold(), spot.book.dam.id.casefold(), *own.whole, *mine.whole}
    return {*names, *own.bare, *mine.bare} if loosely else names


def _mine_names(book: DamPlaybook) -> set[str]:
    called = _called(book.dam.name)
    return {book.dam.id.casefold(), *called.whole, *called.bare}


class _Called(NamedTuple):
    """What goes by a name: `whole` with the word for a pond, `bare` without; its initials."""

    whole: frozenset[str]
    bare: frozenset[str]
    letters: str


def _called(name: Bilingual) -> _Called:
    zh, en = short_name(name, "zh"), short_name(name, "en").casefold()
    stem = _stem(name.zh)
    plainly = {plain(part).casefold() for part in (name.zh, name.en) if part}
    without = {_REMARK.sub("", part) for part in plainly}
    letters = initials(zh, en)
    letters = f"{letters}{SOUND}" if letters else ""
    kinds = {f"{zh}{KIND}", f"{stem}{KIND}", f"{en} tailings pond", letters}
    return _Called(
        frozenset({*plainly, *without, *kinds} - {""}), frozenset({zh, stem, en}), letters
    )


def _stem(name: str) -> str:
    """A name without its remark and the word for a pond."""
    return _KIND.sub("", _REMARK.sub("", plain(name)))


def initials(name: str, sound: str) -> str:
    """The first letters of a name by its pinyin; "" where the two do not fit each other.

    >>> initials("果朗沟", "guolanggou"), initials("甲玛沟", "jiama")
    ('glg', '')
    """
    found = re.fullmatch(_FIRST + _SYLLABLE * (len(name) - 1), sound)
    return "" if found is None else "".join(part[0] for part in found.groups())


def _fits(wanted: str, spot: PondSpot) -> bool:
    names = (spot.pond.name, spot.book.dam.name)
    if any(wanted in name for name in _names(spot, loosely=True)):
        return True
    return len(wanted) > 1 and any(_called(name).letters.startswith(wanted) for name in names)


def _line_in_both(spot: PondSpot) -> Bilingual:
    return Bilingual(pond_line(spot, "zh"), pond_line(spot, "en"))
