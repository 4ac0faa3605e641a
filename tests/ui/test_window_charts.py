"""The charts in the window: a place chosen anywhere is the place of the chart."""

from PySide6.QtCore import QSize

from emerg.response.place_chart import PlaceChart
from emerg.response.slack_chart import SlackChart
from tests.ui.conftest import LONG_MS


def test_the_page_follows_the_list_and_the_list_the_page(answered_window, qtbot, changed):
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
    changed(window)
    assert sheet.title.text().startswith("拦截")


def test_a_chart_takes_the_height_that_the_page_has_and_never_its_past(answered_window, qtbot):
    window, presenter = answered_window
    small, large = QSize(1366, 768), QSize(1920, 1080)
    presenter.do("charts")
    charts, sheet, page = window.charts, window.charts.sheet, window.charts.parentWidget()
    qtbot.waitUntil(lambda: isinstance(sheet.chart, PlaceChart), timeout=LONG_MS)

    def least() -> int:
        return charts.heightForWidth(charts.width())

    def height(size: QSize) -> int:
        window.resize(size)
        qtbot.waitUntil(lambda: not window.changing and window.size() == size, timeout=LONG_MS)
        qtbot.waitUntil(lambda: charts.height() == max(page.height(), least()), timeout=LONG_MS)
        return sheet.stack.height()

    first = height(small)
    for size in (large, small, large, small):  # and every theme, the first one last
        presenter.do("theme")
        height(size)
    assert sheet.stack.height() == first < height(large)
