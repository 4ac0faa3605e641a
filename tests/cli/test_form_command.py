"""emerg form: the documents of an incident from the command line."""

import json

import pytest
from docx import Document

from emerg.cli.main import run
from tests.conftest import ROOT

DEMO = str(ROOT / "examples" / "demo.toml")


@pytest.fixture
def said(capsys):
    def say(*words):
        code = run([*map(str, words), "--lang", "zh"])
        return code, *capsys.readouterr()

    return say


def test_it_prints_what_it_wrote(said, tmp_path):
    code, out, _err = said("form", "public-notice", DEMO, "--out", tmp_path)
    assert code == 0
    assert out.splitlines() == [str(tmp_path / "public-notice.docx")]


def test_notices_are_told_with_what_is_reported_up(said, tmp_path):
    code, out, _err = said("form", "neighbour-notice", DEMO, "--out", tmp_path, "--json")
    assert code == 0
    found = json.loads(out)
    assert len(found["files"]) == 6
    assert found["remarks"] == ["下游出境：立即上报；对外通报由国家主管部门决定"]


def test_the_record_numbers_the_reports(said, tmp_path):
    id_ = json.loads(said("incident", "new", "--title", "x", "--json")[1])["id"]
    for text in ("封锁现场", "停止取水"):
        assert said("incident", "note", id_, text, "--kind", "order")[0] == 0
        assert said("form", "follow-up", DEMO, "--incident", id_, "--out", tmp_path)[0] == 0
    doc = Document(tmp_path / "follow-up.docx")
    assert doc.paragraphs[0].text == "突发环境事件信息报告（续报第 2 期）"
    log = json.loads(said("incident", "log", id_, "--json")[1])
    forms = [entry["data"] for entry in log if "form" in entry.get("data", {})]
    assert [(one["form"], one["number"]) for one in forms] == [("follow-up", 1), ("follow-up", 2)]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("form", "followup", DEMO), "follow-up"),
        (("form", "follow-up", DEMO, "--incident", "nobody"), "nobody"),
        (("form", "follow-up", "no.toml"), "no.toml"),
    ],
)
def test_what_cannot_be_says_how_to_mend_it(said, tmp_path, monkeypatch, words, advice):
    monkeypatch.chdir(tmp_path)
    code, out, err = said(*words)
    assert (code, out) == (1, "")
    assert advice in err
    assert list(tmp_path.iterdir()) == []
