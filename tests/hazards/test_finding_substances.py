"""A substance is found by whatever people call it; what is not found comes with advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.hazards.finding import plain
from emerg.hazards.substance import Substance
from emerg.hazards.substances import load_substances
from emerg.texts import render

SUBSTANCES = load_substances()
ROWS = SUBSTANCES.rows
IDS = [row.id for row in ROWS]


def asked(said: str | None) -> Substance | InputError:
    try:
        return SUBSTANCES.get(said)
    except InputError as error:
        return error


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_substance_answers_to_all_its_names(row: Substance):
    for name in (row.id, row.name.zh, row.name.en, *row.aliases):
        assert SUBSTANCES.get(name) is row, name
        assert SUBSTANCES.get(f" {name.upper()} ") is row, name


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_number_leads_to_the_first_that_bears_it(row: Substance):
    for number in row.un:
        first = next(other for other in SUBSTANCES if number in other.un)
        for said in (number, f"UN{number}", f"un {number}", f"UN-{number}", f"33/{number}"):
            assert SUBSTANCES.get(said) is first, said
    for code, attribute in ((row.cas, "cas"), (row.formula, "formula")):
        if code and code not in ("Pb", "Hg"):
            first = next(other for other in SUBSTANCES if getattr(other, attribute) == code)
            assert SUBSTANCES.get(code) is first


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_reading_leads_to_it_or_names_it_among_others(row: Substance):
    for said in (*row.pinyin, *row.initials):
        key = plain(said)
        answer = asked(said)
        if key in SUBSTANCES.names:
            assert answer is SUBSTANCES.names[key][0]
        elif len(key) == 1:
            assert isinstance(answer, InputError)
        elif {row} == {*SUBSTANCES.readings[key], *SUBSTANCES.codes.get(key, ())}:
            assert answer is row
        else:
            assert isinstance(answer, InputError)
            assert row.name.zh in render(answer.fix, "zh")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("柴油", "diesel"),
        ("-10号柴油", "diesel"),
        ("ＵＮ１２０２", "diesel"),
        ("30 / 1202", "diesel"),
        ("chaiyou", "diesel"),
        ("chai you", "diesel"),
        ("cy", "diesel"),
        ("Sodium Cyanide", "sodium-cyanide"),
        ("143-33-9", "sodium-cyanide"),
        ("NaCN", "sodium-cyanide"),
        ("qhn", "sodium-cyanide"),
        ("氰化钠溶液", "sodium-cyanide-solution"),
        ("H₂SO₄", "sulfuric-acid"),
        ("sulphuric acid", "sulfuric-acid"),
        ("氢氧化钠", "caustic-soda"),
        ("酒精", "ethanol"),
        ("jiujing", "ethanol"),
        ("苯", "benzene"),
        ("黄药", "sodium-butyl-xanthate"),
        ("尾矿", "tailings-slurry"),
        ("CuSO4·5H2O", "copper-sulfate"),
    ],
)
def test_as_people_say_it(said, found):
    assert SUBSTANCES.get(said).id == found


@pytest.mark.parametrize(
    "said", [None, "", "  ", "?", "？", "unknown", "Unknown", "不明", "未知", "不知道", "不明物质"]
)
def test_not_knowing_is_an_answer(said):
    row = SUBSTANCES.get(said)
    assert row.hazard == "unknown"
    assert row.regulated == ()
    assert row.may_remain
    assert not row.floats


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("氰化納", "氰化钠"),
        ("benzen", "Benzene"),
        ("工业浓硫酸泄漏", "硫酸"),
        ("硫酸亚铜", "硫酸铜"),
        ("砷化物", "溶解态砷"),
        ("氰化", "氰化钠"),
        ("cyanid", "Sodium cyanide"),
        ("chaiyuo", "柴油"),
    ],
)
def test_a_slip_is_answered_with_what_may_be_meant(said, meant):
    with pytest.raises(InputError) as caught:
        SUBSTANCES.get(said)
    (problem,) = caught.value.problems
    assert said in render(problem.what, "en")
    assert render(problem.where, "en") == "substance"
    assert meant in render(problem.fix, "zh") + render(problem.fix, "en")
    assert "unknown" in render(problem.fix, "en")


@pytest.mark.parametrize("said", ["UN 1208", "9999", "1201"])
def test_a_number_that_is_not_listed_is_not_guessed_at(said):
    with pytest.raises(InputError) as caught:
        SUBSTANCES.get(said)
    assert render(caught.value.fix, "en") == "check the number on the plate, or write unknown"


def test_what_resembles_nothing_is_asked_for_its_plate():
    with pytest.raises(InputError) as caught:
        SUBSTANCES.get("qqqqqqqq")
    assert "UN number" in render(caught.value.fix, "en")


def test_initials_of_several_name_them_all():
    with pytest.raises(InputError) as caught:
        SUBSTANCES.get("yq")
    fix = render(caught.value.fix, "zh")
    assert "液氧" in fix
    assert "乙炔" in fix


def test_initials_that_are_a_formula_too_are_told_apart_by_writing_it_as_one():
    assert SUBSTANCES.get("As").id == "arsenic"
    with pytest.raises(InputError) as caught:
        SUBSTANCES.get("as")
    assert "溶解态砷" in render(caught.value.fix, "zh")
    assert "氨水" in render(caught.value.fix, "zh")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("氰化", "sodium-cyanide"),
        ("柴", "diesel"),
        ("qing hua", "sodium-cyanide"),
        ("qhn", "sodium-cyanide"),
        ("12", "diesel"),
        ("sulf", "sulfuric-acid"),
        ("硫酸", "sulfuric-acid"),
        ("1114", "benzene"),
        ("苯", "benzene"),
        ("碱", "caustic-soda"),
    ],
)
def test_typing_ahead_offers_the_likeliest_first(typed, first):
    assert SUBSTANCES.search(typed)[0].id == first


def test_typing_ahead_offers_no_more_than_asked_and_nothing_twice():
    found = SUBSTANCES.search("硫", 5)
    assert 1 < len(found) <= 5
    assert len(set(found)) == len(found)
    assert SUBSTANCES.search("qqqqqqqq") == ()


def test_before_typing_the_list_opens_with_not_knowing():
    assert [row.id for row in SUBSTANCES.search("", 2)] == ["unknown", "diesel"]


@given(st.text(max_size=30))
def test_any_text_is_found_or_refused_with_advice(said):
    answer = asked(said)
    if isinstance(answer, InputError):
        assert all(render(part, "zh") for part in (answer.what, answer.where, answer.fix))
    else:
        assert answer in ROWS
    assert len(SUBSTANCES.search(said, 3)) <= 3
