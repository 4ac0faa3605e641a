"""Rivers as one directed graph: every node a reach, every edge the step to the reach below it.

Units: metres, m², m³/s. Chainage counts along the drawn lines from the source; travel uses the
reach's length, the line times its published length factor.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from emerg.errors import InputError
from emerg.network.named import nearest, with_ids
from emerg.texts import Bilingual, Text

Graph: TypeAlias = "nx.DiGraph[str]"
AS_PRINTED_M = 50.0


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of river with no branch in it.

    Attributes
    ----------
    river, playbook : str
        The named river (``lhasa/doilung``) and the playbook it rides in (``lhasa``).
    from_m, to_m : float
        Chainage of both ends along the river's drawn line [m].
    length_m : tuple of float
        Shortest, published and longest length [m].
    upper_m3_s, lower_m3_s, upper_m2, lower_m2 : float
        Long-term mean flow and drainage area at both ends; NaN is not known.
    width_m, depth_m : float or None
        At mean flow, from a regression; None is not known.
    """

    id: str
    river: str
    playbook: str
    from_m: float
    to_m: float
    length_m: tuple[float, float, float]
    upper_m3_s: float
    lower_m3_s: float
    upper_m2: float
    lower_m2: float
    slope: float | None
    width_m: float | None
    depth_m: float | None
    line_error_m: float
    measured_velocity_m_s: float | None = None
    rating: tuple[float, float] | None = None
    measured_section: tuple[float, float, float] | None = None  # width m, depth m, flow m³/s
    velocity_factor: float = 1.0
    lag_beta: float = 0.0
    ice: bool = False

    def fraction_at(self, chainage_m: float) -> float:
        """How far along the reach a chainage lies, 0 to 1."""
        share = (chainage_m - self.from_m) / (self.to_m - self.from_m)
        return min(max(share, 0.0), 1.0)

    def chainage_m(self, fraction: float) -> float:
        return self.from_m + fraction * (self.to_m - self.from_m)

    def mean_m3_s(self, fraction: float) -> float:
        """Long-term mean flow at `fraction` of the reach [m³/s]."""
        return self.upper_m3_s + fraction * (self.lower_m3_s - self.upper_m3_s)

    def area_m2(self, fraction: float) -> float:
        """Drainage area at `fraction` of the reach [m²]."""
        return self.upper_m2 + fraction * (self.lower_m2 - self.upper_m2)


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the network."""

    reach: Reach
    fraction: float

    @property
    def chainage_m(self) -> float:
        return self.reach.chainage_m(self.fraction)

    @property
    def mean_m3_s(self) -> float:
        return self.reach.mean_m3_s(self.fraction)

    @property
    def area_m2(self) -> float:
        return self.reach.area_m2(self.fraction)


@dataclass(frozen=True, slots=True)
class Course:
    """A way downstream: whole reaches in order, the first entered at `start`.

    Attributes
    ----------
    share : tuple of float
        Share of the release that takes this course, at each reach (1 until a bifurcation).
    """

    start: float
    reaches: tuple[Reach, ...]
    share: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RiverNetwork:
    """Every loaded river, joined where they meet."""

    graph: Graph
    names: Mapping[str, Bilingual]
    rivers: Mapping[str, tuple[Reach, ...]]  # in downstream order

    def reach(self, reach_id: str) -> Reach:
        found: Reach = self.graph.nodes[reach_id]["reach"]
        return found

    def name(self, river: str) -> Bilingual:
        return self.names[river]


def river_network(
    reaches: Iterable[Reach],
    links: Iterable[tuple[str, str, float]],
    names: Mapping[str, Bilingual],
) -> RiverNetwork:
    """The network of `reaches`; each link is (reach, next reach, share of the flow).

    A link to a reach that is not loaded ends the course there.
    """
    graph: Graph = nx.DiGraph()
    rivers: dict[str, list[Reach]] = {}
    for reach in reaches:
        graph.add_node(reach.id, reach=reach)
        rivers.setdefault(reach.river, []).append(reach)
    for upper, lower, share in links:
        if lower in graph:
            graph.add_edge(upper, lower, share=share)
    ordered = {
        river: tuple(sorted(parts, key=lambda reach: reach.from_m))
        for river, parts in rivers.items()
    }
    return RiverNetwork(graph, names, ordered)


def courses(network: RiverNetwork, place: Place) -> tuple[Course, ...]:
    """Every way downstream of `place`, the one with the largest share first."""
    found: list[Course] = []
    # At the very end of a reach some millimetres of it are kept, so that no length is zero.
    start = min(place.fraction, 1 - 1e-6)
    pending: list[tuple[list[Reach], list[float]]] = [([place.reach], [1.0])]
    arms: list[tuple[str, str, float]]
    while pending:
        path, shares = pending.pop()
        arms = list(network.graph.out_edges(path[-1].id, data="share"))
        while len(arms) == 1:
            path.append(network.reach(arms[0][1]))
            shares.append(shares[-1])
            arms = list(network.graph.out_edges(path[-1].id, data="share"))
        if not arms:
            found.append(Course(start, tuple(path), tuple(shares)))
        for _upper, lower, share in arms:
            pending.append(([*path, network.reach(lower)], [*shares, shares[-1] * share]))
    return tuple(sorted(found, key=lambda course: -course.share[-1]))


def upstream(network: RiverNetwork, place: Place) -> frozenset[str]:
    """Ids of every reach whose water passes `place`, its own included."""
    return frozenset(nx.ancestors(network.graph, place.reach.id)) | {place.reach.id}


def main_stem_above(network: RiverNetwork, reach: Reach) -> Iterator[Reach]:
    """`reach` and those above it, at every confluence the one with the larger mean flow."""
    here: Reach | None = reach
    while here is not None:
        yield here
        above = [network.reach(id_) for id_ in network.graph.predecessors(here.id)]
        here = max(above, key=lambda r: r.lower_m3_s, default=None)


def at_chainage(
    network: RiverNetwork, river: str, chainage_m: float, *, where: Text | str
) -> Place:
    """The point of `river` at a chainage along its drawn line [m].

    Raises
    ------
    InputError
        The river is not loaded, or the chainage lies outside it; the range is named.
    """
    parts = network.rivers.get(river)
    if parts is None:
        raise InputError(
            Text("no loaded playbook has a river '{river}'", river=river),
            where=where,
            fix=Text("use one of: {known}", known=_near_or_main(river, network)),
        )
    # Kilometres are printed with one decimal: an end typed as it was printed is inside.
    low, high = parts[0].from_m, parts[-1].to_m
    if low - AS_PRINTED_M <= chainage_m <= high + AS_PRINTED_M:
        chainage_m = min(max(chainage_m, low), high)
    for reach in parts:
        if reach.from_m <= chainage_m <= reach.to_m:
            return Place(reach, reach.fraction_at(chainage_m))
    raise InputError(
        Text(
            "km {km} lies outside {river}",
            km=f"{chainage_m / 1000:.1f}",
            river=network.name(river),
        ),
        where=where,
        fix=Text(
            "give a km from {low} to {high}{elsewhere}",
            low=f"{low / 1000:.1f}",
            high=f"{high / 1000:.1f}",
            elsewhere=_shared_chainage(network, river, chainage_m),
        ),
    )


def _shared_chainage(network: RiverNetwork, river: str, chainage_m: float) -> Text | str:
    """Where the river shares its chainage with the one above it, name that one."""
    first = network.rivers[river][0]
    for upper in network.graph.predecessors(first.id):
        above = network.reach(upper)
        if above.to_m == first.from_m and chainage_m < first.from_m:
            return Text("; above that it is {river}", river=above.river)
    return ""


def _near_or_main(wanted: str, network: RiverNetwork) -> tuple[Text, ...]:
    loaded = {river: network.name(river) for river in network.rivers}
    main = tuple(sorted(river for river in loaded if "/" not in river))
    return with_ids(nearest(wanted, loaded) or main, loaded)


def weight_of(name: str) -> Callable[[str, str, Mapping[str, float]], float]:
    """Edge weight that fails where `name` is missing; networkx would count it as 1."""
    return lambda _upper, _lower, edge: edge[name]
