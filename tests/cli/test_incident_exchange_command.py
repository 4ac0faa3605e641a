"""Two posts and a stick, by command."""

import json

import pytest

from emerg.cli.main import run
from emerg.usecases.exchange import package_name


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """`emerg incident …` at a post; its answer, and its exit code."""

    def say(post, *words, lang="en"):
        monkeypatch.setenv("EMERG_HOME", str(tmp_path / post))
        code = run(["incident", *map(str, words), "--lang", lang])
        out, err = capsys.readouterr()
        return code, out, err

    return say


@pytest.fixture
def told(said):
    """The same, as JSON; it must succeed."""

    def tell(post, *words):
        code, out, err = said(post, *words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return tell


@pytest.fixture
def both(told, tmp_path):
    """An incident of the front, known at the rear, and the stick."""
    stick = tmp_path / "stick.emerg"
    id_ = told("front", "new", "--title", "苯泄漏", "--post", "front")["id"]
    told("front", "export", id_, "--post", "front", "--out", stick)
    told("rear", "import", stick)
    return id_, stick


def level(told, post, id_, value):
    words = ("--kind", "decision", "--about", "level", "--value", value, "--post", post)
    return told(post, "note", id_, "定级", *words)


def carried(told, source, target, id_, stick):
    told(source, "export", id_, "--post", source, "--out", stick)
    return told(target, "import", stick)


def test_a_record_goes_there_and_back(told, both):
    id_, stick = both
    told("rear", "note", id_, "收到", "--post", "rear")
    found = carried(told, "rear", "front", id_, stick)
    assert (found["new_entries"], found["founded"], found["new_key"]) == (1, False, True)
    again = told("front", "import", stick)
    assert (again["new_entries"], again["new_key"]) == (0, False)
    assert told("front", "log", id_) == told("rear", "log", id_)


def test_two_levels_are_listed_once_and_settled(told, said, both):
    id_, stick = both
    level(told, "front", id_, "III")
    level(told, "rear", id_, "II")
    assert carried(told, "rear", "front", id_, stick)["conflicts"] == 1
    (found,) = told("front", "conflicts", id_)
    assert (found["name"], found["forked"]) == ("level", False)
    assert {side["data"]["value"] for side in found["sides"]} == {"II", "III"}
    code, _out, err = said("front", "settle", id_, "level", "听后方的")
    assert code == 1
    assert "II, III" in err
    told("front", "settle", id_, "level", "听后方的", "--value", "II", "--post", "front")
    assert told("front", "conflicts", id_) == []
    assert carried(told, "front", "rear", id_, stick)["conflicts"] == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("级别", "Ⅲ"), ("level", "IV")),
        (("死亡", "1"), ("死亡人数", "2")),
        (("dead", "1 人"), ("deaths", "2人")),
        (("任务3", "做完"), ("task 3", "没有")),
    ],
)
def test_a_question_spelt_otherwise_is_the_same_question(told, both, ours, theirs):
    id_, stick = both
    for where, (about, value) in (("front", ours), ("rear", theirs)):
        told(where, "note", id_, "x", "--post", where, "--about", about, "--value", value)
    assert carried(told, "rear", "front", id_, stick)["conflicts"] == 1
    (found,) = told("front", "conflicts", id_)
    assert found["name"] == ours[0]
    # It is settled by either name.
    told("front", "settle", id_, theirs[0], "x", "--value", theirs[1], "--post", "front")
    assert told("front", "conflicts", id_) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("级别", "Ⅲ级"), ("level", "3")),
        (("level", "III"), ("事件级别", "较大（Ⅲ级）")),
        (("死亡", "2人"), ("死亡人数", "２")),
        (("死亡", "无"), ("deaths", "0")),
        (("流量", "12 m³/s"), ("flow", "12.0m3/s")),
    ],
)
def test_an_answer_spelt_otherwise_is_the_same_answer(told, both, ours, theirs):
    id_, stick = both
    for where, (about, value) in (("front", ours), ("rear", theirs)):
        told(where, "note", id_, "x", "--post", where, "--about", about, "--value", value)
    assert carried(told, "rear", "front", id_, stick)["conflicts"] == 0


def test_conflicts_stand_side_by_side_in_chinese(told, said, both):
    id_, stick = both
    level(told, "front", id_, "III")
    level(told, "rear", id_, "II")
    carried(told, "rear", "front", id_, stick)
    _code, out, _err = said("front", "conflicts", id_, lang="zh")
    head, *rows = out.splitlines()
    assert head.split() == ["名称", "答复", "时间", "序号", "岗位", "记录人", "类别", "内容"]
    assert len(rows) == 2
    assert rows[0].startswith("level")


def test_the_log_shows_question_and_answer(told, said, both):
    id_, _stick = both
    level(told, "front", id_, "III")
    _code, out, _err = said("front", "log", id_)
    assert "[level: III]" in out.splitlines()[-1]


def test_one_who_knows_both_answers_and_answers_again_settles_it(told, both):
    id_, stick = both
    level(told, "front", id_, "III")
    level(told, "rear", id_, "II")
    carried(told, "rear", "front", id_, stick)
    level(told, "front", id_, "I")
    assert told("front", "conflicts", id_) == []


def test_a_post_without_a_name_is_not_called_by_none(said, told, tmp_path):
    stick = tmp_path / "x.emerg"
    id_ = told("front", "new", "--title", "x")["id"]
    told("front", "export", id_, "--out", stick)
    out = said("rear", "import", stick)[1]
    assert "''" not in out
    assert "without a name" in out


def test_a_package_is_called_one_whatever_it_was_to_be_called(told, both):
    id_, stick = both
    for name, file in (("第一包", "第一包.emerg"), ("x.EMERG", "x.EMERG")):
        made = told("rear", "export", id_, "--post", "rear", "--out", stick.with_name(name))
        assert made["file"] == str(stick.with_name(file))
        assert stick.with_name(file).exists()
        assert not stick.with_name("第一包").exists()


def test_a_package_locked_for_one_post_opens_there_alone(told, said, both):
    id_, stick = both
    key = told("front", "key")["to"]
    told("rear", "export", id_, "--post", "rear", "--out", stick, "--to", key)
    assert told("front", "import", stick)["new_entries"] == 0
    code, _out, err = said("other", "import", stick)
    assert code == 1
    assert "locked for others" in err


def test_a_passphrase_locks_and_opens(told, said, both, tmp_path):
    id_, stick = both
    word, wrong = tmp_path / "word", tmp_path / "wrong"
    word.write_text("西藏 2026\n", encoding="utf-8")
    wrong.write_text("西藏 2027\n", encoding="utf-8")
    told("rear", "export", id_, "--post", "rear", "--out", stick, "--passphrase-file", word)
    assert told("front", "import", stick, "--passphrase-file", word)["new_entries"] == 0
    for options in ((), ("--passphrase-file", wrong)):
        code, _out, err = said("front", "import", stick, *options)
        assert code == 1
        assert "passphrase" in err


def test_a_post_that_comes_with_another_key_is_refused_until_it_is_trusted(told, said, both):
    id_, stick = both
    carried(told, "front", "forger", id_, stick)
    told("forger", "export", id_, "--post", "front", "--out", stick)
    code, _out, err = said("rear", "import", stick)
    key = told("forger", "key")["key"]
    assert code == 1
    assert key in err
    assert said("rear", "import", stick, "--trust", "0000 0000")[0] == 1
    assert told("rear", "import", stick, "--trust", key)["new_key"]
    assert not told("rear", "import", stick)["new_key"]


@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        (("export", "ID", "--to", "age1nobody"), "age1nobody"),
        (("export", "ID", "--to", "age1nobody", "--passphrase-file", "PW"), "not both"),
        (("export", "ID", "--passphrase-file", "nowhere"), "nowhere"),
        (("export", "ID", "--passphrase-file", "EMPTY"), "no passphrase"),
        (("export", "nobody"), "nobody"),
        (("import", "nowhere.emerg"), "nowhere.emerg"),
        (("import", "PW"), "no package"),
        (("note", "ID", "x", "--about", "level"), "--value"),
        (("note", "ID", "x", "--value", "II"), "--about"),
        (("note", "ID", "x", "--value", "II", "--about", " "), "no question"),
        (("settle", "ID", "level", "x", "--value", "II"), "no conflict"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(told, said, both, tmp_path, words, told_of):
    id_, stick = both
    stick.unlink()
    names = {"ID": id_, "PW": tmp_path / "word", "EMPTY": tmp_path / "empty"}
    names["PW"].write_text("word", encoding="utf-8")
    names["EMPTY"].write_text("\n", encoding="utf-8")
    before = told("front", "log", id_)
    code, out, err = said("front", *(names.get(word, word) for word in words))
    assert (code, out) == (1, "")
    assert told_of in err
    assert told("front", "log", id_) == before


def test_damaged_keys_and_lists_of_keys_are_told(told, said, both, tmp_path):
    id_, stick = both
    (tmp_path / "rear" / "keys" / "known.json").write_text("[1]", encoding="utf-8")
    code, _out, err = said("rear", "import", stick)
    assert code == 1
    assert "known.json" in err
    told("front", "key")
    (tmp_path / "front" / "keys" / "sign.pem").write_text("no key", encoding="utf-8")
    code, _out, err = said("front", "export", id_)
    assert code == 1
    assert "damaged" in err


def test_another_version_of_a_playbook_is_told(told, both, tmp_path, monkeypatch):
    _id, stick = both
    other = tmp_path / "books"
    (other / "rivers" / "lhasa").mkdir(parents=True)
    (other / "rivers" / "lhasa" / "river.toml").write_text("", encoding="utf-8")
    found = told("rear", "import", stick, "--playbooks", other)
    assert found["playbooks_differ"] == ["river/lhasa"]


def test_a_package_is_named_for_incident_and_post():
    assert package_name("i", "") == "i.emerg"
    assert package_name("i", "../前方 1") == "i-前方-1.emerg"


def test_keys_are_for_their_owner_alone(told, tmp_path):
    told("front", "key")
    for name in ("sign.pem", "open.age"):
        assert (tmp_path / "front" / "keys" / name).stat().st_mode & 0o077 == 0
