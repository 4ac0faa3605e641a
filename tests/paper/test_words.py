"""Wording: figures to the cautious side, classes in the officer's words."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.paper.words import (
    KINDS,
    band,
    before,
    earliest,
    fronts,
    short_before,
    worded,
)
from emerg.texts import render
from emerg.units import BEIJING
from tests.paper import made

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
hours = st.floats(0.01, 2000.0)


@given(a=hours, b=hours, c=hours)
def test_the_earliest_is_never_late_and_the_latest_never_early(a, b, c):
    early, likely, late = sorted((a, b, c))
    first, middle, last = (float(word) for word in fronts((early, likely, late)).split("–"))
    assert first <= early + 0.005  # text holds two decimals
    assert last >= late - 0.005
    assert first <= middle <= last
    assert float(earliest((early, likely, late))) == first


def test_a_time_that_has_passed_says_at_once():
    late = NOW - timedelta(minutes=1)
    assert render(before(late, NOW), "zh") == "立即（应在 07-15 03:26 前）"
    assert render(before(NOW + timedelta(hours=1), NOW), "zh") == "07-15 04:27 前"
    assert render(short_before(late, NOW), "en") == "at once"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.0, 1.234, "0–1.2"), (5.0, 5.0, "5.0"), (0.00012, 3400.0, "0.00012–3400")],
)
def test_a_band_names_both_ends(low, high, words):
    assert band(low, high) == words


def test_every_kind_in_the_playbooks_has_words():
    kinds = {site.kind for book in made.rivers().playbooks.values() for site in book.sites}
    assert not kinds - KINDS.keys()
    assert worded(KINDS, "heliport") == "heliport"
