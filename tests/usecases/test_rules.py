"""The tables of the office: clocks and agreements of its own; what is wrong is told."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from emerg.cli.main import run
from emerg.response.rules import shipped_rules
from emerg.texts import render
from emerg.usecases.rules import load_rules
from emerg.usecases.settings import CHASE_AFTER_MIN
from emerg.usecases.settings_file import write_settings
from tests.conftest import ROOT

SHIPPED = ROOT / "src" / "emerg" / "response" / "data" / "report_rules.toml"
DEMO = ROOT / "examples" / "demo.toml"
CLOCK = """
[[clock]]
key = "local-phone"
name = { zh = "电话首报", en = "By telephone" }
minutes = 30
since = "known"
to = "自治区总值班室"
source = "本地文件"
confidence = "low"
"""


def write(home, name, text):
    folder = home / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def office(text):
    return SHIPPED.read_text(encoding="utf-8") + text


def test_the_office_adds_clocks_to_a_copy_of_the_table(tmp_path):
    write(tmp_path, "report_rules.toml", office(CLOCK))
    rules, problems = load_rules(tmp_path)
    assert problems == ()
    assert [clock.key for clock in rules.report.clock] == ["ministry", "local-phone"]
    assert rules.report.clock[1].grades == ("I", "II", "III", "IV")


def test_the_example_that_ships_is_read_once_its_signs_are_taken_away(tmp_path):
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    at = lines.index("# [[clock]]")
    opened = [*lines[:at], *(line.removeprefix("# ") for line in lines[at:])]
    write(tmp_path, "report_rules.toml", "\n".join(opened))
    rules, problems = load_rules(tmp_path)
    assert problems == ()
    assert rules.report.clock[-1].minutes == 30


@pytest.mark.parametrize(
    ("text", "what", "where", "fix"),
    [
        (CLOCK.replace("30", "0"), "0", "minutes", ""),
        (CLOCK.replace('"known"', '"heard"'), "heard", "since", "known"),
        (CLOCK.replace("minutes = 30\n", ""), "'minutes' is missing", "clock", "minutes"),
        (CLOCK.replace("minutes", "minute"), "'minute' is not known", "clock", "minutes"),
        (CLOCK.replace("local-phone", "first"), "'first'", "report_rules.toml", "own"),
        (CLOCK.replace("local-phone", "ministry"), "'ministry'", "report_rules.toml", "own"),
        (CLOCK.replace("local-phone", " "), "or is empty", "report_rules.toml", "own"),
        (CLOCK + 'grades = ["V"]\n', "V", "grades", "IV"),
        ("\n[[clock", "not TOML", "report_rules.toml", "line"),
    ],
)
def test_a_bad_table_is_told_with_what_where_and_fix_and_ours_holds(
    tmp_path, text, what, where, fix
):
    write(tmp_path, "report_rules.toml", office(text))
    rules, problems = load_rules(tmp_path)
    assert rules == shipped_rules()
    told = [[render(part, "en") for part in (p.what, p.where, p.fix)] for p in problems]
    assert any(what in w and where in at and fix in f for w, at, f in told), told
    assert all("the one that ships holds" in w for w, _at, _f in told)


def test_agreements_are_read_and_a_bad_table_of_them_is_told(tmp_path):
    assert load_rules(tmp_path)[0].agreements.agreement == ()
    text = (
        'format = 1\n[[agreement]]\npartner = "曲水县"\nside = "downstream"\n'
        'what = "互通断面数据"\ndocument = "拉环函〔2026〕12号"\nsigned = 2026-03-02\n'
    )
    write(tmp_path, "agreements.toml", text)
    rules, problems = load_rules(tmp_path)
    assert problems == ()
    (agreed,) = rules.agreements.agreement
    assert (agreed.partner, agreed.signed) == ("曲水县", date(2026, 3, 2))
    write(tmp_path, "agreements.toml", text.replace("document", "paper"))
    rules, problems = load_rules(tmp_path)
    assert rules == shipped_rules()
    assert any("'document' is missing" in render(p.what, "en") for p in problems)


def test_how_long_nobody_confirms_is_a_setting(home, tmp_path, capsys):
    assert load_rules(home)[0] == shipped_rules()
    write_settings(home, {CHASE_AFTER_MIN: 40})
    assert load_rules(home)[0] == replace(shipped_rules(), chase_after=timedelta(minutes=40))
    assert run(["--lang", "en", "calls", str(DEMO), "--script", "1"]) == 0
    assert "if not confirmed within 40 min, ring:" in capsys.readouterr().out


def test_a_clock_of_the_office_and_a_report_that_was_sent_by_command(home, tmp_path, capsys):
    write(home, "report_rules.toml", office(CLOCK))
    path = tmp_path / "x.toml"
    path.write_text(
        'substance = "苯"\nreported = 2026-11-30T23:40:00+08:00\nverified = "2026-12-01T00:20"\n'
        '[at]\nriver = "lhasa"\nkm = 430\n',
        encoding="utf-8",
    )
    assert run(["incident", "new", "--title", "x", "--json"]) == 0
    id_ = json.loads(capsys.readouterr().out)["id"]
    command = ["level", str(path), "--incident", id_]
    sent = ["--sent", "local-phone", "--at", "2026-12-01T00:05"]
    assert run([*command, *sent]) == 0
    shown = capsys.readouterr().out
    assert "已报 12-01 00:05（提前 5 分）" in shown
    assert "初报不晚于 12-01 01:40" in shown  # Beijing time, as other commands have it
    assert "T01:40" not in shown
    assert "初报尚缺" in shown
    assert run([*command, "--json"]) == 0
    clocks = {c["key"]: c for c in json.loads(capsys.readouterr().out)["clocks"]}
    assert [clocks[key]["due"] for key in ("first", "ministry", "local-phone")] == [
        "2026-12-01T01:40+08:00",
        "2026-12-01T01:20+08:00",
        "2026-12-01T00:10+08:00",
    ]
    assert clocks["local-phone"]["sent"] == "2026-12-01T00:05+08:00"
    assert "信息来源" in clocks["first"]["missing"]
    assert run(["--lang", "en", *command, "--sent", "nothing"]) == 1
    assert "use one of: first, ministry, local-phone" in capsys.readouterr().err
    assert run(["--lang", "en", "level", str(path), "--sent", "first"]) == 1
    assert "give --incident" in capsys.readouterr().err
