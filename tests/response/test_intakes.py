"""One row for every intake that is hit: what is known of its supply, and what falls short."""

from dataclasses import replace

import pytest

from emerg.response.intakes import Need, falls_short, intakes
from emerg.response.passing import Passing
from emerg.texts import Bilingual, render
from tests.paper import made

WORKS = "KS-WW-005"


def said(lines):
    return [render(line, "zh") for line in lines]


@pytest.fixture(scope="module")
def demo():
    return made.demo()


def row_of(answer, site=WORKS):
    return next(row for row in answer.intakes if row.site == site)


def with_attributes(answer, site=WORKS, **known):
    """The row of a waterworks of which more is known, dangerous from hour 5 to hour 30."""
    rivers = made.rivers()
    book = rivers.playbooks["lhasa"]
    sites = tuple(
        replace(s, attributes={**(s.attributes or {}), **known}) if s.id == site else s
        for s in book.sites
    )
    plan = replace(book.plan, water_supply=known.pop("supply", book.plan.water_supply))
    changed = replace(
        rivers, playbooks={**rivers.playbooks, "lhasa": replace(book, sites=sites, plan=plan)}
    )
    (hit,) = (hit for hit in answer.hits if hit.site == site)
    hit = replace(hit, front_h=(5.0, 8.0, 11.0), reopen_not_before=made.NOW, reopen_reason=None)
    passing = {site: Passing((5.0, 8.0, 11.0), 30.0, (0.1, 0.3, 0.6), "CN-", 500.0)}
    (row,) = intakes(changed, answer.incident.scenario, [hit], passing)
    return row


def test_there_is_a_row_for_every_intake_soonest_first(demo):
    listed = [hit for hit in demo.hits if hit.is_intake]
    assert [row.number for row in demo.intakes] == [hit.number for hit in listed]
    assert len(listed) == 5
    for row, hit in zip(demo.intakes, listed, strict=True):
        assert (row.close_by, row.reopen_not_before) == (hit.close_by, hit.reopen_not_before)


def test_what_nobody_has_said_is_unknown_and_named(demo):
    row = row_of(demo, "KS-WW-001")
    assert (row.people, row.storage_h, row.alternative, row.alternative_h) == (None,) * 4
    assert said(row.unknown) == [
        "供水人口",
        "日取水量 m³/d",
        "储水可用时数",
        "备用水源",
        "启用所需时数",
    ]
    assert "储水可用时数不明，先问水厂" in said(row.short)
    assert "备用水源不明：须安排水车、瓶装水" in said(row.short)


def test_a_source_that_is_still_to_be_confirmed_is_told_but_does_not_count(rivers, demo):
    source_area = row_of(made.answer(at={"river": "lhasa", "km": 250.0}), "KS-SA-001")
    assert "在建" in render(source_area.alternative, "zh")
    assert not source_area.alternative_sure
    assert any("备用水源不明" in line for line in said(source_area.short))


def test_the_plan_of_the_playbook_tells_of_the_alternative(demo):
    row = row_of(demo)
    assert "献多、北郊、药王山、西郊" in render(row.alternative, "zh")
    assert row.alternative_sure
    assert "备用水源多久能启用不明" in said(row.short)


def test_storage_that_does_not_last_is_told_with_the_figures(demo):
    """Dangerous from hour 5 to hour 30; of both ends of a known start there is one: 25 h."""
    row = with_attributes(demo, "KS-WW-001", storage_h=10.0)
    assert row.danger_h == pytest.approx(25.0)
    assert said(row.short) == [
        "超标 25 h，储水 10 h，缺 15 h",
        "备用水源不明：须安排水车、瓶装水",
    ]


def test_a_wait_for_the_alternative_is_told_in_hours(demo):
    known = {"storage_h": 10.0, "alternative": "二水源", "alternative_h": 14.0}
    row = with_attributes(demo, population=52_000.0, capacity_m3_d=30_000.0, **known)
    assert (row.people, row.capacity_m3_d) == (52_000.0, 30_000.0)
    assert row.alternative == "二水源"
    assert row.unknown == ()
    assert said(row.short) == ["超标 25 h，储水 10 h，缺 15 h", "备用水源需 14 h，断水 4 h"]


def test_storage_that_lasts_needs_nothing_else(demo):
    assert said(with_attributes(demo, storage_h=30.0).short) == [
        "储水 30 h，多于超标时长 25 h，够用"
    ]


def test_an_uncertain_start_makes_the_danger_longer(demo):
    wide = made.answer(when=["2026-07-15T00:40+08:00", "2026-07-15T02:40+08:00"])
    assert with_attributes(wide, storage_h=1.0).danger_h == pytest.approx(27.0)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [({"duration_h": "ongoing"}, "仍在泄漏"), ({"amount_kg": "unknown"}, "数量不明")],
)
def test_where_the_end_is_not_known_no_hours_are_given(keys, reason):
    row = row_of(made.answer(**keys))
    assert row.danger_h is None
    assert any(reason in line for line in said(row.short))


def test_a_place_that_stays_below_its_limit_lacks_nothing():
    row = row_of(made.answer(amount_kg=1.0))
    assert row.danger_h == 0.0
    assert len(row.short) == 1


def test_hours_that_may_be_longer_never_promise_enough():
    need = Need(20.0, Bilingual("沿途有水库"), 24.0, True, 2.0)
    assert "但可能更长：沿途有水库" in said(falls_short(need))[0]


def test_examples_are_read_in_exercises_only(demo):
    rivers = made.rivers()
    book = rivers.playbooks["lhasa"]
    supply = tuple(
        replace(s, confidence="example", alternative=Bilingual("示例水源"))
        for s in book.plan.water_supply
    )
    changed = replace(
        rivers,
        playbooks={
            **rivers.playbooks,
            "lhasa": replace(book, plan=replace(book.plan, water_supply=supply)),
        },
    )
    drill = demo.incident.scenario
    for scenario, known in ((drill, True), (replace(drill, exercise=False), False)):
        rows = intakes(changed, scenario, demo.hits, {})
        assert all((row.alternative is not None) is known for row in rows)


def test_a_way_without_intakes_has_no_rows():
    assert made.answer(at={"river": "zayu", "km": 200.0}).intakes == ()
