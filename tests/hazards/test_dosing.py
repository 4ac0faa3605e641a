"""Doses recomputed by hand: every row of the table, acids, cyanide, carbon, lorries."""

import re

import pytest

from emerg.hazards.dosing import (
    DosingRow,
    dose,
    dosed,
    load_dosing,
    lorries,
    neutralisers,
    powder_kg_d,
)
from emerg.hazards.limits import load_limits
from emerg.hazards.substances import load_substances
from emerg.resources.items import items

TABLE = load_dosing()
# species, where, product (mg/L or mg per mg of the pollutant), pH
BY_HAND = [
    ("Cd", "river", (20.0, 50.0), "8.0"),
    ("Tl", "river", (20.0, 50.0), "弱碱"),
    ("Sb", "river", (30.0, 100.0), "5—5.5"),
    ("As", "river", (20.0, 50.0), "低于 8"),
    ("Mo", "river", (30.0, 80.0), "5—6"),
    ("Cu", "river", (20.0, 50.0), "7.5 以上"),
    ("Pb", "river", (20.0, 50.0), "7.5 以上"),
    ("Zn", "river", (20.0, 50.0), "8.5 以上"),
    ("Ni", "river", (20.0, 50.0), "9.5 以上"),
    ("Hg", "river", None, "9.5 以上"),
    ("Cr(VI)", "river", (1.5 * 16.04, 2 * 16.04), "还原"),
    ("CN-", "dike", (2.73, 6.83), "10—11"),
    ("benzene", "intake", (20.0, 40.0), "30 min"),
]


def rows(species):
    (row,) = TABLE.of(species)
    return row


def test_every_row_of_the_table_was_reckoned_by_hand():
    assert [row.species for row in TABLE.row] == [row[0] for row in BY_HAND]


@pytest.mark.parametrize(("species", "where", "figures", "ph"), BY_HAND)
def test_a_row_says_where_how_much_and_at_what_ph(species, where, figures, ph):
    row = rows(species)
    assert row.where == where
    assert (row.per_mg or row.mg_l) == (None if figures is None else pytest.approx(figures))
    assert ph in row.ph.zh
    assert row.limits.zh
    assert row.limits.en
    assert row.source


@pytest.mark.parametrize("row", TABLE.row, ids=lambda row: row.species)
def test_a_dose_is_flow_times_concentration_in_every_row(row: DosingRow):
    found = dosed(row, 20.0, 1.0)
    if row.per_mg is None and row.mg_l is None:
        assert found is None
        return
    low, high = row.per_mg or row.mg_l
    assert found.kg_h == pytest.approx((20 * low * 3.6, 20 * high * 3.6))
    assert found.t_d == pytest.approx((20 * low * 0.0864, 20 * high * 0.0864))


def test_twenty_cubic_metres_at_fifty_milligrams_are_86_tonnes_a_day():
    found = dose("Cd", 20.0)
    assert found.kg_h[1] == pytest.approx(3600.0)
    assert found.t_d[1] == pytest.approx(86.4)
    assert found.total_t(10.0)[1] == pytest.approx(36.0)
    assert lorries(found.t_d[1]) == 9
    assert lorries(20.0) == 2


def test_what_cannot_be_brought_in_a_day_is_not_feasible():
    """200 t a day at 20 mg/L is 115.7 m³/s."""
    assert dose("Cd", 115.0).feasible
    assert not dose("Cd", 116.0).feasible


def test_cyanide_and_organics_are_never_dosed_into_the_river():
    assert dose("CN-", 1.0, 1.0) is None
    for species in ("benzene", "toluene", "phenols", "nitrobenzene", "petroleum"):
        assert dose(species, 1.0) is None
        assert rows(species).product.zh == "粉末活性炭"
    assert "氯化氰" in rows("CN-").limits.zh
    assert "7.16" in rows("CN-").note.zh


@pytest.mark.parametrize(
    ("item", "per_tonne"),
    [("lime_quick", 0.56), ("lime_hydrated", 0.74), ("caustic", 0.80), ("soda_ash", 1.06)],
)
def test_a_tonne_of_98_percent_sulphuric_acid(item, per_tonne):
    found = {one.item: tonnes for one, tonnes in neutralisers("sulfuric-acid", 0.98)}
    assert found[item] == pytest.approx(per_tonne, abs=0.005)


def test_a_tonne_of_31_percent_hydrochloric_acid_takes_a_quarter_tonne_of_quicklime():
    (quicklime, tonnes), *_others = neutralisers("hydrochloric-acid", 0.31)
    assert quicklime.item == "lime_quick"
    assert tonnes == pytest.approx(0.24, abs=0.005)


def test_a_tonne_of_caustic_soda_takes_a_tonne_and_a_quarter_of_sulphuric_acid():
    found = {one.name.zh: tonnes for one, tonnes in neutralisers("caustic-soda")}
    assert found["硫酸（折 98%）"] == pytest.approx(98.08 / 2 / 40.0 / 0.98, abs=0.005)
    assert found["盐酸（折 31%）"] == pytest.approx(36.46 / 40.0 / 0.31, abs=0.005)


def test_what_is_neither_acid_nor_alkali_is_not_neutralised():
    assert neutralisers("sodium-cyanide") == ()


def test_carbon_goes_by_the_water_that_is_drawn():
    """Harbin 2005: 40 mg/L; 10⁴ m³ a day take 400 kg."""
    carbon = rows("benzene")
    assert powder_kg_d(carbon, 10_000.0) == pytest.approx((200.0, 400.0))
    assert carbon.most_mg_l == 80.0


def test_no_abbreviation_stands_that_means_two_products():
    for row in TABLE.row:
        for text in (row.product, row.note, row.limits, row.ph):
            for word in (text.zh, text.en):
                assert not re.search(r"\bPA[CM]\b|\bPFS\b", word)


def test_the_table_names_only_what_other_tables_have():
    limits, stock = load_limits().rows, items()
    for row in TABLE.row:
        assert {row.species, *row.also} <= limits.keys()
        assert set(row.items) <= stock.keys()
    for one in TABLE.neutral.product:
        assert not one.item or one.item in stock
    for spilled in TABLE.neutral.spilled:
        for id_ in spilled.substances:
            assert load_substances().get(id_).id == id_
