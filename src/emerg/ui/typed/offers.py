"""What a place may become while it is typed: roads, ponds, rivers, places of playbooks, towns."""

from emerg.geodata.gazetteer import Found, find
from emerg.playbooks.rivers import Rivers
from emerg.texts import Lang, render
from emerg.ui.known_ponds import NO_DAMS, Dams
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.places import (
    DOT,
    listed,
    looks_like_coordinates,
    names_of,
    site_line,
    stems,
)
from emerg.ui.typed.plain import not_known, plain
from emerg.ui.typed.ponds import suggest_ponds
from emerg.ui.typed.stakes import suggest_roads


def suggest_places(
    text: str,
    rivers: Rivers,
    lang: Lang,
    roads: KnownRoads | None = None,
    dams: Dams = NO_DAMS,
    limit: int = 8,
) -> tuple[str, ...]:
    """What `text` may become, ready to be read: roads, ponds, rivers, places, then towns."""
    said = plain(text)
    if not_known(said) or looks_like_coordinates(said):
        return ()
    found = [
        *suggest_roads(said, roads),
        *suggest_ponds(said, dams, lang),
        *_rivers_like(said, rivers, lang),
        *_sites_like(said, rivers, lang),
    ]
    towns = [_town_line(town, lang) for town in find(said, limit) if town.lon is not None]
    half = limit // 2
    return tuple(dict.fromkeys([*found[:half], *towns[:half], *found[half:], *towns[half:]]))[
        :limit
    ]


def _rivers_like(said: str, rivers: Rivers, lang: Lang) -> list[str]:
    wanted = said.casefold()
    return [
        f"{render(stem.name, lang)} "
        for stem in sorted(stems(rivers), key=lambda stem: (stem.id.count("/"), stem.id))
        if stem.name_confirmed and any(n.startswith(wanted) for n in names_of(stem) if "/" not in n)
    ]


def _sites_like(said: str, rivers: Rivers, lang: Lang) -> list[str]:
    wanted = said.casefold()
    found = [s for s in listed(rivers) if wanted in s.name.zh or wanted in s.name.en.casefold()]
    found.sort(key=lambda s: (not s.name.zh.startswith(said), len(s.name.zh), s.id))
    return [site_line(site, rivers, lang) for site in found]


def _town_line(town: Found, lang: Lang) -> str:
    inside = town.county or town.prefecture
    name = render(town.name, lang)
    return f"{name}{DOT}{inside}" if inside and inside != town.name.zh else name
