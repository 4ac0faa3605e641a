"""A sample that does not fit the incident keeps no forecast from being made, and is named."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emerg.errors import InputError
from emerg.response.incident import FieldSample, Scenario, Start, Where
from emerg.texts import render
from emerg.units import BEIJING
from emerg.usecases.fitting import left_out_lines, with_lines, with_what_fits
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
START = Start(NOW - timedelta(hours=1), NOW - timedelta(hours=1))
ASKED = Scenario(Where(river="lhasa", km=430.0), substance="benzene", start=START)
GOOD = FieldSample(NOW, "not_yet", station="拉萨河 440.5 km")
NOWHERE = FieldSample(NOW, "not_yet", station="某处")
EARLY = FieldSample(NOW - timedelta(hours=2), "value", station="拉萨河 440.5 km", value_mg_l=0.1)


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    return load_rivers(None, {}, tmp_path_factory.mktemp("no-home"))


@pytest.mark.parametrize(
    ("samples", "kept"),
    [
        ((), ()),
        ((GOOD,), (GOOD,)),
        ((NOWHERE, GOOD), (GOOD,)),
        ((GOOD, EARLY, NOWHERE), (GOOD,)),
    ],
)
def test_what_fits_is_used_and_the_rest_is_named(rivers, samples, kept):
    asked = replace(ASKED, samples=samples)
    answer, out = with_what_fits(lambda one: respond(rivers, one, now=NOW), asked)
    assert answer.incident.scenario.samples == kept
    assert {sample for sample, _why in out} == set(samples) - set(kept)
    lines = [render(line, "en") for line in left_out_lines(out)]
    assert len(lines) == len(out)
    assert all(line.startswith("Not reckoned with: ") for line in lines)
    assert with_lines(answer, left_out_lines(out)).known[: len(answer.known)] == answer.known


def test_another_refusal_stays_one(rivers):
    asked = replace(ASKED, where=Where(river="no such river", km=1.0), samples=(GOOD,))
    with pytest.raises(InputError):
        with_what_fits(lambda one: respond(rivers, one, now=NOW), asked)
