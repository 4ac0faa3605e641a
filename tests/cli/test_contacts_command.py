"""emerg contacts: template, import, list, forget."""

import csv
import io
import json
from datetime import datetime, timedelta
from types import SimpleNamespace

import pyrage
import pytest

from emerg.cli.main import run
from emerg.incident.address_book import FILE, LOCK, changing_address_book, write_address_book
from emerg.incident.contacts import Contact
from emerg.playbooks.check import PHONE_DAYS
from emerg.units import BEIJING

PHONE = "18999990001"
ROLE = "西藏自治区水利厅"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A lock that takes no second to make; the true one is tried where it is what is tested."""

    def decrypt(content, passphrase):
        if not content.startswith(passphrase.encode()):
            raise pyrage.DecryptError
        return content.removeprefix(passphrase.encode())

    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda said, word: word.encode() + said)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)


@pytest.fixture
def book(home):
    return write_address_book(home, (Contact(ROLE, PHONE, name="扎西"),), "geheim")


@pytest.fixture
def pw(tmp_path):
    path = tmp_path / "pw"
    path.write_text("geheim\n", encoding="utf-8")
    return str(path)


def said(capsys, *words):
    code = run(["--lang", "en", "contacts", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def filled(path, *rows):
    path.write_text("岗位,姓名,电话\n" + "".join(f"{row}\n" for row in rows), encoding="gb18030")
    return path


def test_from_the_template_to_the_list(capsys, tmp_path, pw, home):
    table = tmp_path / "contacts.csv"
    assert said(capsys, "template", table) == (0, f"{table}\n", "")
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len({row["岗位"] for row in rows}) == len(rows) > 100
    assert not any(row["电话"] for row in rows)
    before = table.read_bytes()
    assert "there already" in said(capsys, "template", table)[2]
    assert table.read_bytes() == before
    next(row for row in rows if row["岗位"] == ROLE).update(电话=PHONE, 姓名="扎西")
    with table.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows([*rows, {"岗位": "水力厅", "电话": "110"}])
    code, out, err = said(capsys, "import", table, "--passphrase-file", pw)
    assert (code, err) == (0, "")
    assert f"{home / FILE}: 2 new, 0 changed, 2 contacts in all" in out
    assert f"{len(rows) - 1} rows without name and number were left out" in out
    assert "check the spelling: 水力厅" in out
    assert "is not locked" in out
    assert PHONE not in out
    code, out, err = said(capsys, "list", "--passphrase-file", pw)
    assert (code, err) == (0, "")
    assert PHONE in out
    assert "扎西" in out


def test_a_second_import_merges_by_role(capsys, tmp_path, pw, book):
    table = filled(tmp_path / "t.csv", f"{ROLE},普布,18999990002", "新岗位,,110")
    code, out, err = said(capsys, "import", table, "--passphrase-file", pw, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["added"], found["changed"], found["total"]) == (1, 1, 2)
    assert found["in_no_sheet"] == ["新岗位"]
    _code, out, _err = said(capsys, "list", "--passphrase-file", pw, "--json")
    assert [(c["role"], c["name"], c["phone"]) for c in json.loads(out)] == [
        (ROLE, "普布", "18999990002"),
        ("新岗位", "", "110"),
    ]
    assert list(json.loads(out)[0]) == [
        "role", "phone", "playbook", "organisation", "name", "note", "verified_on", "stale",
    ]  # fmt: skip


def test_a_bad_table_and_a_wrong_passphrase_change_nothing(capsys, tmp_path, pw, book):
    before = book.read_bytes()
    bad = filled(tmp_path / "bad.csv", "a,b,1.9E+10", "c,d,18999990002")
    code, out, err = said(capsys, "import", bad, "--passphrase-file", pw)
    assert (code, out) == (1, "")
    assert "row 2, column C (电话)" in err
    good = filled(tmp_path / "good.csv", "c,d,18999990002")
    wrong = tmp_path / "wrong"
    wrong.write_text("anders", encoding="utf-8")
    code, out, err = said(capsys, "import", good, "--passphrase-file", wrong)
    assert (code, out) == (1, "")
    assert "another passphrase" in err
    assert book.read_bytes() == before
    assert {path.name for path in book.parent.iterdir()} == {FILE, LOCK}
    assert (book.parent / LOCK).read_bytes() == b""


def test_an_import_beside_another_is_refused_and_told(capsys, tmp_path, pw, book):
    before = book.read_bytes()
    table = filled(tmp_path / "t.csv", "c,d,18999990002")
    with changing_address_book(book.parent):
        for words in (("import", table), ("forget", "--role", ROLE)):
            code, out, err = said(capsys, *words, "--passphrase-file", pw)
            assert (code, out) == (1, "")
            assert "another command is changing the address book" in err
    assert book.read_bytes() == before
    assert said(capsys, "import", table, "--passphrase-file", pw)[0] == 0


def test_the_list_tells_which_numbers_nobody_rang_lately(capsys, tmp_path, pw):
    today = datetime.now(BEIJING).date()
    days = {"a": today, "b": today - timedelta(PHONE_DAYS), "c": today - timedelta(PHONE_DAYS + 1)}
    rows = "".join(f"{role},110,{day}\n" for role, day in days.items())
    table = tmp_path / "t.csv"
    table.write_text(f"岗位,电话,核实日期\n{rows}d,110,\n", encoding="utf-8")
    assert said(capsys, "import", table, "--passphrase-file", pw)[0] == 0
    _code, out, _err = said(capsys, "list", "--passphrase-file", pw)
    assert "2 numbers not verified for 180 days or never" in out
    assert today.isoformat() in out
    _code, out, _err = said(capsys, "list", "--passphrase-file", pw, "--json")
    found = json.loads(out)
    assert [one["stale"] for one in found] == [False, False, True, True]
    assert [one["verified_on"] for one in found] == [*(d.isoformat() for d in days.values()), None]


def test_a_role_is_forgotten(capsys, pw, book):
    code, _out, err = said(capsys, "forget", "--role", "西藏水利厅", "--passphrase-file", pw)
    assert code == 1
    assert f"did you mean '{ROLE}'?" in err
    words = ("forget", "--role", ROLE, "--passphrase-file", pw)
    assert said(capsys, *words) == (0, "0 contacts are left.\n", "")
    assert "is empty" in said(capsys, "list", "--passphrase-file", pw)[1]


def test_the_passphrase_comes_from_a_file_or_the_standard_input_alone(
    capsys, monkeypatch, tmp_path, book
):
    assert "--passphrase-file is missing" in said(capsys, "list")[2]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"geheim\n")))
    code, out, _err = said(capsys, "list", "--passphrase-file", "-")
    assert code == 0
    assert PHONE in out
    for content in (b"", b"\n", b"\xff\xfegeheim"):
        (tmp_path / "pw").write_bytes(content)
        code, out, err = said(capsys, "list", "--passphrase-file", tmp_path / "pw")
        assert (code, out) == (1, "")
        assert "where: --passphrase-file" in err
        assert "geheim" not in err
    none = tmp_path / "none"
    code = run(
        ["--lang", "en", "brief", "lhasa", "-o", "x", "--contacts-passphrase-file", f"{none}"]
    )
    assert code == 1
    assert "where: --contacts-passphrase-file" in capsys.readouterr().err


def test_a_template_is_a_csv_file(capsys, tmp_path):
    code, _out, err = said(capsys, "template", tmp_path / "contacts.xlsx")
    assert code == 1
    assert ".csv" in err
