"""The charts in the window: a place chosen anywhere is the place of the chart."""

from emerg.response.place_chart import PlaceChart
from emerg.response.slack_chart import SlackChart
from tests.ui.conftest import LONG_MS


def test_the_page_follows_the_list_and_the_list_the_page(answered_window, qtbot):
    window, presenter = answered_window
    window.hits.table.selectRow(3)
    site = presenter.answer.hits[3].site
    presenter.do("charts")
    sheet = window.charts.sheet
    qtbot.waitUntil(lambda: isinstance(sheet.chart, PlaceChart), timeout=LONG_MS)
    assert sheet.chart.site == site
    assert window.charts.choices.kinds["place"].hasFocus()
    window.charts.choices.place.setCurrentIndex(0)
    window.charts.choices.place.activated.emit(0)
    assert window.hits.table.currentIndex().row() == 0
    qtbot.waitUntil(lambda: presenter.roads.containment.found is not None, timeout=LONG_MS)
    window.charts.choices.kinds["slack"].click()
    assert isinstance(sheet.chart, SlackChart)
    presenter.do("theme")
    presenter.do("language")
    assert sheet.title.text().startswith("拦截")
