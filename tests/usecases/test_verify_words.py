"""The checks in words: figures with their units, one sentence, a file for a spreadsheet."""

import csv
import io
from datetime import UTC, datetime
from math import inf

import pytest

from emerg.texts import render
from emerg.usecases.verify import Check, Part, Verified
from emerg.usecases.verify_words import (
    expected_figure,
    got_figure,
    result_words,
    tolerance_figure,
    verdict,
    verified_csv,
)

GOOD = Check("peak", 15.75, 15.8, 0.1, unit="h")
BAD = Check("errors", 0, inf, note="boqu")
LEAST = Check("rivers", 12, 12, rule="least")


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (GOOD, ("15.75 h", "15.80 h", "± 0.1", "pass")),
        (BAD, ("0", "inf", "", "FAIL  boqu")),
        (LEAST, ("≥ 12", "12", "", "pass")),
    ],
)
def test_a_check_in_words(check, words):
    figures = (expected_figure(check), got_figure(check), tolerance_figure(check))
    assert (*figures, render(result_words(check), "en")) == words


def test_one_sentence_says_it():
    good = Verified((Part("p", (GOOD, LEAST)),))
    bad = Verified((Part("p", (GOOD, BAD)),))
    assert render(verdict(good), "en").startswith("All 2 checks passed")
    assert render(verdict(bad), "en").startswith("1 of 2 checks FAILED")


def test_a_spreadsheet_opens_what_is_saved():
    found = Verified((Part("Fonts", (GOOD, BAD)),))
    content = verified_csv(found, "en", datetime(2026, 7, 14, 19, 27, tzinfo=UTC))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][1] == "2026-07-15 03:27"
    assert rows[2] == ["Part", "Check", "Expected", "Got", "Tolerance", "Result"]
    assert rows[3:] == [
        ["Fonts", "peak", "15.75 h", "15.80 h", "± 0.1", "pass"],
        ["Fonts", "errors", "0", "inf", "", "FAIL  boqu"],
    ]
