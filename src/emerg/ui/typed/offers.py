"""What a place may become while it is typed: roads, ponds, rivers, places of playbooks, towns.

By its name, or by the first letters of that: ``lsh`` for 拉萨河, ``dzdq`` for 达孜大桥.
"""

import re

from emerg.geodata.gazetteer import Found, find
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, Stem
from emerg.texts import Lang, render
from emerg.ui.known_ponds import NO_DAMS, Dams
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.typed.places import DOT, listed, names_of, short_name, site_line, stems
from emerg.ui.typed.plain import letters_of, not_known, plain
from emerg.ui.typed.ponds import suggest_ponds
from emerg.ui.typed.stakes import suggest_roads

MAPPED = ("confluence", "section")
LEAST_LETTERS = 3  # fewer are the first letters of half of all places


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
        if stem.name_confirmed and any(n.startswith(wanted) for n in _called(stem))
    ]


def _called(stem: Stem) -> tuple[str, ...]:
    """What may be typed for a river: its names, their first letters, and those without vowels."""
    names = tuple(name for name in names_of(stem) if "/" not in name)
    return *names, letters_of(stem.name.zh), re.sub("[aeiouü ]", "", short_name(stem))


def _sites_like(said: str, rivers: Rivers, lang: Lang) -> list[str]:
    wanted = said.casefold()
    letters = wanted if len(wanted) >= LEAST_LETTERS and wanted.isascii() else ""
    found = [(place, s) for s in listed(rivers) if (place := _fit(s, wanted, letters)) is not None]
    found.sort(key=lambda fit: (fit[0], len(fit[1].name.zh), fit[1].id))
    return [site_line(site, rivers, lang) for _place, site in found]


def _fit(site: Site, wanted: str, letters: str) -> int | None:
    """How well a place fits what was typed, 0 best; None: not at all."""
    if site.name.zh.startswith(wanted):
        return 0
    by_letters = letters and site.layer not in MAPPED  # nobody calls those by name
    if by_letters and letters_of(site.name.zh).startswith(letters):
        return 1
    return 2 if wanted in site.name.zh or wanted in site.name.en.casefold() else None


def _town_line(town: Found, lang: Lang) -> str:
    inside = town.county or town.prefecture
    name = render(town.name, lang)
    return f"{name}{DOT}{inside}" if inside and inside != town.name.zh else name
