"""Every table of the window is sorted, filtered, copied and exported."""

import csv
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView

from emerg.incident.chain import genesis, sealed
from emerg.incident.model import Draft, Person
from emerg.paper.record_words import Trail
from emerg.ui.frozen_column import FrozenColumn
from emerg.ui.hits_panel import HitsPanel, HitsState
from emerg.ui.log_panel import LogPanel
from emerg.ui.main_window import MainWindow
from emerg.ui.table_exporter import TableExporter, front
from emerg.ui.tables.tools import TableTools

DOWN = Qt.SortOrder.DescendingOrder
CTRL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 20_000


@pytest.fixture
def exporter(prepared, qtbot, given) -> TableExporter:
    window = MainWindow("zh")
    window.furnish()
    qtbot.addWidget(window)
    made = TableExporter(window, given)
    window.show()
    return made


def test_every_table_has_the_tools_and_a_name(prepared, qtbot):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    tables = [
        table for table in window.findChildren(QTableView) if not isinstance(table, FrozenColumn)
    ]
    assert len(tables) >= 14
    for table in tables:
        tools = table.findChild(TableTools)
        assert tools is not None, table.objectName()
        assert table.objectName()
        assert table.accessibleName()


def test_a_table_is_written_as_it_is_shown(exporter, qtbot, answer, now, tmp_path, monkeypatch):
    hits = exporter._window.hits
    hits.show_state(HitsState(answer.hits, now, answered=True))
    hits.tools.sort(2)
    hits.tools.seek()
    hits.tools.filter.line.setText("sc")
    wanted = str(tmp_path / "影响清单")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (wanted, "CSV (*.csv)"))
    with qtbot.waitSignal(exporter.said, timeout=LONG_MS) as told:
        hits.tools.export_requested.emit()
    assert told.args[0].tone == "ok"
    assert told.args[0].file.endswith("影响清单.csv")
    with (tmp_path / "影响清单.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert heads[1:3] == ["地点", "最晚关闭"]
    assert len(rows) == len(hits.tools.rows.visible()) < len(answer.hits)
    times = [row[2] for row in rows if row[2] != "—"]
    assert times == sorted(times)
    assert all(len(time) == len("07-15 06:20") for time in times)  # with the day


def test_what_cannot_be_written_says_so(exporter, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    found = exporter._window.hits.tools.everything()
    with qtbot.waitSignal(exporter.said, timeout=LONG_MS) as told:
        exporter.export(found, tmp_path / "file" / "a.xlsx")
    assert told.args[0].tone == "danger"


def test_the_key_takes_the_table_with_the_cursor_else_the_page_in_front(exporter, qtbot):
    window = exporter._window
    assert front(window) is window.hits.tools
    window.show_tab("closures")
    assert front(window) is window.closures.table.tools
    window.show_tab("route")
    window.route.focus()
    assert front(window) is window.route.legs.tools


@pytest.fixture
def hits(prepared, qtbot, answer, now) -> HitsPanel:
    panel = HitsPanel("en")
    qtbot.addWidget(panel)
    panel.resize(520, 360)
    panel.show_state(HitsState(answer.hits, now, answered=True))
    panel.show()
    return panel


def test_hits_keep_order_choice_and_place_when_they_are_answered_anew(hits, answer, now, qtbot):
    hits.tools.sort(5, DOWN)
    hits.table.selectRow(7)
    hits.table.verticalScrollBar().setValue(40)
    before, site = hits.tools.rows.visible(), answer.hits[7].site
    with qtbot.assertNotEmitted(hits.hit_selected):
        hits.set_now(now + timedelta(minutes=1))
        hits.show_state(HitsState(answer.hits, now + timedelta(minutes=2), answered=True))
    assert hits.tools.rows.visible() == before
    assert hits._site(hits.table.currentIndex().row()) == site
    assert len(hits.table.selectionModel().selectedRows()) == 1
    assert hits.table.verticalScrollBar().value() == 40


def test_several_hits_are_copied_and_the_map_stays_where_it_is(hits, qtbot):
    hits.table.selectRow(1)
    with qtbot.assertNotEmitted(hits.hit_selected):
        qtbot.keyClick(hits.table, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(hits.table, Qt.Key.Key_C, CTRL)
    text = QApplication.clipboard().text()
    assert len(text.splitlines()) == hits.shown.rowCount() + 1


def test_intakes_alone_keep_the_order(hits):
    hits.tools.sort(1)
    hits.intakes_button.setChecked(True)
    names = [
        hits.shown.index(row, 1).data().removeprefix("◎ ") for row in hits.tools.rows.visible()
    ]
    assert len(names) > 1
    hits.all_button.setChecked(True)
    everything = [hits.shown.index(row, 1).data() for row in hits.tools.rows.visible()]
    assert [n.removeprefix("◎ ") for n in everything if n.startswith("◎")] == names


@pytest.fixture
def log(prepared, qtbot, now) -> LogPanel:
    panel = LogPanel("zh")
    qtbot.addWidget(panel)
    texts = ["拉萨大桥已封", "=1+1 " + "很长" * 300, "纳金水厂已关闭"]
    entries, previous = [], genesis("x")
    for number, text in enumerate(texts, start=1):
        draft, at = Draft("note", text), now + timedelta(minutes=number)
        entries.append(sealed(draft, Person("甲", "前方", ""), at, number, previous))
        previous = entries[-1].hash
    panel.model.set_entries(entries, Trail(tuple(entries)))
    panel.show()
    return panel


def test_the_record_is_copied_whole_with_its_dates(log):
    log.tools.sort(0, DOWN)
    rows = log.tools.everything().rows
    assert [row[0] for row in rows] == [f"2026-07-15 03:{minute}:00" for minute in (30, 29, 28)]
    assert len(rows[1][3]) > 600


def test_the_record_is_sought_by_initials_in_its_own_line(log, qtbot):
    qtbot.keyClick(log.table, Qt.Key.Key_Slash)
    assert log.tools.filter.isHidden()
    log.seek.setText("njsc")
    assert log.filter.rowCount() == 1
