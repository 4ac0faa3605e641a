"""What places downstream would fare like under any measures: the ensemble drawn once, run often."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from emerg.geodesy import IntArray
from emerg.response.effect import Outcome, Receiver
from emerg.response.entering import release_of
from emerg.response.hits import INTAKES, Three, name_of
from emerg.response.running import Done, Laid, Stage, laid
from emerg.response.way_down import Passed
from emerg.transport.draws import Draws, taken
from emerg.transport.forecast import Release, Watch
from emerg.transport.measures import Measure
from emerg.transport.outlook import outlook
from emerg.units import HOUR_S

# Where people may draw water; where no such place is listed, where one district ends.
DRINKERS = (*INTAKES, "county_seat", "town")
BORDERS = ("county", "prefecture", "exit", "entry", "monitoring")
# So many are looked at: the nearest feel most of what is done.
MOST_RECEIVERS = 30
# Every how many-th member is asked: with and without are compared member by member.
ASKED_EVERY = 4


@dataclass(frozen=True)
class Reckoner:
    """One way down, to be run under measures at any of its `places`.

    Attributes
    ----------
    members : array of int or None
        Those that samples have left; None: all are alike.
    """

    stage: Stage
    confirmed: tuple[Done, ...]
    places: tuple[Done, ...]
    members: IntArray | None = None
    wider: float = 1.0

    @cached_property
    def _watched(self) -> tuple[int, ...]:
        """Numbers of the receivers among the places passed."""
        drill = self.stage.case.scenario.exercise
        for kinds in (DRINKERS, BORDERS):
            found = [
                number
                for number, passed in enumerate(self.stage.down.passed)
                if passed.site.kind in kinds and (drill or passed.site.confidence != "example")
            ]
            if found:
                return tuple(found[:MOST_RECEIVERS])
        return ()

    @cached_property
    def receivers(self) -> tuple[Receiver, ...]:
        """Where people may draw water, down the river."""
        return tuple(_receiver(self.stage.down.passed[number]) for number in self._watched)

    @cached_property
    def _stage(self) -> Stage:
        """The stage with the receivers alone, and a column for every place."""
        stage, watched = self.stage, self._watched
        down = replace(stage.down, passed=tuple(stage.down.passed[n] for n in watched))
        rules = tuple(stage.rules[n] for n in watched)
        return replace(stage, down=down, rules=rules, done=(*self.confirmed, *self.places))

    @cached_property
    def _laid(self) -> Laid:
        return laid(self._stage, self.wider)

    @cached_property
    def _draws(self) -> tuple[IntArray, Draws]:
        draws = self._laid.river.draws
        members = self.members
        if members is None:
            members = np.arange(0, draws.members, ASKED_EVERY)
        return members, taken(draws, members)

    @cached_property
    def _release(self) -> Release:
        case = self.stage.case
        return release_of(case.scenario, case.substance, case.amount_kg, self.entering_m3_s)

    @cached_property
    def _watch(self) -> Watch:
        rules = self._stage.rules
        limits = [np.nan if rule.limit_mg_l is None else rule.limit_mg_l for rule in rules]
        return Watch(
            fraction=np.array([rule.fraction for rule in rules]),
            limit_mg_l=np.array(limits),
            background_mg_l=np.array([rule.background_mg_l for rule in rules]),
        )

    @property
    def any_limit(self) -> bool:
        """Whether a limit holds at any of the receivers."""
        return any(rule.limit_mg_l is not None for rule in self._stage.rules)

    def flow_m3_s(self, number: int) -> Three:
        """What runs at a place: 5, 50, 95 %."""
        return self._laid.flow_m3_s(self._at(number))

    def velocity_m_s(self, number: int) -> Three:
        """Velocity there: 5, 50, 95 %."""
        return self._laid.velocity_m_s(self._at(number))

    def measure(
        self, number: int, *, share: float | None, space_m3: float, hold_s: float, begins_s: float
    ) -> Measure:
        """A measure at a place: a share that is taken out, or else a hold."""
        return replace(
            self._at(number),
            kind="hold" if share is None else "remove",
            share=share or 0.0,
            space_m3=space_m3,
            hold_s=hold_s,
            begins_s=begins_s,
            as_comes=True,
        )

    def above_any(self, number: int) -> bool:
        """Whether a receiver lies below a place."""
        distance_m = self.places[number].at.distance_m
        watched = self._stage.down.passed
        return any(passed.distance_m > distance_m for passed in watched)

    def _at(self, number: int) -> Measure:
        return self._laid.measures[len(self.confirmed) + number]

    @cached_property
    def untouched(self) -> tuple[Outcome, ...]:
        """How every receiver fares under what is confirmed alone."""
        return self.outcomes()

    @property
    def entering_m3_s(self) -> Three:
        """Flow where the release enters: 5, 50, 95 %."""
        found = np.quantile(self._laid.river.flows.upper[:, 0], (0.05, 0.5, 0.95))
        low, likely, high = (float(flow) for flow in found)
        return low, likely, high

    def outcomes(self, measures: Sequence[Measure] = ()) -> tuple[Outcome, ...]:
        """How every receiver fares under what is confirmed and these."""
        if not self._watched:
            return ()
        confirmed = self._laid.measures[: len(self.confirmed)]
        members, draws = self._draws
        carried = self._laid.under((*confirmed, *measures)).part(members, self._stage.places)
        found = outlook(carried, draws, self._release, self._watch)
        lasting = found.last_above_s - found.first_above_s
        return tuple(
            Outcome(_known(exceeds), float(front) / HOUR_S, _known(above / HOUR_S))
            for exceeds, front, above in zip(
                found.exceed_probability, found.front_s[0], lasting, strict=True
            )
        )


def _receiver(passed: Passed) -> Receiver:
    people = (passed.site.attributes or {}).get("population")
    name = name_of(passed.site.name, passed.site.confidence)
    return Receiver(passed.site.id, name, None if people is None else float(people))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
