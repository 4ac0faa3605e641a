"""The level and the reports in the record: who said it holds, what is struck does not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emerg.incident.conflicts import conflicts, last_words
from emerg.incident.model import Draft, Person
from emerg.incident.sameness import LEVEL
from emerg.response.grading import grading
from emerg.response.harm import Harm, Ruled
from emerg.response.level import judged
from emerg.response.reporting import Reporting, Sent
from emerg.response.rules import shipped_rules
from emerg.units import BEIJING
from emerg.usecases import incident as record
from emerg.usecases.incident import new_incident, read_log, strike
from emerg.usecases.judging import NOWHERE, Said, standing_before
from emerg.usecases.level_noted import last_level, level_draft, level_value
from emerg.usecases.reporting import sent_draft, sent_reports
from emerg.usecases.settle import answer, settle

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


@pytest.fixture
def id_(tmp_path):
    return new_incident(tmp_path, "x", Person(), NOW)[0]


def level(harm=None, ruled=None):
    return judged(grading(), harm or Harm(), ruled, (), NOWHERE)


def note_level(home, id_, found, form):
    draft = level_draft(found, form, "zh")
    return answer(home, id_, draft, LEVEL, level_value(found), Person("李", "值班室"), NOW)


def test_an_officers_word_is_a_decision_with_its_reason_and_the_table_a_fact(tmp_path, id_):
    fact = note_level(tmp_path, id_, level(Harm(deaths=(3, 3))), {"deaths": "3"})
    assert (fact.kind, fact.text) == (
        "fact",
        "初判较大（Ⅲ级），待核。已知：直接导致死亡 3 人",
    )
    ruled = note_level(tmp_path, id_, level(ruled=Ruled("II", "会商")), {"ruled": "II"})
    assert (ruled.kind, ruled.text) == ("decision", "重大（Ⅱ级），由值班人员确定。理由：会商")
    (last,) = last_words(read_log(tmp_path, id_), LEVEL)
    assert (last.figures()["value"], last.author) == ("II", "李")
    assert last_level(read_log(tmp_path, id_)) == {"ruled": "II"}


def test_a_struck_level_no_longer_holds(tmp_path, id_):
    assert last_level(read_log(tmp_path, id_)) is None
    note_level(tmp_path, id_, level(), {"deaths": ""})
    second = note_level(tmp_path, id_, level(Harm(deaths=(3, 3))), {"deaths": "3"})
    strike(tmp_path, id_, str(second.number), "值班室", "another incident", Person(), NOW)
    assert last_level(read_log(tmp_path, id_)) == {"deaths": ""}


def test_where_posts_differ_the_one_that_was_settled_on_holds(tmp_path, id_):
    data = {"about": LEVEL, "after": []}
    for post, value in (("前方", "II"), ("后方", "III")):
        draft = Draft("fact", "x", {**data, "value": value, "level_form": {"reason": value}})
        record.note(tmp_path, id_, draft, Person("王", post), NOW)
    assert len(conflicts(read_log(tmp_path, id_))) == 1
    settle(tmp_path, id_, LEVEL, "II", "会商", Person(), NOW)
    assert last_level(read_log(tmp_path, id_)) == {"reason": "II"}


@pytest.mark.parametrize("figures", [{}, {"about": "level", "value": 1}, {"level_form": {}}])
def test_what_a_stranger_wrote_of_a_level_is_passed_over(tmp_path, id_, figures):
    record.note(tmp_path, id_, Draft("fact", "x", figures), Person(), NOW)
    assert last_level(read_log(tmp_path, id_)) is None


# Reports


def first_clock(ruled=None):
    said = Said(Harm(), ruled, Reporting())
    return standing_before(said, NOW, shipped_rules(), exercise=False).clocks[0]


def test_a_report_is_noted_with_when_and_at_which_level_it_was_sent(tmp_path, id_):
    at = NOW + timedelta(minutes=95)
    draft = sent_draft(first_clock(Ruled("II", "x")), at, "zh")
    assert draft.text == "初报 已报 07-15 05:02（提前 25 分）"
    entry = record.note(tmp_path, id_, draft, Person(), NOW)
    found = sent_reports(read_log(tmp_path, id_))
    assert found == (Sent("first", at, "II"),)
    strike(tmp_path, id_, str(entry.number), entry.post, "not sent", Person(), NOW)
    assert sent_reports(read_log(tmp_path, id_)) == ()


@pytest.mark.parametrize(
    "figures",
    [{"report": 1, "sent_at": "x"}, {"report": "first", "sent_at": "soon"}, {"report": "first"}],
)
def test_what_a_stranger_wrote_of_a_report_is_passed_over(tmp_path, id_, figures):
    record.note(tmp_path, id_, Draft("fact", "x", figures), Person(), NOW)
    assert sent_reports(read_log(tmp_path, id_)) == ()


def test_a_report_noted_twice_is_as_the_last_entry_says():
    told = Reporting(sent=(Sent("first", NOW), Sent("other", NOW)))
    later = replace(told, sent=(*told.sent, Sent("first", NOW + timedelta(hours=1))))
    assert later.of("first").at == NOW + timedelta(hours=1)
    assert later.of("nothing") is None
