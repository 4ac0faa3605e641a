"""The map as a picture, by key and menu."""

from PySide6.QtGui import QGuiApplication, QImage

from emerg.ui.picture_presenter import PicturePresenter


def test_it_goes_into_the_clipboard_and_into_a_file(open_window, qtbot, home):
    window, presenter = open_window("zh")
    taker = next(one for one in presenter.followers if isinstance(one, PicturePresenter))
    presenter.do("copy_map")
    assert QGuiApplication.clipboard().image().width() == window.map.viewport().width()
    window.set_drill(True)
    saved = []
    taker.said.connect(lambda message: saved.append(message.file))
    presenter.do("save_map")
    qtbot.waitUntil(lambda: bool(saved))
    (file,) = (home / "pictures").iterdir()
    assert file.name == "map-20260715-032700-drill.png"
    assert saved == [str(file)]
    assert QImage(str(file)).width() == 2 * window.map.viewport().width()


def test_a_home_that_cannot_be_written_is_said(open_window, qtbot, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "pictures").write_text("in the way")
    window, presenter = open_window("zh")
    presenter.do("save_map")
    qtbot.waitUntil(lambda: "pictures" in window.status.message.text())
    assert not window.status.open_button.isVisible()
