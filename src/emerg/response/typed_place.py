"""A place as a person types it: the name as it was printed, or river and kilometre."""

import re

from emerg.network.river import Place, at_chainage, upstream
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.incident import FieldSample, Spot
from emerg.response.way_down import WayDown
from emerg.texts import Text

# "拉萨河 430.5 km", "Lhasa River km 430.5", "lhasa 430.5公里处"
_RIVER_KM = re.compile(
    r"(?P<river>.+?)[\s,，]*(?:km\s*(?P<before>[\d.]+)|(?P<after>[\d.]+)\s*(?:km|公里))\s*处?"
)
# How an example is marked where its name is printed.
_MARKS = ("（示例）", " (example)")
# No name of a river is longer than this.
LONGEST = 100
# What was taken so far above the incident is background.
ABOVE_M = 100.0
SAMPLE = Text("sample")


def plain_name(name: str) -> str:
    """A printed name as the playbook has it.

    >>> plain_name(" 某水厂（示例）")
    '某水厂'
    """
    name = name.strip()
    for mark in _MARKS:
        name = name.removesuffix(mark)
    return name


def river_km(rivers: Rivers, words: str) -> tuple[str, float] | None:
    """River and chainage [km] as they are printed; None where `words` say something else."""
    found = _RIVER_KM.fullmatch(words.strip()) if len(words) <= LONGEST else None
    if found is None:
        return None
    wanted = found["river"].strip()
    river = next(
        (id_ for id_, name in rivers.network.names.items() if wanted in (id_, name.zh, name.en)),
        None,
    )
    try:
        km = float(found["before"] or found["after"])
    except ValueError:
        return None
    return None if river is None else (river, km)


def typed(rivers: Rivers, spot: Spot) -> Spot:
    """The spot with a printed name taken apart."""
    if spot.name is None:
        return spot
    there = river_km(rivers, spot.name)
    if there is None:
        return Spot(plain_name(spot.name))
    return Spot(river=there[0], km=there[1])


def is_background(rivers: Rivers, down: WayDown, sample: FieldSample, where: Text = SAMPLE) -> bool:
    """Whether a sample was taken above the incident, or on water that joins the way below it.

    Raises
    ------
    InputError
        It names a river or a kilometre that no playbook has.
    """
    if sample.state not in ("value", "below"):
        return False
    spot = typed(rivers, Spot(sample.station, sample.river, sample.km))
    if any(spot.name in _names(passed.site) for passed in down.passed):
        return False
    return any(_beside(rivers, down, place) for place in _places(rivers, spot, where))


def _places(rivers: Rivers, spot: Spot, where: Text) -> tuple[Place, ...]:
    if spot.name is None:
        km = (spot.km or 0.0) * 1000
        return (at_chainage(rivers.network, spot.river or "", km, where=where),)
    found = []
    for reach_id, sites in rivers.sites.items():
        for site in sites:
            if spot.name in _names(site):
                reach = rivers.network.reach(reach_id)
                found.append(Place(reach, reach.fraction_at((site.km or 0.0) * 1000)))
    return tuple(found)


def _names(site: Site) -> tuple[str, str, str]:
    return site.id, site.name.zh, site.name.en


def _beside(rivers: Rivers, down: WayDown, place: Place) -> bool:
    course = down.course
    first = course.reaches[0]
    if place.reach.id == first.id:
        return place.chainage_m <= first.chainage_m(course.start) - ABOVE_M
    if place.reach.id in {reach.id for reach in course.reaches}:
        return False
    return place.reach.id in upstream(rivers.network, Place(course.reaches[-1], 1.0))
