"""Amounts as people give them, in kilograms of the pure compound."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.hazards.substances import amount_kg, load_substances
from emerg.texts import render

SUBSTANCES = load_substances()
DIESEL = SUBSTANCES.get("柴油")


@pytest.mark.parametrize(
    ("value", "unit", "purity", "name", "kg"),
    [
        (20_000, "kg", None, "氰化钠", 20_000),
        (20, "t", None, "氰化钠", 20_000),
        (1000, "L", None, "柴油", 840),
        (30, "m3", None, "柴油", 25_200),
        (20, "m3", 0.3, "氰化钠溶液", 7_020),
        (10, "t", 0.98, "硫酸", 9_800),
        (10, "m3", None, "不明", 18_400),
        (25_000, "m3", None, "尾矿浆", 35_000_000),
        (0, "t", None, "苯", 0),
    ],
)
def test_amounts_become_kilograms(value, unit, purity, name, kg):
    assert amount_kg(value, unit, purity, SUBSTANCES.get(name)) == pytest.approx(kg)


def test_a_purity_nobody_knows_counts_as_pure():
    acid = SUBSTANCES.get("盐酸")
    assert acid.typical_purity == 0.31
    assert amount_kg(10, "t", None, acid) == 10_000


@given(
    value=st.floats(0, 1e9),
    unit=st.sampled_from(["kg", "t", "L", "m3"]),
    purity=st.floats(0.001, 1),
)
def test_no_purity_makes_more_than_the_whole(value, unit, purity):
    assert 0 <= amount_kg(value, unit, purity, DIESEL) <= amount_kg(value, unit, None, DIESEL)


@pytest.mark.parametrize("value", [-1, -0.001, math.nan, math.inf, -math.inf])
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(InputError) as caught:
        amount_kg(value, "kg", None, DIESEL)
    assert "unknown" in render(caught.value.fix, "en")


@pytest.mark.parametrize("unit", ["L", "m3"])
def test_a_volume_of_a_solid_is_asked_for_in_kilograms(unit):
    with pytest.raises(InputError) as caught:
        amount_kg(3, unit, None, SUBSTANCES.get("氰化钠"))
    assert "氰化钠" in render(caught.value.what, "zh")
    assert "kg or t" in render(caught.value.fix, "en")


def test_a_unit_that_is_none_is_told_the_four():
    with pytest.raises(InputError) as caught:
        amount_kg(3, "gal", None, DIESEL)
    assert "kg, t, L, m3" in render(caught.value.fix, "en")


def test_per_cent_is_turned_into_a_fraction_by_the_advice():
    with pytest.raises(InputError) as caught:
        amount_kg(3, "t", 30, SUBSTANCES.get("液碱"))
    assert render(caught.value.fix, "en") == "write 0.3 for 30 %"


@pytest.mark.parametrize("purity", [0, -0.1, 101, math.nan, math.inf])
def test_what_is_no_purity_is_refused(purity):
    with pytest.raises(InputError) as caught:
        amount_kg(3, "t", purity, DIESEL)
    assert "0.3 for 30 %" in render(caught.value.fix, "en")
    assert render(caught.value.where, "en") == "purity"


def test_every_liquid_with_a_density_can_be_given_in_cubic_metres():
    for row in SUBSTANCES:
        if row.density_kg_m3 is not None:
            assert amount_kg(1, "m3", None, row) == row.density_kg_m3
