"""The tour: once in a home, never in the way, and whenever it is asked for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication

from emerg.incident.model import Person
from emerg.ui.beside import beside
from emerg.ui.tour_presenter import STEPS, TourPresenter
from emerg.usecases.incident import new_incident
from emerg.usecases.settings import TOUR_SEEN
from emerg.usecases.settings_file import read_settings

LONG_MS = 20_000


def tour_of(presenter):
    return next(one for one in presenter.followers if isinstance(one, TourPresenter))


def seen(home):
    """Whether the settings of `home` say that it was shown."""
    return read_settings(home)[0][TOUR_SEEN]


@pytest.fixture
def first(given):
    """Surroundings in which the tour may begin by itself."""
    return replace(given, tour=True)


@pytest.fixture
def begun(open_window, first, qtbot):
    window, presenter = open_window("en", first)
    tour = tour_of(presenter)
    qtbot.waitUntil(lambda: tour.on, timeout=LONG_MS)
    return window, presenter, tour


def test_the_first_start_shows_four_steps_and_leaves_the_cursor_alone(begun, qtbot, home):
    window, _presenter, tour = begun
    place = window.questions.where.place
    assert QApplication.focusWidget() is place
    qtbot.waitUntil(lambda: seen(home), timeout=LONG_MS)
    for number, (title, _text) in enumerate(STEPS, start=1):
        assert tour.card.title.text() == title.msgid
        assert tour.card.at.text() == f"{number} of 4"
        assert tour.card.isVisible()
        assert not tour.card.geometry().intersects(tour.card.outline.geometry()) or number == 2
        qtbot.keyClick(place, Qt.Key.Key_Return if number % 2 else Qt.Key.Key_Right)
    assert not tour.on
    assert not tour.card.isVisible()
    assert QApplication.focusWidget() is place


def test_the_first_letter_sends_it_away_and_is_typed(begun, qtbot):
    window, _presenter, tour = begun
    qtbot.keyClicks(window.questions.where.place, "l")
    assert not tour.on
    assert window.questions.where.place.text() == "l"


def test_escape_leaves_it_and_is_a_key_of_the_form_again(begun, qtbot):
    window, _presenter, tour = begun
    qtbot.keyClick(window.questions.where.place, Qt.Key.Key_Escape)
    assert not tour.on
    qtbot.keyClick(window.questions.where.place, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.questions.what.substance


def test_left_steps_back_and_buttons_do_the_same(begun, qtbot):
    window, _presenter, tour = begun
    tour.card.next_button.click()
    assert tour.card.at.text() == "2 of 4"
    qtbot.keyClick(window.questions.where.place, Qt.Key.Key_Left)
    assert tour.card.at.text() == "1 of 4"
    tour.card.skip_button.click()
    assert not tour.on


def test_it_comes_once(begun, open_window, first, qtbot):
    _window, _presenter, tour = begun
    tour.leave()
    _again, later = open_window("en", first)
    with qtbot.waitSignal(later.incident.record.listed, timeout=LONG_MS):
        later.incident.record.start(None)
    assert not tour_of(later).on


def test_where_an_incident_waits_it_does_not_begin(open_window, first, qtbot, home, now):
    new_incident(home, "曲水桥", Person("扎西", "前方"), now)
    window, presenter = open_window("en", first)
    qtbot.waitUntil(lambda: not window.start.isHidden(), timeout=LONG_MS)
    assert not tour_of(presenter).on
    assert not seen(home)


def test_the_menu_shows_it_again_with_the_cursor_in_the_card(open_window, qtbot):
    window, presenter = open_window("en")
    tour = tour_of(presenter)
    window.questions.fill_where("lhasa km 430")
    presenter.do("tour")
    assert tour.on
    assert QApplication.focusWidget() is tour.card
    qtbot.keyClick(tour.card, Qt.Key.Key_Right)
    assert tour.card.at.text() == "2 of 4"
    qtbot.keyClick(tour.card, Qt.Key.Key_Escape)
    assert not tour.on
    assert QApplication.focusWidget() is window.questions.where.place
    assert window.questions.where.place.text() == "lhasa km 430"


def test_another_size_puts_the_card_elsewhere(begun, qtbot):
    window, _presenter, tour = begun
    tour.card.asked.emit("next")
    before = tour.card.geometry()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: tour.card.geometry() != before)
    assert window.frame.rect().contains(tour.card.geometry())


@pytest.mark.parametrize(
    ("target", "corner"),
    [
        (QRect(0, 0, 200, 400), (210, 150)),  # right of it
        (QRect(500, 0, 300, 400), (190, 150)),  # left of it
        (QRect(0, 300, 800, 100), (250, 190)),  # above it
        (QRect(0, 0, 800, 100), (250, 110)),  # below it
        (QRect(0, 0, 800, 400), (250, 150)),  # over it, where there is no room
    ],
)
def test_a_card_stands_beside_what_it_tells_about(target, corner):
    at = beside(QSize(300, 100), target, QRect(0, 0, 800, 400))
    assert (at.x(), at.y()) == corner
