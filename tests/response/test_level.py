"""How grave an incident is: every line of the table, what nobody has said, and the clock."""

import json
from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.errors import EmergError
from emerg.hazards.substances import load_substances
from emerg.response.deadlines import deadline, report_rules
from emerg.response.grading import GRADES, grading
from emerg.response.harm import Harm, Ruled
from emerg.response.incident import Scenario, Start, Where
from emerg.response.level import Ahead, judged
from emerg.response.rules import shipped_rules
from emerg.texts import render
from emerg.units import BEIJING
from emerg.usecases.respond import respond
from emerg.usecases.rules import load_rules
from emerg.usecases.scenario import scenario

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=BEIJING)
TABLE = grading()
NOWHERE = Ahead("", "", lambda _county: "", lambda _hit: False)

# 国家突发环境事件应急预案 (国办函〔2014〕119号), annex 1, line by line: "以上" includes the figure.
COUNTS = {
    "deaths": ((30, "I"), (29, "II"), (10, "II"), (9, "III"), (3, "III"), (2, "IV"), (0, None)),
    "injured": ((100, "I"), (99, "II"), (50, "II"), (49, "III"), (10, "III"), (9, "IV"), (0, None)),
    "evacuated": (
        *((50_000, "I"), (49_999, "II"), (10_000, "II"), (9_999, "III")),
        *((5_000, "III"), (4_999, "IV"), (0, None)),
    ),
    "loss_yuan": (
        *((1e8, "I"), (99_999_999, "II"), (2e7, "II"), (19_999_999, "III")),
        *((5e6, "III"), (4_999_999, "IV"), (0, None)),
    ),
}
STATES = {
    "water_cut": {"city": "I", "county": "II", "township": "III", "none": None},
    "border": {"country": "I", "province": "II", "prefecture": "III", "county": "IV", "none": None},
    "ecology": {"lost": "I", "partly": "II", "protected": "III", "none": None},
    "radiation": {"wide": "I", "larger": "II", "small": "III", "minor": "IV", "none": None},
}


def level_of(harm, ruled=None, hits=(), ahead=NOWHERE):
    return judged(TABLE, harm, ruled, hits, ahead)


@pytest.mark.parametrize(
    ("key", "figure", "grade"), [(k, f, g) for k, rows in COUNTS.items() for f, g in rows]
)
def test_every_figure_of_the_table(key, figure, grade):
    found = level_of(Harm(**{key: (figure, figure)}))
    assert (found.grade, found.may_be) == (grade, None)


@pytest.mark.parametrize(
    ("key", "word", "grade"), [(k, w, g) for k, rows in STATES.items() for w, g in rows.items()]
)
def test_every_state_of_the_table(key, word, grade):
    assert level_of(Harm(**{key: word})).grade == grade


def test_every_criterion_of_the_table_is_a_question_of_the_scenario():
    asked = {spec.name for spec in fields(Harm)}
    assert {rule.key for rule in (*TABLE.count, *TABLE.state)} == asked == {*COUNTS, *STATES}
    assert [lead.grade for lead in TABLE.lead] == list(GRADES)


def test_any_one_criterion_suffices_and_the_gravest_counts():
    assert level_of(Harm(deaths=(1, 1), border="province", evacuated=(6000, 6000))).grade == "II"


def test_what_nobody_has_said_is_not_filled_in():
    found = level_of(Harm())
    assert (found.grade, found.may_be, len(found.unsaid)) == (None, None, 7)
    assert render(found.words, "zh") == render(found.short, "zh") == "级别尚不能判定"
    assert found.lead == ""


def test_a_range_is_reached_at_its_low_end_and_possible_at_its_high():
    found = level_of(Harm(deaths=(2, 12)))
    assert (found.grade, found.may_be) == ("IV", "II")
    assert render(found.words, "zh") == "初判至少一般（Ⅳ级），可能达到重大（Ⅱ级），待核"
    assert render(found.short, "zh") == "初判 IV 级，可能 II 级"
    lead = "事发地县级人民政府负责应对；若达到重大（Ⅱ级）：事发地省级人民政府负责应对"
    assert render(found.lead, "zh") == lead


def test_an_officer_may_say_otherwise_with_a_reason():
    found = level_of(Harm(deaths=(3, 3)), Ruled("III", "会商意见"))
    assert (found.grade, found.clash) == ("III", None)
    assert render(found.words, "zh") == "较大（Ⅲ级），由值班人员确定"
    assert render(found.short, "zh") == "定 III 级"
    assert render(found.lead, "zh") == "事发地设区的市级人民政府负责应对"


def test_a_level_below_what_is_reached_is_told_and_does_not_lengthen_the_time():
    found = level_of(Harm(deaths=(12, 12)), Ruled("IV", "会商意见"))
    assert (found.grade, found.clash) == ("IV", "II")
    words = "一般（Ⅳ级），由值班人员确定——低于已达到的重大（Ⅱ级），请核对"
    assert render(found.words, "zh") == words
    assert render(found.short, "zh") == "定 IV 级，已达 II 级"
    assert hours(Harm(deaths=(12, 12)), Ruled("IV", "会商意见")) == 2.0


# What the forecast makes of borders and intakes


@pytest.fixture(scope="module")
def asked():
    start = NOW - timedelta(minutes=50)
    return Scenario(Where(river="lhasa", km=430.0), "unknown", start=Start(start, start))


def test_the_forecast_tells_of_borders_and_intakes_what_may_be(rivers, asked):
    level = respond(rivers, asked, now=NOW).level
    rows = {one.key: one for one in level.criteria}
    assert (rows["border"].reached, rows["border"].may_be) == (None, "I")
    assert (rows["water_cut"].reached, rows["water_cut"].may_be) == (None, "I")
    assert not rows["border"].said
    assert (level.grade, level.may_be) == (None, "I")


def test_what_is_said_of_borders_holds_against_the_forecast(rivers, asked):
    said = replace(asked, harm=Harm(border="none", water_cut="none"))
    level = respond(rivers, said, now=NOW).level
    assert (level.grade, level.may_be) == (None, None)


@pytest.mark.parametrize(
    ("kind", "county", "abroad", "grade"),
    [
        ("exit", "x", True, "I"),
        ("exit", "x", False, "II"),
        ("town", "other", False, "III"),
        ("town", "near", False, "IV"),
        ("town", "here", False, None),
        ("town", "", False, None),
    ],
)
def test_the_gravest_border_on_the_way(rivers, asked, kind, county, abroad, grade):
    (first, *_rest) = respond(rivers, asked, now=NOW).hits
    hit = replace(first, kind=kind, county=county, exceeds="possible")
    prefectures = {"other": "B", "near": "A", "here": "A"}
    ahead = Ahead("here", "A", lambda name: prefectures.get(name, ""), lambda _hit: abroad)
    assert level_of(Harm(), hits=(hit,), ahead=ahead).may_be == grade
    clean = replace(hit, exceeds="no")
    assert level_of(Harm(), hits=(clean,), ahead=ahead).may_be is None


# The report clock


def hours(harm=None, ruled=None, substance="benzene", hits=()):
    level = level_of(harm or Harm(), ruled)
    found = load_substances().get(substance)
    return deadline(NOW, hits, found, report_rules(), level).hours


def test_where_the_level_cannot_be_told_a_special_case_makes_it_two_hours():
    assert hours() == 2.0  # two cases are for the officer to judge: unknown counts as firing
    assert hours(Harm(deaths=(1, 1))) == 2.0


@pytest.mark.parametrize(("grade", "wanted"), [("I", 2.0), ("II", 2.0), ("III", 4.0), ("IV", 4.0)])
def test_a_level_that_an_officer_set_decides_and_changes_with_it(grade, wanted):
    assert hours(ruled=Ruled(grade, "会商意见"), substance="cadmium") == wanted


def test_a_major_level_that_is_reached_is_two_hours():
    assert hours(Harm(deaths=(10, 10))) == 2.0


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ("2026-11-25T22:30:00+08:00", "2026-11-26T00:30:00+08:00"),  # over midnight
        ("2026-11-30T23:00:00+08:00", "2026-12-01T01:00:00+08:00"),  # over the end of the month
        ("2026-12-31T23:59:59+08:00", "2027-01-01T01:59:59+08:00"),
        ("2026-11-25T16:00:00+00:00", "2026-11-26T02:00:00+08:00"),  # told in another zone
    ],
)
def test_the_clock_runs_from_when_it_became_known(known, due):
    told = datetime.fromisoformat(known)
    found = deadline(told, (), load_substances().get("cadmium"), report_rules(), level_of(Harm()))
    assert found.due == datetime.fromisoformat(due)


# As it is asked


def test_from_the_scenario_file():
    table = {
        "at": {"river": "lhasa", "km": 430.0},
        "harm": {"deaths": 1, "injured": [4, 12], "border": "province"},
        "level": {"value": "II", "reason": "  会商\n意见 "},
    }
    asked = scenario(table, "x.toml", NOW)
    assert asked.harm == Harm(deaths=(1, 1), injured=(4, 12), border="province")
    assert asked.ruled == Ruled("II", "会商 意见")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"level": {"value": "II", "reason": " "}}, "without a reason"),
        ({"level": {"value": "II"}}, "'reason' is missing"),
        ({"level": {"value": "V", "reason": "x"}}, "'V' is not known here"),
        ({"harm": {"deaths": -1}}, "-1"),
        ({"harm": {"deaths": [5, 2]}}, "5"),
        ({"harm": {"border": "moon"}}, "moon"),
        ({"harm": {"dead": 1}}, "did you mean 'deaths'"),
    ],
)
def test_what_cannot_be_is_refused(more, said):
    with pytest.raises(EmergError) as error:
        scenario({"at": {"river": "lhasa", "km": 430.0}, **more}, "x.toml", NOW)
    assert said in str(error.value)


def test_the_table_of_an_office_takes_the_place_of_ours(tmp_path):
    rules, problems = load_rules(tmp_path)
    assert (rules, problems) == (shipped_rules(), ())
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "grading.toml").write_text(
        'format = 1\nsource = "日喀则市预案"\nas_of = "2027-01"\nconfidence = "high"\n'
        'note = "x"\nstate = []\nlead = []\n'
        '[[count]]\nkey = "deaths"\ntext = "死亡"\nunit = "人"\nat_least = [3, 2, 1, 1]\n',
        encoding="utf-8",
    )
    rules, problems = load_rules(tmp_path)
    assert problems == ()
    assert judged(rules.grading, Harm(deaths=(2, 2)), None, (), NOWHERE).grade == "II"
    (folder / "grading.toml").write_text("format = 2\n", encoding="utf-8")
    rules, problems = load_rules(tmp_path)
    assert rules == shipped_rules()
    assert problems


def test_by_command_and_as_json(tmp_path, capsys):
    path = tmp_path / "x.toml"
    path.write_text(
        'substance = "苯"\nreported = 2026-11-25T02:00:00+08:00\n'
        '[at]\nriver = "lhasa"\nkm = 430\n[harm]\ndeaths = 3\n',
        encoding="utf-8",
    )
    assert run(["level", str(path)]) == 0
    assert capsys.readouterr().out.startswith("初判至少较大（Ⅲ级），可能达到特别重大（Ⅰ级），待核")
    assert run(["level", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["grade"], found["may_be"], found["report_hours"]) == ("III", "I", 2.0)
    assert found["report_due"] == "2026-11-25T04:00+08:00"
    assert [one["key"] for one in found["criteria"]] == [*COUNTS, *STATES]
