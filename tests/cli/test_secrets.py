"""After a whole incident by command, no number is anywhere but in its lock and on its sheets."""

import io
import json
import logging
import re
import shutil
import zipfile
from collections import defaultdict
from functools import cache
from pathlib import Path

import pypdfium2
import pyrage
import pytest

from emerg.cli.main import run
from emerg.incident.address_book import FILE
from emerg.incident.rescue import READABLE
from emerg.paper.content import Note, Sheet
from emerg.paper.pdf import pdf
from emerg.resources.table_book import TableSheet, table_book
from tests.conftest import ROOT
from tests.resources import lists_by_hand
from tests.resources.lists_by_hand import DEPOTS, TEAMS

DEMO = str(ROOT / "examples" / "demo.toml")
ROLES = ("西藏自治区水利厅", "西藏自治区生态环境厅（环境应急值班）", "110、119、120、122")
# Numbers that nobody has: of the address book, of the office's lists, of its own plan.
PHONES = ("18999990001", "0891-6999902", "18999990003")
OF_DEPOTS, OF_TEAMS, MISPLACED, OF_PLAN = (f"1899999000{n}" for n in range(4, 8))
UNLOCKED = (OF_DEPOTS, OF_TEAMS, MISPLACED, OF_PLAN)
NAME = "扎西平措测试"  # and a name that no playbook has
SECRETS = (*PHONES, *UNLOCKED, NAME)
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

    def json(self, *words):
        return json.loads(self(*words, "--json"))

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


def scrambled(content):
    """Bytes that no scan reads, and again what they were."""
    return bytes(byte ^ 0x5A for byte in content)


def scanned(*folders):
    """Every file below `folders` that holds a secret, by its path there; and all files."""
    found, files = defaultdict(set), []
    for folder in folders:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            files.append(path)
            found[path.relative_to(folder).as_posix()] |= found_in(path.read_bytes(), path.name)
    return {name: secrets for name, secrets in found.items() if secrets}, files


def test_the_scan_finds_what_is_there(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("x", f"call {PHONES[0]}")
    (tmp_path / "b").write_bytes(PHONES[1].encode("utf-16-le"))
    (tmp_path / "c").write_text("nothing", encoding="utf-8")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.json").write_text(json.dumps({"x": OF_TEAMS}), encoding="utf-8")
    (tmp_path / "f.csv").write_bytes(f"{NAME},x".encode("gb18030"))
    sheet = Sheet("x", "x", "x", "x", "x", (Note(f"{OF_PLAN}、{NAME}"),))
    (tmp_path / "g.pdf").write_bytes(pdf(sheet, "zh"))
    workbook = table_book([TableSheet("x", (("x", 9),), ((f"x {OF_DEPOTS}",),))])
    (tmp_path / "h.xlsx").write_bytes(workbook)
    found, files = scanned(tmp_path)
    assert found == {
        "a.zip": {PHONES[0]},
        "b": {PHONES[1]},
        "d/e.json": {OF_TEAMS},
        "f.csv": {NAME},
        "g.pdf": {OF_PLAN, NAME},
        "h.xlsx": {OF_DEPOTS},
    }
    assert len(files) == 7


def test_no_number_is_outside_its_lock_and_the_sheets_that_need_it(
    said, home, out, logged, monkeypatch
):
    # The true lock, opened once with each passphrase: to open it takes a second or two.
    monkeypatch.setattr(pyrage.passphrase, "decrypt", cache(pyrage.passphrase.decrypt))
    pw, wrong = said.file("pw", "geheim\n"), said.file("wrong", "anders\n")
    rows = "".join(f"{r},{NAME},{p}\n" for r, p in zip(ROLES, PHONES, strict=True))
    table = said.file("contacts.csv", f"岗位,姓名,电话\n{rows}")
    said("contacts", "import", table, "--passphrase-file", pw)
    _mistaken(said, pw, wrong, table)
    _incident(said, out, home)
    _sheets(said, out, pw)

    _told_nobody(said, logged)
    found, files = scanned(home, out)
    names = {FILE, "emerg.log", "journal.sqlite", "record.emerg", "locked.emerg", "record.xlsx"}
    assert names <= {f.name for f in files}
    assert [f for f in files if f.name.endswith(READABLE)]
    assert [f for f in files if f.parent.name == "backups"]
    assert [f for f in files if "second" in f.parts and f.name == "journal.sqlite"]
    # The plan of the river names two of the roles, that of the road another two.
    assert found == {
        "opened/brief.pdf": {PHONES[0], PHONES[1], NAME},
        "opened/call-sheet.pdf": {PHONES[0], PHONES[1], NAME},
        "opened/g318-shigatse.pdf": {PHONES[1], PHONES[2], NAME},
    }


def test_numbers_in_lists_and_plans_go_no_further_and_are_gathered(
    said, home, out, logged, monkeypatch
):
    # A lock that takes no seconds; the true one is tried above.
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda content, _word: scrambled(content))
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda content, _word: scrambled(content))
    pw = said.file("pw", "geheim\n")
    _own_lists(home / "resources")
    _own_plan(home / "playbooks" / "rivers" / "lhasa")
    _commands(said, out / "before", home)
    assert "扎西…" in said("dispatch", DEMO, "--json")
    _told_nobody(said, logged)
    left = {"resources/other/teams.csv": {MISPLACED}}
    assert scanned(home)[0] == left | {
        "resources/mine/depots.csv": {OF_DEPOTS},
        "resources/mine/teams.csv": {OF_TEAMS},
        "playbooks/rivers/lhasa/plan.toml": {OF_PLAN},
    }
    # The sheet for those whom it sends, and the briefs by the plan; nothing else.
    assert scanned(out / "before")[0] == {
        "dispatch.pdf": {OF_TEAMS, OF_DEPOTS},
        "task-cards.pdf": {OF_TEAMS, OF_DEPOTS},
        "brief.pdf": {OF_PLAN},
        "call-sheet.pdf": {OF_PLAN},
        "lhasa.pdf": {OF_PLAN},
    }

    said("contacts", "gather", "--passphrase-file", pw)
    assert {OF_DEPOTS, OF_TEAMS, OF_PLAN} == found_in(scrambled((home / FILE).read_bytes()))
    _commands(said, out / "after", home)
    assert scanned(home)[0] == left  # that was told, for nobody can say whose it is
    assert scanned(out / "after")[0] == {}
    opened = ("--contacts-passphrase-file", pw)
    said("dispatch", DEMO, "-o", out / "opened", "--json", *opened)
    said("brief", "lhasa", "-o", out / "opened", "--json", *opened)
    said("resources", "check", "--json", *opened, code=1)
    assert scanned(out / "opened")[0] == {
        "dispatch.pdf": {OF_TEAMS, OF_DEPOTS},
        "lhasa.pdf": {OF_PLAN},
    }
    _told_nobody(said, logged)


@pytest.fixture
def logged(home, caplog):
    """What anything says to a log, in the folder where the window keeps its own."""
    log = home / "logs" / "emerg.log"
    log.parent.mkdir(parents=True)
    handler = logging.FileHandler(log, encoding="utf-8")
    logging.getLogger().addHandler(handler)
    caplog.set_level(logging.DEBUG)
    # Else a run of which nobody has anything to say would look like a log that does not listen.
    logging.getLogger("emerg").debug("the log listens")
    yield log
    logging.getLogger().removeHandler(handler)
    handler.close()


def _told_nobody(said, logged):
    assert logged.stat().st_size
    log = logged.read_text(encoding="utf-8")
    assert not [text for text in (*said.heard, log) if found_in(text.encode())]


def _own_lists(folder):
    """A real office where the example is, each depot and team with its number; and another one."""
    shutil.copytree(ROOT / "playbooks" / "resources" / "example-lhasa", folder / "mine")
    numbers = {"depots.csv": (",,示例,", OF_DEPOTS), "teams.csv": (",,示例\n", OF_TEAMS)}
    for path in (folder / "mine").glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        if path.name in numbers:
            empty, number = numbers[path.name]
            assert empty in text
            text = text.replace(empty, empty.replace(",,", f",{number},"))
        path.write_text(text.replace(",示例,", ",高,").replace(",示例\n", ",高\n"), "gb18030")
    about = folder / "mine" / "office.toml"
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("example = true", "example = false"), "utf-8")
    # A crew nearer by; its number stands beside the name, where it does not belong.
    depots = DEPOTS.replace("88.885,29.268", "91.13,29.655")
    teams = TEAMS.replace("数量\n", "数量,联系人\n").replace(",12\n", f",12,扎西{MISPLACED}\n")
    lists_by_hand.folder(folder / "other", depots=depots, teams=teams)


def _own_plan(folder):
    """The plan of the river as the office has it: one role with its number."""
    shutil.copytree(ROOT / "playbooks" / "rivers" / "lhasa", folder)
    path = folder / "plan.toml"
    head, role, tail = path.read_text(encoding="utf-8").partition(f'who = {{ zh = "{ROLES[0]}"')
    assert role
    tail = tail.replace('phone = ""', f'phone = "{OF_PLAN}"', 1)
    path.write_text(head + role + tail, encoding="utf-8")


def _commands(said, out, home):
    """What reads lists and plans, and what writes from them."""
    said("dispatch", DEMO, "--json", "-o", out)
    said("brief", "lhasa", "-o", out)
    id_ = said.json("incident", "new", "--title", "演练")["id"]
    said("respond", DEMO, "--json", "-o", out, "--incident", id_)
    said("resources", "list", "--json")
    said("resources", "check", code=1)
    said("resources", "check", "--json", code=1)
    said("resources", "export", "example-lhasa", "-o", out / "list.xlsx")
    said("resources", "export", "example-lhasa", "-o", out / "list")
    said("resources", "export", "other", "-o", out / "other", code=1)
    said("resources", "import", home / "resources" / "other", code=1)
    said("playbooks", "check", "lhasa", "--json")
    said("playbooks", "show", "lhasa", "--json")
    said("contacts", "template", out / "contacts.csv")
    said("incident", "attach", id_, out / "routes.kml")
    said("incident", "report", id_, "--out", out / "record.xlsx")
    said("incident", "export", id_, "--out", out / "record.emerg")


def _mistaken(said, pw, wrong, table):
    """What goes wrong tells nothing either."""
    bad = said.file(
        "bad.csv",
        f"岗位,姓名,电话,核实日期\na,{NAME},x{PHONES[0]},\n{PHONES[2]},b,110,\nc,d,110,{PHONES[1]}\n",
    )
    said("contacts", "import", bad, "--passphrase-file", pw, code=1)
    said("contacts", "import", table, "--passphrase-file", pw.with_name("none"), code=1)
    said("contacts", "list", "--passphrase-file", wrong, code=1)
    said("contacts", "gather", "--passphrase-file", wrong)
    said("brief", "nowhere", "-o", "x", "--contacts-passphrase-file", pw, code=1)


def _incident(said, out, home):
    """An incident from its opening to the copy that another post gets."""
    id_ = said.json("incident", "new", "--title", "演练", "--post", "front")["id"]
    said("respond", DEMO, "--out", out, "--json", "--incident", id_)
    said("dispatch", DEMO, "--json", "-o", out)
    said("playbooks", "list", "--json")
    number = said.json("incident", "note", id_, "已通知水利厅", "--kind", "call")["number"]
    said("incident", "amend", id_, number, "已通知水利厅两次")
    said("incident", "attach", id_, out / "brief.pdf")
    said("incident", "export", id_, "--out", out / "record.emerg")
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("EMERG_HOME", str(out / "second"))
        key = said.json("incident", "key")["to"]
    said("incident", "export", id_, "--out", out / "locked.emerg", "--to", key)
    said("incident", "report", id_, "--out", out / "record.pdf")
    said("incident", "report", id_, "--out", out / "record.xlsx")
    said("incident", "handover", id_, "--out", out / "handover.pdf")
    said("incident", "verify", id_)
    said("incident", "backup", id_)
    said("incident", "log", id_, "--json")
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("EMERG_HOME", str(out / "second"))
        said("incident", "import", out / "record.emerg")
        said("incident", "import", out / "locked.emerg")
        said("incident", "log", id_)
    journal = home / "incidents" / id_ / "journal.sqlite"
    spoilt = journal.read_bytes().replace("已通知水利厅两次".encode(), "已通知水利局两次".encode())
    damaged = out / "damaged.sqlite"
    damaged.write_bytes(spoilt)
    said("incident", "verify", damaged, code=1)


def _sheets(said, out, pw):
    """The same sheets with the address book closed and open."""
    said("brief", "g318-shigatse", "-o", out)
    words = ("--out", out / "opened", "--contacts-passphrase-file", pw, "--json")
    said("brief", "g318-shigatse", *words)
    said("respond", DEMO, *words)
    said("dispatch", DEMO, *words)


def test_the_passphrase_is_in_no_message(said):
    pw = said.file("pw", "ein-geheimes-wort\n")
    said("contacts", "list", "--passphrase-file", pw, code=1)
    said("contacts", "list", "--passphrase-file", Path("none"), code=1)
    pw.write_bytes(b"ein-geheimes-wort\xff")
    said("contacts", "list", "--passphrase-file", pw, code=1)
    assert not [text for text in said.heard if "geheim" in text]
