"""Measures, stores and steps in an answer: the confirmed are reckoned with, the rest compared."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.errors import InputError
from emerg.response.incident import (
    Amount,
    FieldSample,
    Measure,
    Scenario,
    Spot,
    Start,
    Step,
    Storage,
    Where,
)
from emerg.texts import render
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
# Before any of it has come far: what is planned now is in time further down.
NOW = START + timedelta(minutes=30)
SPILL = Scenario(
    Where(river="lhasa", km=300.0),
    "氰化钠",
    amount=Amount(5, 10, "t"),
    start=Start(START, START),
    reported=START,
    flow="high",
)
DAM = Spot("直孔水电站")
HOLD = Measure("hold", DAM, hold_h=6.0)
REMOVAL = Measure("remove", DAM, share=0.5)


def answer(rivers, **changes):
    return respond(rivers, replace(SPILL, **changes), now=NOW)


def sites(hits):
    return {hit.site: hit for hit in hits}


@pytest.fixture(scope="module")
def plain(rivers):
    return answer(rivers)


def test_what_is_only_planned_leaves_the_answer_as_it_is(rivers, plain):
    found = answer(rivers, measures=(HOLD,))
    assert found.hits == plain.hits
    assert found.next_things == plain.next_things
    assert plain.what_if is None
    assert len(found.what_if.measures) == 1


def test_the_comparison_tells_every_place_below_and_none_above(rivers, plain):
    found = answer(rivers, measures=(HOLD,))
    dam = next(hit for hit in plain.hits if hit.name.zh == DAM.name)
    below = [hit.site for hit in plain.hits if hit.distance_m > dam.distance_m]
    assert [row.without.site for row in found.what_if.rows] == below
    for row in found.what_if.rows:
        assert row.with_it.front_h[0] == pytest.approx(row.without.front_h[0] + 6, abs=1e-6)


def test_what_is_confirmed_is_reckoned_with_and_said(rivers, plain):
    found = answer(rivers, measures=(replace(HOLD, done=True),))
    assert found.what_if is None
    last = plain.hits[-1].site
    assert sites(found.hits)[last].front_h[0] > sites(plain.hits)[last].front_h[0] + 5.9
    assert any(getattr(line, "msgid", "").startswith("Confirmed") for line in found.known)


def test_a_measure_that_comes_too_late_changes_nothing(rivers):
    late = replace(HOLD, begins=START + timedelta(days=60))
    assert answer(rivers, measures=(late,)).what_if.rows == ()


def test_a_store_with_a_volume_lets_a_reopening_be_given(rivers, plain):
    """旁多 is the only store above the intake beside it."""
    stored = answer(rivers, storage=(Storage(Spot("旁多水利枢纽"), 3e8, 6e8),))
    name = "墨竹工卡县界断面（示意）"
    before, after = (
        next(hit for hit in found.hits if name in hit.name.zh) for found in (plain, stored)
    )
    assert before.reopen_not_before is None
    assert after.reopen_not_before is not None
    # The dam stands 3 × V/Q in the way at least: 6e8 m³ at under 1,000 m³/s.
    assert after.reopen_not_before - START > timedelta(days=3 * 6e8 / 1000 / 86_400)
    assert after.close_by == before.close_by
    assert after.front_h[0] == pytest.approx(before.front_h[0])
    assert after.front_h[1] > before.front_h[1]


def test_manla_stands_between_dead_and_normal_storage(rivers):
    found = answer(rivers, where=Where(river="nyangchu", km=60.0))
    lines = [line for line in found.assumptions if "×10⁴ m³" in getattr(line, "msgid", "")]
    assert [line.fields["volume"] for line in lines] == ["4900–13000"]


def test_steps_release_what_they_add_up_to(rivers):
    stepped = answer(
        rivers, amount=None, duration_h=10.0, steps=(Step(0, 2, 500, 1000), Step(2, 10, 0, 100))
    )
    assert stepped.incident.amount_kg == (1000.0, 2800.0)
    steady = answer(rivers, amount=Amount(1000, 2800), duration_h=10.0)
    far = -1
    assert stepped.hits[far].peak_mg_l[1] == pytest.approx(steady.hits[far].peak_mg_l[1], rel=0.25)
    assert stepped.hits[far].front_h[0] <= steady.hits[far].front_h[0] + 0.5
    near = sites(steady.hits)[stepped.hits[2].site]
    # Most of it comes in the first two hours: nearby it is stronger than if spread over ten.
    assert stepped.hits[2].peak_mg_l[1] > 1.5 * near.peak_mg_l[1]


def test_a_rate_that_goes_on_has_a_plateau_and_no_reopening(rivers):
    found = answer(rivers, amount=None, duration_h=None, steps=(Step(0, None, 100, 100),))
    for hit in found.hits:
        assert hit.reopen_not_before is None
        flow = hit.discharge_m3_s
        plateau = 100 / 3.6 / flow  # kg/h over m³/s, in mg/L of the product
        assert hit.peak_mg_l[0] <= plateau * 1.2
    assert found.hits[0].peak_mg_l[1] == pytest.approx(
        100 / 3.6 / found.hits[0].discharge_m3_s * 0.531, rel=0.1
    )


def test_ice_slows_likely_and_latest_and_leaves_the_earliest(rivers, plain):
    iced = answer(rivers, ice=True)
    for before, after in zip(plain.hits, iced.hits, strict=True):
        assert after.front_h[0] >= before.front_h[0] - 1e-9
        assert after.front_h[1] > 1.1 * before.front_h[1]
        assert after.front_h[2] > 1.1 * before.front_h[2]
        if before.close_by is not None:
            assert after.close_by is None or after.close_by >= before.close_by
    assert any("Ice cover" in getattr(line, "msgid", "") for line in iced.assumptions)


def test_what_is_planned_begins_now_at_the_earliest(rivers, plain):
    """Long after the cloud has passed a hold there holds nothing any more."""
    after = NOW + timedelta(days=20)
    found = respond(rivers, replace(SPILL, measures=(HOLD,)), now=after)
    assert found.what_if.rows == ()
    assert "from now on, when the cloud comes" in render(found.what_if.measures[0], "en")


@pytest.mark.parametrize("hour", [8.0, 9.0, 9.5, 10.0])
@pytest.mark.parametrize("amount", [30, 50, 80])
def test_hardly_any_member_above_the_limit_still_has_its_clocks(rivers, amount, hour):
    """Where one part of the cloud exceeds and another does not."""
    less = Measure(
        "outflow",
        Spot(None, "lhasa", 489.0),
        begins=START + timedelta(hours=hour),
        outflow_m3_s=(100.0, 100.0),
    )
    found = answer(
        rivers,
        where=Where(river="lhasa", km=430.0),
        amount=Amount(amount, amount),
        measures=(replace(less, done=True),),
    )
    for hit in found.hits:
        if hit.has_clocks and hit.exceed_probability >= 0.01:
            assert hit.close_by is not None


def test_what_a_dam_holds_back_gives_no_reopening_below(rivers):
    shut = Measure("outflow", Spot("旁多水利枢纽"), outflow_m3_s=(50.0, 50.0), done=True)
    found = answer(rivers, measures=(shut,), storage=(Storage(Spot("旁多水利枢纽"), 3e8, 6e8),))
    below = [hit for hit in found.hits if hit.has_clocks and 313 < hit.km < 380]
    assert below
    assert all(hit.reopen_not_before is None for hit in below)
    assert "held back" in below[0].reopen_reason.msgid


def test_samples_below_a_confirmed_removal_are_compared_with_what_is_left(rivers):
    spill = {"where": Where(river="lhasa", km=430.0), "amount": Amount(5, 10, "t")}

    def likely(*measures, values):
        samples = tuple(
            FieldSample(START + timedelta(hours=h), "value", river="lhasa", km=463.0, value_mg_l=v)
            for h, v in zip((4.4, 5.4), values, strict=True)
        )
        asked = replace(SPILL, measures=measures, samples=samples, **spill)
        found = respond(rivers, asked, now=START + timedelta(hours=6))
        return next(h for h in found.hits if h.name.zh == "纳金水厂").peak_mg_l[1]

    nine_tenths = Measure("remove", Spot(None, "lhasa", 445.0), share=0.9, done=True)
    plain, treated = likely(values=(1.3, 1.0)), likely(nine_tenths, values=(0.13, 0.10))
    assert treated == pytest.approx(plain / 10, rel=0.02)


def test_what_is_planned_is_compared_by_the_same_members(rivers):
    seen = FieldSample(START + timedelta(hours=3), "here", river="lhasa", km=450.0)
    spill = {"where": Where(river="lhasa", km=430.0), "samples": (seen,)}
    hold = Measure("hold", Spot(None, "lhasa", 470.0), hold_h=6.0)
    asked = replace(SPILL, measures=(hold,), **spill)
    found = respond(rivers, asked, now=START + timedelta(hours=3.5))
    below = [row for row in found.what_if.rows if row.without.distance_m > 41_000]
    assert below
    for row in below:
        a, b = row.without.front_h, row.with_it.front_h
        assert b[1] == pytest.approx(a[1] + 6.0, abs=0.05)
        assert b[2] == pytest.approx(a[2] + 6.0, rel=0.02)


def test_another_river_nearby_does_not_refuse_what_is_done_on_the_chosen_one(rivers):
    where = Where(lon=93.39556, lat=32.31438)
    chosen = answer(rivers, where=where)
    assert chosen.alternatives
    spot = Spot(None, chosen.incident.river, chosen.incident.km + 1.0)
    assert answer(rivers, where=where, measures=(Measure("hold", spot, hold_h=1.0),)).what_if


def test_a_rate_given_as_a_range_may_have_been_at_its_most(rivers):
    """A first hour of 0 to 10 t/h: the highest peak is no lower than with 10 t/h for sure."""
    base = {"where": Where(river="lhasa", km=430.0), "amount": None, "duration_h": 101.0}
    rest = Step(1, 101, 500, 500)
    ranged = answer(rivers, steps=(Step(0, 1, 0, 10_000), rest), **base)
    sure = answer(rivers, steps=(Step(0, 1, 10_000, 10_000), rest), **base)
    assert ranged.hits[0].peak_mg_l[2] > 0.9 * sure.hits[0].peak_mg_l[2]


def test_nothing_arrives_before_it_is_released(rivers):
    base = {"where": Where(river="lhasa", km=430.0), "amount": None}
    later = answer(rivers, steps=(Step(24, 26, 500, 500),), **base)
    sooner = answer(rivers, steps=(Step(0, 2, 500, 500),), **base)
    for one, other in zip(later.hits, sooner.hits, strict=True):
        assert one.front_h == pytest.approx([h + 24 for h in other.front_h], rel=5e-3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measures": (replace(HOLD, at=Spot("达果大桥")),)}, "does not lie on the way down"),
        ({"measures": (replace(HOLD, at=Spot(None, "lhasa", 100.0)),)}, "does not lie"),
        ({"measures": (replace(HOLD, at=Spot("水厂")),)}, "several places on the way"),
        ({"measures": (replace(HOLD, at=Spot("示例：达孜干枯河道")),)}, "does not lie"),
        ({"measures": (REMOVAL,), "substance": "柴油"}, "does not mix in the water"),
        ({"storage": (Storage(Spot("纳金水厂"), 1, 2),)}, "is no reservoir or lake"),
        ({"measures": (replace(HOLD, begins=NOW),), "start": None}, "a measure begins at a time"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(rivers, changes, words):
    with pytest.raises(InputError) as refused:
        answer(rivers, **changes)
    assert words in refused.value.what.msgid
    assert refused.value.fix
