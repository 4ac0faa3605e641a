"""The bands of the open accidents against Jobson's own envelope, by Winkler's interval score."""

import sys

import numpy as np

from emerg.response.hindcast import _course, _points
from emerg.response.scoring import hindcast
from emerg.transport.course import way
from emerg.transport.growth import Steps
from emerg.transport.velocity import LEADING_EDGE, jobson_m_s
from emerg.units import HOUR_S
from emerg.usecases.case_file import case_files, read_case
from tests.conftest import ROOT


def winkler(low_h, high_h, seen_h):
    """Width in ln time, and 20 times every miss of the hours it was seen in (alpha 0.1)."""
    low, high, first, last = np.log([low_h, high_h, *seen_h])
    return high - low + 20 * (max(low - last, 0.0) + max(first - high, 0.0))


def envelope_h(case):
    """From 0.89 Tp at the highest probable velocity and most flow to 0.89 Tp at the least flow."""
    river, points = way(_course(case)), _points(case)
    low, high = np.array([stretch.discharge_m3_s for stretch in case.stretches]).T
    ends = []
    for discharge, which in ((high, 1), (low, 0)):
        steep = jobson_m_s(discharge, river.mean_m3_s, river.area_m2, river.slope)[which]
        plain = jobson_m_s(discharge, river.mean_m3_s, river.area_m2)[which]
        velocity = np.where(np.isnan(river.slope), plain, steep)
        began_h = case.head.peak_h or 0.0 if case.head.observed else 0.0
        time_s = Steps.of(river.length_m / velocity).reached(points)
        ends.append(LEADING_EDGE * time_s / HOUR_S + began_h)
    return np.stack(ends)


def test_our_bands_score_better_than_the_envelope_of_jobson():
    ours, theirs = [], []
    for path in case_files([ROOT / "tests" / "cases"]):
        case = read_case(path)
        if "example" in case.title:
            continue
        for column, one in enumerate(hindcast(case, 0).predicted):
            assert one.seen.event == "front"
            early, _likely, late = one.predicted_h
            ours.append(winkler(early, late, one.seen.observed_h))
            theirs.append(winkler(*envelope_h(case)[:, column], one.seen.observed_h))
    told = f"interval score of {len(ours)} fronts {np.mean(ours):.2f}, Jobson {np.mean(theirs):.2f}"
    sys.stdout.write(f"\n{told}\n")
    assert np.isfinite(theirs).all()
    assert np.mean(ours) < np.mean(theirs)
