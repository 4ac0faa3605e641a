"""Amounts, purities, flows and durations as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.response.incident import Amount, Reading
from emerg.ui.typed.figures import read_amount, read_duration_h, read_flow


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("20", Amount(20.0, 20.0, "kg")),
        ("8-20", Amount(8.0, 20.0, "kg")),
        ("8~20 吨", Amount(8.0, 20.0, "t")),
        ("约 30方", Amount(30.0, 30.0, "m3")),
        ("1.5万升", Amount(15_000.0, 15_000.0, "L")),
        ("２０ ｔ", Amount(20.0, 20.0, "t")),
        ("0.5 m³", Amount(0.5, 0.5, "m3")),
        ("12 m3", Amount(12.0, 12.0, "m3")),
        ("20,000", Amount(20_000.0, 20_000.0, "kg")),
        ("20，000-30，000 kg", Amount(20_000.0, 30_000.0, "kg")),
        ("八吨", Amount(8.0, 8.0, "t")),
        ("十到二十吨", Amount(10.0, 20.0, "t")),
        ("一百零五千克", Amount(105.0, 105.0, "kg")),
        ("8t-20t", Amount(8.0, 20.0, "t")),
        ("20吨左右", Amount(20.0, 20.0, "t")),
    ],
)
def test_an_amount_with_or_without_its_unit(said, amount):
    assert read_amount(said, "kg", "") == amount


def test_purity_is_per_cent():
    assert read_amount("20", "t", "30").purity == pytest.approx(0.3)
    assert read_amount("20", "t", "98%").purity == pytest.approx(0.98)
    assert read_amount("20", "t", "").purity is None


@pytest.mark.parametrize("purity", ["0.3", "101", "-5", "pure", "20-30"])
def test_a_purity_that_cannot_be_says_per_cent(purity):
    with pytest.raises(InputError) as caught:
        read_amount("20", "t", purity)
    assert "per cent" in caught.value.fix.msgid


@pytest.mark.parametrize("said", ["", "?", "不知道", "不明"])
def test_an_amount_not_known_is_none(said):
    assert read_amount(said, "t", "") is None


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("20-8", "write the smaller figure first"),
        ("many", "write one number, or a range as 8-20; leave empty if not known"),
        ("-5", "write one number, or a range as 8-20; leave empty if not known"),
        ("5 barrels", "use kg, t, L or m³"),
        ("三五吨", "write one number, or a range as 8-20; leave empty if not known"),
        ("5 kg-8 t", "write one number, or a range as 8-20; leave empty if not known"),
        ("1,20", "write one number, or a range as 8-20; leave empty if not known"),
        ("0", "write what may have leaked; leave empty if not known"),
        ("nan", "write one number, or a range as 8-20; leave empty if not known"),
    ],
)
def test_a_wrong_amount_says_how_to_write_it(said, advice):
    with pytest.raises(InputError) as caught:
        read_amount(said, "t", "")
    assert caught.value.fix.msgid == advice


@given(low=st.floats(0, 1e6), high=st.floats(0.001, 1e6))
def test_any_range_in_order_is_read_back(low, high):
    low, high = sorted((round(low, 3), round(high, 3)))
    amount = read_amount(f"{low:.3f}-{high:.3f} kg", "t", "")
    assert (amount.low, amount.high, amount.unit) == (low, high, "kg")


def test_a_typed_discharge_outranks_the_word():
    assert read_flow("", "high") == "high"
    assert read_flow("1,200", "high") == (Reading(1200.0, 1200.0),)
    assert read_flow("412", "high") == (Reading(412.0, 412.0),)
    assert read_flow("300-450 m3/s", "unknown") == (Reading(300.0, 450.0),)


@pytest.mark.parametrize(
    ("said", "word"), [("丰", "high"), ("H", "high"), ("f", "high"), ("平水", "mean"), ("k", "low")]
)
def test_a_flow_may_be_typed_as_a_word_or_its_first_letter(said, word):
    assert read_flow(said, "unknown") == word


@pytest.mark.parametrize("said", ["0", "-3", "fast", "5 km"])
def test_a_flow_that_cannot_be_is_refused_with_advice(said):
    with pytest.raises(InputError) as caught:
        read_flow(said, "unknown")
    assert "low, mean or high" in caught.value.fix.msgid
    assert "empty if not known" in caught.value.fix.msgid


def test_a_duration_is_hours():
    assert (read_duration_h(""), read_duration_h("2"), read_duration_h("1.5 小时")) == (0, 2, 1.5)
    with pytest.raises(InputError):
        read_duration_h("2-3")
