"""The report clocks: Beijing time over midnight and month ends, levels that change, what stops."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emerg.response.answer import ReportField
from emerg.response.clock_rules import ClockRule
from emerg.response.grading import GRADES, MAJOR
from emerg.response.harm import Harm, Ruled
from emerg.response.report_clocks import clock_words, missing_fields, soonest, span_words
from emerg.response.reporting import Reporting, Sent
from emerg.response.rules import shipped_rules
from emerg.texts import Bilingual, render
from emerg.units import BEIJING, iso
from emerg.usecases.judging import Said, standing_before

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=BEIJING)
KNOWN = datetime(2026, 11, 25, 2, 0, tzinfo=BEIJING)


def clock_rule(**fields):
    given = {
        "key": "local",
        "name": Bilingual("电话首报", "By telephone"),
        "minutes": 30.0,
        "since": "known",
        "to": Bilingual("总值班室", "duty office"),
        "source": "本地文件",
        "confidence": "low",
    }
    return ClockRule(**{**given, **fields})


def with_clocks(*rules):
    shipped = shipped_rules()
    return replace(shipped, report=replace(shipped.report, clock=rules))


def clocks(harm=None, ruled=None, known=KNOWN, reporting=None, rules=None, exercise=False):
    said = Said(harm or Harm(), ruled, reporting or Reporting())
    found = standing_before(said, known, rules or shipped_rules(), exercise=exercise)
    return {clock.key: clock for clock in found.clocks}


def zh(clock, now=NOW):
    return render(clock_words(clock, now), "zh")


# When each is due

TURNS = [
    ("2026-11-25T22:45:00+08:00", 30, "2026-11-25T23:15+08:00"),
    ("2026-11-25T23:30:00+08:00", 30, "2026-11-26T00:00+08:00"),  # midnight itself
    ("2026-11-25T23:59:59+08:00", 60, "2026-11-26T00:59+08:00"),
    ("2026-11-30T23:10:00+08:00", 60, "2026-12-01T00:10+08:00"),  # over the end of the month
    ("2028-02-28T23:30:00+08:00", 120, "2028-02-29T01:30+08:00"),  # a leap year
    ("2026-02-28T23:30:00+08:00", 120, "2026-03-01T01:30+08:00"),
    ("2026-12-31T22:00:00+08:00", 240, "2027-01-01T02:00+08:00"),
    ("2026-11-30T15:30:00+00:00", 60, "2026-12-01T00:30+08:00"),  # told in another zone
]


@pytest.mark.parametrize("since", ["known", "verified", "level"])
@pytest.mark.parametrize(("begins", "minutes", "due"), TURNS)
def test_every_clock_runs_by_beijing_time_over_midnight_and_month_ends(since, begins, minutes, due):
    moment = datetime.fromisoformat(begins)
    rules = with_clocks(clock_rule(since=since, minutes=float(minutes)))
    known = moment if since == "known" else None
    reporting = Reporting(
        verified=moment if since == "verified" else None,
        judged=moment if since == "level" else None,
    )
    found = clocks(known=known, reporting=reporting, rules=rules)["local"]
    assert iso(found.due) == due


@pytest.mark.parametrize(
    ("grade", "hours", "due"),
    [
        ("I", 2, "2026-12-01T01:20+08:00"),
        ("II", 2, "2026-12-01T01:20+08:00"),
        ("III", 4, "2026-12-01T03:20+08:00"),
        ("IV", 4, "2026-12-01T03:20+08:00"),
    ],
)
def test_the_first_report_by_level_over_the_end_of_the_month(grade, hours, due):
    known = datetime(2026, 11, 30, 23, 20, tzinfo=BEIJING)
    first = clocks(ruled=Ruled(grade, "会商"), known=known)["first"]
    assert (first.minutes, iso(first.due)) == (hours * 60, due)


def test_the_ministry_is_told_within_an_hour_of_the_verification_and_not_before():
    waiting = clocks()["ministry"]
    assert (waiting.due, waiting.runs) == (None, False)
    assert zh(waiting) == "自省级核实起算：请填核实时间"
    verified = datetime(2026, 11, 30, 23, 40, tzinfo=BEIJING)
    found = clocks(reporting=Reporting(verified))["ministry"]
    assert iso(found.due) == "2026-12-01T00:40+08:00"
    assert "生态环境部" in render(found.to, "zh")


# Which hold at which level


@pytest.mark.parametrize(
    ("harm", "ruled", "keys"),
    [
        (Harm(), None, {"first", "ministry"}),  # not to be told: as for a major one
        (Harm(deaths=(1, 1)), None, {"first", "ministry"}),  # a special case is not excluded
        (Harm(deaths=(10, 10)), None, {"first", "ministry"}),
        (Harm(), Ruled("III", "x"), {"first"}),
        (Harm(deaths=(10, 10)), Ruled("IV", "x"), {"first", "ministry"}),  # II is reached
    ],
)
def test_the_clock_of_the_ministry_holds_for_major_levels(harm, ruled, keys):
    assert clocks(harm, ruled).keys() == keys


def test_another_level_changes_every_deadline():
    rules = with_clocks(clock_rule(grades=("III", "IV")), clock_rule(key="grave", grades=MAJOR))
    ordinary = clocks(ruled=Ruled("III", "x"), rules=rules)
    grave = clocks(ruled=Ruled("II", "x"), rules=rules)
    assert (ordinary.keys(), grave.keys()) == ({"first", "local"}, {"first", "grave"})
    assert ordinary["first"].due - grave["first"].due == timedelta(hours=2)
    assert render(ordinary["first"].to, "zh") != render(grave["first"].to, "zh")


def test_an_example_clock_runs_in_drills_only():
    rules = with_clocks(clock_rule(confidence="example"))
    assert "local" not in clocks(rules=rules)
    assert "local" in clocks(rules=rules, exercise=True)


def test_no_clock_ships_without_its_source():
    for rule in shipped_rules().report.clock:
        assert rule.confidence in ("high", "medium")
        assert "令" in rule.source or "号" in rule.source
        assert set(rule.grades) <= set(GRADES)


# What stops one


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (95, "已报 11-25 03:35（提前 25 分）"),
        (120, "已报 11-25 04:00（提前 0 分）"),
        (125, "已报 11-25 04:05（迟报 5 分）"),
        (185, "已报 11-25 05:05（迟报 1 小时 5 分）"),
    ],
)
def test_a_report_that_was_sent_stops_its_clock_and_says_how_early_it_was(minutes, said):
    sent = Sent("first", KNOWN + timedelta(minutes=minutes))
    found = clocks(reporting=Reporting(sent=(sent,)))
    assert zh(found["first"]) == said
    assert not found["first"].runs
    assert found["ministry"].sent is None


def test_a_report_a_few_seconds_late_is_not_called_in_time():
    sent = Sent("first", KNOWN + timedelta(hours=2, seconds=5))
    assert zh(clocks(reporting=Reporting(sent=(sent,)))["first"]).endswith("（迟报 1 分）")


def test_a_graver_level_than_was_reported_is_to_be_reported_again():
    sent = Reporting(sent=(Sent("first", NOW, "III"),))
    graver = clocks(ruled=Ruled("II", "x"), reporting=sent)["first"]
    assert graver.again
    assert graver.runs
    assert "按变化后的级别再报" in zh(graver)
    for grade in ("III", "IV"):
        assert not clocks(ruled=Ruled(grade, "x"), reporting=sent)["first"].again
    reached = clocks(Harm(deaths=(10, 10)), Ruled("IV", "x"), reporting=sent)["first"]
    assert reached.again  # whatever an officer says, II is reached
    again = Reporting(sent=(Sent("first", NOW, "III"), Sent("first", NOW, "II")))
    assert not clocks(ruled=Ruled("II", "x"), reporting=again)["first"].again


def test_how_a_clock_stands_in_words():
    first = clocks()["first"]
    assert zh(first) == "剩 1 小时 30 分，11-25 04:00 前报"
    assert zh(first, first.due) == "已超时 0 分（应于 11-25 04:00 前报）"
    assert zh(first, first.due + timedelta(hours=2)) == "已超时 2 小时（应于 11-25 04:00 前报）"
    assert zh(clocks(known=None)["first"]) == "自得知起算：请填得知时间"
    assert render(span_words(timedelta(minutes=59, seconds=59)), "en") == "59 min"


def test_the_soonest_is_the_one_that_runs_out_first_and_what_is_sent_again_goes_before():
    rules = with_clocks(clock_rule(minutes=30.0), clock_rule(key="later", minutes=600.0))
    found = clocks(rules=rules)
    assert soonest(tuple(found.values())).key == "local"
    done = Reporting(sent=(Sent("local", NOW),))
    assert soonest(tuple(clocks(rules=rules, reporting=done).values())).key == "first"
    raised = Reporting(sent=(Sent("later", NOW, "IV"),))
    raised_to = clocks(ruled=Ruled("II", "x"), rules=rules, reporting=raised)
    assert soonest(tuple(raised_to.values())).key == "later"
    assert soonest(tuple(clocks(known=None).values())) is None


def test_what_the_first_report_lacks_is_told_by_name():
    fields = (
        ReportField(Bilingual("发生时间", "Time"), "x"),
        ReportField(Bilingual("信息来源", "Source"), ""),
    )
    assert [label.zh for label in missing_fields(fields)] == ["信息来源"]
