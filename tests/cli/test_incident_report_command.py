"""emerg incident report and handover: the record as a PDF or workbook, a shift on two pages."""

import csv
import io
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from emerg.cli.main import run
from tests.conftest import ROOT

FORMULAS = ["=1+1", "+86 891", "-5 ℃", "@SUM(A1)", "\tx", "＝1", "'=1"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """The folder in which the commands are called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys):
    """`emerg incident …` that must succeed; its answer as JSON."""

    def tell(command, *words):
        code = run(["incident", command, "--json", *map(str, words)])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out)

    return tell


@pytest.fixture
def refused(capsys):
    """`emerg incident …` that must be refused; what it says."""

    def refuse(*words):
        assert run(["--lang", "en", "incident", *map(str, words)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "  where: " in err
        assert "  fix:   " in err
        return err

    return refuse


@pytest.fixture
def id_(told, here):
    """An incident with a formula, a file, a correction and two posts."""
    id_ = told("new", "--title", "苯泄漏，曲水", "--post", "front")["id"]
    for text in FORMULAS:
        told("note", "--post", "front", "--author", "扎西", "--", id_, text)
    told("note", id_, "关阀", "--kind", "order", "--post", "rear")
    told("amend", id_, 1, "关 2 号阀", "--post", "rear")
    (here / "photo.jpg").write_bytes(b"12345")
    told("attach", id_, here / "photo.jpg", "--post", "rear")
    (here / "photo.jpg").unlink()
    return id_


def text_of(file):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def test_the_report_is_the_pdf_of_the_incident_unless_told_otherwise(told, here, id_):
    made = told("report", id_)
    assert made["file"] == f"{id_}.pdf"
    assert [path.name for path in here.iterdir()] == [f"{id_}.pdf"]
    text = text_of(here / f"{id_}.pdf")
    log = told("log", id_)
    assert all(entry["hash"][:12] in text for entry in log)
    assert (made["entries"], made["files"], made["ok"]) == (len(log), 1, True)
    assert made["posts"] == told("verify", id_)["posts"]
    assert all(post["hash"] in text for post in made["posts"])


def test_people_hear_where_it_stands_and_that_the_record_is_whole(capsys, id_):
    assert run(["--lang", "en", "incident", "report", id_, "--out", "r.PDF"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["r.PDF", "The record is whole: 11 entries, 1 files"]
    assert err == ""
    assert Path("r.PDF").read_bytes().startswith(b"%PDF")


def test_the_workbook_holds_the_record_and_no_formula(told, id_):
    told("report", id_, "--out", "deep/r.xlsx", "--lang", "en")
    book = load_workbook("deep/r.xlsx")
    assert book.sheetnames == ["timeline", "files", "proof"]
    heads, *rows = book["timeline"].iter_rows()
    at = {cell.value: number for number, cell in enumerate(heads)}
    log = told("log", id_)
    assert [row[at["Hash"]].value for row in rows] == [entry["hash"] for entry in log]
    assert [row[at["Time"]].value for row in rows] == [entry["time"] for entry in log]
    texts = [row[at["Text"]] for row in rows[1:8]]
    assert [cell.value for cell in texts] == [f"'{text}" for text in FORMULAS]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {type(cell.value) for cell in cells if cell.data_type == "n"} <= {int, type(None)}
    assert rows[8][at["Corrected"]].value == "amended by rear 2"
    assert rows[9][at["Refers to"]].value == "rear 1"
    ((*_, name, size, sha256),) = list(book["files"].iter_rows(values_only=True))[1:]
    assert (name, size) == ("photo.jpg", 5)
    assert sha256 == log[-1]["data"]["sha256"]
    proof = list(book["proof"].iter_rows(values_only=True))[1:]
    assert proof == [(p["post"], p["number"], p["hash"]) for p in told("verify", id_)["posts"]]


def test_the_workbook_saved_on_as_csv_holds_no_formula_either(told, id_):
    told("report", id_, "--out", "r.xlsx")
    saved = io.StringIO()
    writer = csv.writer(saved)
    for sheet in load_workbook("r.xlsx"):
        writer.writerows(sheet.iter_rows(values_only=True))
    read = csv.reader(io.StringIO(saved.getvalue()))
    assert not [cell for row in read for cell in row if cell.startswith(tuple("=+-@＝\t\r"))]


def test_a_workbook_takes_what_its_cells_cannot_hold(told, capsys, monkeypatch, id_):
    long = "曲" * 40_000 + "\x0b"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"\x1b{long}".encode())))
    told("note", id_, "-", "--post", "front")
    told("report", id_, "--out", "r.xlsx")
    *_, last = load_workbook("r.xlsx").worksheets[0].iter_rows(values_only=True)
    assert last[5].startswith("‹U+001B›曲")
    assert last[5].endswith("曲…")
    assert len(last[5]) == 32_767


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "--out", "r.docx"), "r.docx"),
        (("report", "--out", "r"), ".pdf / .xlsx"),
        (("report", "--out", "there.pdf"), "there.pdf"),
        (("handover", "--out", "h.xlsx"), "give it the ending .pdf"),
        (("handover", "--since", "gestern"), "'gestern' is not a time"),
        (
            ("handover", "--since", "2026-11-25T08:00", "--until", "2026-11-25T08:00"),
            "before 2026-11-25T08:00+08:00",
        ),
    ],
)
def test_what_cannot_be_written_leaves_nothing_behind(refused, here, id_, words, said):
    (here / "there.pdf").mkdir()
    command, *options = words
    err = refused(command, id_, *options)
    assert said in err or "cannot be written" in err
    assert [path.name for path in here.iterdir()] == ["there.pdf"]
    assert not list((here / "there.pdf").iterdir())


@pytest.mark.parametrize("command", ["report", "handover"])
def test_an_incident_that_is_not_there_is_refused(refused, here, id_, command):
    assert f"did you mean '{id_}'" in refused(command, f"{id_}x")
    assert not list(here.iterdir())


def test_a_record_with_a_file_missing_is_printed_and_says_so(told, home, id_):
    (kept,) = (home / "incidents" / id_ / "files").iterdir()
    kept.unlink()
    made = told("report", id_, "--lang", "en")
    assert (made["ok"], made["files"], made["entries"]) == (False, 0, 11)
    assert "The record is NOT whole" in text_of(f"{id_}.pdf")
    assert "The record is NOT whole" in text_of(told("handover", id_, "--lang", "en")["file"])


def test_the_hand_over_is_of_the_last_12_hours(told, here, id_):
    made = told("handover", id_, "--lang", "en")
    assert made["file"] == f"{id_}-handover.pdf"
    since, until = (datetime.fromisoformat(made[key]) for key in ("since", "until"))
    assert until - since == timedelta(hours=12)
    assert until >= datetime.fromisoformat(told("log", id_)[-1]["time"])
    text = text_of(here / made["file"])
    assert "关 2 号阀" in text
    assert "Entries of the period: 11," in text.replace("\r\n", " ")


def test_the_hand_over_is_of_the_time_that_is_said_in_beijing_time(told, id_):
    words = ("--since", "2020-01-01T00:00Z", "--until", "2020-01-01T20:00", "--lang", "en")
    made = told("handover", id_, *words, "--out", "h.pdf")
    assert made["since"] == "2020-01-01T08:00:00.000000+08:00"
    assert made["until"] == "2020-01-01T20:00:00.000000+08:00"
    text = text_of("h.pdf")
    assert "2020-01-01 08:00 to 2020-01-01 20:00, Beijing time" in text
    assert "关" not in text


def test_an_entry_of_a_clock_that_is_fast_is_handed_over_too(told, home, id_):
    from emerg.incident.model import Draft, Person
    from emerg.usecases.incident import note

    fast = datetime.fromisoformat(told("log", id_)[-1]["time"]) + timedelta(hours=2)
    note(home, id_, Draft("order", "钟快的岗位"), Person("", "fast"), fast)
    made = told("handover", id_)
    assert datetime.fromisoformat(made["until"]) == fast
    assert "钟快的岗位" in text_of(made["file"])


@pytest.mark.parametrize("command", ["report", "handover"])
@pytest.mark.parametrize("exercise", [True, False])
def test_every_page_of_a_drill_says_so_and_no_other(told, here, command, exercise):
    flag = ["--exercise"] if exercise else []
    id_ = told("new", "--title", "苯泄漏", *flag)["id"]
    told(command, id_, "--out", here / "sheet.pdf")
    document = pypdfium2.PdfDocument(here / "sheet.pdf")
    pages = [re.sub(r"\s", "", p.get_textpage().get_text_range()) for p in document]
    assert all(("演练" in page) is exercise for page in pages)


def test_a_role_is_printed_with_the_name(told, home, here):
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('author = "李"\nrole = "command"\n', encoding="utf-8")
    id_ = told("new", "--title", "苯泄漏")["id"]
    told("report", id_, "--out", here / "sheet.pdf")
    text = "".join(
        re.sub(r"\s", "", p.get_textpage().get_text_range())
        for p in pypdfium2.PdfDocument(here / "sheet.pdf")
    )
    assert "李（指挥员）" in text
    assert "role" not in text


def test_the_hash_at_the_foot_of_a_page_finds_its_entries(told, refused, here):
    id_ = told("new", "--title", "苯泄漏")["id"]
    for number in range(120):
        told("note", id_, f"entry {number}")
    told("report", id_, "--out", here / "sheet.pdf")
    document = pypdfium2.PdfDocument(here / "sheet.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    hashes = [re.search(r"[0-9a-f]{64}", page.rpartition("SHA-256")[2]) for page in pages]
    found = [told("verify", id_, "--page", one[0]) for one in hashes if one]
    assert len(found) >= 3
    numbers = [entry["number"] for page in found for entry in page]
    assert numbers == list(range(1, 122))
    broken = hashes[0][0].translate(str.maketrans("0123456789", "1234567890"))
    assert "come to this hash" in refused("verify", id_, "--page", broken)
    assert "no hash of a page" in refused("verify", id_, "--page", "abc")


def test_a_shift_is_an_operational_period_where_one_was_begun(told, refused, here):
    id_ = told("new", "--title", "苯泄漏")["id"]
    out = here / "sheet.pdf"
    told("note", id_, "第一时段", "--kind", "period")
    told("note", id_, "in the first")
    second = told("note", id_, "第二时段", "--kind", "period")
    wrong = told("note", id_, "第九时段", "--kind", "period")
    told("strike", id_, wrong["number"], "slip")
    log = {entry["number"]: entry["time"] for entry in told("log", id_)}
    named = told("handover", id_, "--out", out, "--period", "第一时段")
    assert (named["since"], named["until"]) == (log[2], log[second["number"]])
    assert told("handover", id_, "--out", out)["since"] == log[second["number"]]
    said = refused("handover", id_, "--out", out, "--period", "第九时段")
    assert "use one of: 第一时段, 第二时段" in said
    refused("handover", id_, "--out", out, "--period", "第一时段", "--until", "2026-11-25T20:00")


def test_how_calls_went_is_no_decision_that_a_shift_hands_on(told, here, capsys):
    id_ = told("new", "--title", "苯泄漏")["id"]
    demo = str(ROOT / "examples" / "demo.toml")
    went = ["--incident", id_, "--script", "1", "--went", "confirmed"]
    assert run(["calls", demo, *went]) == 0
    capsys.readouterr()
    told("handover", id_, "--out", here / "sheet.pdf")
    text = "".join(
        re.sub(r"\s", "", p.get_textpage().get_text_range())
        for p in pypdfium2.PdfDocument(here / "sheet.pdf")
    )
    assert "confirmed" not in text
    assert text.count("已确认") == 1
