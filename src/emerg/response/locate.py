"""From the answer to "where?" to a point of the network, and the second river near it."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from emerg.errors import InputError
from emerg.geodata.coordinates import to_wgs84
from emerg.geodesy import along
from emerg.network.named import nearest
from emerg.network.place import Snapped, snap
from emerg.network.river import Place, at_chainage
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.incident import Where
from emerg.texts import Text

WHERE = Text("place of the incident")
MOST_PLACES = 8
_WITH_KM = re.compile(r"(?P<river>.*\D) ?(?:km ?)?(?P<km>\d+(?:\.\d+)?) ?(?:km|公里)?")


@dataclass(frozen=True, slots=True)
class Located:
    """The incident on the network.

    Attributes
    ----------
    snap_m : float or None
        From the position given to the drawn river [m]; None where river and km were given.
    others : tuple of Snapped
        Other rivers within 2 km of the best.
    """

    place: Place
    lon: float
    lat: float
    snap_m: float | None
    others: tuple[Snapped, ...] = ()


def locate(rivers: Rivers, where: Where) -> Located:
    """Put `where` on the network.

    Raises
    ------
    InputError
        Neither position, river and km nor place; or none of them on a loaded river.
    """
    if where.river is not None and where.km is not None:
        return _on_line(
            rivers, at_chainage(rivers.network, where.river, where.km * 1000, where=WHERE)
        )
    if where.lon is not None and where.lat is not None:
        lon, lat = to_wgs84(where.lon, where.lat, where.datum)
        return _snapped(rivers, lon, lat)
    if where.place:
        return _named(rivers, where.place)
    raise InputError(
        Text("the place of the incident is missing"),
        where=WHERE,
        fix=Text("give river and km, lon and lat, or the name of a place in a playbook"),
    )


def _snapped(rivers: Rivers, lon: float, lat: float) -> Located:
    best, others = snap(rivers.network, rivers.flat, lon, lat, where=WHERE)
    return Located(best.place, best.lon, best.lat, best.distance_m, others)


def _on_line(rivers: Rivers, place: Place) -> Located:
    lon, lat = along(rivers.lines[place.reach.id], place.fraction)
    return Located(place, lon, lat, None)


def _named(rivers: Rivers, name: str) -> Located:
    sites = [
        site
        for book in rivers.playbooks.values()
        for site in book.sites
        if site.km is not None and site.confidence != "example"
    ]
    wanted = name.strip()
    exact = [site for site in sites if wanted in (site.name.zh, site.name.en, site.id)]
    found = exact or [site for site in sites if _means(wanted, site)]
    if not found:
        raise _unknown_place(rivers, wanted, sites)
    site = found[0]
    if any(s.river != site.river or s.km != site.km for s in found):
        raise InputError(
            Text("'{name}' may be several places", name=wanted),
            where=WHERE,
            fix=Text("write one of them: {known}", known=_told(_likely_first(wanted, found))),
        )
    at = at_chainage(rivers.network, site.river, (site.km or 0.0) * 1000, where=WHERE)
    return _on_line(rivers, at)


def _means(wanted: str, site: Site) -> bool:
    return bool(wanted) and (wanted in site.name.zh or wanted.lower() in site.name.en.lower())


def _likely_first(wanted: str, sites: list[Site]) -> list[Site]:
    begins = (wanted, wanted.capitalize())
    return sorted(
        sites, key=lambda s: not (s.name.zh.startswith(begins) or s.name.en.startswith(begins))
    )


def _told(sites: list[Site]) -> tuple[Text, ...]:
    """Places as a person tells them apart: name, river and km, and the id that is theirs alone."""
    return tuple(
        Text(
            "{name} ({river} km {km}, {id})",
            name=site.name,
            river=site.river,
            km=f"{site.km:.1f}",
            id=site.id,
        )
        for site in sites[:MOST_PLACES]
    )


def _unknown_place(rivers: Rivers, name: str, sites: list[Site]) -> InputError:
    names = {word: site.name for site in sites for word in (site.name.zh, site.name.en) if word}
    near = get_close_matches(name, names, n=5, cutoff=0.3)
    told = (*_rivers_like(rivers, name), *(names[word] for word in near))
    return InputError(
        Text("no playbook knows a place '{name}'", name=name),
        where=WHERE,
        fix=Text("did you mean: {near}; or give river and km", near=tuple(dict.fromkeys(told)))
        if told
        else Text("give river and km, or lon and lat"),
    )


def _rivers_like(rivers: Rivers, name: str) -> tuple[Text, ...]:
    """Of a name with kilometres behind it, which no place has: the rivers that are called alike."""
    said = _WITH_KM.fullmatch(name)
    if said is None:
        return ()
    network = rivers.network
    known = {river: network.name(river) for river in network.rivers}
    return tuple(
        Text("{river} {km}", river=known[river], km=said["km"])
        for river in nearest(said["river"], known)
    )
