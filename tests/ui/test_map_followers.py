"""The bar of hours and the board of layers: by keyboard, and from one forecast to the next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSlider

from emerg.response.incident import Start
from emerg.response.place_chart import PlaceChart
from emerg.ui.charts.presenter import ChartsPresenter
from emerg.ui.hours_presenter import HoursPresenter
from emerg.ui.layers_presenter import LayersPresenter
from emerg.ui.map.hours import End
from emerg.ui.map.switches import SWITCHES
from emerg.ui.map.time_bar import HoursState, TimeBar
from emerg.ui.theme import BODY_PX, LARGEST_PX
from emerg.usecases.settings import MAP_LAYERS_OFF

KEY = Qt.Key
LONG_MS = 20_000


@pytest.fixture
def bar(qtbot, prepared):
    made = TimeBar("en")
    qtbot.addWidget(made)
    made.resize(560, 32)
    made.show()
    return made


def state(now, **changes):
    return replace(HoursState(End(62.0, "recovered"), Start(now, now), 6.0, 1.5), **changes)


def test_without_a_forecast_there_is_nothing_to_move(bar):
    bar.show_state(HoursState())
    assert not bar.slider.isEnabled()
    assert not bar.play_button.isEnabled()
    assert bar.layers_button.isEnabled()
    assert bar.end.text() == "no forecast yet"


def test_the_bar_says_the_hour_its_clock_and_the_last_hour(bar, now):
    bar.show_state(state(now))
    assert bar.moment.text() == "6.0 h · 07-15 09:27"
    assert bar.end.text() == "62 h last recovery"
    bar.show_state(state(now, start=None, now_h=None))
    assert bar.moment.text() == "6.0 h"
    bar.show_state(state(now, hour=None))
    assert not bar.moment.isVisible()
    assert bar.all_button.isChecked()


@pytest.mark.parametrize(
    ("hour", "key", "then"),
    [
        (1.0, KEY.Key_Right, 1.25),
        (1.0, KEY.Key_Left, 0.75),
        (10.0, KEY.Key_Right, 10.5),
        (40.0, KEY.Key_Right, 41.0),
        (40.0, KEY.Key_End, 62.0),
    ],
)
def test_keys_step_closely_at_first_and_wider_later(qtbot, bar, now, hour, key, then):
    bar.show_state(state(now, hour=hour))
    with qtbot.waitSignal(bar.hour_chosen) as chosen:
        qtbot.keyClick(bar.slider, key)
    assert chosen.args == [then]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (KEY.Key_Space, "play_switched"),
        (KEY.Key_Home, "now_asked"),
        (KEY.Key_Escape, "all_asked"),
    ],
)
def test_keys_ask_for_play_now_and_all_hours(qtbot, bar, now, key, signal):
    bar.show_state(state(now))
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.keyClick(bar.slider, key)


def test_a_click_goes_where_it_points(qtbot, bar, now):
    bar.show_state(state(now))
    with qtbot.waitSignal(bar.hour_chosen) as chosen:
        qtbot.mouseClick(
            bar.slider, Qt.MouseButton.LeftButton, pos=QPoint(bar.slider.width() // 2, 12)
        )
    assert chosen.args[0] == pytest.approx(31.0, abs=1.0)


def test_every_control_has_a_name(bar, open_window):
    window, _presenter = open_window()
    for kind in (QPushButton, QSlider, QComboBox):
        for made in (*bar.findChildren(kind), *window.map.findChildren(kind)):
            assert made.objectName()
            assert made.accessibleName() or made.text()


# In the window


@pytest.fixture
def followers(answered_window):
    window, presenter = answered_window
    hours, layers = (
        next(one for one in presenter.followers if isinstance(one, kind))
        for kind in (HoursPresenter, LayersPresenter)
    )
    return window, presenter, hours, layers


def test_an_hour_is_shown_kept_and_left_again(qtbot, followers):
    window, presenter, hours, _layers = followers
    assert hours.state.hour is None
    assert "arrival" in window.map.legend_signs()
    presenter.do("hours")
    assert hours.bar.slider.hasFocus()
    qtbot.keyClick(hours.bar.slider, KEY.Key_Right)
    assert hours.state.hour == 0.25
    assert "cloud" in window.map.legend_signs()
    # The same incident answered again.
    hours.set_answer(replace(presenter.answer), presenter.answer.incident.now)
    assert hours.state.hour == 0.25
    qtbot.keyClick(hours.bar.slider, KEY.Key_Home)
    assert hours.state.hour == pytest.approx(47 / 60)
    qtbot.keyClick(hours.bar.slider, KEY.Key_Escape)
    assert hours.state.hour is None
    assert "arrival" in window.map.legend_signs()


def test_the_hour_of_the_charts_is_that_of_the_map(qtbot, followers):
    window, presenter, hours, _layers = followers
    charts = next(one for one in presenter.followers if isinstance(one, ChartsPresenter))
    presenter.do("charts")
    qtbot.waitUntil(lambda: isinstance(window.charts.sheet.chart, PlaceChart), timeout=LONG_MS)
    canvas = window.charts.sheet.canvases[PlaceChart]
    presenter.do("hours")
    qtbot.keyClick(hours.bar.slider, KEY.Key_Right)
    assert canvas._pointed.value() == hours.state.hour == 0.25
    window.charts.sheet.hour_clicked.emit(5.0)
    assert hours.state.hour == 5.0
    assert "cloud" in window.map.legend_signs()
    window.charts.sheet.hour_clicked.emit(5000.0)  # beyond the hours of the map
    assert canvas._pointed.value() == hours.state.hour == hours.state.end.hour
    hours.set_answer(replace(presenter.answer), presenter.answer.incident.now)
    charts.set_answer(presenter.answer, presenter.answer.incident.now)
    hours.set_answer(presenter.answer, presenter.answer.incident.now)
    assert charts._hour == hours.state.hour  # whoever of them hears first
    window.charts.choices.now_button.click()
    assert hours.state.hour == pytest.approx(47 / 60)
    presenter.do("new")
    assert charts._hour is None


def test_play_runs_to_the_end_and_stops(qtbot, followers):
    window, _presenter, hours, _layers = followers
    end = hours.state.end.hour
    hours.bar.hour_chosen.emit(end - 0.01)
    qtbot.keyClick(hours.bar.slider, KEY.Key_Space)
    assert hours.state.playing
    qtbot.waitUntil(lambda: not hours.state.playing)
    assert hours.state.hour == end
    assert "cloud" in window.map.legend_signs()
    # From the last hour it begins anew, and a second press stops it.
    hours.bar.play_button.click()
    assert hours.state.hour == 0.0
    qtbot.waitUntil(lambda: hours.state.hour > 0.0)
    hours.bar.play_button.click()
    assert not hours.state.playing


def test_now_is_none_of_the_hours_of_an_unknown_start(qtbot, followers):
    _window, presenter, hours, _layers = followers
    incident = presenter.answer.incident
    unknown = replace(incident, scenario=replace(incident.scenario, start=None))
    hours.set_answer(replace(presenter.answer, incident=unknown), incident.now)
    with qtbot.waitSignal(hours.said) as said:
        hours.show_now()
    assert "Start not known" in said.args[0].text.msgid
    assert hours.state.hour is None
    hours.bar.hour_chosen.emit(5.0)
    assert hours.bar.moment.text() == "5.0 h"


def test_now_beyond_the_last_hour_shows_the_last_and_says_so(qtbot, followers):
    _window, presenter, hours, _layers = followers
    hours.set_now(presenter.answer.incident.now + timedelta(days=60))
    with qtbot.waitSignal(hours.said):
        hours.show_now()
    assert hours.state.hour == hours.state.end.hour


def test_another_incident_begins_with_all_hours(followers):
    window, presenter, hours, layers = followers
    hours.bar.hour_chosen.emit(5.0)
    layers.panel.wind_chosen.emit(90.0)
    hours.set_answer(None, presenter.answer.incident.now)
    layers.set_answer(None, presenter.answer.incident.now)
    assert hours.state == HoursState()
    assert layers.panel.wind.currentData() is None
    assert not hours.bar.slider.isEnabled()
    assert "cloud" not in window.map.legend_signs()


def test_the_board_of_layers_comes_and_goes_by_its_key(qtbot, followers):
    window, presenter, _hours, layers = followers
    presenter.do("layers")
    panel = layers.panel
    assert panel.isVisible()
    assert panel.switches[SWITCHES[0].name].hasFocus()
    assert window.actions_by_name["layers"].isChecked()
    qtbot.keyClick(panel.switches["towns"], KEY.Key_Space)
    assert window.map.hidden == {"towns"}
    assert panel.switches["towns"].text() == "☐ Towns"
    qtbot.keyClick(panel.switches["towns"], KEY.Key_Escape)
    assert not panel.isVisible()
    assert not window.actions_by_name["layers"].isChecked()


def test_the_relief_has_one_switch_in_two_places(followers):
    window, presenter, _hours, layers = followers
    action = window.actions_by_name["relief"]
    assert action.isChecked()
    action.trigger()
    assert window.map.hidden == {"relief"}
    assert not layers.panel.switches["relief"].isChecked()
    layers.panel.switches["relief"].click()
    assert action.isChecked()
    assert presenter.answer is not None


def test_the_board_fits_over_the_smallest_map_with_large_text(followers):
    window, presenter, _hours, layers = followers
    window.resize(1024, 600)
    presenter.look.grow(LARGEST_PX - BODY_PX)
    layers.switch_panel()
    assert layers.panel.isVisible()
    assert layers.panel.geometry().top() >= 0


def test_layers_follow_the_settings_and_a_start_writes_none(open_window, given):
    window, _presenter = open_window()
    assert not given.settings.is_set(MAP_LAYERS_OFF)
    given.settings.set(MAP_LAYERS_OFF, ("lakes", "no such layer"))
    assert window.map.hidden == {"lakes"}
    given.settings.reset(MAP_LAYERS_OFF)
    assert window.map.hidden == set()
    window.map.set_hidden(frozenset({"relief"}))
    assert given.settings.value(MAP_LAYERS_OFF) == ("relief",)
