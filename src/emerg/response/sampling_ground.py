"""The way down as samplers see it: which reach, which km, when the front comes, how wide."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.river import Place, Reach, main_stem_above
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.answer import Incident
from emerg.response.sample import Grid
from emerg.response.sampling_table import layers, verticals
from emerg.response.way_down import WayDown, reach_lengths_m


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a river; `distance_m` down the way, None above the incident or beside it."""

    reach: Reach
    km: float
    distance_m: float | None = None

    @property
    def river(self) -> str:
        return self.reach.river


@dataclass(frozen=True, slots=True)
class Mouth:
    """Where another river joins the way: its last reach, and the reach below both."""

    distance_m: float
    other: Reach
    below: Reach

    @property
    def share(self) -> float:
        """Of the mean flow below the mouth, how much the other river brings."""
        return self.other.lower_m3_s / self.below.upper_m3_s


@dataclass(frozen=True, slots=True)
class Ground:
    """An incident on its way down.

    Attributes
    ----------
    distance_m, earliest_s : array
        At every place watched.
    """

    rivers: Rivers
    incident: Incident
    down: WayDown
    distance_m: FloatArray
    earliest_s: FloatArray
    sites: dict[str, Site] = field(default_factory=dict)

    @property
    def length_m(self) -> float:
        return float(reach_lengths_m(self.down.course).sum())

    def front_h(self, distance_m: float) -> float:
        """Earliest front [h after the start]; beyond the last place at the same speed."""
        far = np.concatenate([[0.0], self.distance_m])
        when = np.concatenate([[0.0], self.earliest_s])
        order = np.argsort(far, kind="stable")
        beyond = max(distance_m / max(far[order][-1], 1.0), 1.0)
        return float(np.interp(distance_m, far[order], when[order]) * beyond / 3600)

    def spot(self, distance_m: float) -> Spot:
        """The point so far down the way."""
        course = self.down.course
        there = self.down.at_distance(min(distance_m, self.length_m))
        reach = course.reaches[there.index]
        start = course.start if there.index == 0 else 0.0
        return Spot(reach, reach.chainage_m(start + there.share * (1 - start)) / 1000, distance_m)

    def mouths(self) -> Iterator[Mouth]:
        """Every river that joins the way, in downstream order."""
        course, graph = self.down.course, self.rivers.network.graph
        ends = np.cumsum(reach_lengths_m(course))
        for index, below in enumerate(course.reaches[1:]):
            ours = course.reaches[index].id
            for id_ in graph.predecessors(below.id):
                if id_ != ours:
                    yield Mouth(float(ends[index]), self.rivers.network.reach(id_), below)

    def above(self) -> Iterator[tuple[float, Site, Reach]]:
        """Places above the incident with their distance [m], the nearest first."""
        first, start = self.down.course.reaches[0], self.down.course.start
        passed = 0.0
        for number, reach in enumerate(main_stem_above(self.rivers.network, first)):
            lower = start if number == 0 else 1.0
            for site in reversed(self.rivers.sites.get(reach.id, ())):
                fraction = reach.fraction_at((site.km or 0.0) * 1000)
                if fraction < lower:
                    yield passed + (lower - fraction) * reach.length_m[1], site, reach
            passed += lower * reach.length_m[1]

    @property
    def at(self) -> Place:
        """Where it enters."""
        return Place(self.down.course.reaches[0], self.down.course.start)


def grid_of(reach: Reach, planned: int | None = None) -> Grid:
    """Verticals and layers by width and depth, as measured, else at mean flow.

    Parameters
    ----------
    planned : int or None
        Verticals that the playbook's plan gives.
    """
    width, depth = reach.width_m, reach.depth_m
    if reach.measured_section is not None:
        width, depth = reach.measured_section[:2]
    return Grid(
        width,
        depth,
        planned or (None if width is None else verticals(width)),
        None if depth is None else layers(depth),
        planned=planned is not None,
    )
