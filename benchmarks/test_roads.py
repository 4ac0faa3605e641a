"""Road sweeps beside networkx on a grid of 300,000 edges and 30 depots; told as ratios."""

import time
from datetime import UTC, datetime

import networkx as nx
import numpy as np
import pytest

from emerg.network.driving import conditions
from emerg.network.road import Junction, Stretch, net, road_network
from emerg.playbooks.roads import load_roads
from emerg.response.drives import dispatched
from emerg.texts import Bilingual
from emerg.usecases.dispatch import ground
from emerg.usecases.load import load_rivers
from emerg.usecases.resources import offices
from emerg.usecases.respond import respond
from emerg.usecases.route import routed
from emerg.usecases.scenario import moment, read_scenario
from emerg.usecases.spot import NO_BOOKS
from tests.conftest import ROOT

SIDE = 275  # 2 × 275 × 274 stretches, driven both ways: 301,400 edges
DEPOTS = 30


@pytest.fixture(scope="module")
def grid():
    rng = np.random.default_rng(4)
    name = Bilingual("路", "road")
    junctions = [
        Junction(f"{i},{j}", name, "junction", 0.0, 0.0) for i in range(SIDE) for j in range(SIDE)
    ]
    pairs = [((i, j), (i + 1, j)) for i in range(SIDE - 1) for j in range(SIDE)]
    pairs += [((i, j), (i, j + 1)) for i in range(SIDE) for j in range(SIDE - 1)]
    km = rng.uniform(1, 30, len(pairs))
    stretches = [
        Stretch(str(n), name, (), f"{a[0]},{a[1]}", f"{b[0]},{b[1]}", 1000 * km[n], 12.0)
        for n, (a, b) in enumerate(pairs)
    ]
    return road_network(junctions, stretches)


@pytest.mark.parametrize("how", ["nearest", "sweep"])
def test_thirty_depots_to_everywhere(benchmark, grid, how):
    """`nearest`: the soonest of them everywhere; `sweep`: each of them everywhere."""
    network = net(grid)
    starts = np.random.default_rng(5).choice(len(network.order), DEPOTS, replace=False).tolist()
    found = benchmark(getattr(network, how), starts)
    oracle = nx.DiGraph()
    for tail, head, hours in zip(network.tail, network.head, network.hours, strict=True):
        oracle.add_edge(int(tail), int(head), hours=float(hours))
    began = time.perf_counter()
    wanted = nx.multi_source_dijkstra_path_length(oracle, set(starts), weight="hours")
    theirs = time.perf_counter() - began
    soonest = np.atleast_2d(found.hours).min(axis=0)
    assert soonest[list(wanted)] == pytest.approx(list(wanted.values()))
    ours = benchmark.stats.stats.min
    print(
        f"\n{how}, {len(network.hours)} edges, {DEPOTS} depots: {ours * 1000:.0f} ms; "
        f"networkx for the soonest {theirs * 1000:.0f} ms: {theirs / ours:.1f} times as long"
    )


def quickest(call, times=5):
    """Result and the least seconds of a few calls."""
    best, found = float("inf"), None
    for _ in range(times):
        began = time.perf_counter()
        found = call()
        best = min(best, time.perf_counter() - began)
    return found, best


def of_igraph(network, starts):
    igraph = pytest.importorskip("igraph")
    size = len(network.order)
    ends = np.column_stack([network.tail, network.head]).tolist()
    # A junction that is no place leads to every depot at once.
    graph = igraph.Graph(size + 1, ends + [(size, start) for start in starts], directed=True)
    hours = [*network.hours.tolist(), *[1e-9] * len(starts)]
    return lambda: np.array(graph.distances(source=[size], weights=hours)[0][:size])


def of_rustworkx(network, starts):
    rustworkx = pytest.importorskip("rustworkx")
    size = len(network.order)
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(size + 1))
    ways = zip(network.tail.tolist(), network.head.tolist(), network.hours.tolist(), strict=True)
    graph.add_edges_from([*ways, *((size, start, 1e-9) for start in starts)])

    def told():
        found = rustworkx.dijkstra_shortest_path_lengths(graph, size, float)
        hours = np.full(size + 1, np.inf)
        hours[list(found.keys())] = list(found.values())
        return hours[:size]

    return told


def of_pandana(network, starts):
    pandana, pandas = pytest.importorskip("pandana"), pytest.importorskip("pandas")
    size = len(network.order)
    x, y = (pandas.Series(part, dtype=float) for part in np.divmod(np.arange(size), SIDE))
    ways = [pandas.Series(array) for array in (network.tail, network.head)]
    graph = pandana.Network(
        x, y, *ways, pandas.DataFrame({"s": 3600 * network.hours}), twoway=False
    )
    # Its depots are reached, ours leave: on roads driven both ways that is the same.
    graph.set_pois("depot", 1e6, 1, x[starts], y[starts])
    return lambda: graph.nearest_pois(1e6, "depot", num_pois=1)[1].to_numpy() / 3600


@pytest.mark.parametrize("peer", [of_igraph, of_rustworkx, of_pandana])
def test_the_soonest_of_thirty_depots_beside_a_peer(grid, peer):
    network = net(grid)
    starts = np.random.default_rng(5).choice(len(network.order), DEPOTS, replace=False).tolist()
    ours, seconds = quickest(lambda: network.nearest(starts).hours)
    theirs, other = quickest(peer(network, starts))
    assert theirs == pytest.approx(ours, rel=1e-3, abs=1e-3)
    print(f"\n{peer.__name__[3:]}: {other * 1000:.0f} ms, {other / seconds:.1f} times ours")


def test_a_route_after_a_closure_on_the_shipped_network(benchmark):
    roads = load_roads([ROOT / "playbooks"])
    today = conditions(closed=["R031"], night=True)
    found = benchmark(routed, roads, "拉萨", "日喀则", today)
    assert found.way is not None


def test_dispatch_again_after_a_closure(benchmark, tmp_path):
    """The demo incident with the example offices: a road closes, who goes where is told anew."""
    home = tmp_path
    rivers = load_rivers(None, {}, home)
    roads = load_roads([ROOT / "playbooks"])
    have, _problems = offices(None, {}, home, exercise=True)
    asked = read_scenario(ROOT / "examples" / "demo.toml", datetime.now(UTC))
    now = moment(asked, datetime.now(UTC))
    laid = ground(rivers, roads, respond(rivers, asked, now=now), have, NO_BOOKS)
    today = conditions(closed=["R024"])
    found = benchmark(dispatched, laid, roads, have, today, now)
    assert found.drives
    print(f"\ndispatch again: {benchmark.stats.stats.min * 1000:.0f} ms (asked: 200)")
