"""The ensemble on rivers made by hand: the right limits, and nothing that cannot be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.network.flow import Gauge, Known, Season, flows
from emerg.network.river import Course
from emerg.transport.cloud import crossings, density
from emerg.transport.course import way
from emerg.transport.draws import draw
from emerg.transport.ensemble import Boundary, passage
from emerg.transport.forecast import Release, Watch, forecast
from emerg.transport.growth import Points
from emerg.transport.rates import Rates
from tests.rivers_by_hand import chain, reach

SEASON = {"main": Season(0.4, 0.9, 2.0)}


def course_of(reaches, start=0.0):
    return Course(start, tuple(reaches), (1.0,) * len(reaches))


def answer(course, flow_m3_s=None, mass=(1000.0, 1000.0), duration=0.0, limit=0.05, **options):
    w = way(course)
    draws = draw(len(w.reaches), 1, members=400)
    known = Known()
    if flow_m3_s is not None:
        known = Known(gauges=(Gauge(0, 0.0, flow_m3_s, flow_m3_s),))
    stream = flows(course, known, SEASON, draws.season, draws.reading)
    n = len(w.reaches)
    points = Points(np.arange(n), np.ones(n))
    carried = passage(w, stream, points, draws, **options)
    watch = Watch(np.ones(n), np.full(n, limit), np.full(n, np.nan))
    return carried, forecast(carried, draws, Release(mass, Rates.steady(duration)), watch)


def test_times_are_ordered_and_never_fall_downstream():
    for options in ({}, {"flow_m3_s": 80.0}, {"duration": 7200.0}):
        _c, found = answer(course_of(chain(12)), **options)
        for rows in (found.front_s, found.peak_s):
            assert (np.diff(rows, axis=0) >= 0).all()
            assert (np.diff(rows, axis=1) >= 0).all()
            assert (rows > 0).all()
        assert (found.front_s[0] <= found.fastest_s + 1e-9).all()


def test_more_flow_arrives_earlier():
    _c, low = answer(course_of(chain(8)), 40.0)
    _c, high = answer(course_of(chain(8)), 400.0)
    assert (high.front_s < low.front_s).all()
    assert (high.peak_s < low.peak_s).all()


def test_unknown_flow_gives_a_wider_band_than_a_typed_one():
    _c, unknown = answer(course_of(chain(8)))
    _c, typed = answer(course_of(chain(8)), 90.0)
    assert (unknown.front_s[2] / unknown.front_s[0] > typed.front_s[2] / typed.front_s[0]).all()


def test_bands_widen_with_distance():
    _c, found = answer(course_of(chain(12)), 90.0)
    assert (np.diff(found.front_s[2] - found.front_s[0]) > 0).all()


def test_mass_flux_is_conserved_at_every_point():
    """Without loss the integral of C Q over time is the mass, for every member."""
    carried, _f = answer(course_of(chain(5)), 90.0)
    c = carried.cloud
    first, last = crossings(c, density(c, c.mode) * 1e-12)
    # Even in the logarithm: the most skewed clouds trail on for a hundred times their peak's time.
    share = np.linspace(0.0, 1.0, 6001)[:, None, None]
    times = c.shift + (first - c.shift) * ((last - c.shift) / (first - c.shift)) ** share
    mass = np.trapezoid(density(c, times), times, axis=0)
    assert mass == pytest.approx(np.ones_like(mass), abs=1e-6)


def test_dilution_follows_the_flow_at_a_confluence():
    """The same cloud in twice the water is half as strong; the mass flux has no jump."""
    upper = reach("a", upper_m3_s=100.0, lower_m3_s=100.0)
    lower = reach("b", km=10, upper_m3_s=200.0, lower_m3_s=200.0, length_m=1.0)
    course = course_of([upper, lower])
    carried, _f = answer(course)
    c = carried.cloud
    peak = density(c, c.mode)
    flux = peak[:, 1] / peak[:, 0]
    assert flux == pytest.approx(np.ones_like(flux), rel=0.01)
    assert (carried.discharge_m3_s[:, 1] / carried.discharge_m3_s[:, 0] > 1.5).all()


def test_join_of_two_playbooks_leaves_no_seam():
    """Cutting a river into two playbooks changes no mean flow, no cloud and hardly the band."""
    whole = chain(6)
    cut = [*whole[:3], *(replace(r, playbook="other") for r in whole[3:])]
    season = SEASON | {"other": SEASON["main"]}
    results = []
    for reaches in (whole, cut):
        course = course_of(reaches)
        w = way(course)
        draws = draw(6, int(w.river.max()) + 1, members=4000)
        stream = flows(course, Known("mean"), season, draws.season, draws.reading)
        points = Points(np.arange(6), np.ones(6))
        carried = passage(w, stream, points, draws)
        results.append(np.quantile(carried.cloud.mode, (0.05, 0.5, 0.95), axis=0))
    assert results[1][:, :3] == pytest.approx(results[0][:, :3], rel=0.05)
    # Two rivers' doubts are drawn apart, so the band below the join may only be a little narrower.
    assert results[1][:, 3:] == pytest.approx(results[0][:, 3:], rel=0.15)


def test_splitting_a_reach_changes_nothing():
    whole = [reach("a", length_m=20_000.0)]
    halves = [reach("a"), reach("b", km=10)]
    _c, one = answer(course_of(whole), 90.0)
    _c, two = answer(course_of(halves), 90.0)
    assert two.peak_s[1, -1] == pytest.approx(one.peak_s[1, 0], rel=0.03)


def test_the_measured_edges_agree_with_jobsons_unit_peak():
    """Two readings of the same dye studies: where edges stand, and how high clouds peak."""
    carried, _f = answer(course_of(chain(40)), 90.0)
    hours = np.median(carried.cloud.mode, axis=0) / 3600
    jobson = 857e-6 * hours ** -(0.760 * 0.9**-0.079)
    ours = np.median(density(carried.cloud, carried.cloud.mode), axis=0)
    assert ours[hours > 2] == pytest.approx(jobson[hours > 2], rel=0.35)


def test_a_measured_section_is_believed():
    """Ten times the dispersion draws the cloud out about three times as far."""
    wide = [replace(r, measured_section=(120.0, 1.2, 90.0)) for r in chain(4)]
    narrow = [replace(r, measured_section=(30.0, 3.0, 90.0)) for r in chain(4)]
    spans = []
    for reaches in (wide, narrow):
        carried, _f = answer(course_of(reaches), 90.0)
        front, _last = crossings(carried.cloud, 0.01 * density(carried.cloud, carried.cloud.mode))
        spans.append(np.median((carried.cloud.mode - front) / carried.cloud.mode, axis=0))
    assert (spans[0] > 1.5 * spans[1]).all()


@given(mass=st.floats(1.0, 1e6), factor=st.floats(1.1, 50.0))
@settings(max_examples=15, deadline=None)
def test_concentration_scales_with_mass(mass, factor):
    _c, one = answer(course_of(chain(3)), 90.0, mass=(mass, mass))
    _c, more = answer(course_of(chain(3)), 90.0, mass=(mass * factor, mass * factor))
    assert more.peak_mg_l == pytest.approx(one.peak_mg_l * factor, rel=1e-9)
    _c, unknown = answer(course_of(chain(3)), 90.0, mass=None)
    assert unknown.per_tonne_mg_l == pytest.approx(one.peak_mg_l[1] * 1000 / mass, rel=0.2)


def test_mass_zero_exceeds_nothing_and_unknown_mass_gives_no_concentration():
    _c, none = answer(course_of(chain(3)), 90.0, mass=(0.0, 0.0))
    assert none.peak_mg_l == pytest.approx(0.0)
    assert none.exceed_probability == pytest.approx(0.0)
    assert np.isnan(none.first_above_s).all()
    _c, unknown = answer(course_of(chain(3)), 90.0, mass=None)
    assert np.isnan(unknown.peak_mg_l).all()
    assert (unknown.per_tonne_mg_l > 0).all()
    assert np.isfinite(unknown.front_s).all()


def test_two_clocks_enclose_every_member_above_the_limit():
    carried, found = answer(course_of(chain(6)), 90.0, limit=0.02)
    peak = density(carried.cloud, carried.cloud.mode)
    assert (found.first_above_s < found.peak_s[0]).all()
    assert (found.last_above_s > found.peak_s[2]).all()
    assert (found.exceed_probability > 0.99).all()
    assert peak.shape == carried.discharge_m3_s.shape


def test_longer_release_lowers_the_peak_and_ends_later():
    _c, slug = answer(course_of(chain(4)), 90.0, limit=1e-3)
    _c, slow = answer(course_of(chain(4)), 90.0, limit=1e-3, duration=36_000.0)
    assert (slow.peak_mg_l[1] < slug.peak_mg_l[1]).all()
    assert (slow.last_above_s > slug.last_above_s).all()


def test_high_peak_holds_the_bank_until_mixed_and_low_is_zero_there():
    _c, found = answer(course_of(chain(3, width_m=400.0, depth_m=0.8)), 90.0)
    unmixed = ~found.mixed
    assert unmixed.any()
    assert (found.peak_mg_l[0, unmixed] == 0).all()
    assert (found.bank[unmixed] >= 1).all()
    assert (found.peak_mg_l[2] >= found.peak_mg_l[1]).all()


def test_observed_cloud_at_the_head_shifts_everything():
    _c, plain = answer(course_of(chain(3)), 90.0)
    _c, later = answer(course_of(chain(3)), 90.0, head=Boundary(36_000.0, 7200.0))
    assert (later.peak_s[1] - plain.peak_s[1]) == pytest.approx(36_000.0, rel=0.05)
    assert (later.front_s[1] - plain.front_s[1] < 36_000.0).all()


def test_same_question_same_answer():
    _c, a = answer(course_of(chain(3)))
    _c, b = answer(course_of(chain(3)))
    assert (a.front_s == b.front_s).all()


def test_no_peak_is_higher_than_the_product_itself():
    course = course_of(chain(3))
    carried, plain = answer(course, flow_m3_s=5.0, mass=(1e6, 1e6))
    draws, n = draw(3, 1, members=400), 3
    watch = Watch(np.array([1.0, 0.5, 1.0]), np.full(n, 0.05), np.full(n, 2.0))
    most = float(plain.peak_mg_l[1].min()) * 0.9
    release = Release((1e6, 1e6), Rates.steady(0.0), most_mg_l=most)
    found = forecast(carried, draws, release, watch).peak_mg_l
    # Only what was released is bounded; what the river had before comes on top.
    assert (found <= most * watch.fraction + 2.0 + 1e-9).all()
    assert found[2, 0] == pytest.approx(most + 2.0)
    assert found[2, 1] == pytest.approx(most / 2 + 2.0)
    times = (plain.front_s, forecast(carried, draws, release, watch).front_s)
    assert np.array_equal(*times)
