"""Times between many places are those of every pair by itself."""

import random

import numpy as np
import pytest

from emerg.network.driving import conditions
from emerg.network.matrix import driving_h, on_road
from emerg.network.road import net
from emerg.network.route import route
from emerg.playbooks.roads import access_lines, load_roads
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


def test_the_table_is_that_of_single_routes_with_closures(roads):
    """Against the route finder, which is compared with networkx elsewhere."""
    rng = random.Random(4)
    lines = access_lines(roads)
    for _round in range(4):
        closed = rng.sample([*roads.edges], 12)
        today = conditions(closed=closed, night=True)
        network = net(roads.roads, today)
        places = [
            on_road(lines, rng.uniform(84.0, 98.0), rng.uniform(28.0, 32.0)) for _n in range(8)
        ]
        hours = driving_h(roads.roads, network, today, places[:4], places)
        for i, start in enumerate(places[:4]):
            for j, goal in enumerate(places):
                way = route(roads.roads, network, today, start, goal)
                expected = np.inf if way is None else way.hours
                assert hours[i, j] == pytest.approx(expected)


def test_two_places_on_one_stretch_need_no_junction(roads):
    lines = access_lines(roads)
    line = roads.lines["R045"]
    a, b = on_road(lines, *line[3]), on_road(lines, *line[9])
    today = conditions()
    network = net(roads.roads, today)
    there = driving_h(roads.roads, network, today, [a], [b])[0, 0]
    whole = roads.roads.stretches["R045"]
    assert 0 < there < whole.length_m / whole.speed_m_s / 3600
    assert driving_h(roads.roads, network, today, [a], [a])[0, 0] == 0


def test_nobody_enters_an_expressway_between_its_ends(roads):
    lines = access_lines(roads)
    for row in roads.edges.values():
        assert (row.road_class == "expressway") == (row.id not in lines.ids)
