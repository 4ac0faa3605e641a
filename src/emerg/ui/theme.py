"""Colours and the style sheet: for day, night, eyes that must stay dark-adapted, and weak eyes.

Every text colour stands at least 4.5 : 1 against the background and the surface of its theme, in
that of the strongest contrast 7 : 1.
"""

from dataclasses import dataclass
from string import Template

from emerg.fonts import FAMILY
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
# From the outer edge of a field, button or tab to what stands in it [px].
FIELD_V, FIELD_H, BUTTON_H, TAB_H = 4, 7, 9, 10


def stylesheet(theme: Theme, text_px: int = BODY_PX) -> str:
    """The style sheet of `theme` with body text of `text_px` pixels.

    A widget's part is its dynamic property ``role``: caption, heading, key, danger, warn, ok,
    primary, card, echo, doubt, mistake, drill.
    """
    return _SHEET.substitute(
        background=theme.background,
        surface=theme.surface,
        text=theme.text,
        quiet=theme.quiet,
        line=theme.line,
        accent=theme.accent,
        danger=theme.danger,
        warn=theme.warn,
        ok=theme.ok,
        family=FAMILY,
        body=text_px,
        caption=text_px + CAPTION,
        heading=text_px + HEADING,
        key=text_px + KEY,
        drill=DRILL,
        drill_text=DRILL_TEXT,
        edge=theme.edge_px,
        focus=theme.focus_px,
        # What lies within a field stays where it is, however wide the line around it.
        rest_v=FIELD_V - theme.edge_px,
        rest_h=FIELD_H - theme.edge_px,
        rest_b=BUTTON_H - theme.edge_px,
        held_v=FIELD_V - theme.focus_px,
        held_h=FIELD_H - theme.focus_px,
        held_b=BUTTON_H - theme.focus_px,
        held_t=TAB_H - theme.focus_px,
    )


# The frame round everything: its colour is the same in every theme.
FRAME = f"""
QFrame[frame="drill"] {{ border: 4px solid {DRILL}; }}
QFrame[frame="real"] {{ border: none; }}
QSplitter::handle {{ background: transparent; }}
"""

_SHEET = Template(
    FRAME
    + """
* { font-family: "$family"; font-size: ${body}px; color: $text; outline: none; }
QMainWindow, #ground { background: $background; }
QToolTip { background: $surface; color: $text; border: ${edge}px solid $line; padding: 4px; }
QFrame[role="card"] { background: $surface; border: ${edge}px solid $line; border-radius: 6px; }
QFrame[role="tour"] { background: $surface; border: 2px solid $accent; border-radius: 6px; }
QFrame[role="outline"] { background: transparent; border: 3px solid $accent; border-radius: 6px; }
QLabel { background: transparent; }
QLabel[role="caption"], QLabel[role="echo"] { color: $quiet; font-size: ${caption}px; }
QLabel[role="doubt"] { color: $warn; font-size: ${caption}px; font-weight: bold; }
QLabel[role="mistake"] { color: $danger; font-size: ${caption}px; font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: bold; }
QLabel[role="key"] { font-size: ${key}px; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="danger"] { color: $danger; font-weight: bold; }
QLabel[role="warn"] { color: $warn; font-weight: bold; }
QLabel[role="ok"] { color: $ok; font-weight: bold; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warn"] { color: $warn; }
QLabel[role="drill"] { background: $drill; color: $drill_text; font-weight: bold;
  padding: 2px 8px; }
QFrame[role="filter"] { background: $surface; border-bottom: 1px solid $line; }
QLineEdit, QComboBox, QSpinBox { background: $surface; border: ${edge}px solid $line;
  border-radius: 6px; padding: ${rest_v}px ${rest_h}px; min-height: 20px;
  selection-background-color: $accent; selection-color: $surface;
  placeholder-text-color: $quiet; }
QLineEdit[wrong="true"] { border: ${focus}px solid $danger; padding: ${held_v}px ${held_h}px; }
QLineEdit:focus, QLineEdit[wrong="true"]:focus, QComboBox:focus, QSpinBox:focus {
  border: ${focus}px solid $accent; padding: ${held_v}px ${held_h}px; }
QAbstractScrollArea[role="reader"] { background: $surface; border: ${focus}px solid $line;
  border-radius: 6px; selection-background-color: $accent; selection-color: $surface; }
QAbstractScrollArea[role="reader"]:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView, QListView, QTreeWidget { background: $surface; padding: 2px;
  border: ${edge}px solid $line;
  selection-background-color: $accent; selection-color: $surface; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 18px; background: transparent; }
QSpinBox::up-arrow { image: none; width: 0; height: 0; border-left: 4px solid $surface;
  border-right: 4px solid $surface; border-bottom: 5px solid $quiet; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: none; width: 0; height: 0;
  border-left: 4px solid $surface; border-right: 4px solid $surface; border-top: 5px solid $quiet; }
QCheckBox { border: ${focus}px solid transparent; border-radius: 6px; padding: 2px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { background: $surface; border: 2px solid $quiet; border-radius: 3px;
  width: 13px; height: 13px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QPushButton { background: $surface; border: ${edge}px solid $line; border-radius: 6px;
  padding: ${rest_v}px ${rest_b}px; min-height: 20px; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border: ${focus}px solid $accent; padding: ${held_v}px ${held_b}px; }
QPushButton:checked { background: $accent; color: $surface; border-color: $accent;
  font-weight: bold; }
QPushButton:checked:focus { border: 5px double $surface; padding: 0 4px; min-height: 18px; }
QPushButton:disabled { color: $quiet; background: $background; }
QPushButton[role="primary"] { background: $accent; color: $surface; border-color: $accent;
  font-size: ${heading}px; font-weight: bold; min-height: 32px; }
QPushButton[role="primary"]:focus { border: 6px double $surface; padding: 0; min-height: 28px; }
QPushButton[role="primary"]:disabled { background: $background; color: $quiet;
  border-color: $line; }
QPushButton[role="quiet"] { border: none; background: transparent; color: $accent; }
QPushButton[role="quiet"]:focus { border: ${focus}px solid $accent; }
QPushButton[role="drill"]:checked { background: $drill; color: $drill_text; border-color: $drill; }
QPushButton[role="drill"]:checked:focus { border-color: $drill_text; }
QPushButton[role="switch"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 1px 5px; }
QPushButton[role="switch"]:hover { border-color: $accent; }
QPushButton[role="switch"]:checked { color: $text; font-weight: normal; }
QPushButton[role="switch"]:focus, QPushButton[role="switch"]:checked:focus {
  border: ${focus}px solid $accent; padding: 0 4px; min-height: 20px; }
QProgressBar { background: $surface; border: ${edge}px solid $line; border-radius: 6px;
  text-align: center; max-height: 16px; min-height: 16px; font-size: ${caption}px; }
QProgressBar::chunk { background: $line; border-radius: 5px; }
QSlider { border: 2px solid transparent; border-radius: 6px; min-height: 22px; }
QSlider:focus { border: 2px solid $accent; }
QSlider::groove:horizontal { background: $quiet; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 10px;
  margin: -6px 0; border-radius: 7px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $quiet; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
QTableView { background: $surface; border: ${edge}px solid $line; border-radius: 6px;
  gridline-color: transparent; selection-background-color: $accent; selection-color: $surface; }
QTableView[role="frozen"] { border: none; border-radius: 0; border-right: 1px solid $quiet; }
QTableView:focus { border: ${focus}px solid $accent; }
QTableView::item { border-bottom: ${edge}px solid $line; padding: 0 4px; }
QTableView::item:hover { background: $background; }
QTableView::item:selected { background: $accent; color: $surface; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $quiet; border: none;
  border-bottom: ${edge}px solid $quiet; padding: 4px; font-size: ${caption}px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0;
  subcontrol-origin: border; subcontrol-position: top center;
  border-left: 4px solid $surface; border-right: 4px solid $surface; }
QHeaderView::up-arrow { border-bottom: 5px solid $accent; }
QHeaderView::down-arrow { border-top: 5px solid $accent; }
QTableCornerButton::section { background: $surface; border: none; }
QMenuBar, QMenu { background: $surface; }
QMenuBar::item { padding: 3px 10px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: $accent; color: $surface; }
QMenu { border: ${edge}px solid $line; }
QMenu::item { padding: 4px 24px; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; border: none; padding: 4px 7px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: bold; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $accent; }
QTabBar::tab:focus { border: ${focus}px solid $accent; padding: ${held_v}px 5px; }
QListWidget, QTreeWidget { border-radius: 6px; }
QListWidget:focus, QTreeWidget:focus { border: ${focus}px solid $accent; padding: 1px; }
QTreeWidget { show-decoration-selected: 0; }
QTreeWidget::item { padding: 3px; }
QTreeWidget::item:selected { background: $accent; color: $surface; }
QListWidget::item { padding: 4px; }
QListWidget::item:selected { background: $accent; color: $surface; }
"""
)
