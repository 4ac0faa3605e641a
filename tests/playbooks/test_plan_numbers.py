"""Telephone numbers in an office's own plan: counted, and taken out with all else as it was."""

import tomllib
from datetime import date

import pytest

from emerg.errors import Findings
from emerg.playbooks.plan_numbers import count_in_plan, emptied_plan
from emerg.playbooks.shelf import Entry, is_shipped, own_roots
from emerg.texts import render
from tests import playbook_by_hand as by_hand
from tests.conftest import ROOT

MOBILE = "18999990001"
HEAD = """# 本局自编，勿删此行
format = 1
version   =  "1"
steps = []
termination = { text = "达标", source = "s", confidence = "low" }
"""
ROLE = """
[[roles]]
order = 1
level = "county"
who = { zh = "县人民政府", en = "county" }
task = "先期处置"
"""


@pytest.fixture
def plan(tmp_path):
    folder = by_hand.write(tmp_path, by_hand.books()) / "rivers" / "upper"

    def write(text, encoding="utf-8"):
        (folder / "plan.toml").write_bytes(text.encode(encoding))
        return Entry("upper", "river", folder)

    return write


def emptied(entry):
    found = Findings()
    return emptied_plan(entry, found), found.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "line",
    [
        'phone = "{}"  # 白天',
        "phone='{}'",
        '  "phone"\t= "{}"',
        'phone = "\\u002B86 {}"',
    ],
)
def test_a_plan_is_the_same_but_for_its_numbers(plan, line, end, encoding):
    def text(number):
        return (HEAD + ROLE + line.format(number) + "\nverified_on = 2026-11-25\n").replace(
            "\n", end
        )

    file, problems = emptied(plan(text(MOBILE), encoding))
    assert problems == []
    (role,) = file.roles
    assert MOBILE in role.phone
    assert role.verified_on == date(2026, 11, 25)
    kept = text("@").replace('"@"', '""').replace("'@'", '""').replace('"\\u002B86 @"', '""')
    assert file.after == kept.encode(encoding)
    assert file.left == ()
    assert MOBILE not in repr(file)


def test_roles_may_stand_in_one_line_and_empty_numbers_are_let_be(plan):
    role = 'order = {n}, level = "county", who = "{n}", task = "t", phone = "{phone}"'
    lines = [
        role.format(n=1, phone=MOBILE),
        role.format(n=2, phone=""),
        role.format(n=3, phone="110"),
    ]
    text = HEAD + "roles = [" + ", ".join(f"{{ {line} }}" for line in lines) + "]\n"
    entry = plan(text)
    assert count_in_plan(entry) == 2
    file, problems = emptied(entry)
    assert problems == []
    assert [role.phone for role in file.roles] == [MOBILE, "110"]
    assert file.after.decode() == text.replace(MOBILE, "").replace('"110"', '""')


def test_a_number_in_a_comment_or_a_sentence_stays_and_is_told(plan):
    text = f'# phone = "{MOBILE}"\n' + HEAD + ROLE.replace("先期处置", f"先打 {MOBILE}")
    text += f'phone = "110" # 夜班 {MOBILE}\n'
    entry = plan(text)
    about = entry.folder / "river.toml"
    about.write_text(f"# {MOBILE}\n" + about.read_text(encoding="utf-8"), encoding="utf-8")
    file, problems = emptied(entry)
    assert problems == []
    assert file.after.decode() == text.replace('phone = "110"', 'phone = ""')
    lines = [render(place, "en").rpartition("/")[2] for place in file.left]
    assert lines == [
        "river.toml, line 1",
        "plan.toml, line 1",
        "plan.toml, line 12",
        "plan.toml, line 13",
    ]
    assert count_in_plan(entry) == 4


@pytest.mark.parametrize(
    "line",
    [
        f'phone = """{MOBILE}"""',
        f'phone =\\\n"{MOBILE}"',
        f'phone = "110"\ntask = """\nphone = "{MOBILE}"\n"""',
    ],
)
def test_what_cannot_be_done_surely_is_not_done(plan, line):
    text = HEAD + ROLE.replace('task = "先期处置"\n', "") + f"{line}\n"
    if "task" not in line:
        text += 'task = "t"\n'
    file, problems = emptied(plan(text))
    assert file is None
    assert problems
    assert MOBILE not in "".join(f"{one}" for one in problems)


def test_a_sentence_that_looks_like_a_role_is_told(plan):
    text = HEAD + ROLE.replace('task = "先期处置"', f'task = """\nphone = "{MOBILE}"\n"""')
    entry = plan(text)
    file, problems = emptied(entry)
    assert (problems, file.roles) == ([], ())
    assert file.after == file.before
    assert len(file.left) == count_in_plan(entry) == 1


def test_a_number_without_quotes_is_told_without_it(plan):
    for number in (MOBILE, "6999902"):
        file, problems = emptied(plan(f"{HEAD}{ROLE}phone = {number}\n"))
        assert file is None
        told = "".join(f"{render(p.what, 'en')} {render(p.fix, 'en')}" for p in problems)
        assert "write text in quotes" in told
        assert number not in told


def test_a_plan_that_cannot_be_read_counts_nothing(plan):
    entry = plan("\xff", "latin-1")
    assert count_in_plan(entry) == 0
    assert emptied(entry)[1]


def test_what_came_with_the_program_is_not_the_offices_own(tmp_path):
    own = by_hand.write(tmp_path / "home" / "playbooks", by_hand.books())
    shipped = ROOT / "playbooks"
    assert own_roots(None, {}, tmp_path / "home") == (own,)
    environ = {"EMERG_PLAYBOOKS": str(shipped)}
    assert own_roots(shipped, environ, tmp_path / "home") == (own,)
    assert is_shipped(shipped / "resources" / "example-lhasa")
    assert not is_shipped(own / "rivers")


def test_no_plan_that_ships_holds_a_number():
    plans = sorted((ROOT / "playbooks").glob("*/*/plan.toml"))
    assert len(plans) >= 35
    for path in plans:
        roles = tomllib.loads(path.read_text(encoding="utf-8"))["roles"]
        assert not [role for role in roles if role.get("phone")]
