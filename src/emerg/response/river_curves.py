"""The curves at places close together down the river: at any hour they are its profile."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.river import Place
from emerg.response.answering import carried
from emerg.response.curves import TONNE_KG, mixing_release
from emerg.response.forecasting import staged
from emerg.response.running import Case, Stage
from emerg.response.way_down import OnWay, reach_lengths_m
from emerg.transport.blocks import in_blocks
from emerg.transport.breakthrough import Breakthrough, breakthrough
from emerg.transport.draws import spread_mass, taken
from emerg.transport.ensemble import EVERY, Passage, passage_of
from emerg.transport.rates import Rates

# A cloud grows with its way: places near the release stand close, those far off wide apart.
FIRST_M, PLACES = 1000.0, 100
# Nearer to one another than this two places show the same.
APART_M = 50.0
# A profile is read off between these moments, and told by so many members: fewer than a curve that
# is looked at by itself, of which there is only one.
MOMENTS, MEMBERS = 20, 500
PER_TICK, BLOCK = 12, 3


@dataclass(frozen=True, slots=True)
class RiverCurves:
    """The curves down the first way, of one species.

    Attributes
    ----------
    distance_m, background_mg_l : array, shape (places,)
    time_s : array, shape (places, moments)
        After the start of the release.
    mg_l : array, shape (3, places, moments)
        Low, likely, high, as of `Breakthrough`.
    per_tonne : bool
        As of `PlaceCurve`.
    """

    distance_m: FloatArray
    background_mg_l: FloatArray
    time_s: FloatArray
    mg_l: FloatArray
    species: str | None
    per_tonne: bool

    def at(self, time_s: float) -> FloatArray:
        """Low, likely and high down the river at a moment, shape (3, places) [mg/L]."""
        found = np.empty(self.mg_l.shape[:2])
        for place, rest in enumerate(self.background_mg_l):
            times = self.time_s[place]
            for row, curve in zip(found, self.mg_l[:, place], strict=True):
                row[place] = np.interp(time_s, times, curve, left=rest, right=rest)
        return found


def river_curves(
    case: Case,
    place: Place,
    species: str | None,
    tick: Callable[[int, int], None] = lambda _done, _all: None,
) -> RiverCurves:
    """The curves of `species` at places down the first way, those that are watched among them.

    `tick` is told how many are done of how many; whoever wants to stop raises there.

    Raises
    ------
    InputError
        No concentration can be told: the product does not mix through the water.
    """
    stage = staged(case, place)[0]
    at = tuple(_places(stage))
    ran, members = carried(stage, at)
    members = members[:: max(len(members) // MEMBERS, 1)]
    release = mixing_release(case, ran)
    per_tonne = release.mass_kg is None
    own = slice(ran.passages.peak.discharge_m3_s.shape[1] - len(at), None)
    told = _Told(
        ran.passages.part(members, own).peak,
        spread_mass(release.mass_kg or (TONNE_KG, TONNE_KG), taken(ran.draws, members)),
        release.rates,
        next((p.mass_fraction for p in case.substance.regulated if p.species == species), 1.0),
        np.array([0.0 if per_tonne else _background(stage, one, species) for one in at]),
        inf if per_tonne else release.most_mg_l,
    )
    curves: list[Breakthrough] = []
    for start in range(0, len(at), PER_TICK):
        tick(start, len(at))
        some = range(start, min(start + PER_TICK, len(at)))
        curves += [one for part in in_blocks(told.curves(some), len(some), BLOCK) for one in part]
    return RiverCurves(
        np.array([one.distance_m for one in at]),
        told.background_mg_l,
        np.stack([one.time_s for one in curves]),
        np.stack([one.mg_l for one in curves], axis=1),
        species,
        per_tonne,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What passes all places, and what of it is told."""

    passage: Passage
    mass_kg: FloatArray
    rates: Rates
    fraction: float
    background_mg_l: FloatArray
    most_mg_l: float

    def curves(self, some: range) -> Callable[[slice], list[Breakthrough]]:
        """What tells the curves of a part of `some` places."""
        return lambda part: [self.curve(number) for number in some[part]]

    def curve(self, number: int) -> Breakthrough:
        here = passage_of(self.passage, EVERY, slice(number, number + 1))
        rest = float(self.background_mg_l[number])
        return breakthrough(
            here,
            self.mass_kg,
            self.rates,
            self.fraction,
            rest,
            MOMENTS,
            most_mg_l=self.most_mg_l,
        )


def _places(stage: Stage) -> Iterator[OnWay]:
    """Every place that is watched, and between them what the cloud needs to be seen."""
    far_m = float(reach_lengths_m(stage.down.course).sum())
    watched = [p.distance_m for p in stage.down.passed if p.distance_m > 0]
    spread = np.geomspace(min(FIRST_M, far_m / 2), far_m, PLACES)
    reached = 0.0
    for distance_m in np.unique(np.concatenate([spread, watched])):
        if distance_m - reached >= APART_M or distance_m in watched:
            yield stage.down.at_distance(float(distance_m))
            reached = float(distance_m)


def _background(stage: Stage, at: OnWay, species: str | None) -> float:
    """What of `species` is in the river anyway [mg/L]."""
    river = stage.down.course.reaches[at.index].river
    natural = stage.case.rivers.playbook_of(river).river.background_mg_l or {}
    return natural.get(species or "", 0.0)
