"""After a whole incident by command, no number is anywhere but in its lock and on its sheets."""

import io
import logging
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from emerg.cli.main import run
from emerg.incident.address_book import FILE
from tests.conftest import ROOT

DEMO = str(ROOT / "examples" / "demo.toml")
ROLES = ("西藏自治区水利厅", "西藏自治区生态环境厅（环境应急值班）", "110、119、120、122")
# Three that nobody has, and a name that no playbook has.
PHONES = ("18999990001", "0891-6999902", "18999990003")
NAME = "扎西平措测试"
SECRETS = (*PHONES, NAME)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


class Said:
    """Commands as they are called, and everything they say."""

    def __init__(self, capsys, folder):
        self.capsys = capsys
        self.folder = folder
        self.heard = []

    def __call__(self, *words, code=0):
        assert run([*map(str, words)]) == code
        out, err = self.capsys.readouterr()
        self.heard += [out, err]
        return out

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def said(capsys, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    return Said(capsys, folder)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def found_in(content, name=""):
    """The secrets in `content`: as it stands, in a PDF's text, in a package's members."""
    found = {s for s in SECRETS for code in ENCODINGS if s.encode(code) in content}
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        pages = (page.get_textpage().get_text_range() for page in document)
        # A sheet may break a number where it has a hyphen.
        text = re.sub(r"\s", "", "".join(pages))
        found |= {s for s in SECRETS if s in text}
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                found |= found_in(package.read(member), f"{name}/{member}")
    return found


def scanned(*folders):
    """Every file below `folders` that holds a secret, by its name."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    found = {path: found_in(path.read_bytes(), path.name) for path in files}
    return {path.name: secrets for path, secrets in found.items() if secrets}, files


def test_the_scan_finds_what_is_there(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("x", f"call {PHONES[0]}")
    (tmp_path / "b").write_bytes(PHONES[1].encode("utf-16-le"))
    (tmp_path / "c").write_text("nothing", encoding="utf-8")
    found, files = scanned(tmp_path)
    assert found == {"a.zip": {PHONES[0]}, "b": {PHONES[1]}}
    assert len(files) == 3


def test_no_number_is_outside_its_lock_and_the_sheets_that_need_it(said, caplog, home, out):
    caplog.set_level(logging.DEBUG)
    pw, wrong = said.file("pw", "geheim\n"), said.file("wrong", "anders\n")
    rows = "".join(f"{r},{NAME},{p}\n" for r, p in zip(ROLES, PHONES, strict=True))
    table = said.file("contacts.csv", f"岗位,姓名,电话\n{rows}")
    said("contacts", "import", table, "--passphrase-file", pw)
    _mistaken(said, pw, wrong, table)
    _incident(said, out)
    _sheets(said, out, pw)

    assert not [text for text in (*said.heard, caplog.text) if found_in(text.encode())]
    found, files = scanned(home, out)
    assert {FILE, "journal.sqlite", "record.emerg"} <= {f.name for f in files}
    # The plan of the river names two of the roles, that of the road another two.
    assert found == {
        "brief-open.pdf": {PHONES[0], PHONES[1], NAME},
        "g318-shigatse-open.pdf": {PHONES[1], PHONES[2], NAME},
    }


def _mistaken(said, pw, wrong, table):
    """What goes wrong tells nothing either."""
    bad = said.file("bad.csv", f"岗位,姓名,电话\na,{NAME},x{PHONES[0]}\n{PHONES[2]},b,110\n")
    said("contacts", "import", bad, "--passphrase-file", pw, code=1)
    said("contacts", "import", table, "--passphrase-file", pw.with_name("none"), code=1)
    said("contacts", "list", "--passphrase-file", wrong, code=1)
    said("brief", "nowhere", "-o", "x", "--contacts-passphrase-file", pw, code=1)


def _incident(said, out):
    """An incident from its opening to the copy that another post gets."""
    said("respond", DEMO, "--out", out, "--json")
    said("dispatch", DEMO, "--json")
    said("playbooks", "list", "--json")
    id_ = re.search(r"\d{8}-\d{4}-\w{6}", said("incident", "new", "--title", "演练"))[0]
    said("incident", "note", id_, "已通知水利厅", "--kind", "call")
    said("incident", "attach", id_, out / "brief.pdf")
    said("incident", "export", id_, "--out", out / "record.emerg")
    said("incident", "verify", id_)
    said("incident", "backup", id_)
    said("incident", "log", id_, "--json")


def _sheets(said, out, pw):
    """The same sheets with the address book closed and open."""
    said("brief", "g318-shigatse", "-o", out)
    opened = out / "opened"
    words = ("--contacts-passphrase-file", pw)
    said("brief", "g318-shigatse", "-o", opened, *words, "--json")
    said("respond", DEMO, "--out", opened, *words, "--json")
    for path in opened.iterdir():
        path.rename(path.with_stem(f"{path.stem}-open"))


def test_the_passphrase_is_in_no_message(said):
    pw = said.file("pw", "ein-geheimes-wort\n")
    said("contacts", "list", "--passphrase-file", pw, code=1)
    said("contacts", "list", "--passphrase-file", Path("none"), code=1)
    pw.write_bytes(b"ein-geheimes-wort\xff")
    said("contacts", "list", "--passphrase-file", pw, code=1)
    assert not [text for text in said.heard if "geheim" in text]
