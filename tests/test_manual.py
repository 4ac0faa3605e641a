"""The manual: both languages alike, true of this program, found and read everywhere."""

import re
import shlex
from functools import cache
from pathlib import Path

import click
import pytest

from emerg.__main__ import app
from emerg.cli.main import cli
from emerg.errors import DataError, InputError
from emerg.texts import LANGS
from emerg.ui.key_table import with_key_table
from emerg.ui.keys import KEYS
from emerg.usecases.manual import (
    chapter_id,
    chapter_of_page,
    find_chapter,
    manual_folder,
    read_manual,
)
from emerg.usecases.manual_search import initials, search

ROOT = Path(__file__).resolve().parents[1]
LEAST_CHAPTERS = 20
# Parts of the window that are no tab.
PARTS = ("questions", "map", "header", "next", "start", "detail", "note", "preview")
# Windows and cards of their own, by their property "page".
OTHERS = ("help", "about", "verify", "tour", "drop", "desk", "big_screen", "settings")


@cache
def manual(lang):
    return read_manual(lang)


def blocks(text, kind="sh"):
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def commands():
    return [
        pytest.param(line, id=f"{lang}-{chapter.id}-{number}")
        for lang in LANGS
        for chapter in manual(lang)
        for number, line in enumerate("".join(blocks(chapter.text)).splitlines())
        if line.startswith("emerg ")
    ]


def test_both_languages_have_the_same_chapters_sections_and_pages():
    zh, en = manual("zh"), manual("en")
    assert len(zh) >= LEAST_CHAPTERS
    assert [one.number for one in zh] == list(range(1, len(zh) + 1))
    for one, other in zip(zh, en, strict=True):
        assert (one.id, one.number, one.pages) == (other.id, other.number, other.pages)
        assert len(one.sections) == len(other.sections), one.id
        assert one.title != other.title


@pytest.mark.parametrize("kind", ["sh", "toml"])
def test_code_is_the_same_in_both_languages(kind):
    """As many blocks of as many lines: what one shows, the other shows."""
    for one, other in zip(manual("zh"), manual("en"), strict=True):
        lines = [[len(block.splitlines()) for block in blocks(c.text, kind)] for c in (one, other)]
        assert lines[0] == lines[1], one.id


@pytest.mark.parametrize("lang", LANGS)
def test_tables_have_as_many_cells_in_every_row(lang):
    for chapter in manual(lang):
        for table in re.findall(r"(?:^\|.*\n)+", chapter.text, re.MULTILINE):
            assert len({line.count("|") for line in table.splitlines()}) == 1, table


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_of_keys_is_that_of_the_window(lang):
    path = ROOT / "docs" / "manual" / lang / "19-keys.md"
    text = path.read_text(encoding="utf-8")
    assert text == with_key_table(text, lang), "run python tools/manual_keys.py"
    assert all(f"`{keys}`" in text for key in KEYS for keys in key.keys)


@pytest.mark.parametrize("page", [*PARTS, *OTHERS])
def test_every_part_of_the_window_has_its_chapter(page):
    assert chapter_of_page(manual("zh"), page) is not None


def test_no_page_has_two_chapters():
    pages = [page for chapter in manual("zh") for page in chapter.pages]
    assert len(pages) == len(set(pages))


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_manual_exists(line):
    words = shlex.split(line, comments=True)[1:]
    command = app if words[0] == "app" else cli.commands.get(words[0])
    ctx = click.Context(cli, info_name="emerg")
    command = command or cli.get_command(ctx, words[0])
    assert command is not None
    rest = words[1:]
    if isinstance(command, click.Group):
        inner = command.get_command(ctx, rest[0])
        # A pond's id stands where the word "leak" may be left out.
        command = inner if inner is not None else command.get_command(ctx, "leak")
        assert command is not None
        rest = rest[1:] if inner is not None else rest
    known = {opt for parameter in command.params for opt in (*parameter.opts,)}
    used = [word for word in rest if word.startswith("--")]
    assert not set(used) - known - {"--help"}
    plain = [p for p in command.params if isinstance(p, click.Argument)]
    taken = sum(1 for p in command.params if f"--{p.name}" in used)
    assert taken or plain or not rest or used


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_to_a_chapter(lang):
    names = {path.name for path in (manual_folder() / lang).iterdir()}
    for chapter in manual(lang):
        links = re.findall(r"\]\(([^)]+)\)", chapter.text)
        assert set(links) <= names, chapter.id
        assert all(chapter_id(link) != chapter.id for link in links)


@pytest.mark.parametrize("lang", LANGS)
def test_every_key_of_a_scenario_is_explained(lang):
    page = (ROOT / "docs" / "scenario.md").read_text(encoding="utf-8")
    keys = re.findall(r"^\| (`\[*\w+\]*`) \|", page.partition("## Measures")[0], re.MULTILINE)
    assert len(keys) > 20
    text = find_chapter(manual(lang), "scenario").text
    assert not [key for key in keys if f"| {key} |" not in text]


def test_the_example_of_the_manual_is_the_demo():
    for lang in LANGS:
        example = blocks(find_chapter(manual(lang), "scenario").text, "toml")[0]
        demo = (ROOT / "examples" / "demo.toml").read_text(encoding="utf-8")
        ours = [line for line in example.splitlines() if not line.startswith("title")]
        assert [line for line in ours if line and line not in demo.splitlines()] == []


def test_comments_are_for_us():
    assert not [one for lang in LANGS for one in manual(lang) if "<!--" in one.text]


@pytest.mark.parametrize(
    ("word", "found"),
    [("calls", "calls"), ("7", "calls"), ("通知", "calls"), ("数字怎么看", "figures")],
)
def test_a_chapter_is_found_by_id_number_or_title(word, found):
    assert find_chapter(manual("zh"), word).id == found


def test_what_is_no_chapter_is_refused_with_a_guess():
    with pytest.raises(InputError) as caught:
        find_chapter(manual("en"), "callz")
    assert caught.value.told("en").splitlines() == [
        "Error: the manual has no chapter 'callz'",
        "  where: emerg help",
        "  fix:   did you mean 'calls'?",
    ]


def test_words_are_found_in_headings_first_and_then_in_the_text():
    found = search(manual("zh"), "桩号")
    assert (found[0].chapter.id, found[0].section, found[0].excerpt) == ("roads", "", "")
    assert any(place.excerpt and "桩号" in place.excerpt for place in found)


def test_headings_are_found_by_their_initials():
    assert initials("余量") == "yl"
    assert ("figures", "余量") in [(p.chapter.id, p.section) for p in search(manual("zh"), "yl")]


def test_every_word_must_be_there():
    places = search(manual("en"), "passphrase back")
    assert [place.chapter.id for place in places] == ["contacts"]
    assert search(manual("en"), "  ") == ()
    assert search(manual("en"), "zzzz") == ()


def test_a_manual_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="manual cannot be read"):
        read_manual("zh", tmp_path)
    (tmp_path / "zh").mkdir()
    with pytest.raises(InputError, match="there is no manual"):
        read_manual("zh", tmp_path)
    (tmp_path / "zh" / "01-broken.md").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="UTF-8"):
        read_manual("zh", tmp_path)
