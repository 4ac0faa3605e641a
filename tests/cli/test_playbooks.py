"""emerg playbooks: list, show, check."""

import json

import pytest

from emerg.cli.main import run
from tests.playbook_by_hand import books, properties, write

TWELVE = {
    "yarlung-tsangpo", "nujiang", "lancang", "jinsha", "lhasa", "nyangchu", "nyang", "shiquan",
    "nagqu", "yarlung-shannan", "parlung", "pumqu",
}  # fmt: skip
OTHERS = {"xibaxia", "zayu", "xiangquan", "gyirong", "kongque", "boqu"}


def printed(capsys, *words, code=0):
    assert run([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_list_names_the_twelve_and_the_six(capsys):
    found = printed(capsys, "playbooks", "list", "--kind", "river")
    assert {book["id"] for book in found if book["key"]} == TWELVE
    assert {book["id"] for book in found if not book["key"]} == OTHERS
    assert all({"id", "kind", "name"} <= book.keys() for book in found)
    assert {book["kind"] for book in found} == {"river"}


def test_check_finds_no_error_and_scores_each(capsys):
    found = printed(capsys, "playbooks", "check")
    assert found["errors"] == 0
    assert found["rivers"] == 12
    assert all(0 <= book["score"] <= 100 and book["remarks"] for book in found["playbooks"])


def test_check_of_one(capsys):
    (only,) = printed(capsys, "playbooks", "check", "lhasa")["playbooks"]
    assert only["id"] == "lhasa"


def test_check_tells_every_error_of_an_offices_own_and_exits_1(capsys, tmp_path):
    tables = books()
    properties(tables, "upper", "U1")["slop"] = 1.0
    properties(tables, "lower", "LW")["reach"] = "L9"
    root = write(tmp_path, tables)
    found = printed(capsys, "playbooks", "check", "--playbooks", str(root), code=1)
    errors = {b["id"]: b["errors"] for b in found["playbooks"] if b["errors"]}
    assert found["errors"] == 2
    assert "slope" in errors["upper"][0]["fix"]
    assert "L9" in errors["lower"][0]["what"]
    assert all(e["where"] for part in errors.values() for e in part)


def test_an_offices_own_playbook_comes_first(capsys, tmp_path):
    root = write(tmp_path, books())
    found = printed(capsys, "playbooks", "list", "--playbooks", str(root))
    own = {book["id"]: book["path"] for book in found}
    assert own["upper"].startswith(str(root))
    assert own.keys() >= TWELVE


def test_show_says_what_rides_in_a_playbook(capsys):
    found = printed(capsys, "playbooks", "show", "lhasa", "--lang", "en")
    assert found["name"] == "Lhasa River"
    assert "lhasa/doilung" in [stem["id"] for stem in found["rivers"]]
    assert found["places"]
    assert run(["playbooks", "show", "lhasa", "--lang", "zh"]) == 0
    assert "拉萨河" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("show", "lhasaa"), ("check", "lhasaa")])
def test_an_id_that_is_not_there_names_those_that_are(capsys, words):
    assert run(["playbooks", *words, "--lang", "en"]) == 1
    assert "(lhasa), " in capsys.readouterr().err


def test_text_output_of_list_and_check(capsys):
    assert run(["playbooks", "list", "--lang", "zh"]) == 0
    assert "雅鲁藏布江" in capsys.readouterr().out
    assert run(["playbooks", "check", "shiquan", "--lang", "zh"]) == 0
    assert "狮泉河" not in capsys.readouterr().err
