"""Roads as one graph: towns, junctions and passes, and the stretches between them.

networkx holds the model; scipy runs the sweeps. Every stretch may be driven both ways unless it
says otherwise. A figure that is missing is an error, never a guess: networkx would count it as 1.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite
from typing import Any, TypeAlias

import networkx as nx
import numpy as np

from emerg.errors import DataError, Problem
from emerg.geodesy import FloatArray, IntArray
from emerg.texts import Bilingual, Text

Graph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Junction:
    """A place where roads meet or end."""

    id: str
    name: Bilingual
    kind: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A road between two junctions.

    Attributes
    ----------
    length_m : float
        As driven [m], not as drawn.
    speed_m_s : float or None
        Mean speed by day on a dry road [m/s]; None is not known.
    is_pass : bool
        It leads over, or under, a pass.
    one_way : bool
        Only from `start` to `end`.
    load_t : float or None
        The heaviest vehicle that its bridges carry [t]; None is not known.
    hazmat_ban : bool
        Closed to dangerous goods.
    """

    id: str
    name: Bilingual
    refs: tuple[str, ...]
    start: str
    end: str
    length_m: float
    speed_m_s: float | None
    is_pass: bool = False
    one_way: bool = False
    load_t: float | None = None
    hazmat_ban: bool = False


@dataclass(frozen=True, slots=True)
class Roads:
    """The network: its graph, and the arrays that a sweep takes.

    Attributes
    ----------
    graph : networkx.MultiDiGraph
        Nodes are junctions; an edge has the stretch's id as its key, one each way.
    """

    junctions: Mapping[str, Junction]
    stretches: Mapping[str, Stretch]
    graph: Graph


@dataclass(frozen=True)
class Sweep:
    """Shortest times from several starts to everywhere.

    Attributes
    ----------
    hours : array, shape (starts, junctions)
        Infinite where no road leads.
    """

    net: "Net"
    starts: tuple[int, ...]
    hours: FloatArray
    before: IntArray

    def way(self, start: int, goal: int) -> tuple[int, ...]:
        """The junctions from the start of this number to `goal`, both included; none if cut off."""
        if not isfinite(self.hours[start, goal]):
            return ()
        found = [goal]
        while found[-1] != self.starts[start]:
            found.append(int(self.before[start, found[-1]]))
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Nearest:
    """How far every junction is from the nearest of several starts.

    Attributes
    ----------
    hours : array, shape (junctions,)
        Infinite where none can come.
    start : array of int, shape (junctions,)
        The junction that start stands at; -9999 where none can come.
    """

    hours: FloatArray
    start: IntArray


@dataclass(frozen=True)
class Net:
    """The graph under some conditions, as arrays: one entry for each way of each open stretch."""

    order: tuple[str, ...]
    tail: IntArray
    head: IntArray
    hours: FloatArray
    stretch: tuple[str, ...]

    @cached_property
    def number(self) -> Mapping[str, int]:
        return {junction: n for n, junction in enumerate(self.order)}

    @cached_property
    def _best(self) -> Mapping[tuple[int, int], int]:
        """The quickest of the ways between two junctions."""
        found: dict[tuple[int, int], int] = {}
        for way in np.argsort(-self.hours, kind="stable"):  # the quickest is written last
            found[int(self.tail[way]), int(self.head[way])] = int(way)
        return found

    def between(self, tail: int, head: int) -> tuple[str, float]:
        """The quickest stretch from one junction to its neighbour, and its hours."""
        way = self._best[tail, head]
        return self.stretch[way], float(self.hours[way])

    @cached_property
    def _matrix(self) -> Any:
        from scipy.sparse import csr_array

        ways = np.fromiter(self._best.values(), dtype=np.intp, count=len(self._best))
        places = self.tail[ways], self.head[ways]
        return csr_array((self.hours[ways], places), shape=(len(self.order),) * 2)

    def sweep(self, starts: Sequence[int]) -> Sweep:
        """Shortest times from each of `starts` to every junction."""
        from scipy.sparse.csgraph import dijkstra

        hours, before = dijkstra(self._matrix, indices=list(starts), return_predecessors=True)
        return Sweep(self, tuple(starts), np.atleast_2d(hours), np.atleast_2d(before))

    def nearest(self, starts: Sequence[int]) -> Nearest:
        """Which of `starts` is soonest at every junction, and when: one sweep for all of them."""
        from scipy.sparse.csgraph import dijkstra

        found = dijkstra(
            self._matrix, indices=list(starts), return_predecessors=True, min_only=True
        )
        return Nearest(found[0], found[2].astype(np.intp))


def road_network(junctions: Iterable[Junction], stretches: Iterable[Stretch]) -> Roads:
    """The network of these roads.

    Raises
    ------
    DataError
        A stretch that ends nowhere, comes back to where it began, or has no length: all of them.
    """
    nodes = {junction.id: junction for junction in junctions}
    edges = {stretch.id: stretch for stretch in stretches}
    problems = [problem for stretch in edges.values() for problem in _faults(stretch, nodes)]
    if problems:
        raise DataError(problems)
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for stretch in edges.values():
        graph.add_edge(stretch.start, stretch.end, key=stretch.id)
        if not stretch.one_way:
            graph.add_edge(stretch.end, stretch.start, key=stretch.id)
    return Roads(nodes, edges, graph)


def _faults(stretch: Stretch, nodes: Mapping[str, Junction]) -> Iterable[Problem]:
    where = Text("road {id}", id=stretch.id)
    for end in (stretch.start, stretch.end):
        if end not in nodes:
            fix = Text("add the junction, or correct the end of the road")
            yield Problem(Text("the road ends at {id}, which is not there", id=end), where, fix)
    if stretch.start == stretch.end:
        fix = Text("cut it in two at a junction")
        yield Problem(Text("the road comes back to where it began"), where, fix)
    if not (isfinite(stretch.length_m) and stretch.length_m > 0):
        fix = Text("give the driven length in km")
        yield Problem(Text("the road has no length"), where, fix)


@dataclass(frozen=True, slots=True)
class Conditions:
    """How the roads are today: factors on the time of driving, 1 or more, and what is closed.

    Attributes
    ----------
    everywhere, on_passes : float
    closed : collection of str
        Ids of stretches and of junctions that nobody passes.
    slower : mapping of str to float
        Factor of single stretches: works, landslides, a convoy.
    gross_t : float or None
        Of the vehicle [t]: it passes no bridge that carries less.
    hazmat : bool
        It carries dangerous goods: roads closed to them are closed.
    """

    everywhere: float = 1.0
    on_passes: float = 1.0
    closed: Collection[str] = ()
    slower: Mapping[str, float] | None = None
    gross_t: float | None = None
    hazmat: bool = False


OPEN = Conditions()


def hours_of(stretch: Stretch, conditions: Conditions) -> float:
    """Hours to drive a stretch; infinite where it is closed.

    Raises
    ------
    DataError
        Its speed is not known.
    """
    if {stretch.id, stretch.start, stretch.end} & set(conditions.closed):
        return inf
    if _forbidden(stretch, conditions):
        return inf
    if stretch.speed_m_s is None or not stretch.speed_m_s > 0:
        raise DataError(
            [
                Problem(
                    Text("the road has no speed"),
                    Text("road {id}", id=stretch.id),
                    Text("give its mean speed in km/h: without it no time can be told"),
                )
            ]
        )
    factor = conditions.everywhere * (conditions.on_passes if stretch.is_pass else 1.0)
    if conditions.slower is not None:
        factor *= conditions.slower.get(stretch.id, 1.0)
    return stretch.length_m / stretch.speed_m_s / 3600 * factor


def _forbidden(stretch: Stretch, conditions: Conditions) -> bool:
    """Too heavy for its bridges, or loaded with what may not pass."""
    if stretch.hazmat_ban and conditions.hazmat:
        return True
    heavy, load = conditions.gross_t, stretch.load_t
    return heavy is not None and load is not None and heavy > load


def net(roads: Roads, conditions: Conditions = OPEN) -> Net:
    """The open roads under `conditions`, ready to be swept.

    Raises
    ------
    DataError
        The speed of a road is not known.
    """
    order = tuple(roads.junctions)
    number = {junction: n for n, junction in enumerate(order)}
    hours = {s.id: hours_of(s, conditions) for s in roads.stretches.values()}
    ways = [
        (number[tail], number[head], hours[stretch], stretch)
        for tail, head, stretch in roads.graph.edges(keys=True)
        if isfinite(hours[stretch])
    ]
    return Net(
        order,
        np.array([way[0] for way in ways], dtype=np.intp),
        np.array([way[1] for way in ways], dtype=np.intp),
        np.array([way[2] for way in ways], dtype=np.float64),
        tuple(way[3] for way in ways),
    )
