"""Where: coordinates, a river and its km, a place of a playbook, or a town or township."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.geodata.coordinates import Datum, parse_position
from emerg.geodata.gazetteer import Found, find
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, Stem
from emerg.response.county import county_at, county_names
from emerg.response.incident import Where
from emerg.response.locate import Located, locate
from emerg.texts import Bilingual, Lang, Text, render
from emerg.ui.typed.plain import not_known, plain

WHERE = Text("1 Where")
# Between a name and what tells it from others of the same name.
DOT = " · "
SURE = 90  # of a gazetteer's score: the very name, or one that begins so

_RIVER_KM = re.compile(
    r"(?P<river>\D.*?)[ ,:]*(?:km|k|里程)? ?(?P<km>\d+(?:\.\d+)?) ?(?:km|公里|千米)?"
    r"(?:处|附近|左右)?",
    re.IGNORECASE,
)
_ANGLE = r"(?:[NE] ?[\d.° '\"′″]+|[\d.° '\"′″]+[NE])"
_COORDINATES = re.compile(
    r"[-+\d.,;:/ °′″'\"度分秒()\[\]]*|.*(?:东经|北纬|经度|纬度|lon|lat).*|"
    rf"{_ANGLE}[ ,;]*{_ANGLE}",
    re.IGNORECASE,
)
# A road and its stake, as people give them on the phone.
_STAKE = re.compile(
    r".*(?:[GSXY]\d{2,4}(?!\d)|\d国道|国道\d|省道).*\d.*|K\d+(?:\+\d+)?", re.IGNORECASE
)
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """The place as understood: how to ask for it, where it lies, and the sentence to show."""

    where: Where
    located: Located
    echo: Text


def read_where(text: str, datum: Datum, rivers: Rivers) -> Understood:
    """The place that `text` means.

    Raises
    ------
    InputError
        Nothing typed, nothing found, more than one place of that name, none on a loaded river, or
        a road stake.
    """
    if not_known(text):
        raise InputError(
            Text("the place of the incident is missing"),
            where=WHERE,
            fix=Text(
                "type coordinates, river and km, or a place; or pick it on the map. Not known: the "
                "nearest bridge or town"
            ),
        )
    said = plain(text)
    where = _coordinates(said, datum) or _river_km(said, rivers) or _named(said, rivers)
    located = locate(rivers, where)
    return Understood(where, located, _echo(rivers, located))


def looks_like_coordinates(text: str) -> bool:
    """Whether `text` is, or begins to be, a position: then its datum counts.

    >>> looks_like_coordinates("91.13, 29"), looks_like_coordinates("拉萨河 430")
    (True, False)
    """
    said = plain(text)
    return bool(said) and _COORDINATES.fullmatch(said) is not None


def suggest_places(text: str, rivers: Rivers, lang: Lang, limit: int = 8) -> tuple[str, ...]:
    """What `text` may become, each ready to be read: rivers, places of playbooks, then towns."""
    said = plain(text)
    if not_known(said) or looks_like_coordinates(said):
        return ()
    found = [*_rivers_like(said, rivers, lang), *_sites_like(said, rivers, lang)]
    towns = [_town_line(town, lang) for town in find(said, limit) if town.lon is not None]
    half = limit // 2
    return tuple(dict.fromkeys([*found[:half], *towns[:half], *found[half:], *towns[half:]]))[
        :limit
    ]


def _coordinates(said: str, datum: Datum) -> Where | None:
    if not looks_like_coordinates(said):
        return None
    lon, lat = parse_position(said, where=WHERE)
    return Where(lon=lon, lat=lat, datum=datum)


def _river_km(said: str, rivers: Rivers) -> Where | None:
    """River and km; a name may stand before it, as in ``达孜大桥 · 拉萨河 463``."""
    found = _RIVER_KM.fullmatch(said.split(plain(DOT))[-1].strip())
    if found is None:
        return None
    stem = _stem(found["river"].strip(), rivers)
    return None if stem is None else Where(river=stem.id, km=float(found["km"]))


def _stems(rivers: Rivers) -> Iterator[Stem]:
    for book in rivers.playbooks.values():
        yield from book.river.stems


def _names(stem: Stem) -> tuple[str, ...]:
    english = stem.name.en.casefold()
    short = re.sub(r" (river|qu|zangbo|tsangpo)$", "", english)
    code = stem.code.casefold()
    return stem.name.zh, english, short, code, stem.id, stem.id.rpartition("/")[2]


def _stem(name: str, rivers: Rivers) -> Stem | None:
    """The river of that very name; the playbook's own river before a tributary."""
    wanted = name.casefold()
    found = [stem for stem in _stems(rivers) if wanted in _names(stem)]
    return min(found, key=lambda stem: (stem.id.count("/"), stem.id), default=None)


def _listed(rivers: Rivers) -> Iterator[Site]:
    """Places that lie on a river; what is invented for drills is nowhere."""
    for book in rivers.playbooks.values():
        yield from (s for s in book.sites if s.km is not None and s.confidence != "example")


def _named(said: str, rivers: Rivers) -> Where:
    """A site by its very name, a town, then a site whose name holds what was said."""
    where = _site(said, rivers)
    if where is None:
        _refuse_river_alone(said, rivers)
        where = _town(said) or _site_like(said, rivers)
    if where is None:
        _refuse_stake(said)
        where = Where(place=said.split(plain(DOT))[0].strip())
    return where


def _refuse_river_alone(said: str, rivers: Rivers) -> None:
    """A whole river is no place: ask for the km rather than take some site of that name."""
    wanted = said.casefold()
    for stem in _stems(rivers):
        if wanted in (stem.name.zh, stem.name.en.casefold()):
            parts = rivers.network.rivers[stem.id]
            raise InputError(
                Text("the km on {river} is missing", river=stem.name),
                where=WHERE,
                fix=Text(
                    "write it behind the name, from {low} to {high}; or pick it on the map",
                    low=f"{parts[0].from_m / 1000:.1f}",
                    high=f"{parts[-1].to_m / 1000:.1f}",
                ),
            )


def _site(said: str, rivers: Rivers) -> Where | None:
    """A place of a playbook by its very name."""
    wanted = said.casefold()
    return _only(said, rivers, lambda site: wanted in _site_names(site))


def _site_like(said: str, rivers: Rivers) -> Where | None:
    """The one place of a playbook whose name holds what was said."""
    wanted = said.casefold()
    return _only(said, rivers, lambda site: any(wanted in name for name in _site_names(site)[:2]))


def _site_names(site: Site) -> tuple[str, str, str]:
    return site.name.zh.casefold(), site.name.en.casefold(), site.id.casefold()


def _only(said: str, rivers: Rivers, fits: Callable[[Site], bool]) -> Where | None:
    """Where the site lies that fits; several are never chosen from silently."""
    found = {(site.river, site.km): site for site in _listed(rivers) if fits(site)}
    if len(found) > 1:
        choices = sorted(found.values(), key=lambda site: (len(site.name.zh), site.id))[:CHOICES]
        raise InputError(
            Text("{n} places fit '{name}'", n=len(found), name=said),
            where=WHERE,
            fix=Text(
                "choose one: {known}",
                known=tuple(
                    Bilingual(_site_line(s, rivers, "zh"), _site_line(s, rivers, "en"))
                    for s in choices
                ),
            ),
        )
    return next((Where(river=river, km=km) for river, km in found), None)


def _refuse_stake(said: str) -> None:
    """Roads and their stakes are not placed on rivers yet: say so, and what to give instead."""
    if _STAKE.fullmatch(said):
        raise InputError(
            Text("a road stake cannot be placed on a river yet"),
            where=WHERE,
            fix=Text("give coordinates, the bridge, or river and km; or double-click the map"),
        )


def _town(said: str) -> Where | None:
    name, _, inside = (part.strip() for part in said.partition(plain(DOT)))
    for town in find(name, 20):
        placed = town.lon is not None and town.score >= SURE
        if placed and (not inside or inside in (town.county, town.prefecture)):
            return Where(lon=town.lon, lat=town.lat)
    return None


def _echo(rivers: Rivers, located: Located) -> Text:
    place = located.place
    county = county_at(rivers, place)[0]
    fields: dict[str, object] = {
        "river": rivers.network.name(place.reach.river),
        "km": f"{place.chainage_m / 1000:.1f}",
        "county": county_names(rivers).get(county, county or "—"),
    }
    if located.snap_m is None:
        return Text("{river} km {km}, {county}", **fields)
    if located.others:
        other = rivers.network.name(located.others[0].place.reach.river)
        return Text(
            "{river} km {km}, {county}; {m} m off the line. Or is it {other}?",
            m=f"{located.snap_m:.0f}",
            other=other,
            **fields,
        )
    return Text(
        "{river} km {km}, {county}; {m} m off the line", m=f"{located.snap_m:.0f}", **fields
    )


def _rivers_like(said: str, rivers: Rivers, lang: Lang) -> list[str]:
    wanted = said.casefold()
    return [
        f"{render(stem.name, lang)} "
        for stem in sorted(_stems(rivers), key=lambda stem: (stem.id.count("/"), stem.id))
        if stem.name_confirmed and any(n.startswith(wanted) for n in _names(stem) if "/" not in n)
    ]


def _sites_like(said: str, rivers: Rivers, lang: Lang) -> list[str]:
    wanted = said.casefold()
    found = [s for s in _listed(rivers) if wanted in s.name.zh or wanted in s.name.en.casefold()]
    found.sort(key=lambda s: (not s.name.zh.startswith(said), len(s.name.zh), s.id))
    return [_site_line(site, rivers, lang) for site in found]


def _site_line(site: Site, rivers: Rivers, lang: Lang) -> str:
    river = render(rivers.network.name(site.river), lang)
    return f"{render(site.name, lang)}{DOT}{river} {site.km or 0.0:.1f} km"


def _town_line(town: Found, lang: Lang) -> str:
    inside = town.county or town.prefecture
    name = render(town.name, lang)
    return f"{name}{DOT}{inside}" if inside and inside != town.name.zh else name
