"""The cloud hour by hour: where it may be, what is said of it, what has it reached."""

from dataclasses import replace
from datetime import timedelta
from math import inf

import numpy as np
import pytest

from emerg.response.incident import Start
from emerg.response.passing import Plume
from emerg.texts import render
from emerg.ui.map.hour_words import end_words, hour_lines, moment_words
from emerg.ui.map.hours import End, HourWay, end_of, hour_way, state_of


def straight(front, likely, thins, gone):
    points = np.column_stack([np.arange(len(front)) * 1000.0, np.zeros(len(front))])
    return HourWay(points, *(np.array(row, dtype=float) for row in (front, likely, thins, gone)))


WAY = straight([0, 1, 2, 3], [0, 2, 4, 6], [1, 3, 5, 7], [1, 5, 9, 13])


@pytest.mark.parametrize(
    ("hour", "span"),
    [
        (0.0, (0.0, 0.0, 0.0, 0.0)),
        (0.5, (0.0, 0.0, 0.25, 0.5)),
        (2.0, (0.25, 0.5, 1.0, 2.0)),
        (3.0, (0.5, 1.0, 1.5, 3.0)),
        (9.0, (2.0, 3.0, 3.0, 3.0)),
        (99.0, (3.0, 3.0, 3.0, 3.0)),
    ],
)
def test_at_an_hour_it_lies_between_its_end_and_its_front(hour, span):
    assert WAY.at(hour) == pytest.approx(span)


def test_what_has_no_end_is_never_left():
    way = straight([0, 1, 2, 3], [0, 2, 4, 6], [1, 3, 5, 7], [1, 5, inf, inf])
    assert way.at(1e6).tail == 1.0
    assert way.at(1e6).front == 3.0


def test_the_way_of_a_forecast_moves_down_the_river(answer):
    way = hour_way(answer)
    spans = [way.at(hour) for hour in np.linspace(0.0, 200.0, 401)]
    for one in spans:
        assert one.tail <= one.thin <= one.body <= one.front
    for name in ("tail", "body", "front"):
        moved = [getattr(one, name) for one in spans]
        assert moved == sorted(moved)
    assert spans[-1].front == len(way.points) - 1


def test_a_forecast_without_ends_has_no_hours(answer):
    bare = replace(answer, trace=replace(answer.trace, gone_h=()))
    assert hour_way(bare) is None


@pytest.mark.parametrize(
    ("gone", "thins", "recovers", "end"),
    [
        (13.2, 7.0, 5.5, End(6.0, "recovered")),
        (13.2, 7.0, None, End(14.0, "gone")),
        (inf, 7.0, None, End(7.0, "thinned")),
        (inf, inf, None, End(6.0, "arrived")),
    ],
)
def test_the_last_hour_is_the_last_recovery_or_what_is_known_instead(
    answer, gone, thins, recovers, end
):
    way = straight([0, 3], [0, 6], [1, thins], [1, gone])
    unlisted = replace(answer, hits=(), plume=Plume(recovers_h=recovers))
    assert end_of(unlisted, way) == end


def test_the_slider_reaches_the_last_reopening_of_the_list(answer):
    start = answer.incident.scenario.start.earliest
    late = replace(answer.hits[0], reopen_not_before=start + timedelta(hours=40.2))
    listed = replace(answer, hits=(late,), plume=Plume(recovers_h=39.0))
    assert end_of(listed, WAY) == End(41.0, "recovered")


def test_a_place_is_ahead_then_may_have_it_then_is_left(answer):
    hit = answer.hits[0]
    known = replace(answer, plume=Plume(gone_h={hit.site: 20.0}))
    early = hit.front_h[0]
    asked = (None, early - 0.1, early, 20.0, 20.1)
    assert [state_of(hit, known, h) for h in asked] == ["", "ahead", "there", "there", "past"]
    # What nobody can tell the end of is not left.
    assert state_of(hit, replace(answer, plume=Plume()), 1e6) == "there"


def test_the_words_of_an_hour_name_the_clock_and_both_ends(answer):
    way = hour_way(answer)
    lines = [render(line, "en") for line in hour_lines(answer, way, 6.0)]
    assert lines[0] == "6.0 h after the start · 07-15 08:40"
    assert lines[1].startswith("It may be from Lhasa River km 4")
    assert lines[2].startswith("Likely from Lhasa River km 4")
    assert lines[-1].startswith("Behind it not clear: floating, sunken or sorbed")
    assert render(hour_lines(answer, way, 0.0)[1], "en") == "It may be at Lhasa River km 430.0"
    assert "beyond" in render(hour_lines(answer, way, 1e4)[1], "en")


def test_the_ends_are_rounded_outwards(answer):
    way, trace = hour_way(answer), answer.trace
    span = way.at(6.0)
    told = render(hour_lines(answer, way, 6.0)[1], "en")
    upper, lower = (float(part.split("km ")[1].split()[0]) for part in told.split(" to "))
    assert upper <= np.interp(span.tail, np.arange(len(trace.km)), trace.km)
    assert lower >= np.interp(span.front, np.arange(len(trace.km)), trace.km)


def test_what_has_left_the_way_says_so(answer):
    lines = hour_lines(replace(answer, plume=Plume()), WAY, 99.0)
    assert render(lines[1], "en") == "The cloud has left the way that is drawn"
    assert len(lines) == 2


def test_an_unknown_start_has_hours_and_no_clock():
    assert render(moment_words(None, 3.25), "en") == "3.2 h after the start"


def test_a_start_between_two_moments_gives_two_clocks(answer):
    first = answer.incident.scenario.start.earliest
    for later, clock in ((1.0, "07-15 05:40–06:40"), (24.0, "07-15 05:40–07-16 05:40")):
        start = Start(first, first + timedelta(hours=later))
        assert render(moment_words(start, 3.0), "en").endswith(clock)


def test_the_end_is_told_with_what_has_happened_by_then():
    assert render(end_words(End(62.0, "recovered")), "zh") == "62 h 末次恢复"
