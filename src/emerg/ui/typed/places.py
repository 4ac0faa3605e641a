"""Where: coordinates, a river and its km, a place of a playbook, or a town or township."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.geodata.coordinates import Datum, parse_position
from emerg.geodata.gazetteer import Found, find
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, Stem
from emerg.response.county import county_at
from emerg.response.incident import Where
from emerg.response.locate import Located, locate
from emerg.texts import Lang, Text, render
from emerg.ui.typed.plain import not_known, plain

WHERE = Text("1 Where")
# Between a name and what tells it from others of the same name.
DOT = " · "
SURE = 90  # of a gazetteer's score: the very name, or one that begins so

_RIVER_KM = re.compile(
    r"(?P<river>\D.*?)[ ,:]*(?:km|k|里程)? ?(?P<km>\d+(?:\.\d+)?) ?(?:km|公里|千米)?处?",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"[-+\d.,;:/ °′″'\"度分秒()\[\]]*|.*(?:东经|北纬|经度|纬度|lon|lat).*|"
    r"[\d.° '\"]+[NE][ ,;]*[\d.° '\"]+[NE]",
    re.IGNORECASE,
)


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
        Nothing typed, nothing found, more than one place of that name, or none on a loaded river.
    """
    if not_known(text):
        raise InputError(
            Text("the place of the incident is missing"),
            where=WHERE,
            fix=Text("type coordinates, river and km, or a place; or pick it on the map"),
        )
    said = plain(text)
    where = (
        _coordinates(said, datum)
        or _river_km(said, rivers)
        or _site(said, rivers)
        or _town(said)
        or Where(place=said.split(plain(DOT))[0].strip())
    )
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
    return stem.name.zh, english, short, stem.id, stem.id.rpartition("/")[2]


def _stem(name: str, rivers: Rivers) -> Stem | None:
    """The river of that very name; the playbook's own river before a tributary."""
    wanted = name.casefold()
    found = [stem for stem in _stems(rivers) if wanted in _names(stem)]
    return min(found, key=lambda stem: (stem.id.count("/"), stem.id), default=None)


def _listed(rivers: Rivers) -> Iterator[Site]:
    """Places that lie on a river; what is invented for drills is nowhere."""
    for book in rivers.playbooks.values():
        yield from (s for s in book.sites if s.km is not None and s.confidence != "example")


def _site(said: str, rivers: Rivers) -> Where | None:
    wanted = said.casefold()
    found = {
        (site.river, site.km): site
        for site in _listed(rivers)
        if wanted in (site.name.zh, site.name.en.casefold(), site.id.casefold())
    }
    if len(found) > 1:
        raise InputError(
            Text("{n} places are called '{name}'", n=len(found), name=said),
            where=WHERE,
            fix=Text(
                "choose one: {known}",
                known="；".join(_site_line(s, rivers, "zh") for s in list(found.values())[:4]),
            ),
        )
    return next((Where(river=river, km=km) for river, km in found), None)


def _town(said: str) -> Where | None:
    name, _, inside = (part.strip() for part in said.partition(plain(DOT)))
    for town in find(name, 20):
        placed = town.lon is not None and town.score >= SURE
        if placed and (not inside or inside in (town.county, town.prefecture)):
            return Where(lon=town.lon, lat=town.lat)
    return None


def _echo(rivers: Rivers, located: Located) -> Text:
    place = located.place
    fields = {
        "river": rivers.network.name(place.reach.river),
        "km": f"{place.chainage_m / 1000:.1f}",
        "county": county_at(rivers, place)[0] or "—",
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
