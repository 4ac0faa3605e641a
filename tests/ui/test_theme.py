"""Colours that can be read, by day, by night, and by dark-adapted eyes."""

import re

import pytest

from emerg.ui.theme import DRILL, DRILL_TEXT, THEMES, after, contrast, stylesheet

TOKENS = ("text", "quiet", "accent", "danger", "warn", "ok")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("token", TOKENS)
def test_every_text_colour_can_be_read(theme, token):
    colour = getattr(theme, token)
    assert min(contrast(colour, theme.background), contrast(colour, theme.surface)) >= 4.5


def test_the_words_of_a_drill_can_be_read():
    assert contrast(DRILL, DRILL_TEXT) >= 4.5


def test_the_cycle_comes_round():
    assert [after(name).name for name in THEMES] == ["night", "night-red", "day"]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_style_sheet_is_filled_in_and_uses_no_other_colour(theme):
    sheet = stylesheet(theme, 15)
    assert "$" not in sheet
    assert "font-size: 15px" in sheet
    ours = {getattr(theme, token) for token in (*TOKENS, "background", "surface", "line")}
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= ours | {DRILL, DRILL_TEXT}
