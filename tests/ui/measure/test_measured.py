"""What was measured, in figures and in words."""

import numpy as np
import pytest

from emerg.geodata.geodesic import STEP_M, leg, way
from emerg.geodesy import step_lengths_m
from emerg.texts import Bilingual, render
from emerg.ui.measure.measured import Measured, Point, words

LHASA = Bilingual("拉萨河", "Lhasa River")
# The first line of Karney's test set for geodesics on WGS84.
START, END = (0.0, 36.530042355041), (5.762344694676510456, -48.164270779097768864)
AZIMUTH_DEG, LENGTH_M = 176.125875162171, 9398502.0434687


def test_a_leg_is_the_published_geodesic():
    found = leg(START, END)
    assert found.length_m == pytest.approx(LENGTH_M, abs=1e-3)
    assert found.azimuth_deg == pytest.approx(AZIMUTH_DEG, abs=1e-9)


def test_a_long_way_is_drawn_in_steps_that_add_up():
    line = way((80.0, 31.0), (97.0, 30.0))
    steps = step_lengths_m(np.asarray(line))
    assert steps.max() <= STEP_M
    assert steps.sum() == pytest.approx(leg((80.0, 31.0), (97.0, 30.0)).length_m, rel=1e-5)
    assert line[:, 1].max() > 31.0  # the shortest way bends north of both ends


def measured(*points):
    found = Measured()
    for point in points:
        found = found.with_point(point)
    return found


def test_points_are_added_and_taken_back():
    two = measured(Point(91.0, 30.0), Point(92.0, 30.0))
    assert len(two.legs()) == 1
    assert two.with_point(Point(92.0, 30.0)) is two
    assert two.without_last().legs() == ()
    assert Measured().without_last() == Measured()


def said(found, lang="zh"):
    return [render(line, lang) for line in words(found, LHASA)]


def test_words_say_total_direction_and_the_way_along_the_river():
    ends = measured(
        Point(91.0, 30.0, "lhasa", 430_000.0),
        Point(91.2, 30.1),
        Point(91.3, 30.0, "lhasa", 463_100.0),
    )
    lines = said(ends)
    total = sum(one.length_m for one in ends.legs())
    assert lines[0] == f"共 {total / 1000:.2f} km"
    assert "2 段" in lines[1]
    assert lines[2] == "沿拉萨河：33.10 km（里程 430.0 至 463.1 km）"


@pytest.mark.parametrize("river", [None, "niyang"])
def test_ends_on_different_rivers_have_no_way_along_one(river):
    ends = measured(Point(91.0, 30.0, "lhasa", 1000.0), Point(91.3, 30.0, river, 2000.0))
    assert ends.along_m() is None
    assert len(said(ends)) == 2


def test_a_single_point_says_nothing():
    assert said(measured(Point(91.0, 30.0, "lhasa", 1000.0))) == []
