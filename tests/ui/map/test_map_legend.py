"""The legend: whole where there is room, folded where the map is narrow, and what a click does."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt

from emerg.texts import LANGS, render
from emerg.ui.map import classes, legend

LEFT = Qt.MouseButton.LeftButton
SIGNS = ("arrival", "incident", "intake", "below", "way ample", "way short", "interception")
NARROW, WIDE = QSize(511, 555), QSize(1065, 868)


def laid_out(size, lang, *, folded):
    return legend.lay_out(size, legend.entries(lang, SIGNS), lang, folded=folded)


def told(laid):
    return [entry.text for row in laid.rows for entry in row]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("folded", [True, False])
def test_it_never_leaves_the_map(family, lang, size, folded):
    laid = laid_out(size, lang, folded=folded)
    assert laid.area.right() <= size.width() - legend.MARGIN
    ends = [sum(entry.wide + entry.gap for entry in row) for row in laid.rows]
    assert max(ends) <= laid.area.width()


@pytest.mark.parametrize("lang", LANGS)
def test_folded_it_still_explains_every_class_and_takes_little_of_the_map(family, lang):
    folded, whole = (laid_out(NARROW, lang, folded=one) for one in (True, False))
    assert told(folded)[1:] == [render(words, lang) for words in classes.WORDS]
    assert set(told(folded)) < set(told(whole))
    assert folded.area.height() < 0.1 * NARROW.height() < whole.area.height()


def test_what_fits_into_one_row_has_nothing_to_fold(family):
    laid = legend.lay_out(WIDE, legend.entries("zh", ("incident",)), "zh", folded=True)
    assert laid.fold is None
    assert told(laid) == ["事发点"]


def test_a_click_unfolds_it_and_folds_it_again(qtbot, river_map, answer):
    river_map.show_answer(answer)
    river_map.resize(NARROW)

    def click(y):
        qtbot.mouseClick(river_map.viewport(), LEFT, pos=QPoint(100, y))
        return river_map.grab().toImage()

    folded = river_map.grab().toImage()
    whole = click(20)
    assert whole != folded
    assert click(20) == folded
    assert click(90) == folded  # below it the map is clicked
