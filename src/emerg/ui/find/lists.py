"""The lists that are searched by name: rivers, roads, sites, ponds, contacts, commands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from emerg.paper import words
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import PlanFile, Site
from emerg.response.answer import Call
from emerg.response.county import division_names
from emerg.response.incident import Where
from emerg.response.locate import locate
from emerg.texts import Bilingual, Prose, Text, render
from emerg.ui.find.exact import Known
from emerg.ui.find.found import Do, Found, GoOn, GoTo, Ring
from emerg.ui.find.names import Entry, entry, in_both
from emerg.ui.known_ponds import Dams
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.places import listed, names_of, stems
from emerg.ui.typed.ponds import located, pond_line, ponds

SHORT = ("生态环境", "环保")


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the menus: its name, what it is called, its key as it is written."""

    name: str
    text: Prose
    keys: str = ""


@dataclass(frozen=True, slots=True)
class NameLists:
    """Everything that has a name and does not change while the window is open."""

    places: tuple[Entry, ...]
    contacts: tuple[Entry, ...]
    divisions: Mapping[str, Bilingual]


def name_lists(known: Known) -> NameLists:
    """The lists of `known`; some hundredths of a second."""
    places = (
        *_rivers(known.rivers),
        *_roads(known.roads),
        *_sites(known.rivers),
        *_ponds(known.dams, known.rivers),
    )
    return NameLists(places, tuple(_contacts(known)), division_names(known.rivers))


def commands(given: Iterable[Command]) -> tuple[Entry, ...]:
    """What the menus hold, by both of its names and its key."""
    return tuple(
        entry(
            Found("command", one.text, one.keys, Do(one.name)),
            one.keys.replace(" ", ""),
            *(name.replace(" ", "") for name in in_both(one.text)),
        )
        for one in given
    )


def calls(answered: Iterable[Call]) -> tuple[Entry, ...]:
    """Whom to ring in the incident on show."""
    return tuple(_contact(one.who, one.what) for one in answered)


def _rivers(rivers: Rivers) -> Iterator[Entry]:
    """A whole river is no place: Enter goes on to its km."""
    for stem in stems(rivers):
        if stem.name_confirmed:
            reaches = rivers.network.rivers[stem.id]
            detail = Text(
                "km {low} to {high}",
                low=f"{reaches[0].from_m / 1000:.1f}",
                high=f"{reaches[-1].to_m / 1000:.1f}",
            )
            found = Found("river", stem.name, detail, GoOn(stem.name, " "))
            yield entry(found, *(name for name in names_of(stem) if "/" not in name))


def _roads(roads: KnownRoads | None) -> Iterator[Entry]:
    rows = () if roads is None else roads.network.edges.values()
    names: dict[str, Prose] = {}
    for row in rows:
        if row.stake_ref:
            names.setdefault(row.stake_ref, row.name)
    for ref, name in sorted(names.items()):
        yield entry(Found("road", ref, name, GoOn(ref, " K")))


def _sites(rivers: Rivers) -> Iterator[Entry]:
    for site in listed(rivers):
        lon, lat = _position(site, rivers)
        yield entry(Found("site", site.name, _site_words(site, rivers), GoTo(lon, lat, site.name)))


def _position(site: Site, rivers: Rivers) -> tuple[float, float]:
    """Where a site lies; the point of its river beside it where nothing better is known."""
    if site.id in rivers.positions:
        return rivers.positions[site.id]
    on_river = locate(rivers, Where(river=site.river, km=site.km))
    return on_river.lon, on_river.lat


def _site_words(site: Site, rivers: Rivers) -> Text:
    fields = {
        "kind": words.worded(words.KINDS, site.kind),
        "river": rivers.network.name(site.river),
        "km": f"{site.km or 0.0:.1f}",
    }
    if site.id in rivers.positions:
        return Text("{kind}, {river} km {km}", **fields)
    return Text("{kind}, {river} km {km}; shown at the river", **fields)


def _ponds(dams: Dams, rivers: Rivers) -> Iterator[Entry]:
    for spot in ponds(dams):
        pond = spot.pond
        if pond.lon is None or pond.lat is None:
            on_river = located(spot, rivers)
            lon, lat = on_river.lon, on_river.lat
            detail: Prose = Text("{mine}; shown where it would enter", mine=spot.book.dam.name)
        else:
            lon, lat, detail = pond.lon, pond.lat, spot.book.dam.name
        lines = (pond_line(spot, "zh"), pond_line(spot, "en"))
        yield entry(Found("pond", pond.name, detail, GoTo(lon, lat, pond.name)), *lines)


def _contacts(known: Known) -> Iterator[Entry]:
    """Whom the playbooks would have called, each once, with what they are called for."""
    seen: set[str] = set()
    for plan in _plans(known):
        for role in plan.roles:
            name = render(role.who, "zh")
            if name not in seen:
                seen.add(name)
                yield _contact(role.who, role.task)


def _contact(who: Prose, what: Prose) -> Entry:
    """Offices of the environment go by the short name of old as well."""
    return entry(Found("contact", who, what, Ring(who)), render(who, "zh").replace(*SHORT))


def _plans(known: Known) -> Iterator[PlanFile]:
    yield from (book.plan for book in known.rivers.playbooks.values())
    yield from (book.playbook.plan for book in (known.roads.books if known.roads else {}).values())
    yield from (book.plan for book in known.dams.values())
