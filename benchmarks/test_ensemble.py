"""A thousand members at five hundred points: what carrying them and reading them off costs.

Printed in milliseconds and as a ratio to sorting one array of that size once, which says how fast
the machine is; nothing is asserted in seconds. Wanted on a quiet machine: 100 ms.
"""

import time

import numpy as np
import pytest

from emerg.network.flow import Known, Season, flows
from emerg.network.river import Course
from emerg.transport.course import way
from emerg.transport.draws import draw
from emerg.transport.ensemble import passage
from emerg.transport.forecast import Release, Watch, forecast
from emerg.transport.growth import Points
from emerg.transport.rates import Rates
from tests.rivers_by_hand import chain

MEMBERS, POINTS = 1000, 500
MASS = (1000.0, 1000.0)


@pytest.fixture(scope="module")
def river():
    """Way, flows, points and draws of 2,000 km in five hundred reaches."""
    course = Course(0.0, tuple(chain(POINTS, length_m=4_000.0)), (1.0,) * POINTS)
    draws = draw(POINTS, 1, members=MEMBERS)
    season = {"main": Season(0.4, 0.9, 2.0)}
    stream = flows(course, Known(), season, draws.season, draws.reading)
    return way(course), stream, Points(np.arange(POINTS), np.ones(POINTS)), draws


@pytest.fixture(scope="module")
def sorting():
    """Seconds to sort one array of the size of the ensemble."""
    array = np.random.default_rng(1).random((MEMBERS, POINTS))

    def once():
        start = time.perf_counter()
        np.sort(array, axis=0)
        return time.perf_counter() - start

    return min(once() for _ in range(9))


def told(what, benchmark, sorting):
    took = benchmark.stats.stats.min
    print(f"\n{what}: {took * 1000:.0f} ms, {took / sorting:.1f} times one sort")


def test_passage(benchmark, river, sorting):
    carried = benchmark(passage, *river)
    assert carried.cloud.mean.shape == (MEMBERS, POINTS)
    told("1,000 members carried to 500 points", benchmark, sorting)


@pytest.mark.parametrize(
    ("what", "mass", "duration_s"),
    [("times alone", None, 0.0), ("a slug", MASS, 0.0), ("two hours", MASS, 7200.0)],
)
def test_passage_and_forecast(benchmark, river, sorting, what, mass, duration_s):
    watch = Watch(np.ones(POINTS), np.full(POINTS, 0.05), np.full(POINTS, np.nan))

    def answer():
        return forecast(passage(*river), river[3], Release(mass, Rates.steady(duration_s)), watch)

    found = benchmark(answer)
    assert found.front_s.shape == (3, POINTS)
    told(f"carried and read off, {what}", benchmark, sorting)
