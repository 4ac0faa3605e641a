"""`emerg paper`: the kinds there are, one of them, and cards of a river before any incident."""

import json

import pypdfium2
import pytest

from emerg.cli.main import run
from emerg.usecases.paper_kinds import KINDS
from tests.paper.made import DEMO
from tests.paper.sheets import page_texts


def test_list_tells_every_kind_with_a_line(capsys):
    assert run(["paper", "list"]) == 0
    out = capsys.readouterr().out
    assert all(kind in out for kind in KINDS)
    assert run(["paper", "list", "--json", "--lang", "en"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(KINDS)


def test_one_kind_of_an_incident_is_written_and_named(capsys, tmp_path):
    assert run(["paper", "call-sheet", str(DEMO), "-o", str(tmp_path), "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file == str(tmp_path / "call-sheet.pdf")
    assert "照读" in page_texts((tmp_path / "call-sheet.pdf").read_bytes())[0]
    assert [path.name for path in tmp_path.iterdir()] == ["call-sheet.pdf"]


def test_the_cards_of_a_river_need_no_incident(capsys, tmp_path):
    words = ["paper", "site-cards", "--river", "lhasa", "-o", str(tmp_path)]
    assert run(words) == 0
    file = tmp_path / "site-cards-lhasa.pdf"
    assert str(file) in capsys.readouterr().out
    real = len(pypdfium2.PdfDocument(file))
    assert run([*words, "--exercise"]) == 0
    assert len(pypdfium2.PdfDocument(file)) == real + 10


def test_a_log_form_needs_nothing(tmp_path):
    assert run(["paper", "log-form", "-o", str(tmp_path)]) == 0
    assert len(pypdfium2.PdfDocument(tmp_path / "log-form.pdf")) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("poster SCENARIO -o OUT", "poster"),
        ("task-cards -o OUT", "--river"),
        ("site-cards -o OUT", "--river"),
        ("site-cards --river nile -o OUT", "nile"),
        ("call-sheet SCENARIO", "--out"),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy(capsys, tmp_path, words, told):
    given = words.replace("SCENARIO", str(DEMO)).replace("OUT", str(tmp_path / "out")).split()
    assert run(["paper", *given]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert not (tmp_path / "out").exists()
