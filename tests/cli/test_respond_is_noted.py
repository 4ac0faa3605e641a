"""A forecast that is noted in the record of an incident."""

import json
import re

import pytest

from emerg.cli.main import run
from emerg.incident.store import Journal
from emerg.response.hits import INTAKES

ASKED = ("--river", "lhasa", "--km", "430", "--substance", "氰化钠", "--amount-kg", "2000")


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("EMERG_HOME", str(tmp_path))

    def say(*words):
        code = run([*map(str, words), "--lang", "en"])
        return code, *capsys.readouterr()

    return say


@pytest.fixture
def id_(said):
    return json.loads(said("incident", "new", "--title", "x", "--json")[1])["id"]


def entries(said, id_):
    return json.loads(said("incident", "log", id_, "--json")[1])


def test_the_record_holds_what_was_asked_what_was_answered_and_by_which_version(
    said, id_, tmp_path
):
    (tmp_path / "settings.toml").write_text('author = "扎西"\npost = "前方"\n', encoding="utf-8")
    code, out, _err = said("respond", *ASKED, "--incident", id_, "--json")
    assert code == 0
    answer = json.loads(out)
    noted = entries(said, id_)[-1]
    assert (noted["kind"], noted["author"], noted["post"]) == ("run", "扎西", "前方")
    assert noted["data"]["asked"]["at"] == {"river": "lhasa", "km": 430.0}
    assert noted["data"]["version"] == answer["version"]
    assert noted["data"]["incident"] == answer["incident"]
    assert "river/lhasa" in noted["data"]["playbooks"]
    kept = [(hit["name"], hit["close_by"]) for hit in noted["data"]["hits"]]
    assert kept == [(hit["name"], hit["close_by"]) for hit in answer["hits"]]
    closing = [hit for hit in answer["hits"] if hit["close_by"] is not None]
    intake = min(
        (hit for hit in closing if hit["kind"] in INTAKES), key=lambda hit: hit["close_by"]
    )
    sooner = min(closing, key=lambda hit: hit["close_by"])
    assert intake["name"] in noted["text"]  # as the headline has it, though another comes sooner
    assert sooner["close_by"] < intake["close_by"]
    assert sooner["name"] not in noted["text"]


def test_the_log_rounds_as_every_sheet_does(said, id_):
    """A figure rounded twice is another: of 525.0512 km the log made 525.0, the sheets 525.1."""
    there = ("--road", "G214", "--stake", "昌都往邦达方向30公里", "--substance", "柴油")
    out = said("respond", *there, "--incident", id_)[1]
    (km,) = re.search(r"^Place: .* km ([0-9.]+),", out, re.MULTILINE).groups()
    assert f" km {km};" in entries(said, id_)[-1]["text"]


def test_a_scenario_is_kept_word_for_word(said, id_, tmp_path):
    content = '# 电话里说的\nsubstance = "氰化钠"\n[at]\nriver = "lhasa"\nkm = 430\n'
    file = tmp_path / "night.toml"
    file.write_text(content, encoding="utf-8")
    assert said("respond", file, "--incident", id_)[0] == 0
    assert entries(said, id_)[-1]["data"]["asked"] == content


def test_the_answer_is_told_though_the_record_cannot_be_written(said, id_, tmp_path):
    with Journal(tmp_path / "incidents" / id_):
        code, out, err = said("respond", *ASKED, "--incident", id_)
    assert code == 1
    assert "Dagzê" in out or "达孜" in out
    assert "another window or command" in err
    assert len(entries(said, id_)) == 1


def test_an_incident_that_is_not_there_is_told(said):
    code, out, err = said("respond", *ASKED, "--incident", "nobody")
    assert code == 1
    assert out
    assert "nobody" in err
