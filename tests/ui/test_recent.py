"""Recent incidents in the menu: the latest first, chosen to go on with."""

from datetime import timedelta

import pytest

from emerg.incident.model import Person
from emerg.ui.main_window import MainWindow
from emerg.ui.recent_presenter import MOST, RecentPresenter
from emerg.usecases.incident import close_incident, list_incidents, new_incident

SOMEBODY = Person("扎西", "前方")


@pytest.fixture
def main(prepared, qtbot):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def taken():
    return []


@pytest.fixture
def recent(main, taken):
    return RecentPresenter(main, "en", taken.append)


def texts(recent):
    return [action.text() for action in recent.menu.actions()]


def test_the_menu_of_incidents_has_it(main, recent):
    menus = {action.menu().title(): action.menu() for action in main.menuBar().actions()}
    assert recent.menu in [action.menu() for action in menus["Incident"].actions()]
    assert [action.isEnabled() for action in recent.menu.actions()] == [False]


def test_the_latest_stand_first_and_are_taken(recent, taken, home, now):
    ids = []
    for number in range(MOST + 2):
        at = now + timedelta(minutes=number)
        ids.append(new_incident(home, f"No. {number} & more", SOMEBODY, at)[0])
    close_incident(home, ids[-1], "over", SOMEBODY, now + timedelta(hours=1))
    recent.on_listed(list_incidents(home))
    assert len(texts(recent)) == MOST
    assert texts(recent)[0].startswith(f"&1  No. {MOST + 1} && more · ")
    assert "closed" in texts(recent)[0]
    recent.menu.actions()[1].trigger()
    assert taken == [ids[-2]]


def test_a_drill_says_so_and_a_long_title_is_cut(recent, home, now):
    new_incident(home, "罐" * 60, SOMEBODY, now, exercise=True)
    recent.on_listed(list_incidents(home))
    recent.set_language("zh")
    (text,) = texts(recent)
    assert text.startswith("&1  ◆ 演练 " + "罐" * 40 + "…")


def test_one_that_cannot_be_read_is_left_to_the_list(recent, home, now):
    _id, journal = new_incident(home, "曲水桥", SOMEBODY, now)
    journal.write_bytes(b"nothing")
    recent.on_listed(list_incidents(home))
    assert texts(recent) == ["none yet"]
