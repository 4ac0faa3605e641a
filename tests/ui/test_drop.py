"""Things dropped onto the window: what they are, what is done with them, and refusals."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from emerg.incident.address_book import read_address_book
from emerg.incident.model import Person
from emerg.ui.drop_presenter import DropPresenter
from emerg.ui.under_presenter import UnderPresenter
from emerg.usecases.exchange import export_incident
from emerg.usecases.incident import list_incidents, new_incident
from tests.tiles_by_hand import write_tiles

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
ROOT = Path(__file__).resolve().parents[2]
LONG_MS = 60_000


@pytest.fixture
def opened(open_window):
    window, presenter = open_window("en")
    drop = next(one for one in presenter.followers if isinstance(one, DropPresenter))
    return window, presenter, drop


def dropped(qtbot, drop, path):
    with qtbot.waitSignal(drop.recognised, timeout=LONG_MS):
        drop.drop([path])


def status(window):
    return window.status.message.text()


def test_a_file_dropped_onto_a_line_is_for_the_window_and_words_are_for_the_line(opened, qtbot):
    window, _presenter, drop = opened
    line = window.questions.where.place
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(ROOT / "examples" / "demo.toml"))])
    with qtbot.waitSignal(drop.recognised):
        assert _dropped_onto(line, files)
    assert line.text() == ""
    drop.card.leave.click()
    words = QMimeData()
    words.setText("lhasa km 430")
    _dropped_onto(line, words)
    assert line.text() == "lhasa km 430"


def _dropped_onto(widget, data):
    """Drag it over the widget and let go; whether anybody takes it."""
    how = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(widget, over)
    if over.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *how))
    return over.isAccepted()


def test_a_scenario_fills_the_form_as_a_new_incident(opened, qtbot):
    window, _presenter, drop = opened
    window.questions.where.place.setText("half typed")
    dropped(qtbot, drop, ROOT / "examples" / "what-if.toml")
    assert drop.card.isVisible()
    assert drop.card.title.text() == "scenario: what-if.toml"
    drop.card.action.click()
    assert not drop.card.isVisible()
    typed = window.questions.typed()
    assert typed.where.startswith("Lhasa River")
    assert "measure" in status(window)


def test_escape_leaves_the_card_and_gives_the_cursor_back(opened, qtbot):
    window, _presenter, drop = opened
    window.questions.what.substance.setFocus()
    dropped(qtbot, drop, ROOT / "examples" / "demo.toml")
    assert QApplication.focusWidget() is drop.card.action
    qtbot.keyClick(drop.card, Qt.Key.Key_Escape)
    assert not drop.card.isVisible()
    assert QApplication.focusWidget() is window.questions.what.substance
    assert window.questions.where.place.text() == ""


def test_a_refusal_says_what_where_and_how_to_mend_it(opened, qtbot, tmp_path):
    window, _presenter, drop = opened
    bad = tmp_path / "bad.emerg"
    bad.write_bytes(b"nothing")
    with qtbot.waitSignal(drop.said, check_params_cb=lambda m: m.tone == "danger"):
        drop.drop([bad])
    assert drop.card.title.text() == "It is not taken"
    assert drop.card.text.text().startswith("it is no package of emerg, or was cut short. ")
    assert drop.card.where.text() == str(bad)
    assert drop.card.action.isHidden()
    assert status(window)


def test_several_at_once_are_asked_for_one_by_one(opened):
    _window, _presenter, drop = opened
    drop.drop([ROOT / "examples" / "demo.toml", ROOT / "README.md"])
    assert drop.card.text.text() == "2 things were dropped: one at a time"
    assert drop.card.action.isHidden()


def test_a_playbook_and_a_list_are_taken_after_their_checks(opened, qtbot, tmp_path, home):
    window, _presenter, drop = opened
    book = shutil.copytree(ROOT / "playbooks" / "rivers" / "boqu", tmp_path / "boqu")
    dropped(qtbot, drop, Path(book))
    drop.card.action.click()
    qtbot.waitUntil(lambda: "as saved are in use" in status(window), timeout=LONG_MS)
    assert (home / "playbooks" / "rivers" / "boqu" / "river.toml").is_file()
    office = shutil.copytree(ROOT / "playbooks" / "resources" / "example-lhasa", tmp_path / "list")
    dropped(qtbot, drop, Path(office))
    drop.card.action.click()
    qtbot.waitUntil(lambda: "lines of stock are kept" in status(window), timeout=LONG_MS)
    assert (home / "resources" / "example-lhasa").is_dir()


def test_a_broken_playbook_is_told_in_the_card(opened, qtbot, tmp_path, home):
    _window, _presenter, drop = opened
    book = Path(shutil.copytree(ROOT / "playbooks" / "rivers" / "boqu", tmp_path / "boqu"))
    (book / "plan.toml").write_text("format = 9", encoding="utf-8")
    dropped(qtbot, drop, book)
    drop.card.action.click()
    qtbot.waitUntil(lambda: drop.card.title.text() == "It is not taken", timeout=LONG_MS)
    assert str(book) in drop.card.where.text()
    assert not (home / "playbooks" / "rivers").exists()


def test_contacts_are_locked_under_the_passphrase_that_is_typed(opened, qtbot, tmp_path, home):
    window, _presenter, drop = opened
    table = tmp_path / "contacts.csv"
    table.write_text("岗位,电话\n值班室,08910000000\n", encoding="utf-8")
    dropped(qtbot, drop, table)
    assert "new passphrase" in drop.card.line.placeholderText()
    drop.card.action.click()  # nothing is typed yet
    assert drop.card.isVisible()
    qtbot.keyClicks(drop.card.line, "open sesame")
    qtbot.keyClick(drop.card.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "locked away" in status(window), timeout=LONG_MS)
    (contact,) = read_address_book(home, "open sesame")
    assert contact.role == "值班室"
    assert drop.card.line.text() == ""


def test_a_package_is_brought_by_the_way_of_packages(opened, qtbot, tmp_path, home, now):
    window, presenter, drop = opened
    other = tmp_path / "other"
    id_, _journal = new_incident(other, "曲水桥", Person("扎西", "前方"), now)
    package = tmp_path / "a.emerg"
    export_incident(other, id_, package, Person("扎西", "前方"), playbooks={})
    dropped(qtbot, drop, package)
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        drop.card.action.click()
    assert [one.id for one in list_incidents(home)] == [id_]
    assert window.tabs.current == "record"


def test_map_tiles_are_copied_and_stand_in_the_menu(opened, qtbot, tmp_path, home):
    window, presenter, drop = opened
    under = next(one for one in presenter.followers if isinstance(one, UnderPresenter))
    tiles = tmp_path / "office.mbtiles"
    write_tiles(tiles, {(5, 24, 13): PNG}, name="影像", format="png")
    dropped(qtbot, drop, tiles)
    drop.card.action.click()
    qtbot.waitUntil(lambda: "影像 is kept in" in status(window), timeout=LONG_MS)
    assert drop.card.isHidden()
    assert (home / "maps" / "office.mbtiles").is_file()
    qtbot.waitUntil(lambda: "office.mbtiles" in under._sets, timeout=LONG_MS)


def test_anything_else_is_kept_with_the_incident(opened, qtbot, tmp_path, home):
    _window, presenter, drop = opened
    presenter.look.keep_person(Person("扎西", "前方"))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    dropped(qtbot, drop, photo)
    assert drop.card.text.text().startswith("No incident lies on the desk")
    with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS):
        drop.card.action.click()
    (incident,) = list_incidents(home)
    assert incident.head.title == "photo.jpg"


def test_a_locked_window_takes_nothing(opened):
    window, _presenter, drop = opened
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(ROOT / "examples" / "demo.toml"))])
    window.set_locked(True)
    assert not _dropped_onto(window, files)
    window.set_locked(False)
    assert _dropped_onto(window.map.viewport(), files)
    drop.close()
