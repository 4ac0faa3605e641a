"""Doses of an incident: at its place, where it may be held, at intakes, in caught water."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emerg.hazards.dosing import load_dosing
from emerg.paper.dosing_words import feasible_words, row_words, stock_words
from emerg.resources.schema import Depot, Lot, Office
from emerg.response.stock import stock_of
from emerg.texts import Bilingual, render
from emerg.usecases.dosing_json import dosing_json
from tests.paper import made

TABLE = load_dosing()
TODAY = date(2026, 7, 15)


def zh(text):
    return render(text, "zh")


def said(answer):
    return "".join(zh(line) for line in answer.dosing.lines)


def dosed(substance, **keys):
    return made.answer(substance=substance, exercise=True, **keys)


def test_a_dose_is_reckoned_at_the_incident_and_at_the_first_places_that_hold():
    found = dosed("镉", flow=20.0).dosing
    first = found.river[0]
    assert "入河处" in zh(first.place.name)
    assert first.place.flow_m3_s == pytest.approx(20.0, rel=0.05)
    low, high = first.dose.kg_h
    assert (low, high) == pytest.approx((20 * 20 * 3.6, 20 * 50 * 3.6), rel=0.05)
    assert first.dose.t_d[1] == pytest.approx(86.4, rel=0.05)
    assert first.lorries_d == (4, 9)
    assert 1 < len(found.river) <= 4


def test_the_total_is_for_the_hours_from_front_to_tail():
    answer = dosed("镉", flow=20.0)
    held = [one for one in answer.dosing.river if one.place.passage_h is not None]
    assert held
    for one in held:
        hours = one.place.passage_h
        assert 0 < hours <= TABLE.longest_passage_h
        assert one.total_t == pytest.approx([kg * hours / 1000 for kg in one.dose.kg_h])


@pytest.mark.parametrize("keys", [{"duration_h": "ongoing"}, {"amount_kg": "unknown"}])
def test_without_an_end_there_is_no_total(keys):
    assert all(one.total_t is None for one in dosed("镉", **keys).dosing.river)


def test_a_release_of_known_length_is_dosed_for_so_long_where_it_enters():
    first = dosed("镉", duration_h=6.0).dosing.river[0]
    assert first.place.passage_h == 6.0


def test_behind_a_large_reservoir_nobody_doses_for_years():
    far = made.answer(
        at={"river": "nyangchu", "km": 60.0}, substance="镉", flow="low", exercise=True
    )
    assert all(
        one.place.passage_h is None or one.place.passage_h <= 720.0 for one in far.dosing.river
    )


def test_on_a_large_river_it_is_said_not_to_be_realistic_and_what_to_do_instead():
    found = dosed("镉", flow=500.0).dosing.river[0]
    assert found.dose.t_d[1] == pytest.approx(2160.0, rel=0.05)
    assert not found.dose.feasible
    words = zh(feasible_words(found))
    for word in ("不现实", "200 t", "支流", "停取水", "稀释"):
        assert word in words


def test_between_both_ends_only_the_lower_dose_is_possible():
    found = dosed("镉", flow=100.0).dosing.river[0]
    assert "仅低限" in zh(feasible_words(found))


def test_chromium_goes_by_its_concentration_where_that_is_known():
    found = dosed("重铬酸钾", flow=20.0).dosing.river
    first, *held = found
    assert first.each_mg_l
    assert first.dose.mg_l == pytest.approx((24.06, 32.08))
    for one in held:
        assert not one.each_mg_l
        peak = one.place.pollutant_mg_l
        assert one.dose.mg_l == pytest.approx((24.06 * peak, 32.08 * peak))


def test_cyanide_is_reckoned_for_caught_water_only():
    """20 t of NaCN hold 10.6 t of CN-; 2.73 to 6.83 times that is 29 to 73 t of chlorine."""
    answer = made.answer()
    found = answer.dosing
    assert found.river == ()
    (caught,) = found.caught
    assert caught.pollutant_kg == pytest.approx((20000 * 0.5309, 20000 * 0.5309))
    assert caught.product_t == pytest.approx((10.618 * 2.73, 10.618 * 6.83), rel=1e-3)
    assert "不得仅凭本工具的结果在河道内加氯" in zh(found.lines[0])
    assert "氯化氰" in zh(found.lines[0])


def test_of_an_unknown_amount_no_total_is_made_up():
    (caught,) = made.answer(amount_kg="unknown").dosing.caught
    assert (caught.pollutant_kg, caught.product_t) == (None, None)


def test_organics_take_carbon_at_the_intakes_by_the_water_they_draw():
    found = dosed("苯").dosing
    assert found.river == ()
    by_name = {zh(one.name): one for one in found.intakes}
    najin = by_name["纳金水厂"]
    assert najin.water_m3_d == 480_000.0
    assert najin.kg_d == pytest.approx((9600.0, 19200.0))
    other = by_name["献多水厂（东郊）、北郊水厂、药王山水厂、西郊水厂"]
    assert other.water_m3_d is None
    assert other.kg_d == pytest.approx((200.0, 400.0))


def test_an_acid_is_neutralised_by_stoichiometry():
    """10 t of 98 % sulphuric acid: 5.6 t of quicklime, 8.0 t of caustic soda, 10.6 t of soda."""
    amount = {"value": 10, "unit": "t", "purity": 0.98}
    found = made.answer(substance="硫酸", amount=amount, amount_kg=None).dosing
    by_item = {one.product.item: one for one in found.neutral}
    for item, per_tonne in (("lime_quick", 0.56), ("caustic", 0.80), ("soda_ash", 1.06)):
        assert by_item[item].per_tonne == pytest.approx(per_tonne, abs=0.005)
        assert by_item[item].total_t == pytest.approx((10 * per_tonne,) * 2, abs=0.05)
    assert found.river == ()


def test_an_unknown_substance_gets_no_product():
    answer = made.answer(substance="unknown", amount_kg="unknown", when="unknown", flow="unknown")
    found = answer.dosing
    assert (found.river, found.intakes, found.caught, found.neutral) == ((), (), (), ())
    assert "物质未查明前不投药" in said(answer)


def test_a_species_without_a_product_is_named():
    found = made.answer(substance="液氨").dosing
    assert found.undosed == ("NH3-N",)
    assert found.river == ()


def test_a_product_without_a_published_dose_is_left_to_the_jar_test():
    found = made.answer(substance="汞").dosing
    assert [species for _row, species in found.unreckoned] == ["Hg"]
    assert found.river == ()


@pytest.mark.parametrize("substance", ["镉", "苯", "硫酸", "氰化钠", "柴油", "unknown"])
def test_every_answer_and_every_row_says_jar_test_first(substance):
    answer = dosed(substance)
    assert "烧杯试验" in said(answer)
    assert all("先做烧杯试验" in zh(row_words(row)) for row in answer.dosing.rows)
    assert all(row["jar_test_first"] for row in dosing_json(answer, "zh")["products"])


def test_oil_is_boomed_and_not_dosed():
    answer = dosed("柴油")
    assert "不向河道投药" in said(answer)
    assert answer.dosing.river == ()


def office(*lots, name="甲"):
    return Office(
        name,
        Bilingual(f"{name}单位"),
        Path(name),
        False,
        None,
        {"d": Depot("d", Bilingual("物资库"), 91.0, 29.6)},
        (),
        lots,
    )


def lot(quantity, item="polyaluminium_chloride", **more):
    return Lot("d", "treat", item, "聚合氯化铝", "", quantity, "kg", **more)


def test_stock_is_summed_over_offices_without_what_is_past_its_day():
    late = lot(9000.0, expires=date(2026, 7, 14))
    last_day = lot(500.0, expires=TODAY)
    offices = [office(lot(2000.0), late, lot(70.0, item="caustic")), office(last_day, name="乙")]
    found = stock_of(offices, "polyaluminium_chloride", TODAY)
    assert (found.total, found.unit, found.expired) == (2500.0, "kg", 1)
    assert found.total_t == pytest.approx(2.5)
    assert [(zh(one.office), one.quantity) for one in found.where] == [
        ("甲单位", 2000.0),
        ("乙单位", 500.0),
    ]
    assert zh(stock_words(found)) == "聚合氯化铝：2,500 kg（甲单位物资库 2,000、乙单位物资库 500）"


def test_of_what_nobody_keeps_that_is_said():
    found = stock_of([office()], "permanganate", TODAY)
    assert found.total == 0
    assert zh(stock_words(found)) == "高锰酸钾：已载入的清单中没有"


def test_the_items_to_ask_for_are_the_products_first():
    found = dosed("镉").dosing
    assert found.items[0] == "polyaluminium_chloride"
    assert "lime_hydrated" in found.items
    assert replace(found, river=(), unreckoned=()).items == ()
