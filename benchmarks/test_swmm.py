"""A thousand members of ours against a thousand runs of EPA SWMM: time, and which is nearer.

The same river for both: 80 conduits of 4 km, 90 m³/s, a slug of one hour at the head. SWMM mixes
each conduit fully, so what it spreads is half a conduit's length times the velocity, whatever the
river does; here the river is given just that spread. It also holds the water back one step in each
conduit. So it is timed with the long steps it is fast with, and compared with the exact solution
(adepy's) at the short ones it is right with: its best case both times. One run is timed and counted
a thousand times. Skips, saying so, without pyswmm.
"""

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pytest
from adepy.uniform import seminf1

from emerg.network.flow import Gauge, Known, Season, flows
from emerg.network.river import Course
from emerg.transport.cloud import cloud
from emerg.transport.course import way
from emerg.transport.draws import draw
from emerg.transport.ensemble import passage
from emerg.transport.forecast import Release, Watch, forecast
from emerg.transport.growth import Points
from emerg.transport.rates import Rates
from emerg.transport.steady import Steady
from tests.rivers_by_hand import chain

pyswmm = pytest.importorskip("pyswmm", reason="needs pyswmm: pip install emerg[bench]")

CONDUITS, LENGTH_M = 80, 4_000.0
FLOW_M3_S, SLOPE, ROUGHNESS, WIDTH_M = 90.0, 0.001, 0.035, 60.0
RELEASE_S, DAYS = 3600.0, 14
QUICK_STEP_S, FINE_STEP_S = 300, 15
BEGINS = datetime(2026, 1, 1)  # noqa: DTZ001 - SWMM knows no zones
MEMBERS = 1000


def model(step_s):
    """The river as SWMM's input file."""
    end = BEGINS + timedelta(days=DAYS)
    drop = LENGTH_M * SLOPE
    nodes = range(CONDUITS)
    junctions = "\n".join(f"J{n} {(CONDUITS - n) * drop + 100:.3f} 9 0 0 0" for n in nodes)
    conduits = "\n".join(
        f"C{n} J{n} {f'J{n + 1}' if n + 1 < CONDUITS else 'OUT'} {LENGTH_M} {ROUGHNESS} "
        f"0 0 {FLOW_M3_S} 0"
        for n in nodes
    )
    sections = "\n".join(f"C{n} RECT_OPEN 9 {WIDTH_M} 0 0 1" for n in nodes)
    minutes = int(RELEASE_S // 60)
    return f"""[OPTIONS]
FLOW_UNITS CMS
FLOW_ROUTING KINWAVE
START_DATE {BEGINS:%m/%d/%Y}
START_TIME 00:00:00
REPORT_START_DATE {BEGINS:%m/%d/%Y}
REPORT_START_TIME 00:00:00
END_DATE {end:%m/%d/%Y}
END_TIME 00:00:00
REPORT_STEP 00:30:00
ROUTING_STEP {step_s}
[JUNCTIONS]
{junctions}
[OUTFALLS]
OUT 100 FREE NO
[CONDUITS]
{conduits}
[XSECTIONS]
{sections}
[POLLUTANTS]
DYE MG/L 0 0 0 0 NO * 0 0 0
[INFLOWS]
J0 FLOW "" FLOW 1 1 {FLOW_M3_S}
J0 DYE DOSE CONCEN 1 1 0
[TIMESERIES]
DOSE 0:00 100
DOSE {minutes // 60}:{minutes % 60:02d} 100
DOSE {minutes // 60}:{minutes % 60 + 1:02d} 0
DOSE {24 * DAYS}:00 0
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What SWMM shows in its last conduit: share of the mass per second at each time [s]."""

    velocity_m_s: float
    time_s: np.ndarray
    share_per_s: np.ndarray


@contextmanager
def silent():
    """SWMM tells every hour on the standard output of the process, beside Python's own."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@pytest.fixture
def written(tmp_path):
    """Writes the model for a step [s] and gives its path."""

    def write(step_s):
        path = tmp_path / "river.inp"
        path.write_text(model(step_s), encoding="ascii")
        return path

    return write


def watched(path):
    """A run, stopped at every step to look at its last conduit."""
    times, dye = [], []
    with silent(), pyswmm.Simulation(str(path)) as run:
        last = pyswmm.Links(run)[f"C{CONDUITS - 1}"]
        for _ in run:
            times.append((run.current_time - BEGINS).total_seconds())
            dye.append(last.pollut_quality["DYE"])
        velocity = last.flow / (last.depth * WIDTH_M)
    time_s, share = np.array(times), np.array(dye)
    return Seen(velocity, time_s, share / np.trapezoid(share, time_s))


def timed(path):
    """Seconds of a run that is only run."""
    start = time.perf_counter()
    with silent(), pyswmm.Simulation(str(path)) as run:
        run.execute()
    return time.perf_counter() - start


def answer():
    """A thousand members, every conduit's foot watched: what the command line answers with."""
    course = Course(0.0, tuple(chain(CONDUITS, length_m=LENGTH_M)), (1.0,) * CONDUITS)
    draws = draw(CONDUITS, 1, members=MEMBERS)
    known = Known(gauges=(Gauge(0, 0.0, FLOW_M3_S, FLOW_M3_S),))
    stream = flows(course, known, {"main": Season(0.4, 0.9, 2.0)}, draws.season, draws.reading)
    points = Points(np.arange(CONDUITS), np.ones(CONDUITS))
    carried = passage(way(course), stream, points, draws)
    watch = Watch(np.ones(CONDUITS), np.full(CONDUITS, 0.05), np.full(CONDUITS, np.nan))
    return forecast(carried, draws, Release((1000.0, 1000.0), Rates.steady(RELEASE_S)), watch)


def test_a_thousand_members_against_a_thousand_runs(benchmark, written):
    path = written(QUICK_STEP_S)
    one = min(timed(path) for _ in range(5))
    found = benchmark(answer)
    assert found.front_s.shape == (3, CONDUITS)
    ours = benchmark.stats.stats.min
    print(
        f"\nSWMM {one:.3f} s a run ({CONDUITS} conduits, {DAYS} days, steps of {QUICK_STEP_S} s), "
        f"{MEMBERS * one:.0f} s for {MEMBERS}; ours {ours * 1000:.0f} ms: "
        f"{MEMBERS * one / ours:.0f} times faster (wanted: 500)"
    )
    assert MEMBERS * one / ours >= 500


def exact(time_s, velocity, spread):
    """Share of the mass per second at the last foot, by adepy's continuous solution."""

    def begun(since):
        later = np.maximum(since, 1.0)
        x = CONDUITS * LENGTH_M
        return np.where(since > 0, seminf1(1.0, x, later, velocity, spread / velocity), 0.0)

    return (begun(time_s) - begun(time_s - RELEASE_S)) / RELEASE_S


def compared(curve, known, times):
    """Words on how far `curve` is from the `known` one, and the share of the mass elsewhere."""
    elsewhere = np.trapezoid(np.abs(curve - known), times) / 2
    front, peak = (
        times[np.argmax(curve > level * curve.max())]
        / times[np.argmax(known > level * known.max())]
        for level in (0.01, 1 - 1e-12)
    )
    words = (
        f"peak {curve.max() / known.max() - 1:+.2%}, its time {peak - 1:+.2%}, "
        f"front {front - 1:+.2%}, {elsewhere:.3%} of the mass elsewhere"
    )
    return words, elsewhere


def test_which_is_nearer_to_the_exact_solution(benchmark, written):
    swmm = watched(written(FINE_STEP_S))
    velocity, times = swmm.velocity_m_s, swmm.time_s
    spread = velocity * LENGTH_M / 2
    length = CONDUITS * LENGTH_M
    travel, share = length / velocity, 2 * spread / (velocity * length)
    c = cloud(*np.array([travel, share * travel**2, 3 * share**2 * travel**3]))
    known = exact(times, velocity, spread)
    found = benchmark(lambda: Steady(c, np.array(RELEASE_S)).at(times))
    ours, our_share = compared(found, known, times)
    theirs, their_share = compared(swmm.share_per_s, known, times)
    print(f"\nours: {ours}\nSWMM, steps of {FINE_STEP_S} s: {theirs}")
    assert our_share < their_share
