"""Fewer points from further away, but the same lines."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from emerg.ui.map import detail
from emerg.ui.map.mercator import plane

STEP = st.floats(min_value=-5000.0, max_value=5000.0).filter(lambda step: abs(step) > 1.0)
LINES = st.lists(st.tuples(STEP, STEP), min_size=2, max_size=60).map(
    lambda steps: np.cumsum(np.array(steps), axis=0)
)


@given(line=LINES, tolerance_m=st.floats(min_value=0.0, max_value=3000.0))
def test_simplifying_keeps_both_ends_and_every_bend_that_shows(line, tolerance_m):
    (kept,) = detail.simplified([line], tolerance_m)
    assert len(kept) <= len(line)
    np.testing.assert_array_equal(kept[[0, -1]], line[[0, -1]])
    off = shapely.distance(shapely.points(line), shapely.linestrings(kept)).max()
    assert off <= tolerance_m + 1e-6


@given(line=LINES, longest_m=st.floats(min_value=500.0, max_value=20_000.0))
def test_pieces_together_are_the_line(line, longest_m):
    pieces = list(detail.pieces(line, longest_m))
    joined = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
    np.testing.assert_array_equal(joined, line)


def test_lines_that_continue_each_other_become_one():
    upper, lower = np.array([[0.0, 0], [1, 0]]), np.array([[1.0, 0], [2, 1]])
    apart = np.array([[9.0, 9], [8, 8]])
    chains = detail.chained([upper, lower, apart])
    assert [chain.tolist() for chain in chains] == [
        [[0, 0], [1, 0], [2, 1]],
        [[9, 9], [8, 8]],
    ]


def test_every_view_has_a_level_and_nearer_ones_leave_out_less(rivers):
    lines = [plane(line) for line in rivers.lines.values()]
    counts = [sum(map(len, detail.at_level(lines, level))) for level in detail.LEVELS]
    assert counts == sorted(counts)
    # Nearest, not one point is missing; cuts may only repeat some.
    assert counts[-1] >= sum(map(len, lines))
    assert counts[0] < counts[-1] / 3


@pytest.mark.parametrize("metres_per_px", [4.0, 99.0, 700.0, 5000.0])
def test_what_is_left_out_is_smaller_than_a_pixel(metres_per_px):
    level = detail.LEVELS[detail.level_for(metres_per_px)]
    assert level * detail.TOLERANCE_PX <= metres_per_px
