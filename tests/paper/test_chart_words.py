"""A chart says in words what it shows."""

import pytest

from emerg.paper.chart_words import bar_words, mark_label, slack_lines
from emerg.paper.place_chart_words import place_words
from emerg.paper.river_chart_words import NAMED, river_words
from emerg.response.slack_chart import slack_chart
from emerg.texts import Text, render
from tests.charts_by_hand import at, mark, place, river, stop
from tests.held_by_hand import held


def said(words):
    return [render(line, "en") for line in words]


def test_the_peak_the_limit_the_clocks_and_the_samples():
    assert said(place_words(place())) == [
        "Likely peak 0.20 mg/L (0.10–0.60), about 07-15 08:30",
        "May be above the limit of 0.05 mg/L (GB 3838-2002 class II) from 07-15 05:40 to "
        "07-15 13:45; likely is from 07-15 07:05 to 07-15 10:45",
        "Close by 07-15 05:10",
        "Reopening not before 07-15 16:40; monitoring and the authority decide",
        "Samples here: 07-15 05:40 below 0.004 mg/L, 07-15 09:10 0.21 mg/L",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"likely": (0.0,) * 5}, "likely stays below"),
        ({"high": (0.0,) * 5, "likely": (0.0,) * 5}, "At no moment is the band above"),
        (
            {"high": (0.0,) * 5, "likely": (0.0,) * 5, "peak_mg_l": (0.0, 0.01, 0.02)},
            "The band stays below the limit of 0.05",
        ),
        ({"limit": None}, "No limit in mg/L is listed for cyanide"),
        ({"marks": (mark("close", 2.5), mark("now", 3.0))}, "Close at once: was due 07-15 05:10"),
        ({"marks": (mark("watch", 2.5), mark("now", 1.0))}, "Watch from 07-15 05:10"),
        ({"marks": (), "reopen_reason": "the leak goes on"}, "No time of reopening: the leak goes"),
        (
            {"marks": (), "reopen_reason": "never", "close_reason": "never"},
            "No time of closing and none of reopening: never",
        ),
        ({"start": None}, "about 6 h\n"),
        ({"others": 2}, "2 samples are not drawn"),
        ({"per_tonne": True, "peak_mg_l": None}, "every tonne brings a likely peak of 0.20 mg/L"),
        (
            {"per_tonne": True, "limit_reached_t": (0.125, 0.25)},
            "is likely reached by 0.25 t, and may be by 0.12 t",
        ),
    ],
)
def test_what_is_otherwise_is_said_otherwise(changes, words):
    assert words in "\n".join(said(place_words(place(**changes)))) + "\n"


def test_the_river_at_an_hour():
    assert said(river_words(river())) == [
        "Highest at that hour: likely 0.20 mg/L at km 30, at most 0.40 mg/L",
        "Front: at the farthest km 46, likely km 37, at least km 31",
        "May be above 0.05 mg/L from km 15 to 65; likely is from km 21 to 38",
        "In it then: place 1, place 2",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"high": (0.0,) * 5, "likely": (0.0,) * 5, "stops": ()}, "Nowhere above 0.05 mg/L"),
        ({"likely": (0.0,) * 5}, "May be above 0.05 mg/L from km 15 to 65\n"),
        ({"per_tonne": True}, "no limit can be drawn"),
        ({"limits": ()}, "No limit in mg/L is listed for cyanide"),
        (
            {"stops": tuple(stop(n, 30.0 + n, (0.2, 0.4)) for n in range(NAMED + 2))},
            "place 5, and 2 more",
        ),
    ],
)
def test_the_river_otherwise(changes, words):
    assert words in "\n".join(said(river_words(river(**changes)))) + "\n"


def test_every_bar_says_what_it_means():
    found = held([(3.0, 1.0), (5.0, None), (-1.0, None), (1.5, 2.0), (None, None)])
    bars = {bar.id: render(bar_words(bar), "en") for bar in slack_chart(found).bars}
    assert bars == {
        "P1/dam": "in time +2.0 h",
        "P2/dam": "with a crew there now +4.0 h",
        "P3/dam": "front has passed",
        "P4/dam": "too late -0.5 h",
        "P5/dam": "start not known: the front may have passed",
    }
    lines = said(slack_lines(slack_chart(held([(9.0, 1.0)] * 14))))
    assert lines[0] == "place 1 · earth dam: in time +8.0 h"
    assert lines[-1] == "2 more on the page Containment"


def test_a_mark_has_its_date_only_on_another_day():
    assert mark_label("now", at(1), at(0)) == Text("now {time}", time="03:40")
    assert mark_label("reopen", at(24), at(0)).fields["time"] == "07-16 02:40"
