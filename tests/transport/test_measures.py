"""What is done on the way, on a river made by hand: who gains what, and when it comes too late."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.network.flow import Gauge, Known, Season, flows
from emerg.network.river import Course
from emerg.transport.acting import passages
from emerg.transport.course import way
from emerg.transport.draws import draw
from emerg.transport.forecast import Release, Watch
from emerg.transport.growth import Points
from emerg.transport.measures import Measure, River, Store
from emerg.transport.outlook import outlook
from emerg.transport.rates import Rates
from emerg.transport.treated import Treated, Treatment
from tests.rivers_by_hand import chain

POINTS, HERE = 10, 3  # a place every 10 km; something is done at the fourth
LIMIT = 0.05
HOUR = 3600.0
SLUG = Rates.steady()


def river_of(flow_m3_s=100.0, members=300):
    course = Course(0.0, tuple(chain(POINTS)), (1.0,) * POINTS)
    draws = draw(POINTS, 1, members=members)
    known = Known(gauges=(Gauge(0, 0.0, flow_m3_s, flow_m3_s),))
    stream = flows(course, known, {"main": Season(0.4, 0.9, 2.0)}, draws.season, draws.reading)
    points = Points(np.arange(POINTS), np.ones(POINTS))
    return River(way(course), stream, points, 10_000.0 * (np.arange(POINTS) + 1), draws)


RIVER = river_of()


def told(*things, river=RIVER, rates=SLUG):
    stores = [thing for thing in things if isinstance(thing, Store)]
    measures = [thing for thing in things if isinstance(thing, Measure)]
    watch = Watch(np.ones(POINTS), np.full(POINTS, LIMIT), np.full(POINTS, np.nan))
    ways = passages(river, stores, measures, rates)
    return outlook(ways, river.draws, Release((1000.0, 1000.0), rates), watch)


PLAIN = told()
ABOVE, BELOW = slice(0, HERE + 1), slice(HERE + 1, None)


@pytest.mark.parametrize(
    "thing",
    [
        Measure("hold", HERE, hold_s=5 * HOUR),
        Measure("remove", HERE, share=0.5),
        Measure("divert", HERE, share=0.5),
        Measure("outflow", HERE, outflow_m3_s=(300.0, 300.0)),
        Store(HERE, (1e7, 2e7)),
    ],
)
def test_nothing_changes_above_it(thing):
    after = told(thing)
    for name in ("front_s", "peak_s", "peak_mg_l", "first_above_s", "last_above_s"):
        assert getattr(after, name)[..., ABOVE] == pytest.approx(
            getattr(PLAIN, name)[..., ABOVE], rel=1e-6, nan_ok=True
        )


@given(hours=st.floats(0.5, 100.0))
@settings(max_examples=10)
def test_a_hold_delays_everything_below_by_its_hours(hours):
    after = told(Measure("hold", HERE, hold_s=hours * HOUR))
    for name in ("front_s", "peak_s", "first_above_s", "fastest_s"):
        late = getattr(after, name)[..., BELOW] - getattr(PLAIN, name)[..., BELOW]
        assert late == pytest.approx(hours * HOUR, rel=1e-6)
    assert after.peak_mg_l == pytest.approx(PLAIN.peak_mg_l, rel=1e-9)


def test_gates_that_have_opened_again_hold_nothing():
    """Clean water filled the space long before: its hours and its space run from its beginning."""
    early = {"begins_s": -86_400.0, "as_comes": False}
    for gone in (
        Measure("hold", HERE, hold_s=3 * HOUR, **early),
        Measure("hold", HERE, space_m3=1e6, **early),
    ):
        after = told(gone)
        for name in ("front_s", "fastest_s", "first_above_s", "last_above_s"):
            assert getattr(after, name) == pytest.approx(getattr(PLAIN, name), rel=1e-6)


def test_gates_shut_at_an_hour_open_at_an_hour():
    """Shut an hour before the earliest front, for three: what comes waits for the rest."""
    shut = float(PLAIN.fastest_s[HERE]) - HOUR
    after = told(Measure("hold", HERE, begins_s=shut, as_comes=False, hold_s=3 * HOUR))
    assert after.fastest_s[BELOW] - PLAIN.fastest_s[BELOW] == pytest.approx(2 * HOUR)
    late = after.front_s[0, BELOW] - PLAIN.front_s[0, BELOW]
    assert (late <= 2 * HOUR + 1).all()
    assert (late > 0).all()


def test_a_hold_lasts_no_longer_than_its_space():
    """360,000 m³ at 100 m³/s are full after an hour, sooner at more."""
    after = told(Measure("hold", HERE, hold_s=5 * HOUR, space_m3=360_000.0))
    late = (after.front_s - PLAIN.front_s)[:, BELOW]
    assert (late > 0.7 * HOUR).all()
    assert (late < 1.4 * HOUR).all()
    # The earliest is that of the members with the most water.
    assert (late[0] <= late[1] + 60).all()


@given(share=st.floats(0.0, 0.99))
@settings(max_examples=10)
def test_what_is_removed_is_missing_below_and_the_hours_stay(share):
    after = told(Measure("remove", HERE, share=share))
    assert after.front_s == pytest.approx(PLAIN.front_s)
    wanted = (1 - share) * PLAIN.peak_mg_l[:, BELOW]
    assert after.peak_mg_l[:, BELOW] == pytest.approx(wanted, rel=1e-9)
    assert (after.exceed_probability <= PLAIN.exceed_probability).all()
    both = ~np.isnan(after.first_above_s)
    assert (after.first_above_s[both] >= PLAIN.first_above_s[both] * (1 - 1e-6)).all()
    assert (after.last_above_s[both] <= PLAIN.last_above_s[both] * (1 + 1e-6)).all()


def test_what_is_led_aside_leaves_a_slower_river_of_the_same_strength():
    after = told(Measure("divert", HERE, share=0.5))
    assert (after.front_s[:, BELOW] > PLAIN.front_s[:, BELOW]).all()
    # Half the mass in half the water: a metre below it is just as strong as before.
    river = replace(
        RIVER, points=Points(RIVER.points.index, np.where(np.arange(POINTS) == HERE + 1, 1e-4, 1.0))
    )
    before, just_below = told(river=river), told(Measure("divert", HERE, share=0.5), river=river)
    assert just_below.peak_mg_l[:, HERE + 1] == pytest.approx(
        before.peak_mg_l[:, HERE + 1], rel=0.01
    )
    assert just_below.discharge_m3_s[HERE + 1] == pytest.approx(before.discharge_m3_s[HERE + 1] / 2)
    assert just_below.front_s[:, HERE + 1] == pytest.approx(before.front_s[:, HERE + 1], rel=1e-3)


def test_an_outflow_takes_the_place_of_the_flow_however_often_it_is_said():
    once, twice = (told(*[Measure("outflow", HERE, outflow_m3_s=(50.0, 50.0))] * n) for n in (1, 2))
    assert once.discharge_m3_s[HERE + 1] == pytest.approx(50.0, rel=0.05)
    for name in ("front_s", "peak_mg_l", "discharge_m3_s"):
        assert getattr(twice, name) == pytest.approx(getattr(once, name), rel=1e-6)


def test_shares_led_aside_one_after_the_other_multiply():
    twice = told(*[Measure("divert", HERE, share=0.5)] * 2)
    assert twice.discharge_m3_s[HERE + 1] == pytest.approx(PLAIN.discharge_m3_s[HERE + 1] / 4)


def test_what_a_dam_holds_back_is_no_stronger_below_than_above():
    less = told(Measure("outflow", HERE, outflow_m3_s=(10.0, 10.0)))
    assert (less.peak_mg_l[:, HERE + 1] <= PLAIN.peak_mg_l[:, HERE] * 1.02).all()


def test_a_store_is_left_as_slowly_as_its_dam_lets_out():
    store = Store(HERE, (2e7, 2e7))
    usual = told(store)
    shut = told(Measure("outflow", HERE, outflow_m3_s=(10.0, 10.0)), store)
    assert (shut.front_s[1, BELOW] > 5 * usual.front_s[1, BELOW]).all()
    last = shut.last_above_s[BELOW]
    assert (last[np.isfinite(last)] > 3 * 2e7 / 12.0).all()


def test_more_outflow_thins_and_speeds_and_less_slows():
    more = told(Measure("outflow", HERE, outflow_m3_s=(400.0, 400.0)))
    less = told(Measure("outflow", HERE, outflow_m3_s=(25.0, 25.0)))
    assert (more.front_s[:, BELOW] < PLAIN.front_s[:, BELOW]).all()
    assert (less.front_s[:, BELOW] > PLAIN.front_s[:, BELOW]).all()
    assert (more.peak_mg_l[1:, BELOW] < PLAIN.peak_mg_l[1:, BELOW]).all()


@pytest.mark.parametrize("kind", ["hold", "remove", "divert"])
def test_a_measure_that_comes_after_the_cloud_changes_nothing(kind):
    late = Measure(kind, HERE, begins_s=1e9, as_comes=False, hold_s=HOUR, share=0.5)
    after = told(late)
    for name in ("front_s", "peak_s", "peak_mg_l", "first_above_s", "last_above_s"):
        assert getattr(after, name) == pytest.approx(getattr(PLAIN, name), rel=1e-6, nan_ok=True)


def test_a_measure_between_front_and_peak_helps_the_peak_and_not_the_front():
    middle = float(PLAIN.front_s[2, HERE] + PLAIN.peak_s[0, HERE]) / 2
    assert PLAIN.front_s[0, HERE] < middle
    after = told(Measure("remove", HERE, begins_s=middle, share=0.9))
    assert after.first_above_s[BELOW] == pytest.approx(PLAIN.first_above_s[BELOW], rel=1e-6)
    assert (after.peak_mg_l[0, BELOW] < PLAIN.peak_mg_l[0, BELOW]).all()


@given(share=st.floats(0.1, 1.0), later=st.floats(0.0, 1.0))
@settings(max_examples=15)
def test_a_removal_never_lets_a_place_reopen_before_what_passed_untreated(share, later):
    """Begun at any moment of the passage: no sooner than the water of that moment gets there."""
    column = HERE
    begins = float(PLAIN.front_s[0, column] * (1 - later) + PLAIN.last_above_s[column] * later)
    after = told(Measure("remove", column, begins_s=begins, share=share))
    both = BELOW, np.isfinite(after.last_above_s[BELOW])
    last, plain = after.last_above_s[both[0]][both[1]], PLAIN.last_above_s[both[0]][both[1]]
    travel = (PLAIN.peak_s[0, BELOW] - PLAIN.peak_s[0, column])[both[1]]
    assert (last >= np.minimum(plain, begins + 0.7 * travel) * (1 - 1e-6)).all()
    assert (last <= plain * (1 + 1e-6)).all()


def test_what_passed_before_a_removal_still_counts_for_the_peak():
    """Two spurts twelve hours apart; the removal begins between them."""
    rates = Rates.stepped([(0.0, HOUR, 1.0), (12 * HOUR, 13 * HOUR, 1.2)])
    plain = told(rates=rates)
    between = float(plain.front_s[1, HERE]) + 6 * HOUR
    after = told(Measure("remove", HERE, begins_s=between, share=0.99), rates=rates)
    first_spurt = plain.peak_mg_l[1, BELOW] / 1.2
    assert after.peak_mg_l[1, BELOW] == pytest.approx(first_spurt, rel=0.15)
    for row in np.flatnonzero(after.exceed_probability > 0.95):
        assert after.peak_mg_l[2, row] > LIMIT


def test_rising_water_brings_the_front_sooner_even_if_the_front_has_passed():
    """A wave outruns the water; less water counts only in time. Both err on the early side."""
    after_front = float(PLAIN.front_s[2, HERE]) + 60
    more = told(Measure("outflow", HERE, begins_s=after_front, outflow_m3_s=(400.0, 400.0)))
    less = told(Measure("outflow", HERE, begins_s=1e9, outflow_m3_s=(25.0, 25.0)))
    assert (more.front_s[0, BELOW] < PLAIN.front_s[0, BELOW]).all()
    assert less.front_s[0] == pytest.approx(PLAIN.front_s[0], rel=1e-6)


def test_where_the_tail_is_spared_reopening_waits_for_the_last_of_the_rest(monkeypatch):
    """The tail below its limit, front and peak above it until hour 9: not from their first on."""
    ways = passages(RIVER, [], [Measure("hold", HERE, begins_s=1.0, hold_s=HOUR)], SLUG)
    nothing = np.full(POINTS, np.nan)
    above = replace(
        PLAIN, first_above_s=np.full(POINTS, HOUR), last_above_s=np.full(POINTS, 9 * HOUR)
    )
    below = replace(PLAIN, first_above_s=nothing, last_above_s=nothing)
    monkeypatch.setattr(
        "emerg.transport.outlook.forecast", lambda p, *_: below if p is ways.tail else above
    )
    found = outlook(ways, RIVER.draws, Release((1.0, 1.0), SLUG), None)
    assert found.first_above_s == pytest.approx(HOUR)
    assert (found.last_above_s >= 9 * HOUR).all()


def test_a_store_makes_likely_and_latest_later_and_leaves_the_earliest():
    """2 to 4 ×10⁷ m³ at 100 m³/s: 2.3 to 4.6 days."""
    after = told(Store(HERE, (2e7, 4e7)))
    assert after.front_s[0] == pytest.approx(PLAIN.front_s[0])
    assert after.first_above_s == pytest.approx(PLAIN.first_above_s, nan_ok=True)
    assert (after.front_s[1:, BELOW] > PLAIN.front_s[1:, BELOW]).all()
    assert (after.peak_mg_l[1, BELOW] < PLAIN.peak_mg_l[1, BELOW]).all()
    # Not thinned where an underflow would carry it through, and no limit is passed less often.
    assert (after.peak_mg_l[2] >= PLAIN.peak_mg_l[2] * (1 - 1e-9)).all()
    assert (after.exceed_probability >= PLAIN.exceed_probability).all()


def test_the_last_above_the_limit_comes_three_stays_after_the_front():
    volume = 4e7
    after = told(Store(HERE, (volume, volume)))
    stay = volume / np.quantile(RIVER.untouched.discharge_m3_s[:, HERE], 0.05)
    last, front = after.last_above_s[BELOW], after.front_s[0, BELOW]
    assert np.isfinite(last).all()
    assert (last - front >= 3 * stay).all()


def test_a_store_of_nothing_is_no_store():
    after = told(Store(HERE, (0.0, 0.0)))
    for name in ("front_s", "peak_s", "peak_mg_l", "first_above_s"):
        assert getattr(after, name) == pytest.approx(getattr(PLAIN, name), rel=1e-6, nan_ok=True)


def test_measures_add_up_in_their_order_down_the_river():
    both = told(
        Measure("remove", 5, share=0.5), Measure("hold", 1, hold_s=2 * HOUR), Store(7, (1e6, 1e6))
    )
    assert (both.front_s - PLAIN.front_s)[0, 2:] == pytest.approx(2 * HOUR)
    assert both.peak_mg_l[1, 6] == pytest.approx(PLAIN.peak_mg_l[1, 6] / 2)
    assert both.front_s[1, 9] > PLAIN.front_s[1, 9] + 2 * HOUR


SPURTS = Rates.stepped([(0.0, HOUR, 1.0), (9 * HOUR, 30 * HOUR, 1.2)])


@pytest.mark.parametrize("share", [0.3, 0.99])
@pytest.mark.parametrize("rates", [SLUG, SPURTS])
def test_what_is_in_time_for_all_members_is_reckoned_the_quick_way_and_comes_out_alike(
    monkeypatch, share, rates
):
    measure = Measure("remove", HERE, share=share)
    quick = told(measure, rates=rates)
    monkeypatch.setattr(Treatment, "of", lambda self, base: Treated(base, self))
    thorough = told(measure, rates=rates)
    for spec in fields(quick):
        one, other = getattr(quick, spec.name), getattr(thorough, spec.name)
        assert one == pytest.approx(other, rel=1e-6, nan_ok=True), spec.name


def test_where_all_is_taken_out_in_time_nobody_is_told_of_any():
    after = told(Measure("remove", HERE, share=1.0))
    assert (after.exceed_probability[BELOW] == 0).all()
    assert (after.peak_mg_l[:, BELOW] == 0).all()
