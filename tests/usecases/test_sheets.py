"""The doors of the sheets of an incident: files of fixed names, whole or not at all."""

import pypdfium2
import pytest

from emerg.errors import OutputError
from emerg.network.driving import conditions
from emerg.playbooks.roads import load_roads
from emerg.resources.read import load_offices
from emerg.response.dispatch import dispatch
from emerg.usecases.dispatch import ground
from emerg.usecases.sheets import write_commander_brief, write_situation_map
from emerg.usecases.spot import NO_BOOKS
from tests.conftest import ROOT
from tests.paper import made
from tests.paper.sheets import page_texts


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


@pytest.fixture(scope="module")
def plan(roads):
    offices, problems = load_offices([ROOT / "playbooks"])
    assert not problems
    answer = made.demo()
    laid = ground(made.rivers(), roads, answer, offices, NO_BOOKS)
    return dispatch(laid, conditions(), answer.incident.now)


def test_both_sheets_are_written_under_their_names(tmp_path):
    brief = write_commander_brief(made.demo(), made.rivers(), tmp_path, "zh")
    wall = write_situation_map(made.demo(), made.rivers(), tmp_path, "zh")
    assert [brief.name, wall.name] == ["commander.pdf", "situation-map.pdf"]
    assert len(pypdfium2.PdfDocument(brief)) == 2
    assert len(pypdfium2.PdfDocument(wall)) >= 1


def test_a_plan_adds_the_slack_of_whoever_is_sent(tmp_path, plan):
    brief = write_commander_brief(made.demo(), made.rivers(), tmp_path, "zh", plan=plan)
    first = page_texts(brief.read_bytes())[0]
    assert "时间余量" in first
    assert "距前锋最早到达" not in first


def test_roads_that_are_closed_in_the_plan_are_on_the_map(tmp_path, roads, plan):
    lon, lat = made.demo().incident.lon, made.demo().incident.lat
    near = [
        name for name, line in roads.lines.items() if abs(line - (lon, lat)).sum(axis=1).min() < 0.1
    ]
    wall = write_situation_map(
        made.demo(), made.rivers(), tmp_path, "zh", plan=plan, roads=roads, closed=near[:1]
    )
    assert "当日封闭道路" in page_texts(wall.read_bytes())[0]


def test_a_folder_that_cannot_be_made_is_refused_with_advice(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as refused:
        write_commander_brief(made.demo(), made.rivers(), tmp_path / "file" / "x", "zh")
    assert refused.value.fix
