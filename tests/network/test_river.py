import numpy as np
import pytest

from emerg.errors import InputError
from emerg.network.place import flat_lines, snap
from emerg.network.river import Place, at_chainage, courses, upstream
from tests.rivers_by_hand import chain, network, reach


def test_course_runs_to_the_end_of_the_river():
    reaches = chain(4)
    (course,) = courses(network(reaches), Place(reaches[1], 0.25))
    assert [r.id for r in course.reaches] == ["r1", "r2", "r3"]
    assert course.start == 0.25
    assert course.share == (1.0, 1.0, 1.0)


def test_tributary_runs_on_into_the_main_river():
    main = chain(3)
    side = reach("s0", river="main/side")
    net = network([*main, side], [("r0", "r1", 1.0), ("r1", "r2", 1.0), ("s0", "r1", 1.0)])
    (course,) = courses(net, Place(side, 0.0))
    assert [r.id for r in course.reaches] == ["s0", "r1", "r2"]
    assert upstream(net, Place(main[1], 0.0)) == {"r0", "r1", "s0"}


def test_bifurcation_gives_one_course_per_arm_the_larger_first():
    reaches = [reach(name, km=i) for i, name in enumerate(["top", "left", "right", "low"])]
    net = network(
        reaches,
        [("top", "left", 0.3), ("top", "right", 0.7), ("left", "low", 1.0), ("right", "low", 1.0)],
    )
    found = courses(net, Place(reaches[0], 0.0))
    assert [[r.id for r in c.reaches] for c in found] == [
        ["top", "right", "low"],
        ["top", "left", "low"],
    ]
    assert [c.share[-1] for c in found] == [0.7, 0.3]


def test_km_outside_the_river_is_refused_with_its_range():
    with pytest.raises(InputError) as caught:
        at_chainage(network(chain(3)), "main", 31_000.0, where="--km")
    assert "31.0" in str(caught.value)
    assert "0.0 to 30.0" in str(caught.value)


def test_unknown_river_names_near_ones():
    with pytest.raises(InputError) as caught:
        at_chainage(network(chain(3)), "mian", 1.0, where="--river")
    assert "main" in str(caught.value)


def lines():
    """One line eastwards along 30°N, a second one 0.01° (1.1 km) north of it."""
    reaches = [*chain(1), reach("s0", river="main/side")]
    net = network(reaches, [])
    flat = flat_lines(
        {
            "r0": np.array([[91.0, 30.0], [91.05, 30.0], [91.1, 30.0]]),
            "s0": np.array([[91.0, 30.01], [91.1, 30.01]]),
        }
    )
    return net, flat


def test_snap_gives_fraction_distance_and_the_second_river():
    net, flat = lines()
    best, others = snap(net, flat, 91.025, 30.002, where="--at")
    assert best.place.reach.id == "r0"
    assert best.place.fraction == pytest.approx(0.25, abs=1e-6)
    assert best.distance_m == pytest.approx(
        0.002 * 110_852, rel=1e-3
    )  # a degree of latitude at 30°
    assert [other.place.reach.id for other in others] == ["s0"]


def test_snap_refuses_what_is_far_and_names_the_nearest():
    net, flat = lines()
    with pytest.raises(InputError) as caught:
        snap(net, flat, 91.05, 29.9, where="--at")
    assert "11.1 km" in str(caught.value)
    assert "main" in str(caught.value)
