"""The colours of the map in each theme, derived from the theme's own."""

from dataclasses import dataclass

from emerg.ui.map import classes
from emerg.ui.theme import Theme, contrast

_WATER, _CLEAR_WATER = "#6FA8DC", "#7FC4FF"
_ROAD = "#8A8F98"
_LAKE_BY_DAY = "#BBD7EA"


@dataclass(frozen=True, slots=True)
class Palette:
    """What each thing on the map is painted with, as ``#RRGGBB``.

    Attributes
    ----------
    land, lake, shore : str
    river, stream : str
        Main stems of the key rivers; every other course.
    road, track : str
        National roads; the others.
    water_name : str
        Names of rivers and lakes.
    ink, paper : str
        Symbols: their lines, and what is inside them.
    plume : tuple of str
        The six classes, soonest first; `casing` is drawn around them.
    cloud_edge, cloud_hollow, cloud_body : str
        The cloud at an hour: the edges of the band where it may be, what is inside of them, and
        where it is likely.
    numbers : tuple of str
        What numbers on the classes may be written in.
    dark : bool
        Light things on dark ground.
    """

    land: str
    lake: str
    shore: str
    river: str
    stream: str
    road: str
    track: str
    text: str
    quiet: str
    water_name: str
    ink: str
    paper: str
    plume: tuple[str, ...]
    casing: str
    cloud_edge: str
    cloud_hollow: str
    cloud_body: str
    numbers: tuple[str, ...]
    accent: str
    danger: str
    warn: str
    ok: str
    board: str
    line: str
    dark: bool


def palette(theme: Theme) -> Palette:
    """The map's colours in `theme`."""
    dark = contrast(theme.background, "#FFFFFF") > contrast(theme.background, "#000000")
    one_hue, strong = theme.name == "night-red", theme.name == "contrast"
    land = theme.background
    water = theme.quiet if one_hue else _CLEAR_WATER if strong else _WATER
    lake = mixed(water, land, 0.35) if dark else _LAKE_BY_DAY
    return Palette(
        land=land,
        lake=lake,
        shore=mixed(water, land, 0.7),
        river=mixed(water, land, 0.6) if one_hue else water,
        stream=mixed(water, land, 0.4 if one_hue else 0.8 if strong else 0.5 if dark else 0.65),
        road=mixed(theme.quiet, land, 0.5) if one_hue else theme.quiet if strong else _ROAD,
        track=mixed(theme.quiet, land, 0.4) if one_hue else mixed(_ROAD, land, 0.8),
        text=theme.text,
        quiet=theme.quiet,
        water_name=theme.quiet if one_hue else water if strong else theme.accent,
        ink=theme.text,
        paper=theme.surface,
        plume=_red_plume(theme) if one_hue else classes.COLOURS,
        casing=land if one_hue else "#FFFFFF",
        cloud_edge=mixed(theme.accent, land, 0.8) if one_hue else classes.COLOURS[3 if dark else 1],
        # Where it is likely stands out the most: dark on light land, bright on dark.
        cloud_hollow=mixed(theme.accent, land, 0.22)
        if one_hue
        else classes.COLOURS[1 if dark else 5],
        cloud_body=theme.accent if one_hue else classes.COLOURS[5 if dark else 0],
        numbers=(land, theme.text) if one_hue else ("#FFFFFF", "#14181F"),
        accent=theme.accent,
        danger=theme.danger,
        warn=theme.warn,
        ok=theme.ok,
        board=theme.surface,
        line=theme.line,
        dark=dark,
    )


def _red_plume(theme: Theme) -> tuple[str, ...]:
    """On dark ground and in one hue bright is soon; even the latest outshines a river."""
    return tuple(mixed(theme.accent, theme.background, 1.0 - 0.055 * i) for i in range(6))


def mixed(over: str, under: str, share: float) -> str:
    """`over` at `share` (0 to 1) on `under`.

    >>> mixed("#FFFFFF", "#000000", 0.5)
    '#808080'
    """
    parts = (
        round(int(over[i : i + 2], 16) * share + int(under[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def number_on(colour: str, colours: Palette) -> str:
    """The ink for a number on a class: the one that stands out more."""
    return max(colours.numbers, key=lambda ink: contrast(ink, colour))
