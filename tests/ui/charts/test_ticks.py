"""Ticks: round, readable, none over another."""

from datetime import datetime

import pytest

from emerg.ui.charts import ticks
from emerg.units import BEIJING

START = datetime(2026, 7, 15, 2, 40, tzinfo=BEIJING)


def texts(found):
    return [text for _at, text in found]


def test_the_clock_has_round_times_and_a_date_where_a_day_begins():
    found = ticks.clock(START)(0.0, 30.0, 90.0)
    assert texts(found) == ["07-15 06:00", "12:00", "18:00", "07-16 00:00", "06:00"]
    assert found[0][0] == pytest.approx(3 + 20 / 60)
    assert ticks.clock(None)(0.0, 30.0, 90.0) == []


@pytest.mark.parametrize(("high", "room"), [(4.0, 60), (40.0, 60), (400.0, 60), (400.0, 12)])
def test_there_are_no_more_ticks_than_there_is_room_for(high, room):
    for made, wide in ((ticks.hours, ticks.FIGURE), (ticks.clock(START), ticks.DATE)):
        assert len(made(0.0, high, room)) <= room / wide + 1


def test_a_logarithm_is_written_as_what_it_is_of():
    assert texts(ticks.powers(-4.0, 1.0, 60)) == ["0.0001", "0.001", "0.01", "0.1", "1", "10"]
    assert texts(ticks.powers(-4.0, 1.0, 18)) == ["0.0001", "0.01", "1"]
    assert texts(ticks.powers(-1.1, 0.1, 60)) == ["0.1", "0.2", "0.5", "1"]


def test_places_at_one_kilometre_share_a_tick():
    stops = ticks.numbered([(33.0, 1, False), (33.0, 2, False), (59.0, 7, True), (59.0, 9, True)])
    assert stops == [(33.0, "1–2", False), (59.0, "7,9", True)]


def test_where_there_is_no_room_an_intake_comes_first():
    stops = [(50.0, "1", False), (50.5, "2", True), (90.0, "3", False), (200.0, "4", True)]
    assert texts(ticks.numbers(stops)(0.0, 100.0, 60)) == ["2", "3"]


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (-1.0, 1e-9), (0.0, 1e6)])
def test_no_range_is_too_small_or_too_large(low, high):
    for made in (ticks.plain, ticks.hours, ticks.clock(START), ticks.numbers([(0.0, "1", True)])):
        assert len(made(low, high, 60)) < 40
