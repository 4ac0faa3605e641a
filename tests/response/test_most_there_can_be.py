"""Right where it enters the river, the water holds no more of a product than the product does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from emerg.hazards.substances import load_substances
from emerg.response.curves import curve_at
from emerg.response.entering import product_mg_l
from emerg.response.incident import Amount, Reading, Scenario, Start, Where
from emerg.response.locate import locate
from emerg.usecases.respond import case_of, respond

START = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
ACID = Scenario(
    Where(river="nyangchu", km=120.75),
    "浓硫酸",
    amount=Amount(28, 28, "t", 0.98),
    start=Start(START, START),
    flow=(Reading(12, 12),),
)


def test_what_was_released_is_its_density_times_its_purity():
    acid = load_substances().get("浓硫酸")
    assert product_mg_l(ACID, acid) == pytest.approx(1.84e6 * 0.98)
    unknown = replace(ACID, amount=None)
    assert product_mg_l(unknown, acid) == pytest.approx(1.84e6)
    solid = load_substances().get("氰化钠")
    assert solid.density_kg_m3 is None
    half = replace(ACID, amount=Amount(1, 1, "t", 0.5))
    assert product_mg_l(half, solid) == pytest.approx(0.5e6)


def test_acid_is_never_told_to_be_more_than_acid(rivers):
    found = respond(rivers, ACID, now=START)
    first = found.hits[0]
    assert first.distance_m < 100
    most = 1.84e6 * 0.98
    assert first.peak_mg_l[1] < first.peak_mg_l[2] == pytest.approx(most)
    case = case_of(rivers, ACID, START)
    place = locate(rivers, ACID.where).place
    told = curve_at(case, place, first.name.zh)
    assert told.curve.mg_l.max() <= most * (1 + 1e-9)
