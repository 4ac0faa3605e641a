"""Colours that can be read, by day, by night, and by dark-adapted eyes."""

import re

import pytest

from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import DRILL, DRILL_TEXT, THEMES, after, contrast

TOKENS = ("text", "quiet", "accent", "danger", "warn", "ok", "off")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("token", TOKENS)
def test_every_text_colour_can_be_read(theme, token):
    colour = getattr(theme, token)
    least = 7.0 if theme.name == "contrast" else 4.5
    assert min(contrast(colour, theme.background), contrast(colour, theme.surface)) >= least


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_rule_that_sets_words_on_a_ground_can_be_read(theme):
    """Chosen rows, pressed buttons, menus, tool tips: whatever the sheet itself puts together."""
    pairs = list(rules_with_words_and_ground(stylesheet(theme)))
    assert len(pairs) > 10
    for rule, words, ground in pairs:
        assert contrast(words, ground) >= 4.5, rule


def rules_with_words_and_ground(sheet):
    for rule, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        told = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        told = {key.strip(): value.strip() for key, value in told.items()}
        for words, ground in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
            ("placeholder-text-color", "background"),
        ):
            if told.get(words, "").startswith("#") and told.get(ground, "").startswith("#"):
                yield rule.strip(), told[words], told[ground]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_where_the_focus_is_stands_out_from_what_it_is_on(theme):
    sheet = stylesheet(theme)
    focus = dict(re.findall(r"([^\s,]+):focus[^{]*\{\s*border: \dpx \w+ (#\w{6})", sheet))
    edges = {int(px) for px in re.findall(r"QLineEdit[^{]*\{[^}]*border: (\d)px", sheet)}
    assert edges == {theme.edge_px, theme.focus_px}
    assert theme.focus_px > theme.edge_px
    assert {"QLineEdit", "QPushButton", 'QPushButton[role="primary"]', "QTableView"} <= focus.keys()
    for widget, colour in focus.items():
        filled = "primary" in widget or ":checked" in widget
        assert contrast(colour, theme.accent if filled else theme.surface) >= 3.0, widget
    assert contrast(DRILL_TEXT, DRILL) >= 3.0


def test_the_strongest_contrast_draws_wide_lines_that_can_be_seen():
    theme = THEMES["contrast"]
    assert (theme.edge_px, theme.focus_px) == (2, 4)
    assert contrast(theme.line, theme.surface) >= 4.5
    assert contrast(theme.text, theme.line) >= 4.5  # the words of a bar that fills


def test_the_words_of_a_drill_can_be_read():
    assert contrast(DRILL, DRILL_TEXT) >= 4.5


def test_the_cycle_comes_round():
    assert [after(name).name for name in THEMES] == ["night", "night-red", "contrast", "day"]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_style_sheet_is_filled_in_and_uses_no_other_colour(theme):
    sheet = stylesheet(theme, 15)
    assert "$" not in sheet
    assert "font-size: 15px" in sheet
    ours = {getattr(theme, token) for token in (*TOKENS, "background", "surface", "line")}
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= ours | {DRILL, DRILL_TEXT}
