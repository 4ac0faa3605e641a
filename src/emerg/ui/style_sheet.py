"""The style sheet of the window, filled in with the colours of a theme and the size of its text."""

from string import Template

from emerg.fonts import FAMILY
from emerg.ui.theme import BAR_PX, BODY_PX, CAPTION, DRILL, DRILL_TEXT, HEADING, KEY, Theme

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
        off=theme.off,
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
        bar=BAR_PX,
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
QMainWindow, QDialog, #ground { background: $background; }
QComboBox QFrame { background: $surface; border: none; }
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
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView, QListView, QTreeView { background: $surface; padding: 2px;
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
QPushButton:checked { background: $accent; color: $surface; border-color: $accent; }
QPushButton:checked:focus { border: 5px double $surface; padding: 0 4px; min-height: 18px; }
QPushButton:disabled { color: $off; background: $background; }
QPushButton[role="primary"] { background: $accent; color: $surface; border-color: $accent;
  font-size: ${heading}px; font-weight: bold; min-height: 32px; }
QPushButton[role="primary"]:focus { border: 6px double $surface; padding: 0; min-height: 28px; }
QPushButton[role="primary"]:disabled { background: $background; color: $off;
  border-color: $line; }
QPushButton[role="quiet"] { border: none; background: transparent; color: $accent; }
QPushButton[role="quiet"]:focus { border: ${focus}px solid $accent; }
QPushButton[role="drill"]:checked { background: $drill; color: $drill_text; border-color: $drill; }
QPushButton[role="drill"]:checked:focus { border-color: $drill_text; }
QPushButton[role="switch"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 1px 5px; }
QPushButton[role="switch"]:hover { border-color: $accent; }
QPushButton[role="switch"]:checked { color: $text; }
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
FittingScroll[short="yes"] { border-bottom: 1px solid $line; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
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
  border-bottom: ${edge}px solid $quiet; padding: 4px 7px; font-size: ${caption}px; }
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
QTreeWidget::branch:selected { background: $surface; }
QTreeWidget::item { padding: 3px; }
QTreeWidget::item:selected { background: $accent; color: $surface; }
QListWidget::item { padding: 4px; }
QListWidget::item:selected { background: $accent; color: $surface; }
"""
)
