"""The map of an incident: as far as it helps, with what it leaves out said."""

import pytest

from emerg.paper.incident_map import (
    CLASS_LIMITS_H,
    class_entries,
    clock_words,
    first_map,
    horizon_h,
    whole_map,
)
from emerg.texts import render
from tests.paper import made


@pytest.fixture(scope="module")
def long():
    return made.answer(at={"river": "yarlung-tsangpo", "km": 300.0})


@pytest.fixture(scope="module")
def short():
    """A day's way: the lower Shannan Yarlung joins the Tsangpo, so take the very end."""
    return made.answer(at={"river": "yarlung-tsangpo", "km": 2150.0})


def inside(bounds, lon, lat):
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north


def test_the_first_map_holds_the_incident_the_soonest_places_and_the_first_hours(long):
    content = first_map(long, made.rivers())
    assert inside(content.bounds, long.incident.lon, long.incident.lat)
    assert all(inside(content.bounds, mark.lon, mark.lat) for mark in content.marks)
    trace = long.trace
    assert all(
        inside(content.bounds, lon, lat)
        for lon, lat, hour in zip(trace.lon, trace.lat, trace.front_h, strict=True)
        if hour <= 12
    )
    assert {mark.number for mark in content.marks} >= {
        hit.number for hit in long.hits[:5] if hit.position is not None
    }


def test_what_is_cut_off_is_said_and_shown_on_a_second_map(long):
    horizon = horizon_h(long)
    assert horizon is not None
    assert 12 <= horizon <= 72
    left = sum(hit.front_h[0] > horizon for hit in long.hits)
    notes = " ".join(render(note, "zh") for note in first_map(long, made.rivers()).notes)
    assert f"更下游的 {left} 处见表" in notes
    whole = whole_map(long, made.rivers())
    assert whole is not None
    assert all(inside(whole.bounds, *at) for at in zip(long.trace.lon, long.trace.lat, strict=True))


def test_a_short_way_is_shown_whole_on_the_first_map(short):
    assert horizon_h(short) is None
    assert whole_map(short, made.rivers()) is None


def test_intakes_ask_for_room_first(long):
    loud = [mark.loud for mark in first_map(long, made.rivers()).marks]
    assert loud == sorted(loud, reverse=True)


def test_hour_bars_carry_clock_times_only_where_the_start_is_known(long):
    words = dict(clock_words(long))
    assert set(words) == set(CLASS_LIMITS_H)
    assert words[6.0] == "6 h · 07-15 08:40"
    unknown = made.answer(when="unknown")
    assert dict(clock_words(unknown))[6.0] == "6 h"


@pytest.mark.parametrize(
    ("last_h", "words"),
    [
        (1.5, ["≤ 2 h"]),
        (6.0, ["≤ 2 h", "2–6 h"]),
        (30.0, ["≤ 2 h", "2–6 h", "6–12 h", "12–24 h", "24–72 h"]),
        (100.0, ["≤ 2 h", "2–6 h", "6–12 h", "12–24 h", "24–72 h", "> 72 h"]),
    ],
)
def test_the_legend_holds_the_classes_that_occur(last_h, words):
    assert [entry.text for entry in class_entries(last_h)] == words
