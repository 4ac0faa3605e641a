"""emerg contacts gather: from an office's lists and plans into the address book, losing nothing."""

import json
import shutil

import pyrage
import pytest

from emerg.cli.main import run
from emerg.errors import OutputError
from emerg.incident.address_book import (
    FILE,
    changing_address_book,
    read_address_book,
    write_address_book,
)
from emerg.incident.contacts import Contact
from emerg.resources.read import read_office
from emerg.usecases import gather as gathering
from emerg.usecases.files import rewrite_files
from tests.conftest import ROOT
from tests.resources.lists_by_hand import folder

DEPOT, TEAM, SECOND, ROLE = (f"1899999000{n}" for n in range(1, 5))
DEPOTS = f"编号,名称,经度,纬度,电话\nA,一号库,88.885,29.268,{DEPOT}\nB,二号库,87.637,29.088,\n"
TEAMS = f"编号,名称,仓库,类型,数量,电话,手机\nT1,一队,A,队伍,12,{TEAM},{SECOND}\n"
WHO = "西藏自治区水利厅"


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
def pw(tmp_path):
    path = tmp_path / "pw"
    path.write_text("geheim\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def office(home):
    return folder(home / "resources" / "mine", depots=DEPOTS, teams=TEAMS, encoding="gb18030")


@pytest.fixture
def plan(home):
    """The office's own plan of a river, with the number of one role."""
    own = home / "playbooks" / "rivers" / "lhasa"
    shutil.copytree(ROOT / "playbooks" / "rivers" / "lhasa", own)
    path = own / "plan.toml"
    head, found, tail = path.read_text(encoding="utf-8").partition(f'who = {{ zh = "{WHO}"')
    assert found
    tail = tail.replace('phone = ""', f'phone = "{ROLE}"\nverified_on = 2026-11-25', 1)
    path.write_text(head + found + tail, encoding="utf-8")
    path.chmod(0o600)
    return path


def said(capsys, *words):
    code = run(["--lang", "en", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def gathered(capsys, pw, *words):
    return said(capsys, "contacts", "gather", "--passphrase-file", pw, *words)


def everything(folder_):
    return {path: path.read_bytes() for path in folder_.rglob("*") if path.is_file()}


def test_every_number_goes_into_the_book_and_out_of_its_file(capsys, home, pw, office, plan):
    before = everything(home)
    code, out, err = gathered(capsys, pw)
    assert (code, err) == (0, "")
    assert f"{office / 'depots.csv'}: 1 numbers were taken out" in out
    assert f"{plan}: 1 numbers were taken out" in out
    assert "3 contacts are new" in out
    assert "Copies elsewhere" in out
    assert "1899999" not in out
    found = {(c.playbook, c.role): c for c in read_address_book(home, "geheim")}
    assert found["mine", "一号库"].phone == DEPOT
    team = found["mine", "一队"]
    assert (team.phone, team.note) == (TEAM, SECOND)
    role = found["lhasa", WHO]
    assert (role.phone, f"{role.verified_on}") == (ROLE, "2026-11-25")
    assert len(found) == 3
    after = everything(home)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {office / "depots.csv", office / "teams.csv", plan}
    for path in changed:
        text = before[path]
        for number in (DEPOT, TEAM, SECOND, ROLE):
            text = text.replace(number.encode(), b"")
        assert after[path] == text
    assert plan.stat().st_mode & 0o777 == 0o600
    # Once more there is nothing to do, and nothing is done.
    code, out, err = gathered(capsys, pw)
    assert (code, err) == (0, "")
    assert "No list and no plan" in out
    assert everything(home) == after


def test_in_json_it_says_what_it_did(capsys, pw, office):
    code, out, _err = gathered(capsys, pw, "--json")
    assert code == 0
    found = json.loads(out)
    assert [(f["path"], f["contacts"]) for f in found["files"]] == [
        (str(office / "depots.csv"), 1),
        (str(office / "teams.csv"), 1),
    ]
    assert (found["added"], found["differing"], found["left"]) == (2, [], [])


def test_a_list_that_is_named_is_gathered_and_none_that_ships(capsys, tmp_path, home, pw):
    named = folder(tmp_path / "stick" / "mine", depots=DEPOTS)
    code, _out, _err = gathered(capsys, pw, "--resources", named)
    assert code == 0
    assert DEPOT not in (named / "depots.csv").read_text(encoding="utf-8")
    shipped = ROOT / "playbooks"
    before = everything(shipped / "resources")
    words = ("--resources", shipped, "--playbooks", shipped)
    assert "No list and no plan" in gathered(capsys, pw, *words)[1]
    assert everything(shipped / "resources") == before


def test_a_number_the_book_has_otherwise_is_kept_beside_it(capsys, home, pw, office):
    book = (Contact("一号库", "0891-1", "mine", name="扎西", note="夜班"), Contact("x", "1"))
    write_address_book(home, book, "geheim")
    code, out, _err = gathered(capsys, pw)
    assert code == 0
    assert "keeps both: 一号库" in out
    kept, other, team = read_address_book(home, "geheim")
    assert (kept.phone, kept.name, kept.note) == ("0891-1", "扎西", f"夜班；{DEPOT}")
    assert other == book[1]
    assert team.phone == TEAM
    # The same list comes back, from a stick: its numbers are known already.
    (office / "depots.csv").write_bytes(DEPOTS.encode("gb18030"))
    code, out, _err = gathered(capsys, pw, "--json")
    assert (json.loads(out)["added"], json.loads(out)["differing"]) == (0, [])
    assert read_address_book(home, "geheim") == (kept, other, team)


def test_a_cell_of_two_numbers_that_comes_again_adds_nothing(capsys, home, pw, office):
    both = DEPOTS.replace(DEPOT, f"{DEPOT}；{SECOND}").encode("gb18030")
    write_address_book(home, (Contact("一号库", "0891-1", "mine"),), "geheim")
    for differing in (["一号库"], []):
        (office / "depots.csv").write_bytes(both)
        code, out, _err = gathered(capsys, pw, "--json")
        assert code == 0
        assert json.loads(out)["differing"] == differing
        found = {c.role: c for c in read_address_book(home, "geheim")}
        assert (found["一号库"].phone, found["一号库"].note) == ("0891-1", f"{DEPOT}；{SECOND}")
        assert DEPOT.encode() not in (office / "depots.csv").read_bytes()


def test_two_with_one_name_are_told_apart_by_their_id(capsys, home, pw):
    depots = DEPOTS.replace("二号库,87.637,29.088,", f"一 号库,87.637,29.088,{SECOND}")
    folder(home / "resources" / "mine", depots=depots)
    assert gathered(capsys, pw)[0] == 0
    found = {c.role: c.phone for c in read_address_book(home, "geheim")}
    assert found == {"一号库 A": DEPOT, "一 号库 B": SECOND}


@pytest.mark.parametrize("spoil", ["twice", "nameless", "plan", "quote", "passphrase", "locked"])
def test_what_cannot_be_gathered_whole_is_not_gathered_at_all(
    capsys, tmp_path, home, pw, office, plan, spoil
):
    write_address_book(home, (), "geheim")
    if spoil == "twice":
        folder(tmp_path / "other" / "mine", depots=DEPOTS.replace(DEPOT, SECOND))
    elif spoil == "nameless":
        (office / "depots.csv").write_text(DEPOTS.replace("一号库", ""), encoding="utf-8")
    elif spoil == "quote":
        (office / "depots.csv").write_text(DEPOTS.replace("一号", '"一号'), encoding="utf-8")
    elif spoil == "plan":
        plan.write_text(plan.read_text(encoding="utf-8").replace(f'"{ROLE}"', ROLE), "utf-8")
    elif spoil == "passphrase":
        (tmp_path / "pw").write_text("anders\n", encoding="utf-8")
    before = everything(home)
    words = ("--resources", tmp_path / "other") if spoil == "twice" else ()
    if spoil == "locked":
        with changing_address_book(home):
            code, out, err = gathered(capsys, pw)
    else:
        code, out, err = gathered(capsys, pw, *words)
    assert (code, out) == (1, "")
    assert "fix:" in err
    assert "1899999" not in err
    after = everything(home)
    after.pop(home / "contacts.lock", None)
    assert after == before


def test_a_book_that_does_not_hold_the_numbers_takes_none_out(
    capsys, monkeypatch, home, pw, office
):
    before = everything(office)
    write = gathering.write_address_book
    monkeypatch.setattr(
        gathering, "write_address_book", lambda home, found, word: write(home, found[1:], word)
    )
    code, out, err = gathered(capsys, pw)
    assert (code, out) == (1, "")
    assert "does not hold" in err
    assert everything(office) == before


def test_files_are_written_anew_in_all_places_or_in_none(tmp_path):
    paths = [tmp_path / name / "x" for name in "abc"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"old")
    files = dict.fromkeys(paths, (b"old", b"new"))
    paths[2].write_bytes(b"mine")
    with pytest.raises(OutputError, match="changed the file meanwhile"):
        rewrite_files(files)
    assert [path.read_bytes() for path in paths] == [b"old", b"old", b"mine"]
    paths[2].unlink()
    with pytest.raises(OutputError, match="cannot be written"):
        rewrite_files(files)
    assert everything(tmp_path) == {paths[0]: b"old", paths[1]: b"old"}


def test_a_rename_that_fails_takes_back_those_before_it(tmp_path, monkeypatch):
    paths = [tmp_path / name for name in "ab"]
    for path in paths:
        path.write_bytes(b"old")
    replace = type(tmp_path).replace

    def failing(self, target):
        if target == paths[1]:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", failing)
    with pytest.raises(OutputError, match="not allowed"):
        rewrite_files(dict.fromkeys(paths, (b"old", b"new")))
    assert everything(tmp_path) == dict.fromkeys(paths, b"old")


def test_what_is_left_is_told_by_its_place(capsys, pw, office):
    depots = DEPOTS.replace("电话\n", "电话,备注\n").replace(f"{DEPOT}\n", f"{DEPOT},夜 {SECOND}\n")
    (office / "depots.csv").write_text(depots.replace("29.088,\n", "29.088,,\n"), "utf-8")
    code, out, err = gathered(capsys, pw)
    assert code == 0
    assert "depots.csv, row 2, column F (备注)" in err
    assert "still stands here" in err
    assert SECOND not in out + err


def test_the_table_to_fill_in_has_depots_and_teams_and_what_is_gathered_is_asked_for(
    capsys, tmp_path, pw, office
):
    assert said(capsys, "contacts", "template", tmp_path / "t.csv")[0] == 0
    rows = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row for row in rows if row.startswith("mine,")] == [
        f"mine,{name},,,,," for name in ("一号库", "二号库", "一队")
    ]
    assert not [row for row in rows if "1899999" in row or "示例" in row]
    table = tmp_path / "filled.csv"
    table.write_text("预案,岗位,电话\nmine,二号库,110\n,一队,120\nother,一队,119\n", "utf-8")
    words = ("contacts", "import", table, "--passphrase-file", pw, "--json")
    assert json.loads(said(capsys, *words)[1])["in_no_sheet"] == ["一队"]


def test_the_commands_tell_what_stands_unlocked_until_it_is_gathered(
    capsys, tmp_path, home, pw, office, plan
):
    demo = ROOT / "examples" / "demo.toml"
    commands = {
        ("resources", "check", "mine"): (office / "depots.csv", office / "teams.csv"),
        ("playbooks", "check", "lhasa"): (plan,),
        ("brief", "lhasa", "-o", tmp_path / "out"): (plan,),
        ("dispatch", demo): (plan, office / "depots.csv", office / "teams.csv"),
        ("respond", demo): (plan,),
        ("tailings", "jiama", "--mode", "well", "--exercise"): (plan,),
    }
    for words, files in commands.items():
        code, out, err = said(capsys, *words)
        assert code == 0
        for file in files:
            assert f"where: {file}" in err
        assert "telephone numbers stand here unlocked" in err
        assert "emerg contacts gather" in err
        assert "1899999" not in out + err
    assert gathered(capsys, pw)[0] == 0
    for words in commands:
        assert "unlocked" not in said(capsys, *words)[2]


def test_the_checks_count_the_numbers_of_the_address_book(capsys, home, pw, office, plan):
    def checked(*words):
        _code, out, _err = said(capsys, *words, "--json")
        return json.loads(out)

    lists, plans = ("resources", "check", "mine"), ("playbooks", "check", "lhasa")
    (before,) = checked(*lists)["offices"]
    assert [one["where"] for one in before["unlocked"]] == [
        str(office / name) for name in ("depots.csv", "teams.csv")
    ]
    assert "1 depots and teams have no phone: 二号库" in before["remarks"]
    score = checked(*plans)["playbooks"][0]["score"]
    assert gathered(capsys, pw)[0] == 0
    opened = ("--contacts-passphrase-file", pw)
    assert "--contacts-passphrase-file alone" in said(capsys, *plans)[2]
    assert "--contacts-passphrase-file alone" not in said(capsys, *plans, *opened)[2]
    (closed,) = checked(*lists)["offices"]
    assert not [one for one in closed["remarks"] if "phone" in one]
    (after,) = checked(*lists, *opened)["offices"]
    assert (after["unlocked"], after["remarks"]) == ([], before["remarks"])
    assert checked(*plans)["playbooks"][0]["score"] <= score
    assert checked(*plans, *opened)["playbooks"][0]["score"] == score


def test_an_import_loses_no_number_and_an_export_carries_none(capsys, tmp_path, home, pw, office):
    code, out, err = said(capsys, "resources", "export", "mine", "-o", tmp_path / "list.xlsx")
    assert code == 0
    assert "2 telephone numbers stay here" in err
    assert read_office(tmp_path / "list.xlsx").unlocked == {}
    before = everything(office)
    code, out, err = said(capsys, "resources", "import", tmp_path / "list.xlsx")
    assert (code, out) == (1, "")
    assert "2 telephone numbers of the list that this would replace are not in it" in err
    assert everything(office) == before
    assert gathered(capsys, pw)[0] == 0
    assert said(capsys, "resources", "import", tmp_path / "list.xlsx")[0] == 0
    filled = folder(tmp_path / "mine", depots=DEPOTS)
    code, out, err = said(capsys, "resources", "import", filled)
    assert code == 0
    assert "1 telephone numbers stand here unlocked" in err
    assert FILE in {path.name for path in home.iterdir()}
