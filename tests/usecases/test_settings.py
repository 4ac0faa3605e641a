"""The settings survive, and never keep the program from starting."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emerg.errors import EmergError, OutputError
from emerg.texts import LANGS, Text, render
from emerg.usecases import settings as registry
from emerg.usecases.settings import (
    AUTHOR,
    LANG,
    LOCK_AFTER_MIN,
    MAP_LAYERS_OFF,
    PAPERS_FOLDER,
    POST,
    SETTINGS,
    TEXT_PX,
    THEME,
    TOUR_SEEN,
    Setting,
    ThemeName,
    by_key,
    typed,
)
from emerg.usecases.settings_file import UNREAD, Values, read_settings, write_settings

ROOT = Path(__file__).resolve().parents[2]
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn")))
DEFINED = {name: one for name, one in vars(registry).items() if isinstance(one, Setting)}


def content(home: Path) -> str:
    return (home / "settings.toml").read_text(encoding="utf-8")


def put(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_a_fresh_home_has_what_was_shipped(home):
    found, problems = read_settings(home)
    assert problems == ()
    assert {one.key: found[one] for one in SETTINGS} == {one.key: one.default for one in SETTINGS}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.fixed_dictionaries(
        {
            LANG: st.sampled_from(["", "zh", "en"]),
            THEME: st.sampled_from(get_args(ThemeName)),
            TEXT_PX: st.integers(11, 22),
            AUTHOR: NAMES,
            POST: NAMES,
        }
    )
)
def test_what_is_written_is_read(home, values):
    write_settings(home, values)
    found, problems = read_settings(home)
    assert problems == ()
    assert {one: found[one] for one in values} == values


@pytest.mark.parametrize(
    "line", ['theme = "pink"', "text_px = 99", "text_px = true", 'lange = "zh"', "lang = [1]"]
)
def test_what_is_wrong_with_one_key_is_told_and_forgets_no_other(home, line):
    put(home, f'{line}\nauthor = "扎西"\n')
    found, problems = read_settings(home)
    assert found[AUTHOR] == "扎西"
    assert (found[THEME], found[TEXT_PX], found[LANG]) == ("day", 13, "")
    assert len(problems) == 1
    assert "settings.toml" in str(problems[0].where)


def test_a_misspelt_key_is_told_what_was_meant(home):
    put(home, 'them = "night"\n')
    (problem,) = read_settings(home)[1]
    assert "'theme'" in render(problem.fix, "en")


@pytest.mark.parametrize("broken", ["theme =", "\ufeff\x00"])
def test_a_file_that_is_no_toml_gives_what_was_shipped_and_is_kept(home, broken):
    put(home, broken)
    found, problems = read_settings(home)
    assert problems
    assert found[THEME] == "day"
    assert found.wrong == {one.key for one in SETTINGS}
    write_settings(home, {THEME: "night"})
    assert read_settings(home) == (Values({"theme": "night"}), ())
    assert (home / UNREAD).read_text(encoding="utf-8") == broken


def test_a_change_leaves_remarks_and_the_keys_of_a_newer_version(home):
    put(home, '# of the duty room\nauthor = "扎西"  # since May\nwall = 3\n\n[later]\nx = 1\n')
    write_settings(home, {THEME: "night", POST: "前方"})
    text = content(home)
    assert "# of the duty room" in text
    assert "# since May" in text
    assert "wall = 3" in text
    assert "[later]\nx = 1" in text
    found, problems = read_settings(home)
    assert (found[AUTHOR], found[THEME], found[POST]) == ("扎西", "night", "前方")
    assert len(problems) == 2  # wall, later: told, and nothing else is lost by them


def test_as_it_was_shipped_leaves_no_line(home):
    write_settings(home, {THEME: "night", TEXT_PX: 15})
    write_settings(home, {THEME: None, LANG: None})
    assert content(home) == "text_px = 15\n"


def test_a_home_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        write_settings(tmp_path / "file", {THEME: "night"})


@pytest.mark.parametrize(
    ("setting", "word", "value"),
    [
        (THEME, "night", "night"),
        (TEXT_PX, "15", 15),
        (TOUR_SEEN, "off", False),
        (TOUR_SEEN, "是", True),
        (MAP_LAYERS_OFF, "relief, towns", ("relief", "towns")),
        (MAP_LAYERS_OFF, "", ()),
        (AUTHOR, "扎西", "扎西"),
        (PAPERS_FOLDER, "out", "out"),
    ],
)
def test_a_typed_word_becomes_a_value(setting, word, value):
    assert typed(setting, word, "here") == value


@pytest.mark.parametrize(
    ("setting", "word", "told"),
    [
        (THEME, "nigth", "night"),
        (TEXT_PX, "99", "between 11 and 22"),
        (TEXT_PX, "big", "a whole number"),
        (TOUR_SEEN, "maybe", "true or false"),
        (LOCK_AFTER_MIN, "-1", "between 0 and 1440"),
        (AUTHOR, "a\u202eb", "control character"),
    ],
)
def test_a_word_that_does_not_fit_is_refused_with_what_would(setting, word, told):
    with pytest.raises(EmergError) as refused:
        typed(setting, word, "here")
    assert told in str(refused.value)


def test_an_unknown_key_is_refused():
    assert by_key("theme", "here") is THEME
    with pytest.raises(EmergError) as refused:
        by_key("thme", "here")
    assert "did you mean 'theme'?" in str(refused.value)


@pytest.mark.parametrize("one", DEFINED.values(), ids=lambda one: one.key)
def test_a_setting_explains_itself(one):
    """A default that may stand there, one sentence in both languages, every choice named."""
    assert one.checked(one.default, "here", findings := registry.Findings()) == one.default
    assert not findings.problems
    for lang in LANGS:
        assert re.search(r"[.。]$", render(one.about, lang))
    for said in (one.title, one.about, one.group):
        assert isinstance(said, Text)
    if one.choices:
        assert set(one.choices) == set(registry.get_args(one.kind))


def test_only_what_something_goes_by_is_offered():
    """A control that does nothing would be a lie; one that is missing, a gap."""
    sources = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "settings.py" or path.parent.name != "usecases"
    ]
    used = {
        one.key
        for name, one in DEFINED.items()
        if any(
            re.search(rf"import [^\n]*\b{name}\b|^    {name}(?: as \w+)?,$", text, re.M)
            and "usecases.settings import" in text
            for text in sources
        )
    }
    assert used == {one.key for one in SETTINGS}
