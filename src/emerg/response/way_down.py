"""The way down from an incident, with every place on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray
from emerg.network.river import Course, Place, at_chainage, courses
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.incident import Spot, Storage
from emerg.texts import Bilingual, Prose, Text

HIT_LAYERS = ("target", "station", "section", "crossing", "dam")


@dataclass(frozen=True, slots=True)
class Passed:
    """A site on the way: reach index, share of the travelled part, distance along the river [m]."""

    site: Site
    index: int
    share: float
    distance_m: float


NOT_KNOWN, ENTERED = Text("not known"), Text("volume as entered")


@dataclass(frozen=True, slots=True)
class OnWay:
    """A place on the way: reach index, share of its travelled part, distance [m], and its name."""

    index: int
    share: float
    distance_m: float
    name: Prose = ""


@dataclass(frozen=True, slots=True)
class Store:
    """A reservoir or lake on the way: dams, and lakes in the channel.

    Attributes
    ----------
    distance_m : float
        Where it begins to matter; for one whose position is not known, where its river begins.
    volume_m3 : (low, high) or None
        What it may hold now; None: not known, so there is no storage model.
    basis : Prose
        Where that comes from.
    """

    id: str
    name: Bilingual
    distance_m: float
    volume_m3: tuple[float, float] | None
    basis: Prose = NOT_KNOWN


@dataclass(frozen=True, slots=True)
class WayDown:
    """One course and what lies on it, in downstream order."""

    course: Course
    passed: tuple[Passed, ...]
    stores: tuple[Store, ...]

    @property
    def unknown_stores(self) -> tuple[Store, ...]:
        """Those without a storage model."""
        return tuple(store for store in self.stores if store.volume_m3 is None)

    def unknown_before(self, distance_m: float) -> tuple[Store, ...]:
        """Those without a storage model above a place."""
        return tuple(store for store in self.unknown_stores if store.distance_m <= distance_m)

    def at_distance(self, distance_m: float) -> OnWay:
        """The place so far down the way."""
        lengths = reach_lengths_m(self.course)
        ends = np.cumsum(lengths)
        index = min(int(np.searchsorted(ends, distance_m)), len(ends) - 1)
        share = (distance_m - ends[index] + lengths[index]) / lengths[index]
        return OnWay(index, float(share), distance_m)


def ways_down(rivers: Rivers, place: Place) -> tuple[WayDown, ...]:
    """Every way down from `place`; more than one only below a bifurcation."""
    found = []
    for course in courses(rivers.network, place):
        passed = tuple(_passed(rivers, course))
        found.append(WayDown(course, passed, _stores(rivers, course, passed)))
    return tuple(found)


def reach_lengths_m(course: Course) -> FloatArray:
    """Published length [m] of the travelled part of every reach."""
    lengths = np.array([reach.length_m[1] for reach in course.reaches])
    lengths[0] *= 1 - course.start
    return lengths


def _passed(rivers: Rivers, course: Course) -> Iterator[Passed]:
    lengths = reach_lengths_m(course)
    before = np.cumsum(lengths) - lengths
    for index, reach in enumerate(course.reaches):
        start = course.start if index == 0 else 0.0
        for site in rivers.sites.get(reach.id, ()):
            fraction = reach.fraction_at((site.km or 0.0) * 1000)
            if index == 0 and fraction <= start:
                continue
            share = (fraction - start) / (1 - start)
            yield Passed(site, index, share, float(before[index] + share * lengths[index]))


def _stores(rivers: Rivers, course: Course, passed: tuple[Passed, ...]) -> tuple[Store, ...]:
    found = [_store(p.site, p.distance_m) for p in passed if _is_store(p.site)]
    lengths = reach_lengths_m(course)
    before = np.cumsum(lengths) - lengths
    entered: dict[str, int] = {}
    for index, reach in enumerate(course.reaches):
        entered.setdefault(reach.river, index)
    books = {reach.playbook for reach in course.reaches}
    for site in (s for b in sorted(books) for s in rivers.playbooks[b].sites if s.km is None):
        if _is_store(site) and site.river in entered:
            distance = _unlocated(course, site, before, lengths, entered[site.river])
            if distance is not None:
                found.append(_store(site, distance))
    return tuple(sorted(found, key=lambda store: store.distance_m))


def _is_store(site: Site) -> bool:
    return bool((site.attributes or {}).get("is_store"))


def _store(site: Site, distance_m: float) -> Store:
    """With what it may hold now: entered, or between dead and normal; never its gross capacity."""
    figures = site.attributes or {}
    now, dead, live = (figures.get(f"{part}_storage_m3") for part in ("current", "dead", "live"))
    volume, basis = None, NOT_KNOWN
    if now is not None:
        volume, basis = (float(now), float(now)), Text("volume of the playbook")
    elif dead is not None and live is not None:
        volume, basis = (float(dead), float(dead + live)), Text("between dead and normal storage")
    return Store(site.id, site.name, distance_m, volume, basis)


def with_storage(downs: Sequence[WayDown], known: Sequence[Storage]) -> tuple[WayDown, ...]:
    """The ways with what is known of their stores today in place of the playbook's figures.

    Raises
    ------
    InputError
        A volume is given for something that is no reservoir or lake on any way.
    """
    stores = tuple(dict.fromkeys(store for down in downs for store in down.stores))
    today: dict[str, tuple[float, float]] = {}
    for number, one in enumerate(known, start=1):
        ids = [s.id for s in stores if one.at.name in (s.id, s.name.zh, s.name.en)]
        if not ids:
            raise InputError(
                Text("{name} is no reservoir or lake on the way down", name=one.at.words),
                where=Text("store {number}", number=number),
                fix=Text("give one of: {names}", names=tuple(store.name for store in stores))
                if stores
                else Text("none lies on the way: leave it out"),
            )
        today[ids[0]] = (one.low_m3, one.high_m3)
    return tuple(
        replace(
            down,
            stores=tuple(_today(store, today.get(store.id)) for store in down.stores),
        )
        for down in downs
    )


def _today(store: Store, volume_m3: tuple[float, float] | None) -> Store:
    if volume_m3 is None:
        return store
    return replace(store, volume_m3=volume_m3, basis=ENTERED)


def put_on_way(
    rivers: Rivers, down: WayDown, spot: Spot, where: Text, *, examples: bool = True
) -> OnWay:
    """A place on the way down; `examples` are places for exercises only.

    Raises
    ------
    InputError
        It does not lie on it.
    """
    lengths = reach_lengths_m(down.course)
    before = np.cumsum(lengths) - lengths
    if spot.name is not None:
        return _named(down, spot.name, where, examples=examples)
    place = at_chainage(rivers.network, spot.river or "", (spot.km or 0.0) * 1000, where=where)
    for index, reach in enumerate(down.course.reaches):
        start = down.course.start if index == 0 else 0.0
        if reach.id == place.reach.id and place.fraction > start:
            share = (place.fraction - start) / (1 - start)
            return OnWay(index, share, float(before[index] + share * lengths[index]))
    raise _elsewhere(spot.words, where)


def _named(down: WayDown, name: str, where: Text, *, examples: bool) -> OnWay:
    """The place of this id or name, or the only one whose name holds it; or of a store.

    Raises
    ------
    InputError
        None is so called, or several are at different places.
    """
    known = [p for p in down.passed if examples or p.site.confidence != "example"]
    exact = [p for p in known if name in (p.site.id, p.site.name.zh, p.site.name.en)]
    found = exact or [p for p in known if len(name) > 1 and name in p.site.name.zh]
    if len({p.distance_m for p in found}) > 1:
        raise InputError(
            Text("several places on the way are called '{name}'", name=name),
            where=where,
            fix=Text("give one of: {names}", names=tuple(p.site.name for p in found[:8])),
        )
    for passed in found:
        return OnWay(passed.index, passed.share, passed.distance_m, passed.site.name)
    for store in down.stores:
        if name in (store.id, store.name.zh, store.name.en):
            return replace(down.at_distance(store.distance_m), name=store.name)
    raise _elsewhere(name, where)


def _elsewhere(name: str, where: Text) -> InputError:
    return InputError(
        Text("{name} does not lie on the way down", name=name),
        where=where,
        fix=Text("give a place below the incident: a name in the hit list, or river and km"),
    )


def _unlocated(
    course: Course, site: Site, before: FloatArray, lengths: FloatArray, entered: int
) -> float | None:
    """Where an unlocated store begins to matter; None if its stretch lies above the incident."""
    attributes = site.attributes or {}
    from_km, to_km = attributes.get("from_km"), attributes.get("to_km")
    if from_km is None or to_km is None:
        return float(before[entered])
    for index, reach in enumerate(course.reaches):
        if reach.river != site.river or reach.to_m < from_km * 1000:
            continue
        start = reach.chainage_m(course.start) if index == 0 else reach.from_m
        if start >= to_km * 1000:
            return None
        share = max(from_km * 1000 - start, 0.0) / (reach.to_m - start)
        return float(before[index] + min(share, 1.0) * lengths[index])
    return None
