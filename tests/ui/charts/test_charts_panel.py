"""The page of charts: what is drawn is what the chart says, in every theme and both languages."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from emerg.response.place_chart import PlaceChart
from emerg.response.river_chart import RiverChart
from emerg.response.slack_chart import SlackChart, slack_chart
from emerg.texts import Bilingual
from emerg.ui.charts.choices import Hours
from emerg.ui.charts.panel import EMPTY, ChartsPanel
from emerg.ui.charts.strokes import STROKES
from emerg.ui.scrolls import PageScroll
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import THEMES, contrast
from tests.charts_by_hand import START, mark, place, river
from tests.held_by_hand import held

SLACK = slack_chart(held([(3.0, 1.0), (5.0, None), (-1.0, None), (0.5, None)]))
ALL = {"place": place(), "river": river(), "slack": SLACK}


@pytest.fixture
def panel(prepared, qtbot):
    found = ChartsPanel("en")
    page = PageScroll(found, 460)
    page.resize(520, 640)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(found.isVisible)
    yield found
    page.hide()


def canvas(panel, kind=PlaceChart):
    return panel.sheet.canvases[kind]


def drawn(panel, item, kind=PlaceChart):
    return [one for one in canvas(panel, kind).items if type(one) is item]


def lines(panel, kind=PlaceChart):
    return [one.getData() for one in drawn(panel, pg.PlotCurveItem, kind)]


def labels(panel, kind=PlaceChart):
    return [
        one.label.toPlainText()
        for one in drawn(panel, pg.InfiniteLine, kind)
        if hasattr(one, "label")
    ]


def text(panel, name):
    return panel.findChild(QLabel, name).text()


def test_without_a_chart_it_says_what_to_do(panel):
    assert text(panel, "chart_why") == panel.words.of(EMPTY)
    assert not panel.copy_button.isEnabled()
    assert not panel.export_button.isEnabled()


def test_the_points_drawn_are_those_of_the_chart(panel):
    chart = place()
    panel.show_chart(chart)
    low, high, likely, peak = lines(panel)
    for (x, y), figures in ((low, chart.low), (high, chart.high), (likely, chart.likely)):
        assert tuple(x) == chart.h
        assert tuple(y) == figures
    assert np.nanmin(peak[1]) == 0.1
    assert np.nanmax(peak[1]) == 0.6
    found = [tuple(np.concatenate(s.getData())) for s in drawn(panel, pg.ScatterPlotItem)]
    assert found == [(3.0, 0.004), (6.5, 0.21)]


def test_on_a_log_scale_they_are_its_logarithms(panel):
    panel.choices.log_button.click()
    panel.show_chart(place())
    _low, _high, (_x, y), _peak = lines(panel)
    shown = np.array(place().likely) > canvas(panel).floor
    assert 10 ** y[shown] == pytest.approx(np.array(place().likely)[shown])
    assert np.isfinite(y).all()


def test_the_limit_and_the_clocks_are_named(panel):
    panel.show_chart(place())
    assert labels(panel) == [
        "limit 0.05",
        "close by 05:10",
        "reopen not before 16:40",
        "now 03:40",
    ]
    assert "limit 0.05 mg/L: GB 3838-2002 class II" in panel.sheet.key.accessibleName()


def test_now_is_left_out_where_it_is_far_from_everything(panel):
    panel.show_chart(place(marks=(mark("close", 2.5), mark("now", 300.0))))
    assert labels(panel) == ["limit 0.05", "close by 07-15 05:10"]


def test_per_tonne_has_no_limit_line_and_says_so_on_the_axis(panel):
    panel.show_chart(place(per_tonne=True, peak_mg_l=None))
    assert not [words for words in labels(panel) if "limit" in words]
    axis = canvas(panel).widget.getPlotItem().getAxis("left")
    assert axis.labelText == "mg/L per tonne of product"


def test_the_river_has_its_cloud_its_peaks_and_its_fronts(panel):
    panel.choices.kinds["river"].click()
    chart = river()
    panel.show_chart(chart)
    _low, _high, (x, y), _peaks = lines(panel, RiverChart)
    assert tuple(x) == chart.km
    assert 10 ** y[2] == pytest.approx(chart.likely[2])
    (dots,) = drawn(panel, pg.ScatterPlotItem, RiverChart)
    assert list(dots.getData()[0]) == [stop.km for stop in chart.stops]
    assert labels(panel, RiverChart) == ["limit 0.05", "front, earliest", "front, likely"]


def test_every_bar_is_as_long_as_its_slack_and_hatched_by_its_state(panel):
    panel.choices.kinds["slack"].click()
    panel.show_chart(SLACK)
    bars = drawn(panel, pg.BarGraphItem, SlackChart)
    assert [(one.opts["x0"][0], one.opts["x1"][0]) for one in bars] == [
        (0.0, 2.0),
        (0.0, 4.0),
        (-0.5, 0.0),
        (-2.0, 0.0),
    ]
    styles = [one.opts["brush"].style() for one in bars]
    assert len(set(styles)) == len(styles)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_theme_draws_everything_anew_in_its_colours(panel, theme):
    panel.setStyleSheet(stylesheet(theme, 15))
    for kind, chart in ALL.items():
        panel.choices.kinds[kind].click()
        panel.show_chart(chart)
        panel.set_look(theme, 15)
        ground = panel.sheet.stack.currentWidget().backgroundBrush().color()
        assert ground == QColor(theme.surface)
        for line in drawn(panel, pg.PlotCurveItem, type(chart)):
            assert line.opts["pen"].color().name().upper() in {theme.accent, theme.text}
        for line in drawn(panel, pg.InfiniteLine, type(chart)):
            assert contrast(line.pen.color().name(), theme.surface) >= 3.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_names_on_a_chart_can_be_read(theme):
    for thing, stroke in STROKES.items():
        assert contrast(stroke.colour(theme), theme.surface) >= 4.5, thing


def test_what_looks_alike_in_grey_is_drawn_differently():
    ways = [(s.width, s.dash, s.hatch) for s in STROKES.values()]
    names = ("limit", "now", "close", "reopen", "front")
    assert len({(STROKES[n].dash, STROKES[n].width) for n in names}) == len(names)
    bars = ("in_time", "unknown", "too_late", "passed")
    assert len({STROKES[n].hatch for n in bars}) == len(bars)
    assert len(ways) > len(names)


def test_the_other_language_says_everything_anew(panel):
    panel.show_chart(place())
    panel.set_language("zh")
    assert "某水厂" in text(panel, "chart_title")
    assert labels(panel)[0] == "限值 0.05"
    assert text(panel, "chart_words").startswith("可能峰值 0.20 mg/L")
    assert canvas(panel).widget.accessibleName() == text(panel, "chart_title")
    assert canvas(panel).widget.accessibleDescription() == text(panel, "chart_words")


@pytest.mark.parametrize("kind", ALL)
def test_a_drill_says_so_on_the_picture(panel, kind):
    panel.choices.kinds[kind].click()
    panel.show_chart(ALL[kind])
    assert panel.sheet.drill.isHidden()
    drill = {"place": place(exercise=True), "river": river(exercise=True)}
    panel.show_chart(drill.get(kind, slack_chart(held([(3.0, 1.0)], drill=True))))
    assert not panel.sheet.drill.isHidden()


def test_a_copy_is_on_the_clipboard(panel, qtbot):
    panel.show_chart(place())
    with qtbot.waitSignal(panel.copied):
        panel.copy_button.click()
    found = QGuiApplication.clipboard().image()
    assert found.width() > panel.sheet.width()
    assert found.pixelColor(1, 1) == QColor(THEMES["day"].surface)


def test_names_from_data_are_shown_as_they_are(panel):
    name = Bilingual("<b>水厂</b>{0}", "<b>works</b>{0}")
    panel.show_chart(place(name=name))
    assert "<b>works</b>{0}" in text(panel, "chart_title")
    panel.choices.show_places([("a", name)], "a")
    assert panel.choices.place.currentText() == "<b>works</b>{0}"


def wheel(widget, keys=Qt.KeyboardModifier.NoModifier):
    middle = widget.rect().center()
    where = QPointF(middle), QPointF(widget.mapToGlobal(middle))
    turned = QWheelEvent(
        *where, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turned)
    return turned.isAccepted()


def shown(panel, kind=PlaceChart):
    return canvas(panel, kind).widget.getPlotItem().getViewBox().viewRange()


def test_the_wheel_is_left_to_the_page_and_changes_nothing(panel):
    panel.show_chart(place())
    panel.choices.show_places([("a", "a"), ("b", "b")], "a")
    before = shown(panel)
    plot = canvas(panel).widget
    for widget in (plot.viewport(), plot, panel.choices.place, panel.choices.hour):
        assert not wheel(widget)
    assert shown(panel) == before
    assert panel.choices.place.currentData() == "a"


def test_ctrl_and_wheel_zoom_and_home_shows_everything_again(panel, qtbot):
    panel.show_chart(place())
    whole = shown(panel)
    widget = canvas(panel).widget
    wheel(widget.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert shown(panel) != whole
    qtbot.keyClick(widget, Qt.Key.Key_Home)
    assert shown(panel) == whole
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Up):
        before = shown(panel)
        qtbot.keyClick(widget, key)
        assert shown(panel) != before
    qtbot.keyClick(widget, Qt.Key.Key_Home)
    assert shown(panel) == whole


def test_a_minute_later_what_was_zoomed_into_stays(panel, qtbot):
    panel.show_chart(place())
    qtbot.keyClick(canvas(panel).widget, Qt.Key.Key_Plus)
    zoomed = shown(panel)
    panel.show_chart(place(marks=(mark("now", 1.1),)))
    assert shown(panel) == zoomed
    panel.show_chart(place(site="other"))
    assert shown(panel) != zoomed


def test_every_choice_has_a_name_and_can_be_reached_by_keys(panel, qtbot):
    panel.show_chart(place())
    panel.focus()
    with qtbot.waitSignal(panel.choices.kind_chosen) as chosen:
        qtbot.keyClick(panel.choices.kinds["place"], Qt.Key.Key_Right)
    assert chosen.args == ["river"]
    parts = [panel.choices.kinds["river"], panel.choices.place, panel.choices.hour]
    parts += [panel.choices.log_button, panel.choices.now_button, panel.copy_button]
    for part in [*parts, panel.export_button, canvas(panel).widget]:
        assert part.objectName()
        assert part.accessibleName() or part.text()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_hour_is_told_when_it_is_chosen_and_not_when_it_is_set(panel, qtbot):
    choices = panel.choices
    choices.kinds["river"].click()
    heard = []
    choices.hour_chosen.connect(heard.append)
    choices.show_hours(Hours(6.0, 40.0, START))
    assert heard == []
    assert text(panel, "chart_hour_words") == "6.0 h (07-15 08:40)"
    qtbot.keyClick(choices.hour, Qt.Key.Key_Right)
    assert heard == [6.5]


def test_what_is_drawn_again_and_again_leaves_nothing_behind(panel):
    panel.choices.kinds["river"].click()
    for _ in range(5):
        panel.show_chart(river())
    assert len(drawn(panel, pg.PlotCurveItem, RiverChart)) == 4
    scene = canvas(panel, RiverChart).widget.scene()
    assert len([one for one in scene.items() if isinstance(one, pg.PlotCurveItem)]) == 4
    assert isinstance(canvas(panel, RiverChart).widget, QWidget)
