"""emerg settings: what can be set, and how it stands."""

import pytest

from emerg.cli.main import run
from emerg.usecases.settings import SETTINGS
from tests.cli.test_respond import answered as answered_json
from tests.cli.test_respond import refused


def answered(capsys, *words):
    assert run(list(words)) == 0
    return capsys.readouterr().out


def test_every_setting_is_listed_with_what_it_does(capsys, home):
    out = answered(capsys, "settings", "list", "--lang", "en")
    for one in SETTINGS:
        assert f"\n{one.key} " in out
    assert str(home / "settings.toml") in out
    listed = answered_json(capsys, "settings", "list")
    assert {row["key"]: row["value"] for row in listed} == {
        one.key: list(one.default) if isinstance(one.default, tuple) else one.default
        for one in SETTINGS
    }


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [("theme", "night", "night"), ("text_px", "15", 15), ("post", "前方1", "前方1")],
)
def test_what_is_set_stands_until_it_is_reset(capsys, key, word, value):
    shipped = answered_json(capsys, "settings", "get", key)
    answered(capsys, "settings", "set", key, word)
    assert answered(capsys, "settings", "get", key).strip() == word
    found = answered_json(capsys, "settings", "get", key)
    assert found == {"key": key, "value": value}
    answered(capsys, "settings", "reset", key)
    assert answered_json(capsys, "settings", "get", key) == shipped


def test_a_language_that_is_set_is_spoken(capsys):
    answered(capsys, "settings", "set", "lang", "en")
    assert "as it was shipped" in answered(capsys, "settings", "list").lower()


def test_a_wrong_value_changes_nothing(capsys, home):
    answered(capsys, "settings", "set", "theme", "night")
    before = (home / "settings.toml").read_bytes()
    assert "night-red" in refused(capsys, "settings", "set", "theme", "nigth-red")
    assert "text_px”？" in refused(capsys, "settings", "set", "text_pix", "15")
    assert (home / "settings.toml").read_bytes() == before


def test_what_cannot_be_read_is_told_beside_the_answer(capsys, home):
    home.mkdir(parents=True)
    (home / "settings.toml").write_text('theme = "pink"\nauthor = "扎西"\n', encoding="utf-8")
    assert run(["settings", "get", "author"]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == "扎西"
    assert "pink" in told.err
