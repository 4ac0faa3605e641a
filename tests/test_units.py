"""Rounding favours the public, and the Beijing clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emerg.units import (
    BEIJING,
    HOUR_S,
    beijing,
    clock_after,
    clock_before,
    earlier,
    early_h,
    iso,
    late_h,
    later,
    significant,
    step_s,
)

DAY_S = 24 * HOUR_S
SINCE_S = st.floats(min_value=0.0, max_value=90 * DAY_S)
MOMENT = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
# The size of one float step in a moment's seconds; far below what anyone reads.
TICK_S = 1e-6


@pytest.mark.parametrize(
    ("hours", "step_min"),
    [(0.0, 5), (5.999, 5), (6.0, 15), (23.999, 15), (24.0, 60), (1000.0, 60), (-7.0, 15)],
)
def test_step_grows_with_the_distance_from_the_release(hours, step_min):
    assert step_s(hours * HOUR_S) == step_min * 60


@pytest.mark.parametrize(
    ("hours", "down", "up"),
    [(0.0, 0.0, 0.0), (3.01, 3.0, 3 + 5 / 60), (7.3, 7.25, 7.5), (30.5, 30.0, 31.0)],
)
def test_cautious_sides_by_hand(hours, down, up):
    assert earlier(hours * HOUR_S) == pytest.approx(down * HOUR_S)
    assert later(hours * HOUR_S) == pytest.approx(up * HOUR_S)


@given(since_s=SINCE_S)
def test_earlier_is_never_later_and_later_never_sooner(since_s):
    step = step_s(since_s)
    assert since_s - step < earlier(since_s) + TICK_S
    assert earlier(since_s) <= since_s <= later(since_s) + TICK_S
    assert later(since_s) < since_s + step + TICK_S


@given(since_s=SINCE_S)
def test_rounding_twice_changes_nothing(since_s):
    assert earlier(earlier(since_s)) == earlier(since_s)
    assert later(later(since_s)) == later(since_s)


@given(times=st.tuples(SINCE_S, SINCE_S).map(sorted))
def test_rounding_keeps_the_order_down_the_river(times):
    sooner, after = times
    assert earlier(sooner) <= earlier(after)
    assert later(sooner) <= later(after)


@given(moment=MOMENT, since_s=SINCE_S)
def test_clock_is_on_the_cautious_side_by_less_than_a_step(moment, since_s):
    tick, step = timedelta(seconds=TICK_S), timedelta(seconds=step_s(since_s))
    before, after = clock_before(moment, since_s), clock_after(moment, since_s)
    assert before <= moment + tick
    assert moment - before < step + tick
    assert moment <= after + tick
    assert after - moment < step + tick


@given(moment=MOMENT, since_s=SINCE_S)
def test_clock_shows_round_beijing_times(moment, since_s):
    for shown in (clock_before(moment, since_s), clock_after(moment, since_s)):
        assert shown.utcoffset() == timedelta(hours=8)
        assert (shown.minute * 60 + shown.second) % step_s(since_s) == 0
        assert shown.microsecond == 0


@pytest.mark.parametrize(
    ("moment", "hours", "before", "after"),
    [
        # 23:58 in Beijing: rounding up crosses midnight
        (datetime(2026, 11, 24, 15, 58, tzinfo=UTC), 1, "11-24 23:55", "11-25 00:00"),
        # 30 November 23:50: up into the next month
        (datetime(2026, 11, 30, 15, 50, tzinfo=UTC), 10, "11-30 23:45", "12-01 00:00"),
        # 31 December 23:10, an hourly step: up into the next year
        (datetime(2026, 12, 31, 15, 10, tzinfo=UTC), 48, "12-31 23:00", "01-01 00:00"),
        # the end of February in a leap year
        (datetime(2028, 2, 28, 15, 59, tzinfo=UTC), 1, "02-28 23:55", "02-29 00:00"),
        # on the step: it stays
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), 48, "11-25 00:00", "11-25 00:00"),
    ],
)
def test_clock_crosses_midnight_month_and_year(moment, hours, before, after):
    assert beijing(clock_before(moment, hours * HOUR_S)) == before
    assert beijing(clock_after(moment, hours * HOUR_S)) == after


def test_any_zone_is_shown_as_beijing_with_its_offset():
    lhasa_midnight = datetime(2026, 3, 1, 0, 30, tzinfo=BEIJING)
    same = lhasa_midnight.astimezone(UTC)
    assert iso(same) == iso(lhasa_midnight) == "2026-03-01T00:30+08:00"
    assert beijing(same, year=True) == "2026-03-01 00:30"


@given(moment=MOMENT)
def test_iso_reads_back_to_the_minute(moment):
    assert datetime.fromisoformat(iso(moment)) == moment.replace(second=0, microsecond=0)


@example(since_s=7500.0)  # 2.0833… h, times 3,600, is a hair more than 7,500 s
@given(since_s=SINCE_S)
def test_hours_as_text_lie_on_the_cautious_side_by_less_than_a_tenth_more(since_s):
    hours = since_s / HOUR_S
    early, late = float(early_h(hours)), float(late_h(hours))
    assert earlier(since_s) / HOUR_S - 0.1 < early <= hours + TICK_S
    assert hours - TICK_S <= late < later(since_s) / HOUR_S + 0.1


@pytest.mark.parametrize(
    ("hours", "early", "late"),
    [(0.02, "0", "0.1"), (4.42, "4.4", "4.5"), (8.25, "8.2", "8.3"), (23.99, "23.7", "24")],
)
def test_hours_as_text_by_hand(hours, early, late):
    assert (early_h(hours), late_h(hours)) == (early, late)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.05, "0.050"),
        (0.049999, "0.050"),
        (9.96, "10"),
        (99.6, "100"),
        (12345.0, "12000"),
        (-0.0123, "-0.012"),
        (0.00012, "0.00012"),
        (float("inf"), "inf"),
    ],
)
def test_significant_figures_by_hand(value, text):
    assert significant(value) == text


@given(value=st.floats(min_value=1e-9, max_value=1e9))
def test_significant_is_within_half_a_unit_of_the_second_figure(value):
    assert float(significant(value)) == pytest.approx(value, rel=0.0501)
