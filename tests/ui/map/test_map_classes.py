"""The way down in six classes of hours."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.ui.map import classes
from emerg.ui.map.classes import class_of, stretches


def way(hours, rough=None):
    points = np.column_stack([np.arange(len(hours), dtype=float), np.zeros(len(hours))])
    return points, np.array(hours, float), np.array(rough or [False] * len(hours))


@pytest.mark.parametrize(
    ("hours", "expected"), [(0, 0), (2, 0), (2.01, 1), (6, 1), (12, 2), (24, 3), (72, 4), (73, 5)]
)
def test_a_limit_belongs_to_the_sooner_class(hours, expected):
    assert class_of(hours) == expected


def test_the_cut_lies_where_the_limit_is_passed():
    first, second = stretches(*way([0.0, 4.0]))
    assert (first.look.arrival, second.look.arrival) == (0, 1)
    assert first.points[-1].tolist() == second.points[0].tolist() == [0.5, 0.0]


def test_a_long_step_passes_every_class_between():
    found = stretches(*way([0.0, 100.0]))
    assert [part.look.arrival for part in found] == [0, 1, 2, 3, 4, 5]


def test_schematic_steps_stand_apart():
    found = stretches(*way([0.0, 0.5, 1.0, 1.5], [False, False, True, True]))
    assert [(part.look.rough, len(part.points)) for part in found] == [(False, 2), (True, 3)]


@given(steps=st.lists(st.floats(min_value=0.0, max_value=40.0), min_size=1, max_size=30))
def test_the_stretches_are_the_whole_way_in_order(steps):
    points, hours, rough = way(np.cumsum([0.0, *steps]))
    found = stretches(points, hours, rough)
    assert found[0].points[0].tolist() == points[0].tolist()
    assert found[-1].points[-1].tolist() == points[-1].tolist()
    for before, after in pairwise(found):
        assert before.points[-1].tolist() == after.points[0].tolist()
        assert before.look.arrival <= after.look.arrival


def test_a_single_point_is_no_way():
    assert stretches(*way([1.0])) == []


def test_there_is_a_colour_a_width_and_words_for_every_class():
    count = len(classes.LIMITS_H) + 1
    assert len(classes.COLOURS) == len(classes.WIDTHS_PX) == len(classes.WORDS) == count
    assert list(classes.WIDTHS_PX) == sorted(classes.WIDTHS_PX, reverse=True)
