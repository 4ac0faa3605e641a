"""emerg help: the manual on a terminal, in both languages."""

import pytest

from emerg.cli.columns import width
from emerg.cli.main import run
from emerg.cli.manual_text import plain_text


@pytest.mark.parametrize(("lang", "title"), [("zh", "第一分钟"), ("en", "The first minute")])
def test_the_chapters_are_listed(capsys, lang, title):
    assert run(["help", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert title in out
    assert " first-minute " in out


def test_a_chapter_is_plain_text(capsys):
    assert run(["help", "keys", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["按键", "===="]
    assert not [line for line in lines if "`" in line or line.startswith(("|", "#"))]
    row = next(line for line in lines if line.startswith("F5 "))
    assert row.split() == ["F5", "一键响应", "事件"]


def test_no_chapter_of_that_name(capsys):
    assert run(["help", "nothing", "--lang", "en"]) == 1
    assert "the manual has no chapter 'nothing'" in capsys.readouterr().err


def test_columns_stand_under_each_other_in_chinese_too():
    text = plain_text("| 键 | 做什么 |\n|---|---|\n| `F5` | 推算 |\n| 回车键 | **记下** |\n")
    lines = text.splitlines()
    assert [width(line.split("  ")[0]) for line in lines] == [2, 2, 6]
    assert {
        width(line[: line.index(word)])
        for line, word in zip(lines, ("做", "推", "记"), strict=True)
    } == {8}


def test_code_is_set_off_and_lists_keep_their_marks():
    text = plain_text("1. one\n- two\n\n```sh\n# three\nemerg help\n```\n")
    assert text.splitlines() == ["1. one", "- two", "", "    # three", "    emerg help"]
