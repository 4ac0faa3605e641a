"""Colours: for day, night, eyes that must stay dark-adapted, and weak eyes.

Every text colour stands at least 4.5 : 1 against the background and the surface of its theme, in
that of the strongest contrast 7 : 1.
"""

from dataclasses import dataclass

from emerg.usecases.settings import ThemeName


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB``.

    Attributes
    ----------
    surface : str
        What text and fields lie on: tables, cards, inputs. `background` is around them.
    accent : str
        Water, focus and whatever may be pressed.
    off : str
        What cannot be pressed just now.
    paper : str
        Sheets on the screen; they are printed on white.
    danger, warn, ok : str
        Never alone: a word or a sign says the same.
    edge_px, focus_px : int
        How wide lines around fields and cards are, and that around the one with the focus.
    """

    name: ThemeName
    background: str
    surface: str
    text: str
    quiet: str
    line: str
    accent: str
    danger: str
    warn: str
    ok: str
    off: str
    paper: str = "#FFFFFF"
    edge_px: int = 1
    focus_px: int = 2


THEMES: dict[ThemeName, Theme] = {
    theme.name: theme
    for theme in (
        Theme(
            name="day",
            background="#F6F7F9",
            surface="#FFFFFF",
            text="#14181F",
            quiet="#5A6472",
            line="#D9DEE5",
            accent="#0B6FB8",
            danger="#C62828",
            warn="#9A5A00",  # #B26A00 of the first design reaches 4.0 only
            ok="#2E7D32",
            off="#5A6472",
        ),
        Theme(
            name="night",
            background="#0F1419",
            surface="#171E26",
            text="#E6EDF3",
            quiet="#9BA7B4",
            line="#2A3440",
            accent="#4DA3FF",
            danger="#FF6B6B",
            warn="#FFB84D",
            ok="#5BD18B",
            off="#9BA7B4",
            paper="#98A2AD",
        ),
        # One hue only: danger, warn and ok differ by their words and their weight.
        Theme(
            name="night-red",
            background="#0A0000",
            surface="#140303",
            text="#FF6A5A",
            quiet="#CC5648",  # #B0483E of the first design reaches 3.7 only
            line="#3A1210",
            accent="#FF8A7A",
            danger="#FF8A7A",
            warn="#FF6A5A",
            ok="#FF6A5A",
            off="#CC5648",
            paper="#8A2E24",
        ),
        Theme(
            name="contrast",
            background="#000000",
            surface="#000000",
            text="#FFFFFF",
            quiet="#E0E0E0",
            line="#767676",  # as light as white words on it still allow
            accent="#FFFF00",
            danger="#FF9E9E",
            warn="#FFFF00",
            ok="#9CFF9C",
            off="#999999",
            edge_px=2,
            focus_px=4,
        ),
    )
}


def after(name: ThemeName) -> Theme:
    """The theme that follows `name` in the cycle."""
    names = list(THEMES)
    return THEMES[names[(names.index(name) + 1) % len(names)]]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2 defines it, 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#FFFFFF"), 3)
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The frame and banner of a drill: orange under dark words in every theme.
DRILL = "#F08C00"
DRILL_TEXT = "#14181F"

# Sizes in design steps from the body text: 11 caption, 13 text, 16 heading, 22 key figure.
CAPTION, HEADING, KEY = -2, 3, 9
SMALLEST_PX, BODY_PX, LARGEST_PX = 11, 13, 22
BAR_PX = 10  # how wide a scroll bar is
