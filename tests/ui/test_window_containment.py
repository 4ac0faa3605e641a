"""Where it can be held, in the window: worked out with the answer, nearer with every minute."""

from datetime import timedelta

import pytest

from emerg.response.containment import at_time
from emerg.ui.containment_panel import EMPTY
from tests.ui.conftest import LONG_MS


@pytest.fixture
def contained_window(answered_window, qtbot):
    window, presenter = answered_window
    qtbot.waitUntil(lambda: presenter.roads.containment.found is not None, timeout=LONG_MS)
    return window, presenter


def test_the_page_tells_every_option_and_the_reasons_of_the_one_chosen(contained_window):
    window, presenter = contained_window
    presenter.do("containment")
    panel, found = window.containment, presenter.roads.containment.found
    assert window.tabs.currentWidget().isAncestorOf(panel)
    assert panel.table.rowCount() == len(found.options) > 1
    first = panel.why.text()
    panel.table.selectRow(1)
    assert panel.why.text() != first
    assert panel.best.text()
    assert "not official" in panel.rule.text()


def test_time_eats_the_slack_and_keeps_what_was_chosen(contained_window):
    window, presenter = contained_window
    containment, panel = presenter.roads.containment, window.containment
    panel.table.selectRow(1)
    chosen = containment.found.options[1].id
    later = containment.found.now + timedelta(hours=1)
    containment.set_now(later)
    options = at_time(containment.found, later).options
    assert options[panel.table.currentRow()].id == chosen
    before = {one.id: one.slack_h for one in containment.found.options}
    for one in options:
        if one.slack_h is not None:
            assert one.slack_h == pytest.approx(before[one.id] - 1.0)


def test_another_incident_leaves_nothing_of_the_last(contained_window, qtbot):
    window, presenter = contained_window
    presenter.roads.clear()
    assert presenter.roads.containment.found is None
    assert window.containment.table.rowCount() == 0
    assert window.containment.best.text() == window.words.of(EMPTY)
