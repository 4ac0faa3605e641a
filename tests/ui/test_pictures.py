"""The window as it is kept in pictures: nothing missing, nothing empty, every theme as it was.

Where it is meant to look otherwise: ``pytest tests/ui/test_pictures.py --update-pictures``, then
look at the pictures under ``tests/golden/pictures`` before they are kept.
"""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from emerg.ui.big_screen import BigScreen
from emerg.ui.big_screen_presenter import BigScreenPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.theme import THEMES
from tests.ui.drawing import drawn_in_full
from tests.ui.pictures import FOLDER, apart, keep_golden, read_golden

LONG_MS = 30_000
SIZE = 1366, 768
NAMES = ("hits-day", "containment-night-red", "calls-contrast", "intakes-night", "big-screen-day")
MOST_BYTES = 150_000


def picture_of(shown: MainWindow | BigScreen) -> Image.Image:
    QApplication.processEvents()
    drawn_in_full(shown.map)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shown.grab().save(buffer, "PNG")
    return Image.open(BytesIO(buffer.data().data())).convert("RGB")


@pytest.fixture
def drawn(open_window, scenario, qtbot):
    """The screens that are kept, each by its name, and the window they are of."""
    window, presenter = open_window("zh")
    window.resize(*SIZE)
    questions = window.questions
    questions.fill_where("拉萨河 430")
    questions.what.substance.setText("苯")
    questions.amount.amount.setText("8-20 t")
    questions.when.start.setText("02:40")
    questions.when.reported.setText("03:05")
    questions.flow.choices["high"].setChecked(True)
    presenter.do("respond")
    held = presenter.roads.containment
    presenter.do("containment")
    qtbot.waitUntil(lambda: held.found is not None, timeout=LONG_MS)
    pictures = {}
    for name in NAMES[:-1]:
        page, _, theme = name.partition("-")
        window.set_look(THEMES[theme], window.look[1])
        qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
        window.show_tab(page)
        getattr(window, page).table.setFocus()
        pictures[name] = picture_of(window)
    window.set_look(THEMES["day"], window.look[1])
    qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
    second = next(one for one in presenter.followers if isinstance(one, BigScreenPresenter))
    with qtbot.waitSignal(second.shown, timeout=LONG_MS):
        second.switch()
    pictures[NAMES[-1]] = picture_of(second.screen)
    second.screen.close()
    return pictures, window


def without(picture: Image.Image, part: QWidget) -> Image.Image:
    """The picture with only the ground of the window where a part of it stands."""
    corner = part.mapTo(part.window(), QPoint())
    box = (corner.x(), corner.y(), corner.x() + part.width(), corner.y() + part.height())
    bare = picture.copy()
    bare.paste(THEMES["day"].background, box)
    return bare


def test_every_screen_looks_as_it_is_kept_and_none_of_its_parts_may_be_missing(drawn, request):
    pictures, window = drawn
    if request.config.getoption("--update-pictures"):
        for name, picture in pictures.items():
            keep_golden(name, picture)
    found = {name: apart(picture, read_golden(name)) for name, picture in pictures.items()}
    assert not {name: one for name, one in found.items() if not one.same}
    window.show_tab("hits")
    panels = (window.header, window.questions, window.map, window.next, window.hits.table)
    small = (window.next.key, window.tabs.tabBar(), window.questions.respond_button, window.note)
    for part in (*panels, *small):
        bare = without(pictures["hits-day"], part)
        assert not apart(bare, read_golden("hits-day")).same, part.objectName()


def test_a_picture_in_another_theme_or_size_is_refused():
    golden = read_golden("hits-day")
    darker = golden.point(lambda value: round(value * 0.9))
    assert not apart(darker, golden).same
    assert not apart(golden.resize((1360, 768)), golden).same


def test_letters_drawn_a_little_otherwise_are_let_pass():
    golden = read_golden("hits-day")
    softer = golden.resize((SIZE[0] * 3 // 4, SIZE[1] * 3 // 4)).resize(SIZE)
    moved = golden.transform(
        SIZE, Image.Transform.AFFINE, (1, 0, 0.5, 0, 1, 0), Image.Resampling.BILINEAR
    )
    assert apart(golden, golden).mean == 0.0
    assert apart(softer, golden).same
    assert apart(moved, golden).same


def test_the_pictures_are_small_and_every_one_is_looked_at():
    kept = {file.stem: file.stat().st_size for file in FOLDER.glob("*.png")}
    assert set(kept) == set(NAMES)
    assert max(kept.values()) < MOST_BYTES
