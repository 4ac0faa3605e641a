"""Roads: every way against networkx's own Dijkstra, closures, and roads that cannot be."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.errors import DataError
from emerg.network.driving import conditions, load_driving
from emerg.network.road import OPEN, Conditions, Junction, Stretch, hours_of, net, road_network
from emerg.network.route import OnRoad, route
from emerg.texts import Bilingual


def junction(name):
    return Junction(name, Bilingual(name, name), "town", 91.0, 30.0)


def stretch(name, start, end, km=36.0, speed=10.0, **more):
    """36 km at 36 km/h: an hour."""
    return Stretch(name, Bilingual(name, name), (), start, end, km * 1000, speed, **more)


def town(name):
    return OnRoad(91.0, 30.0, junction=name)


def beside(name, fraction):
    return OnRoad(91.0, 30.0, stretch=name, fraction=fraction)


def roads_of(*stretches):
    names = sorted({end for s in stretches for end in (s.start, s.end)})
    return road_network(map(junction, names), stretches)


def way(roads, a, b, today=OPEN):
    return route(roads, net(roads, today), today, a, b)


SQUARE = roads_of(
    stretch("ab", "a", "b"),
    stretch("bc", "b", "c"),
    stretch("ad", "a", "d", 72),
    stretch("dc", "d", "c", 72),
)


def test_the_quickest_way_and_the_next_when_it_is_closed():
    found = way(SQUARE, town("a"), town("c"))
    assert [leg.stretch for leg in found.legs] == ["ab", "bc"]
    assert found.hours == pytest.approx(2.0)
    assert found.length_m == pytest.approx(72_000)
    round_about = way(SQUARE, town("a"), town("c"), Conditions(closed={"bc"}))
    assert [leg.stretch for leg in round_about.legs] == ["ad", "dc"]
    assert round_about.hours == pytest.approx(4.0)
    assert way(SQUARE, town("a"), town("c"), Conditions(closed={"b"})).hours == pytest.approx(4.0)


def test_cut_off_is_an_answer():
    assert way(SQUARE, town("a"), town("c"), Conditions(closed={"bc", "dc"})) is None
    assert way(SQUARE, town("a"), town("c"), Conditions(closed={"a"})) is None
    assert way(SQUARE, beside("ab", 0.5), town("c"), Conditions(closed={"ab"})) is None


def test_a_place_along_a_road_is_left_by_its_nearer_end():
    found = way(SQUARE, beside("ab", 0.25), town("d"))
    assert [(leg.stretch, leg.backwards) for leg in found.legs] == [("ab", True), ("ad", False)]
    assert found.hours == pytest.approx(0.25 + 2.0)
    along = way(SQUARE, beside("ab", 0.75), beside("ab", 0.25))
    assert [(leg.stretch, leg.backwards) for leg in along.legs] == [("ab", True)]
    assert along.hours == pytest.approx(0.5)


def test_from_a_place_to_itself_is_no_way_at_all():
    assert way(SQUARE, town("a"), town("a")).hours == 0.0
    assert way(SQUARE, beside("ab", 0.5), beside("ab", 0.5)).hours == 0.0


def test_a_one_way_road_is_driven_one_way():
    roads = roads_of(stretch("ab", "a", "b", one_way=True), stretch("ba", "b", "a", 360))
    assert [leg.stretch for leg in way(roads, town("a"), town("b")).legs] == ["ab"]
    assert [leg.stretch for leg in way(roads, town("b"), town("a")).legs] == ["ba"]
    back = way(roads, beside("ab", 0.75), beside("ab", 0.25))
    assert [leg.stretch for leg in back.legs] == ["ab", "ba", "ab"]


def test_of_two_roads_between_the_same_towns_the_quicker_counts_until_it_is_closed():
    roads = roads_of(stretch("old", "a", "b", 72), stretch("new", "a", "b", 36))
    assert [leg.stretch for leg in way(roads, town("a"), town("b")).legs] == ["new"]
    closed = Conditions(closed={"new"})
    assert [leg.stretch for leg in way(roads, town("b"), town("a"), closed).legs] == ["old"]


def test_night_snow_and_passes_multiply():
    table = load_driving()
    over = stretch("ab", "a", "b", is_pass=True)
    today = conditions(night=True, snow=True)
    assert hours_of(over, today) == pytest.approx(table.night * table.snow * table.snow_on_passes)
    assert hours_of(stretch("cd", "c", "d"), conditions()) == pytest.approx(1.0)
    works = Conditions(slower={"ab": 3.0})
    assert hours_of(over, works) == pytest.approx(3.0)


def test_a_road_without_a_speed_is_an_error_and_never_counts_as_one():
    roads = roads_of(stretch("ab", "a", "b", speed=None))
    with pytest.raises(DataError, match="no speed"):
        net(roads)
    assert len(net(roads, Conditions(closed={"ab"})).stretch) == 0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (stretch("aa", "a", "a"), "where it began"),
        (stretch("ab", "a", "b", km=0.0), "no length"),
        (stretch("ab", "a", "b", km=float("nan")), "no length"),
    ],
)
def test_roads_that_cannot_be_are_refused(bad, words):
    with pytest.raises(DataError, match=words):
        roads_of(bad)


def test_a_road_that_ends_nowhere_is_refused():
    with pytest.raises(DataError, match="not there"):
        road_network([junction("a")], [stretch("ab", "a", "b")])


@st.composite
def networks(draw):
    """A random network of up to 40 junctions, some roads one way, some closed."""
    size = draw(st.integers(2, 40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    names = [f"n{i}" for i in range(size)]
    stretches = []
    for i in range(draw(st.integers(1, 3 * size))):
        a, b = rng.choice(size, 2, replace=False)
        km, speed = float(rng.uniform(1, 200)), float(rng.uniform(5, 25))
        one_way = bool(rng.random() < 0.2)
        stretches.append(stretch(f"s{i}", names[a], names[b], km, speed, one_way=one_way))
    closed = {s.id for s in stretches if rng.random() < 0.2}
    return road_network(map(junction, names), stretches), Conditions(closed=closed), rng


@given(drawn=networks())
@settings(max_examples=60)
def test_every_way_is_that_of_networkx(drawn):
    """A thousand pairs and more over all examples."""
    roads, today, rng = drawn
    oracle = nx.MultiDiGraph()
    oracle.add_nodes_from(roads.junctions)
    for s in roads.stretches.values():
        if s.id not in today.closed:
            oracle.add_edge(s.start, s.end, hours=hours_of(s, today))
            if not s.one_way:
                oracle.add_edge(s.end, s.start, hours=hours_of(s, today))
    names = list(roads.junctions)
    for a, b in rng.choice(names, (20, 2)):
        found = way(roads, town(a), town(b), today)
        if not nx.has_path(oracle, a, b):
            assert found is None
            continue
        wanted = nx.dijkstra_path_length(oracle, a, b, weight="hours")
        assert found.hours == pytest.approx(wanted, rel=1e-9)
        assert not {leg.stretch for leg in found.legs} & set(today.closed)
        ends = [a]
        for leg in found.legs:
            s = roads.stretches[leg.stretch]
            tail, head = (s.end, s.start) if leg.backwards else (s.start, s.end)
            assert tail == ends[-1]
            ends.append(head)
        assert ends[-1] == b


@given(drawn=networks())
@settings(max_examples=30)
def test_the_nearest_of_several_starts_is_the_least_of_their_sweeps(drawn):
    roads, today, rng = drawn
    network = net(roads, today)
    starts = sorted(set(rng.choice(len(network.order), 4).tolist()))
    found, sweep = network.nearest(starts), network.sweep(starts)
    assert found.hours == pytest.approx(sweep.hours.min(axis=0))
    for place in np.flatnonzero(np.isfinite(found.hours)):
        from_there = sweep.hours[starts.index(int(found.start[place])), place]
        assert from_there == pytest.approx(found.hours[place])


def test_a_heavy_vehicle_passes_no_weak_bridge_and_a_tanker_no_ban():
    roads = roads_of(
        stretch("ab", "a", "b"),
        stretch("bc", "b", "c", load_t=20.0, hazmat_ban=True),
        stretch("ad", "a", "d", 72),
        stretch("dc", "d", "c", 72),
    )
    short, long = ["ab", "bc"], ["ad", "dc"]
    for today, expected in (
        (OPEN, short),
        (conditions(gross_t=20.0), short),
        (conditions(gross_t=20.1), long),
        (conditions(hazmat=True), long),
    ):
        assert [leg.stretch for leg in way(roads, town("a"), town("c"), today).legs] == expected


def test_works_slow_the_roads_they_are_on_alone():
    today = conditions(works=["ab"])
    found = way(SQUARE, town("a"), town("c"), today)
    assert found.hours == pytest.approx(load_driving().works + 1.0)
