"""Supplies shared out over demands, against every way there is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.network.assignment import assigned


def test_in_time_and_nearest_first():
    shares = assigned(
        {"a": 1, "b": 1},
        [("up", 1, 1.0), ("down", 1, 0.5)],
        {("a", "up"): 510.0, ("a", "down"): 600.0, ("b", "up"): 505.0, ("b", "down"): 90.0},
    )
    # b can only help at the upper place: together they gain most so.
    assert shares == {("a", "down"): 1, ("b", "up"): 1}


def test_of_two_demands_that_cannot_both_be_met_the_weightier_is():
    shares = assigned(
        {"a": 1}, [("up", 1, 1.0), ("down", 1, 0.5)], {("a", "up"): 500.0, ("a", "down"): 510.0}
    )
    assert shares == {("a", "up"): 1}


def test_a_demand_may_be_met_from_several_depots_and_only_in_part():
    shares = assigned(
        {"a": 300, "b": 150, "c": 0},
        [("boom", 500, 1.0)],
        {("a", "boom"): 500.0, ("b", "boom"): 400.0, ("c", "boom"): 900.0},
    )
    assert shares == {("a", "boom"): 300, ("b", "boom"): 150}


@pytest.mark.parametrize(
    ("supplies", "demands", "gain"),
    [({}, [], {}), ({}, [("x", 3, 1.0)], {}), ({"a": 0}, [("x", 3, 1.0)], {("a", "x"): 1.0})],
)
def test_nothing_to_share_is_no_error(supplies, demands, gain):
    assert assigned(supplies, demands, gain) == {}


@settings(max_examples=60, deadline=None)
@given(
    gains=st.lists(
        st.lists(st.sampled_from([None, 95.0, 300.0, 505.0, 560.0, 700.0]), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_crews_go_as_the_best_of_all_ways(gains):
    """Every crew to one place at most, every place one crew: by hand over all ways."""
    weights = (1.0, 0.5, 1 / 3)
    demands = [(f"d{j}", 1, weights[j]) for j in range(3)]
    pairs = {
        (f"s{i}", f"d{j}"): value
        for i, row in enumerate(gains)
        for j, value in enumerate(row)
        if value is not None
    }
    shares = assigned({f"s{i}": 1 for i in range(len(gains))}, demands, pairs)
    best = max(
        _worth({pair: 1 for pair in way if pair is not None}, weights, pairs)
        for way in _ways(len(gains), pairs)
    )
    assert _worth(shares, weights, pairs) == pytest.approx(best)


def _worth(shares, weights, pairs):
    met = {demand for _supply, demand in shares}
    lost = sum(10_000 * (1 + weights[j]) for j in range(3) if f"d{j}" not in met)
    return sum(pairs[pair] for pair in shares) - lost


def _ways(crews, pairs):
    """Every way to send crews: each nowhere, or to one place that no other goes to."""
    choices = [[None, *(p for p in pairs if p[0] == f"s{i}")] for i in range(crews)]
    for way in product(*choices):
        goals = [pair[1] for pair in way if pair is not None]
        if len(goals) == len(set(goals)):
            yield way
