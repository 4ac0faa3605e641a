"""A road from one end to the other: its stretches in order, and distances along them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emerg.errors import DataError, Problem
from emerg.network.road import Roads, Stretch
from emerg.texts import Prose, Text


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the road.

    Attributes
    ----------
    start_m : float
        As driven, from the beginning of the road to the beginning of this part [m].
    forward : bool
        The road runs from the stretch's start to its end.
    """

    stretch: Stretch
    start_m: float
    forward: bool

    @property
    def end_m(self) -> float:
        return self.start_m + self.stretch.length_m

    @property
    def nodes(self) -> tuple[str, str]:
        """Its junctions in the direction of the road."""
        one = self.stretch
        return (one.start, one.end) if self.forward else (one.end, one.start)


@dataclass(frozen=True)
class Alignment:
    """The parts of a road, each beginning where the one before ends."""

    parts: tuple[Part, ...]

    @property
    def length_m(self) -> float:
        return self.parts[-1].end_m

    @cached_property
    def _by_stretch(self) -> Mapping[str, Part]:
        return {part.stretch.id: part for part in self.parts}

    @cached_property
    def nodes(self) -> Mapping[str, float]:
        """Every junction of the road and how far along it lies [m]."""
        found = {self.parts[0].nodes[0]: 0.0}
        return found | {part.nodes[1]: part.end_m for part in self.parts}

    def __contains__(self, stretch: object) -> bool:
        return stretch in self._by_stretch

    def part(self, stretch: str) -> Part:
        return self._by_stretch[stretch]

    def at(self, distance_m: float) -> tuple[str, float]:
        """Stretch, and share of it from its own start, so far along the road; ends are kept."""
        ends = [part.end_m for part in self.parts[:-1]]
        part = self.parts[int(np.searchsorted(ends, distance_m, side="left"))]
        share = min(max((distance_m - part.start_m) / part.stretch.length_m, 0.0), 1.0)
        return part.stretch.id, share if part.forward else 1 - share

    def distance_m(self, stretch: str, fraction: float) -> float:
        """How far along the road a place on one of its stretches lies [m]."""
        part = self._by_stretch[stretch]
        share = fraction if part.forward else 1 - fraction
        return part.start_m + share * part.stretch.length_m


def alignment(roads: Roads, stretches: Sequence[str], where: Prose) -> Alignment:
    """The road of these stretches, in order.

    Raises
    ------
    DataError
        A stretch is not in the network, stands twice, or does not begin where the last one ended.
    """
    unknown = [name for name in stretches if name not in roads.stretches]
    if unknown or not stretches or len(set(stretches)) < len(stretches):
        raise DataError(
            [
                Problem(
                    Text(
                        "stretches that are not in the network, or stand twice: {names}",
                        names=", ".join(unknown or stretches) or "—",
                    ),
                    where,
                    Text("list every stretch of the road once, by its id in the road network"),
                )
            ]
        )
    found = [roads.stretches[name] for name in stretches]
    here = _beginning(found)
    parts: list[Part] = []
    reached = 0.0
    for stretch in found:
        if here not in (stretch.start, stretch.end):
            raise DataError(
                [
                    Problem(
                        Text("{id} does not begin where the stretch before it ends", id=stretch.id),
                        where,
                        Text("list the stretches in order, without a gap"),
                    )
                ]
            )
        forward = stretch.start == here
        parts.append(Part(stretch, reached, forward))
        reached += stretch.length_m
        here = stretch.end if forward else stretch.start
    return Alignment(tuple(parts))


def _beginning(stretches: Sequence[Stretch]) -> str:
    """The end of the first stretch that the second does not share."""
    first = stretches[0]
    if len(stretches) == 1:
        return first.start
    shared = {stretches[1].start, stretches[1].end}
    return first.end if first.start in shared and first.end not in shared else first.start
