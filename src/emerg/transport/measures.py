"""What may lie or be done on the way: stores, measures, and the passages they lead to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.flow import Flows
from emerg.transport.course import Way
from emerg.transport.cutting import cut
from emerg.transport.draws import Draws
from emerg.transport.ensemble import Boundary, Passage, passage, passage_of
from emerg.transport.growth import Points

Kind: TypeAlias = Literal["hold", "remove", "divert", "outflow"]


@dataclass(frozen=True, slots=True)
class Store:
    """A reservoir at a column of the points, holding between these volumes [m³]."""

    column: int
    volume_m3: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done at a column of the points.

    Attributes
    ----------
    begins_s : float
        After the start of the release; -inf stands in time.
    as_comes : bool
        A hold begins when the front comes, though not before `begins_s`; otherwise just then.
    hold_s, space_m3 : float
        How long it holds, and no longer than this space takes what comes; infinite where no matter.
    share : float
        Of the mass removed, or of the river led aside with what is in it.
    outflow_m3_s : (low, high)
        What runs on below.
    """

    kind: Kind
    column: int
    begins_s: float = -np.inf
    as_comes: bool = True
    hold_s: float = np.inf
    space_m3: float = np.inf
    share: float = 0.0
    outflow_m3_s: tuple[float, float] = (1.0, 1.0)

    @property
    def changes_flow(self) -> bool:
        return self.kind in ("divert", "outflow")


@dataclass(frozen=True)
class River:
    """The ensemble before anything is done, and where it is watched; `distance_m` (points,)."""

    way: Way
    flows: Flows
    points: Points
    distance_m: FloatArray
    draws: Draws
    head: Boundary = Boundary()
    wind_m_s: float = 0.0

    def run(self, flows: Flows) -> Passage:
        """Carry the ensemble down at these flows."""
        return passage(
            self.way, flows, self.points, self.draws, head=self.head, wind_m_s=self.wind_m_s
        )

    def cut(self, column: int) -> "River":
        """The same river with reaches that end at that point."""
        parts = cut(self.way, self.flows, self.points, self.draws, column)
        return River(*parts[:3], self.distance_m, parts[3], self.head, self.wind_m_s)

    def below(self, column: int) -> NDArray[np.bool_]:
        """Which points lie below that one."""
        found: NDArray[np.bool_] = self.distance_m > self.distance_m[column]
        return found

    @cached_property
    def untouched(self) -> Passage:
        return self.run(self.flows)


@dataclass(frozen=True, slots=True)
class Passages:
    """The cloud as its earliest front has it, and as its likely front, its peak and tail do.

    The earliest takes no credit for what is stored. Where nothing lies on the way and nothing is
    done there, all four are one.

    Attributes
    ----------
    tail_after_s : array, shape (points,)
        The tail stands at least so long after the front: three times V/Q of what it passed.
    """

    earliest: Passage
    front: Passage
    peak: Passage
    tail: Passage
    tail_after_s: FloatArray

    @property
    def plain(self) -> "Passages":
        """Where no store has been passed the earliest is the front."""
        return replace(self, earliest=self.front)

    def part(self, members: IntArray | slice, points: slice) -> "Passages":
        """These members at these points."""
        return self._each(lambda p: passage_of(p, members, points), self.tail_after_s[points])

    def without_formula(self) -> "Passages":
        """Only the members count: no formula's fastest front comes before theirs."""

        def bare(p: Passage) -> Passage:
            never = np.full_like(p.fastest_s, np.inf)
            return replace(p, fastest_s=never, slick_fastest_s=never)

        return self._each(bare, self.tail_after_s)

    def _each(self, change: Callable[[Passage], Passage], after_s: FloatArray) -> "Passages":
        """Every passage changed; those that are one stay one."""
        changed = {id(p): change(p) for p in (self.earliest, self.front, self.peak, self.tail)}
        return Passages(
            changed[id(self.earliest)],
            changed[id(self.front)],
            changed[id(self.peak)],
            changed[id(self.tail)],
            after_s,
        )
