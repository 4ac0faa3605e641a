"""Charts of the answer on show: worked out when looked at, once, and sent away for another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from emerg.response.place_chart import PlaceChart
from emerg.response.river_chart import RiverChart
from emerg.response.slack_chart import SlackChart
from emerg.ui.charts.panel import EMPTY, ChartsPanel
from emerg.ui.charts.presenter import NOT_HELD, NOWHERE, ChartsPresenter
from emerg.usecases.curve import curve_of
from emerg.usecases.respond import respond
from tests.held_by_hand import held
from tests.ui.conftest import LONG_MS


@pytest.fixture
def panel(prepared, qtbot):
    found = ChartsPanel("en")
    qtbot.addWidget(found)
    found.resize(520, 620)
    found.show()
    return found


@pytest.fixture
def presenter(panel, pool, ready, tmp_path):
    found = ChartsPresenter(panel, pool, lambda _answer: tmp_path / "sheets")
    found.set_loaded(ready)
    yield found
    found.close()


def drawn(qtbot, panel, kind):
    qtbot.waitUntil(lambda: isinstance(panel.sheet.chart, kind), timeout=LONG_MS)
    return panel.sheet.chart


def why(panel):
    assert panel.sheet.chart is None
    return panel.sheet.why.text()


def test_without_an_answer_it_says_what_to_do(panel, presenter, answer, now, qtbot):
    assert why(panel) == panel.words.of(EMPTY)
    presenter.set_answer(answer, now)
    drawn(qtbot, panel, PlaceChart)
    presenter.set_answer(None, now)
    assert why(panel) == panel.words.of(EMPTY)
    assert panel.choices.place.count() == 0


def test_the_place_that_closes_first_is_drawn_first(panel, presenter, answer, rivers, now, qtbot):
    presenter.set_answer(answer, now)
    chart = drawn(qtbot, panel, PlaceChart)
    soonest = min((h for h in answer.hits if h.close_by and h.is_intake), key=lambda h: h.close_by)
    assert chart.site == soonest.site == panel.choices.place.currentData()
    told = curve_of(rivers, answer, chart.site).curve
    assert chart.likely == pytest.approx(tuple(told.mg_l[1]))


def test_a_place_chosen_anywhere_is_drawn_and_worked_out_once(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    first = drawn(qtbot, panel, PlaceChart)
    other = next(hit.site for hit in answer.hits if hit.site != first.site)
    presenter.choose(other)
    qtbot.waitUntil(lambda: getattr(panel.sheet.chart, "site", "") == other, timeout=LONG_MS)
    assert panel.choices.place.currentData() == other
    presenter.choose(first.site)
    assert panel.sheet.chart == first  # at once


def test_what_is_chosen_here_is_told(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    drawn(qtbot, panel, PlaceChart)
    with qtbot.waitSignal(presenter.place_chosen) as chosen:
        panel.choices.place.setCurrentIndex(2)
        panel.choices.place.activated.emit(2)
    assert chosen.args == [answer.hits[2].site]


def test_of_two_places_chosen_only_the_last_is_drawn(panel, presenter, answer, now, qtbot):
    shown = []
    presenter.set_answer(answer, now)
    sites = [hit.site for hit in answer.hits[:4]]
    presenter.worked.changed.connect(lambda: shown.append(panel.sheet.chart.site))
    for site in sites:
        presenter.choose(site)
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG_MS)
    assert shown == [sites[-1]]


def test_while_nobody_looks_nothing_is_worked_out(panel, presenter, answer, now, qtbot, pool):
    panel.hide()
    presenter.set_answer(answer, now)
    presenter.set_now(now + timedelta(minutes=1))
    assert pool.activeThreadCount() == 0
    panel.show()
    drawn(qtbot, panel, PlaceChart)


def test_a_minute_moves_now_only(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    before = drawn(qtbot, panel, PlaceChart)
    presenter.set_now(now + timedelta(minutes=30))
    after = panel.sheet.chart
    at = [next(m.h for m in chart.marks if m.key == "now") for chart in (before, after)]
    assert at[1] - at[0] == pytest.approx(0.5)
    assert after.likely == before.likely


def test_the_river_follows_now_until_an_hour_is_chosen(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    panel.choices.kinds["river"].click()
    chart = drawn(qtbot, panel, RiverChart)
    assert chart.hour == 0.5  # 47 minutes after the start, down to half an hour
    presenter.set_now(now + timedelta(hours=2))
    assert panel.sheet.chart.hour == 2.5
    panel.choices.hour.setValue(18)
    assert panel.sheet.chart.hour == 9.0
    presenter.set_now(now + timedelta(hours=3))
    assert panel.sheet.chart.hour == 9.0
    panel.choices.now_button.click()
    assert panel.sheet.chart.hour == 3.5


def hour_line(panel):
    found = panel.sheet.canvases[PlaceChart]._pointed
    return None if found is None or not found.isVisible() else found


def test_the_hour_of_the_map_is_a_line_that_moves_alone(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    before = drawn(qtbot, panel, PlaceChart)
    assert hour_line(panel) is None
    presenter.set_hour(3.5)
    line = hour_line(panel)
    assert line.value() == 3.5
    assert line.label.toPlainText() == "map: 3.5 h"
    presenter.set_hour(4.25)
    assert hour_line(panel) is line  # nothing else was drawn anew
    assert line.value() == 4.25
    assert panel.sheet.chart is before
    panel.set_language("zh")
    assert hour_line(panel).label.toPlainText() == "地图 4.2 h"
    presenter.set_hour(None)
    assert hour_line(panel) is None


def test_a_click_on_the_chart_of_a_place_tells_its_hour(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    drawn(qtbot, panel, PlaceChart)
    canvas = panel.sheet.canvases[PlaceChart]
    inside = canvas._box.sceneBoundingRect()
    view = canvas.widget
    with qtbot.waitSignal(presenter.hour_chosen) as told:
        place = view.mapFromScene(inside.center())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (left, right), _up = canvas._box.viewRange()
    assert told.args[0] == pytest.approx((left + right) / 2, abs=(right - left) / 100)
    assert hour_line(panel).value() == told.args[0]
    with qtbot.assertNotEmitted(presenter.hour_chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)


def test_the_river_is_drawn_anew_only_where_the_map_is_half_an_hour_on(
    panel, presenter, answer, now, qtbot
):
    presenter.set_answer(answer, now)
    panel.choices.kinds["river"].click()
    drawn(qtbot, panel, RiverChart)
    presenter.set_hour(9.1)
    chart = panel.sheet.chart
    assert chart.hour == 9.0
    presenter.set_hour(9.4)
    assert panel.sheet.chart is chart
    presenter.set_hour(9.6)
    assert panel.sheet.chart.hour == 9.5
    with qtbot.waitSignal(presenter.hour_chosen) as told:
        panel.choices.hour.setValue(4)
    assert told.args == [2.0]


def test_what_has_no_curve_says_why_and_is_not_tried_again(
    panel, presenter, rivers, scenario, now, qtbot
):
    diesel = respond(rivers, replace(scenario, substance="柴油"), now=now)
    presenter.set_answer(diesel, now)
    with qtbot.waitSignal(presenter.worked.changed, timeout=LONG_MS):
        presenter.draw()
    assert "does not mix" in why(panel)
    presenter.set_now(now)
    assert "does not mix" in why(panel)


def test_slack_is_drawn_once_it_is_known_where_it_can_be_held(panel, presenter, answer, now, qtbot):
    presenter.set_answer(answer, now)
    panel.choices.kinds["slack"].click()
    assert why(panel) == panel.words.of(NOT_HELD)
    presenter.set_held(held([]))
    assert why(panel) == panel.words.of(NOWHERE)
    presenter.set_held(held([(3.0, 1.0)]))
    (bar,) = drawn(qtbot, panel, SlackChart).bars
    assert bar.slack_h == 2.0
    presenter.set_now(now + timedelta(hours=1))
    assert panel.sheet.chart.bars[0].slack_h == 1.0


def test_figures_are_written_beside_the_sheets(panel, presenter, answer, now, qtbot, tmp_path):
    presenter.set_answer(answer, now)
    chart = drawn(qtbot, panel, PlaceChart)
    with qtbot.waitSignal(presenter.said, timeout=LONG_MS) as said:
        panel.export_button.click()
    path = tmp_path / "sheets" / f"curve-{chart.site}.csv"
    assert path.exists()
    assert said.args[0].file == str(path)


def test_a_folder_that_cannot_be_written_is_said(panel, presenter, answer, now, qtbot, tmp_path):
    (tmp_path / "sheets").write_text("")
    presenter.set_answer(answer, now)
    drawn(qtbot, panel, PlaceChart)
    with qtbot.waitSignal(presenter.said, timeout=LONG_MS) as said:
        panel.export_button.click()
    assert said.args[0].tone == "danger"
