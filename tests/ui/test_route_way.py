"""The way by road as the window tells it."""

from itertools import pairwise

import numpy as np
import pytest

from emerg.errors import InputError
from emerg.geodesy import step_lengths_m
from emerg.texts import render
from emerg.ui.route_way import (
    RouteAsked,
    find_route,
    honest_words,
    leg_rows,
    means_incident,
    part,
    route_head,
    suggest_ends,
)
from emerg.units import drive_h


@pytest.fixture(scope="module")
def network(ready):
    return ready.roads.known.network


def way(network, start, goal, closed=(), incident=None, **how):
    return find_route(network, RouteAsked(start, goal, **how), tuple(closed), incident)


def far_apart_m(line):
    """The widest gap between one point of a line and the next."""
    return float(step_lengths_m(line).max())


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("拉萨", "日喀则"),
        ("91.13,29.65", "那曲"),
        ("林芝", "91.13,29.65"),
        ("90.2,29.35", "90.9,29.3"),
    ],
)
def test_the_line_leads_from_one_place_to_the_other_without_a_gap(network, start, goal):
    found = way(network, start, goal)
    ends = found.routed.start.on, found.routed.goal.on
    for point, end in zip((found.line[0], found.line[-1]), ends, strict=True):
        assert np.hypot(*(point - (end.lon, end.lat))) < 0.02
    longest = max(far_apart_m(network.lines[leg.stretch]) for leg in found.routed.way.legs)
    assert far_apart_m(found.line) <= longest + 2_000.0


def test_the_way_back_is_the_same_line_turned(network):
    there, back = way(network, "拉萨", "日喀则"), way(network, "日喀则", "拉萨")
    assert np.allclose(there.line, back.line[::-1])


def test_a_part_of_a_line_keeps_its_bends_and_its_direction():
    line = np.array([[90.0, 29.0], [90.1, 29.0], [90.1, 29.1]])
    whole = part(line, 0.0, 1.0)
    assert np.allclose(whole, line)
    assert np.allclose(part(line, 1.0, 0.0), line[::-1])
    assert (90.1, 29.0) in {(x, y) for x, y in part(line, 0.2, 0.9).tolist()}


def test_head_and_legs_agree_with_the_way(network):
    found = way(network, "拉萨", "日喀则")
    total = found.routed.way
    head = render(route_head(found), "en")
    assert head.endswith(f": {total.length_m / 1000:.0f} km, {drive_h(total.hours)} h")
    rows = leg_rows(found)
    assert [row[0] for row in rows] == [leg.stretch for leg in total.legs]
    assert sum(float(row[2]) for row in rows) == pytest.approx(total.length_m / 1000, abs=1.0)


def test_night_snow_and_convoy_each_take_longer(network):
    plain = way(network, "拉萨", "日喀则").routed.way.hours
    for condition in ("night", "snow", "convoy"):
        assert way(network, "拉萨", "日喀则", **{condition: True}).routed.way.hours > plain


def test_a_closed_road_is_driven_around_and_told(network):
    first = way(network, "拉萨", "日喀则")
    closed = first.routed.way.legs[5].stretch
    other = way(network, "拉萨", "日喀则", closed=[closed])
    assert closed not in [leg.stretch for leg in other.routed.way.legs]
    assert other.routed.way.hours > first.routed.way.hours
    assert "closed roads left out: 1" in [render(line, "en") for line in honest_words(other)]


def test_cut_off_is_an_answer(network):
    goal = network.roads.junctions["N001"]
    around = [row.id for row in network.edges.values() if goal.id in (row.from_node, row.to_node)]
    found = way(network, "拉萨", goal.id, closed=around)
    assert found.line is None
    assert leg_rows(found) == []
    assert render(route_head(found), "en").endswith("no open road leads there")


def test_the_incident_may_be_an_end_once_there_is_one(network):
    found = way(network, "拉萨", "事发点", incident=(90.99, 29.64))
    assert render(found.routed.goal.name, "zh") == "事发点"
    assert found.routed.goal.on.lon == pytest.approx(90.99, abs=0.05)
    assert means_incident(" Incident ")
    with pytest.raises(InputError) as caught:
        way(network, "incident", "拉萨")
    assert "F5" in render(caught.value.fix, "en")


def test_every_place_offered_is_understood(network):
    offered = suggest_ends("日", network, "zh")
    assert offered
    for name in offered:
        assert way(network, name, "拉萨").routed.way is not None
    assert suggest_ends("91.1,", network, "zh") == ()


def test_legs_follow_each_other(network):
    legs = way(network, "拉萨", "昌都").routed.way.legs
    assert len(legs) > 3
    for one, other in pairwise(legs):
        nodes = [
            {network.edges[leg.stretch].from_node, network.edges[leg.stretch].to_node}
            for leg in (one, other)
        ]
        assert nodes[0] & nodes[1]
