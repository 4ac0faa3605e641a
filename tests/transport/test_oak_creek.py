"""Salt slugs in a small creek (Oak Creek 2023): measured curves carried from station to station.

Every slug was measured twice: close below where it was let in, and one reach further down. So for
each of five reaches there is a measured curve at its head and one at its foot; no slug was followed
through two reaches.

*Fitted*: the three times of a reach's cloud (front at 1 % of the peak, peak, tail at 10 %), so that
the curve of its head carried through it has the three times measured at its foot. *Predicted*, and
never looked at in the fit: how high the curve at the foot is; what several reaches in a row make of
a slug, by adding cumulants; the mass, with the flow gauged at that station by another slug.

Measured, with what was wanted:

* Height at the foot of each reach, from times alone: within 3.6 % on all five (10 %). The mass of
  the carried curve is kept to 1e-3, which is what has not yet passed when the record ends (2 %).
* Through two to five reaches, all ten runs, cumulants added, against the measured curves of these
  reaches convolved (what a slug would have shown in a steady creek): height within 9.7 % on all ten
  (10 %), too high on nine; time of the peak within 5 %.
* Mass that passed a foot by the flow another slug gauged there: off by 1.3, 2.0, 4.9, 8.8 and
  11.3 %. So 2 % (wanted) is met at two stations of five. No routing can do better: two slugs at one
  station differ that much in flow, over hours to days, and what did not mix or return is unknown.
* A reach nobody fitted, from its peak time and the mean shape of the other four: off by 7, 7, 12,
  23 and 63 %: how long a tail is cannot be had from the neighbours. Real forecasts carry a band.
"""

import csv
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pytest
from scipy.signal import fftconvolve

from emerg.transport.cloud import cloud, passed
from emerg.transport.shape import FRONT_LEVEL, TAIL_LEVEL, shaped

STEP_S = 5.0
REACHES = range(1, 6)
# From the highest reach to the lowest: the numbers of the data run upstream.
DOWNSTREAM = tuple(reversed(REACHES))
RUNS = [DOWNSTREAM[i:j] for i in range(5) for j in range(i + 2, 6)]


@dataclass(frozen=True, slots=True)
class Slug:
    """A curve at a station, from the moment of the release every `STEP_S` seconds.

    Attributes
    ----------
    share : array
        Of the mass that passed, per second.
    flow_m3_s : float
        Mass let in over what passed: the flow, if all was recovered and mixed.
    """

    share: np.ndarray
    flow_m3_s: float


def read_slugs(folder):
    """Every measured curve, by reach and name."""
    with (folder / "oakcreek_2023_nacl_meta.csv").open(encoding="utf-8") as file:
        mass = {
            (int(row["reach"]), row["curve"]): float(row["cl_mass_injected_g"])
            for row in csv.DictReader(file)
        }
    curves = {key: [] for key in mass}
    with (folder / "oakcreek_2023_nacl_btc.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = int(row["reach"]), row["curve"]
            assert float(row["t_s_after_start"]) == STEP_S * len(curves[key])
            curves[key].append(float(row["cl_g_m3"]))
    return {key: slug(np.array(curve), mass[key]) for key, curve in curves.items()}


def slug(chloride_g_m3, mass_g):
    whole = chloride_g_m3.sum() * STEP_S
    return Slug(chloride_g_m3 / whole, mass_g / whole)


@pytest.fixture
def slugs(shared):
    return read_slugs(shared / "validation" / "tracer")


@pytest.fixture
def heads(slugs):
    return {n: slugs[n, "up_inj_up_meas"] for n in REACHES}


@pytest.fixture
def feet(slugs):
    return {n: slugs[n, "up_inj_down_meas"] for n in REACHES}


@pytest.fixture
def fits(heads, feet):
    return {n: fitted(heads[n].share, feet[n].share) for n in REACHES}


def convolved(*curves):
    """Curves in a row: what leaves the last, per second."""
    return reduce(lambda a, b: fftconvolve(a, b) * STEP_S, curves)


def of_cloud(c, steps):
    """The cloud as a curve: what passes in each step, so that no mass is lost on the grid."""
    edges = (np.arange(steps + 1) - 0.5) * STEP_S
    return np.diff(passed(c, edges)) / STEP_S


def edges_of(curve):
    """Times [s] of the peak, from the front to it, and from it to the tail."""
    i = int(curve.argmax())
    front = int(np.flatnonzero(curve >= FRONT_LEVEL * curve[i])[0])
    tail = int(np.flatnonzero(curve >= TAIL_LEVEL * curve[i])[-1])
    return np.array([i, i - front, tail - i]) * STEP_S


def fitted(head, foot):
    """Peak, lead and trail [s] of the reach's cloud, by the three times at its foot alone."""
    wanted = edges_of(foot)
    three = wanted - edges_of(head)
    best = np.inf, three
    for _ in range(60):
        miss = wanted - edges_of(convolved(head, of_cloud(shaped(*three), len(foot))))
        best = min(best, (float(np.abs(miss / wanted).max()), three), key=lambda pair: pair[0])
        three = np.maximum(three + 0.5 * miss, STEP_S)
    return best[1]


def cumulants(c):
    variance = c.mean**3 / c.shape
    return np.array([c.shift + c.mean, variance, 3 * variance**2 / c.mean])


def carried(fits, heads, run, steps):
    """The curves of the heads through one cloud: the cumulants of all reaches of `run` added."""
    whole = cloud(*sum(cumulants(shaped(*fits[n])) for n in run))
    return convolved(*(heads[n].share for n in run), of_cloud(whole, steps))


@pytest.mark.parametrize("reach", REACHES)
def test_the_height_at_the_foot_follows_from_three_times(heads, feet, fits, reach):
    found = carried(fits, heads, [reach], 2 * len(feet[reach].share))
    assert edges_of(found) == pytest.approx(edges_of(feet[reach].share), abs=STEP_S)
    assert found.max() == pytest.approx(feet[reach].share.max(), rel=0.04)
    assert found.sum() * STEP_S == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_several_reaches_in_a_row_are_one_cloud(heads, feet, fits, run):
    measured = convolved(*(feet[n].share for n in run))
    found = carried(fits, heads, run, len(measured))
    assert found.max() == pytest.approx(measured.max(), rel=0.10)
    assert found.argmax() == pytest.approx(measured.argmax(), rel=0.05)
    assert found.sum() * STEP_S == pytest.approx(1.0, abs=1e-3)


def test_mass_at_each_foot_by_the_flow_another_slug_gauged(slugs, feet):
    """Two stations within 2 %, four within 9 %, none beyond 11.4 %."""
    off = sorted(
        abs(slugs[n, "down_inj_down_meas"].flow_m3_s / feet[n].flow_m3_s - 1) for n in feet
    )
    assert off[1] < 0.02
    assert off[3] < 0.09
    assert off[4] < 0.114


def test_a_reach_that_nobody_fitted_has_a_tail_of_its_own(heads, feet, fits):
    """Time of the peak from the reach, shape from the other four: half of them within 12 %."""
    off = []
    for reach, (peak_s, *_edges) in fits.items():
        others = [np.log(three[1:] / three[0]) for n, three in fits.items() if n != reach]
        guess = {reach: np.array([peak_s, *(peak_s * np.exp(np.mean(others, axis=0)))])}
        found = carried(guess, heads, [reach], 2 * len(feet[reach].share))
        off.append(abs(found.max() / feet[reach].share.max() - 1))
    assert sorted(off)[2] < 0.13
    assert max(off) < 0.7
