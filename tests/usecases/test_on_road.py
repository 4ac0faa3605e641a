"""An incident told by road and stake runs on to the river, its start moved by the way there."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from docx import Document

from emerg.cli.main import run
from emerg.playbooks.roads import load_roads
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.texts import render
from emerg.usecases.on_road import on_river
from emerg.usecases.respond import respond
from tests.conftest import ROOT

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
SPILL = Scenario(
    Where(road="G318", stake="K4595+300"),
    "汽油",
    amount=Amount(30, 30, "m3"),
    start=Start(START, START),
)


@pytest.fixture(scope="module")
def placed(rivers):
    return on_river(SPILL, load_roads([ROOT / "playbooks"]), rivers)


def test_it_enters_the_likeliest_river_later_by_the_way_there(placed):
    assert placed.where.river == "lhasa"
    assert placed.start.earliest == START
    assert placed.start.latest > START
    assert placed.start.latest < START + timedelta(hours=24)


def test_its_hits_and_what_is_known_tell_the_whole_chain(rivers, placed):
    answer = respond(rivers, placed, now=START + timedelta(hours=1))
    assert [h.front_h[0] for h in answer.hits] == sorted(h.front_h[0] for h in answer.hits)
    assert len(answer.hits) > 10
    lines = [render(line, "en") for line in answer.known]
    assert lines[0].startswith("Road: G318 K4595+300")
    assert "± 60 km" in lines[0]
    assert lines[1].startswith("Drains to Lhasa River")


def test_other_incidents_stay_where_they_are(rivers):
    plain = Scenario(Where(river="lhasa", km=430.0), "汽油")
    assert on_river(plain, load_roads([ROOT / "playbooks"]), rivers) is plain


def test_by_command_and_by_file(capsys, tmp_path):
    words = ["--road", "G318", "--stake", "K4595+300", "--substance", "汽油"]
    assert run(["respond", *words, "--json"]) == 0
    by_words = json.loads(capsys.readouterr().out)
    file = tmp_path / "road.toml"
    file.write_text(
        'substance = "汽油"\nat = { road = "G318", stake = "K4595+300" }\n', encoding="utf-8"
    )
    assert run(["respond", str(file), "--json"]) == 0
    by_file = json.loads(capsys.readouterr().out)
    assert by_words["incident"]["river"] == by_file["incident"]["river"] == "lhasa"
    assert by_words["hits"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--road", "G318"], "go together"),
        (["--road", "G318", "--stake", "K4595", "--river", "lhasa", "--km", "3"], "one way"),
        (["--road", "G219", "--stake", "K4595"], "no scheme of posts"),
    ],
)
def test_half_a_place_is_refused(capsys, words, said):
    assert run(["respond", *words, "--lang", "en"]) == 1
    assert said in capsys.readouterr().err


def test_the_report_says_where_and_when_it_happened_and_where_it_enters_the_river(capsys, tmp_path):
    words = ["--road", "G318", "--stake", "K4595+300", "--substance", "柴油"]
    when = ["--when", "2026-11-25T14:10+08:00", "--out", str(tmp_path)]
    assert run(["respond", *words, *when]) == 0
    document = Document(tmp_path / "first-report.docx")
    form = {r.cells[0].text: r.cells[1].text for t in document.tables for r in t.rows}
    assert form["发生时间"].startswith("2026-11-25 14:10；入河（推算）")
    assert form["地点"].startswith("G318 K4595+300")
    assert "入河处：" in form["地点"]
