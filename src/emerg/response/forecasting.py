"""From an incident placed on the network to its hit list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray
from emerg.network.river import Place
from emerg.playbooks.schema import Site
from emerg.response.answering import answered, answered_again
from emerg.response.field import put_on_the_way
from emerg.response.hit_maker import three
from emerg.response.hits import Hit, Three
from emerg.response.known_flow import known_flow
from emerg.response.learned import Learning
from emerg.response.limits import Governing, governing
from emerg.response.passing import Passing
from emerg.response.presence import Presence, presence
from emerg.response.running import Case, Done, Stage, distances_m
from emerg.response.way_down import OnWay, WayDown, put_on_way, ways_down, with_storage
from emerg.response.what_if import in_words
from emerg.texts import Prose, Text
from emerg.transport.course import Way, way
from emerg.transport.forecast import Forecast
from emerg.units import HOUR_S


@dataclass(frozen=True, slots=True)
class Traced:
    """One way down with its hits, soonest first.

    Attributes
    ----------
    distance_m, earliest_s : array
        At every place watched, also those that are no hits: for the line on the map.
    release_m3_s : (5, 50, 95 %)
        Flow where the release enters.
    learned : Learning or None
        What samples changed; None without any.
    done, planned : tuple of Prose
        The measures in words: those reckoned with, and those only thought of.
    acted : tuple of Hit or None
        The hits again with the measures that are only thought of; None without any.
    """

    way: WayDown
    hits: tuple[Hit, ...]
    distance_m: FloatArray
    earliest_s: FloatArray
    release_m3_s: Three
    fronts: Mapping[str, Three]
    learned: Learning | None
    presence: Presence
    done: tuple[Prose, ...] = ()
    planned: tuple[Prose, ...] = ()
    acted: tuple[Hit, ...] | None = None
    passings: Mapping[str, Passing] = field(default_factory=dict)


def trace_hits(case: Case, place: Place) -> tuple[Traced, ...]:
    """Every way down from `place` and who is hit; the way with the largest share first.

    Raises
    ------
    InputError
        A sample, a store or a measure does not lie on the way down.
    """
    return tuple(_trace(stage, measures) for stage, measures in _ways(case, place))


def staged(case: Case, place: Place) -> tuple[Stage, ...]:
    """Every way down from `place`, ready to be run under what is confirmed."""
    return tuple(stage for stage, _measures in _ways(case, place))


def _ways(case: Case, place: Place) -> Iterator[tuple[Stage, tuple[Done, ...]]]:
    """Every way down, with all measures on it: the confirmed are in the stage already."""
    downs = with_storage(ways_down(case.rivers, place), case.scenario.storage)
    placed = tuple(_placed(case, down) for down in downs)
    for number, measure in enumerate(case.scenario.measures, start=1):
        if all(measure not in [done.measure for done in arm] for arm in placed):
            _put(case, downs[0], number)
    for down, measures in zip(downs, placed, strict=True):
        yield (
            Stage(
                case,
                down,
                _arrays(case, down),
                known_flow(case.rivers, place, down.course, case.scenario.flow),
                put_on_the_way(case.rivers, down, case.scenario.samples),
                tuple(_governing(case, passed.site) for passed in down.passed),
                tuple(done for done in measures if done.measure.done),
            ),
            measures,
        )


def _put(case: Case, down: WayDown, number: int) -> OnWay:
    """The place of the measure of this number on a way down.

    Raises
    ------
    InputError
        It lies on another way, or nothing can be reckoned of it for this substance.
    """
    measure, where = case.scenario.measures[number - 1], Text("measure {number}", number=number)
    if measure.kind in ("remove", "divert") and not case.substance.mixes:
        raise InputError(
            Text("what share of it is taken out cannot be reckoned: it does not mix in the water"),
            where=where,
            fix=Text("leave it out, or give a hold; booms and skimmers stand in the plan"),
        )
    spot, drill = measure.at, case.scenario.exercise
    return put_on_way(case.rivers, down, spot, where, examples=drill)


def _placed(case: Case, down: WayDown) -> tuple[Done, ...]:
    """The measures on this way down; those on another arm are not."""
    found = []
    for number, measure in enumerate(case.scenario.measures, start=1):
        try:
            there = _put(case, down, number)
        except InputError:
            continue
        found.append(Done(measure, there))
    return tuple(found)


def _trace(stage: Stage, measures: tuple[Done, ...]) -> Traced:
    down, found = stage.down, answered(stage)
    acted: tuple[Hit, ...] | None = None
    planned: tuple[Prose, ...] = ()
    if len(stage.done) < len(measures):
        after = answered_again(replace(stage, done=measures), found)
        acted = numbered(after.hits)
        planned = _words(stage, measures, after.ran.at_measures, done=False)
    return Traced(
        down,
        numbered(found.hits),
        distances_m(down),
        found.forecast.front_s[0],
        found.ran.entering_m3_s,
        {p.site.id: three(found.forecast.front_s, i) for i, p in enumerate(down.passed)},
        found.learned,
        presence(stage, found),
        _words(stage, stage.done, found.ran.at_measures, done=True),
        planned,
        acted,
        _passings(stage, found.forecast),
    )


def _passings(stage: Stage, found: Forecast) -> dict[str, Passing]:
    """The cloud at every place on the way, by the id of its site."""
    return {
        passed.site.id: Passing(
            three(found.front_s, i),
            None if np.isnan(found.last_above_s[i]) else float(found.last_above_s[i]) / HOUR_S,
            None if np.isnan(found.peak_mg_l[:, i]).any() else three(found.peak_mg_l, i, 1.0),
            stage.rules[i].species,
            float(found.discharge_m3_s[i]),
        )
        for i, passed in enumerate(stage.down.passed)
    }


def _words(
    stage: Stage, measures: Sequence[Done], flows: Sequence[Three], *, done: bool
) -> tuple[Prose, ...]:
    return tuple(
        in_words(one.measure, _place(stage, one.at), flow)
        for one, flow in zip(measures, flows, strict=True)
        if one.measure.done == done
    )


def _place(stage: Stage, at: OnWay) -> Prose:
    """The name of the place, if it has one, with river and km."""
    reach, course = stage.down.course.reaches[at.index], stage.down.course
    start = course.start if at.index == 0 else 0.0
    km = f"{reach.chainage_m(start + at.share * (1 - start)) / 1000:.1f}"
    river = stage.case.rivers.network.name(reach.river)
    if at.name:
        return Text("{name} ({river} km {km})", name=at.name, river=river, km=km)
    return Text("{river} km {km}", river=river, km=km)


def _arrays(case: Case, down: WayDown) -> Way:
    """The way as arrays; a river said to be covered with ice is so all the way."""
    arrays = way(down.course)
    return replace(arrays, ice=np.ones_like(arrays.ice)) if case.scenario.ice else arrays


def _governing(case: Case, site: Site) -> Governing:
    return governing(case.substance, site, case.rivers.playbook_of(site.river), case.limits)


def numbered(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits in order of the earliest front, then down the river, numbered from 1."""
    ordered = sorted(hits, key=lambda hit: (hit.front_h[0], hit.distance_m))
    return tuple(replace(hit, number=number) for number, hit in enumerate(ordered, start=1))
