"""The bars of slack: by state, most slack first, no more than can be taken in."""

from datetime import timedelta

import pytest

from emerg.response.containment import at_time
from emerg.response.holding_option import STATES
from emerg.response.slack_chart import MOST_BARS, slack_chart
from tests.held_by_hand import NOW, held


@pytest.fixture
def found():
    return held([(3.0, 1.0), (5.0, None), (9.0, 1.0), (-1.0, None), (0.5, 2.0), (None, None)])


def test_bars_are_in_the_order_of_their_states_and_most_slack_comes_first(found):
    bars = slack_chart(found).bars
    assert [bar.state for bar in bars] == sorted((b.state for b in bars), key=STATES.index)
    known = [bar.slack_h for bar in bars if bar.state == "in_time"]
    assert known == sorted(known, reverse=True) == [8.0, 2.0]


def test_what_is_not_known_is_said_to_be_so(found):
    unknown = [bar for bar in slack_chart(found).bars if bar.state == "unknown"]
    assert [(bar.slack_h, bar.most_h, bar.front_known) for bar in unknown] == [
        (None, 4.0, True),
        (None, None, False),
    ]


def test_no_more_bars_than_can_be_taken_in():
    chart = slack_chart(held([(10.0 + n, 1.0) for n in range(MOST_BARS + 3)]))
    assert len(chart.bars) == MOST_BARS
    assert chart.left_out == 3


def test_time_eats_slack(found):
    later = slack_chart(at_time(found, NOW + timedelta(hours=1)))
    assert [bar.slack_h for bar in later.bars if bar.state == "in_time"] == [7.0, 1.0]
