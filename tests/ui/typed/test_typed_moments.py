"""Moments as people say them on the phone."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.ui.typed.moments import read_moment, read_reported, read_when, written, written_start
from emerg.units import BEIJING

NOW = datetime(2026, 7, 15, 3, 27, 41, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("02:40", "07-15 02:40"),
        ("2点40分", "07-15 02:40"),
        ("２：４０", "07-15 02:40"),
        ("23:50", "07-14 23:50"),  # not yet today: yesterday's
        ("昨天 23:50", "07-14 23:50"),
        ("yesterday 1:05", "07-14 01:05"),
        ("07-14 02:40", "07-14 02:40"),
        ("7月14日 2:40", "07-14 02:40"),
        ("2026-07-14 02:40", "07-14 02:40"),
        ("2026-07-14T02:40:00+08:00", "07-14 02:40"),
        ("2026-07-14T02:40:00+00:00", "07-14 10:40"),
        ("约2小时前", "07-15 01:27"),
        ("2 h ago", "07-15 01:27"),
        ("半小时前", "07-15 02:57"),
        ("30 min ago", "07-15 02:57"),
        ("现在", "07-15 03:27"),
        ("now", "07-15 03:27"),
        ("0240", "07-15 02:40"),
        ("240", "07-15 02:40"),
        ("昨天2350", "07-14 23:50"),
        ("凌晨两点半", "07-15 02:30"),
        ("昨晚11点", "07-14 23:00"),
        ("昨晚23:00", "07-14 23:00"),
        ("下午3点", "07-14 15:00"),
    ],
)
def test_a_moment_is_what_the_caller_means(said, meant):
    assert f"{read_moment(said, NOW).astimezone(BEIJING):%m-%d %H:%M}" == meant


def test_a_date_without_a_year_is_never_half_a_year_ahead():
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=BEIJING)
    assert read_moment("12-31 23:00", new_year).year == 2026


@pytest.mark.parametrize("said", ["", "?", "不知道", "don't know", "  "])
def test_not_known_is_no_start(said):
    assert read_when(said, NOW) is None
    assert read_reported(said, NOW) is None


@pytest.mark.parametrize(
    "said", ["02:00-02:40", "02:00~02:40", "02:00 至 02:40", "02:00 – 02:40", "2:00 to 2:40"]
)
def test_two_moments_are_earliest_and_latest(said):
    start = read_when(said, NOW)
    assert (start.earliest.hour, start.latest.minute) == (2, 40)


def test_earliest_after_latest_is_refused():
    with pytest.raises(InputError) as caught:
        read_when("02:40~02:00", NOW)
    assert caught.value.fix.msgid == "write the earlier moment first"


@pytest.mark.parametrize(
    "said",
    [
        "soon",
        "昨晚2点",
        "晚上12点",
        "2560",
        "25:00",
        "02:61",
        "13-45 02:00",
        "1:00~2:00~3:00",
        "2-3",
    ],
)
def test_what_is_no_time_says_how_to_write_one(said):
    with pytest.raises(InputError) as caught:
        read_when(said, NOW)
    assert "02:40" in caught.value.fix.msgid


def test_the_hyphen_of_an_offset_parts_nothing():
    start = read_when("2026-07-14T02:40-05:00", NOW)
    assert start.earliest == start.latest == datetime(2026, 7, 14, 15, 40, tzinfo=BEIJING)


@given(minutes=st.integers(min_value=0, max_value=600_000))
def test_a_moment_written_out_means_the_same_ever_after(minutes):
    moment = NOW.replace(second=0) - timedelta(minutes=minutes)
    assert read_moment(written(moment), NOW + timedelta(days=400)) == moment


def test_a_start_written_out_reads_the_same():
    start = read_when("02:00~02:40", NOW)
    assert read_when(written_start(start), NOW + timedelta(days=2)) == start
