"""Which county a point of a river lies in, by the nearest place between county lines: a hint."""

from collections.abc import Mapping, Sequence

from emerg.geodata.layers import places
from emerg.network.river import Place
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.texts import Bilingual

# County lines name two counties; every other place names its own.
LINES = ("county", "prefecture", "exit", "entry", "confluence")
_RANKS = {"县": "County", "区": "District", "市": "City"}


def county_at(rivers: Rivers, place: Place) -> tuple[str, str]:
    """County and prefecture at a point of a river; "" where the playbook gives no hint."""
    river, km = place.reach.river, place.chainage_m / 1000
    sites = [s for s in rivers.playbook_of(river).sites if s.river == river and s.km is not None]
    above = [s for s in sites if s.kind in LINES and _km(s) <= km and _names(s)[1]]
    below = [s for s in sites if s.kind in LINES and _km(s) > km and _names(s)[0]]
    upper = max(above, key=_km, default=None)
    lower = min(below, key=_km, default=None)
    low = _km(upper) if upper else float("-inf")
    high = _km(lower) if lower else float("inf")
    inside = [s for s in sites if s.kind not in LINES and s.county and low <= _km(s) <= high]
    if inside:
        nearest = min(inside, key=lambda site: abs(_km(site) - km))
        return nearest.county, nearest.prefecture or _prefecture(sites, nearest.county)
    name = _names(upper)[1] if upper else _names(lower)[0] if lower else ""
    return name, _prefecture(sites, name)


def prefecture_of(rivers: Rivers, county: str) -> str:
    """The prefecture of a county, by whatever playbook tells; "" where none does."""
    sites = (site for book in rivers.playbooks.values() for site in book.sites)
    return _prefecture(tuple(sites), county)


def county_names(rivers: Rivers) -> dict[str, Bilingual]:
    """Every county by its Chinese name: as the playbooks name its office, else as base maps do."""
    mapped = {
        place.county: Bilingual(place.county, f"{place.name.en} {_RANKS[place.county[-1]]}")
        for place in places()
        if place.county == place.name.zh and place.name.en and place.county[-1] in _RANKS
    }
    return mapped | _of_offices(county_offices(rivers))


def division_names(rivers: Rivers) -> dict[str, Bilingual]:
    """Every county, city and prefecture by its Chinese name."""
    return county_names(rivers) | _of_offices(city_offices(rivers))


def _of_offices(offices: Mapping[str, Bilingual]) -> dict[str, Bilingual]:
    return {
        zh: Bilingual(zh, office.en.partition(" government")[0]) for zh, office in offices.items()
    }


def county_offices(rivers: Rivers) -> dict[str, Bilingual]:
    """The government and environment office of each county, by the county's Chinese name."""
    return {
        authority.name.zh.partition("人民政府")[0]: authority.name
        for book in rivers.playbooks.values()
        for authority in book.river.authorities
        if authority.level == "county"
    }


def city_offices(rivers: Rivers) -> dict[str, Bilingual]:
    """The government and environment bureau of each city or prefecture, by its Chinese name."""
    found = {
        authority.name.zh: authority.name
        for book in rivers.playbooks.values()
        for authority in book.river.authorities
        if authority.level == "prefecture"
    }
    return {_seat(zh): name for zh, name in found.items()}


def _seat(office: str) -> str:
    """The name of a city or prefecture, from that of its government."""
    return office.partition("人民政府")[0].partition("行政公署")[0]


def office_of(offices: Mapping[str, Bilingual], name: str) -> Bilingual:
    """The office of the county or city `name`; made from its name where no playbook has it."""
    found = offices.get(name)
    if found is not None:
        return found
    return Bilingual(f"{name}人民政府、生态环境部门", f"{name} government and environment office")


def _km(site: Site) -> float:
    return site.km or 0.0


def _names(line: Site) -> tuple[str, str]:
    """The counties above and below a line; "" where it does not name one."""
    attributes = line.attributes or {}
    return attributes.get("change_from", ""), attributes.get("change_to", "")


def _prefecture(sites: Sequence[Site], county: str) -> str:
    return next((s.prefecture for s in sites if s.county == county and s.prefecture), "")
