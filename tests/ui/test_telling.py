"""What all must hear, told to one after the other."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from emerg.ui import spread
from emerg.ui.telling import Telling


@pytest.fixture
def heard():
    return []


@pytest.fixture
def telling(qtbot, heard):
    """Two who hear; the first takes two steps."""
    window = QWidget()
    qtbot.addWidget(window)
    found = Telling(window)

    def first(word):
        heard.append(f"first {word}")
        yield
        heard.append(f"first again {word}")

    found.hear(first, lambda word: heard.append(f"second {word}"))
    return found


def test_a_window_that_is_not_seen_is_told_at_once(telling, heard):
    telling.tell("zh")
    assert heard == ["first zh", "first again zh", "second zh"]
    assert not telling.busy


def test_others_are_heard_between_two_steps(telling, heard, qtbot, monkeypatch):
    monkeypatch.setattr(spread, "SLICE_S", 0.0)
    telling.parent().show()
    seen = []
    others = QTimer(interval=0)
    others.timeout.connect(lambda: seen.append(len(heard)))
    others.start()
    telling.tell("zh")
    assert heard == []
    qtbot.waitUntil(lambda: not telling.busy)
    assert {1, 2} <= set(seen)
    assert heard == ["first zh", "first again zh", "second zh"]


def test_what_is_newer_is_told_in_place_of_what_was_under_way(telling, heard, qtbot):
    telling.parent().show()
    telling.tell("zh")
    telling.tell("en")
    qtbot.waitUntil(lambda: not telling.busy)
    assert heard == ["first en", "first again en", "second en"]


def test_who_asks_later_is_told_with_the_next(telling, heard):
    telling.hear(lambda word: heard.append(f"third {word}"))
    telling.tell("en")
    assert heard[-1] == "third en"
