"""The panels alone: each draws its state and says what was asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from emerg.errors import Problem
from emerg.response.answer import Alternative
from emerg.response.harm import Harm
from emerg.response.reporting import Reporting, Sent
from emerg.response.rules import shipped_rules
from emerg.texts import Bilingual, render
from emerg.ui.column_room import BESIDE_PX, words_height
from emerg.ui.header import Header
from emerg.ui.header_state import HeaderState, header_state
from emerg.ui.hit_detail import HitDetail
from emerg.ui.hit_model import Column
from emerg.ui.hits_panel import HitsPanel, HitsState
from emerg.ui.map.stamps import plain_font
from emerg.ui.next_panel import NextPanel, NextState
from emerg.ui.question_panel import QuestionPanel, QuestionState, RunState
from emerg.ui.scrolls import MOST_LEAST_PX, MOST_SPARE_PX, FittingScroll, whole_lines
from emerg.ui.status_bar import Message, StatusBar, problem_message
from emerg.ui.theme import BODY_PX
from emerg.ui.typed.answers import QUESTIONS, Typed
from emerg.usecases.judging import Said, standing_before, standing_of


def made(qtbot, kind, lang="en"):
    panel = kind(lang)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def words(panel, name):
    return panel.findChild(QLabel, name).text()


@pytest.fixture(autouse=True)
def gone():
    """What a test closed goes at once: left to the collector it would be taken apart piecemeal,
    its attributes before its widgets, which still ask for them.
    """
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_empty_form_is_all_not_known(qtbot):
    assert made(qtbot, QuestionPanel).typed() == Typed(unit="t")


def test_what_was_understood_stands_below_its_question(qtbot):
    panel = made(qtbot, QuestionPanel)
    panel.show_state(QuestionState(echoes={"where": "Lhasa River km 430.0"}))
    assert words(panel, "where_echo") == "▸ Lhasa River km 430.0"


def test_a_mistake_says_how_to_mend_it_beside_its_question(qtbot):
    panel = made(qtbot, QuestionPanel)
    problem = Problem("'x' is not a number", "3 How much", "write digits")
    panel.show_state(QuestionState(mistakes={"amount": problem}))
    assert words(panel, "amount_echo") == "× 'x' is not a number. write digits"
    assert panel.amount.amount.property("wrong") == "true"
    panel.amount.amount.setText("x")
    panel.show_state(QuestionState(mistakes={"amount": problem}))
    assert panel.amount.amount.property("wrong") == "true"
    assert panel.amount.purity.property("wrong") == "false"  # blank: nothing there can be wrong
    panel.show_state(QuestionState())
    assert panel.amount.amount.property("wrong") == "false"


@pytest.mark.parametrize("question", QUESTIONS)
def test_dont_know_clears_its_question_and_goes_on(qtbot, question):
    panel = made(qtbot, QuestionPanel)
    panel.fill_where("lhasa 430")
    for line in (panel.what.substance, panel.amount.amount, panel.when.start):
        line.setText("1")
    panel.flow.choices["high"].setChecked(True)
    row = panel.rows[question]
    qtbot.mouseClick(row.unknown, Qt.MouseButton.LeftButton)
    typed = panel.typed()
    left = {
        "where": typed.where,
        "what": typed.what,
        "amount": typed.amount,
        "when": typed.when,
        "flow": typed.flow if typed.flow != "unknown" else "",
    }
    assert [q for q, text in left.items() if not text] == [question]
    assert not row.holds(panel.focusWidget())


def test_enter_goes_on_and_escape_steps_back_and_discards_nothing(qtbot):
    panel = made(qtbot, QuestionPanel)
    panel.focus_on("where")
    seen = []
    for _ in range(7):
        seen.append(panel.focusWidget().objectName())
        if seen[-1] != "respond":
            qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert seen == [
        "where_text",
        "what_text",
        "amount_text",
        "when_text",
        "reported_text",
        "flow_text",
        "respond",
    ]
    panel.what.substance.setText("benzene")
    for _ in range(9):
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)
    assert panel.focusWidget() is panel.where.place
    assert panel.what.substance.text() == "benzene"


def test_enter_on_the_last_button_asks_for_the_answer(qtbot):
    panel = made(qtbot, QuestionPanel)
    panel.respond_button.setFocus()
    with qtbot.waitSignal(panel.respond_requested):
        qtbot.keyClick(panel.respond_button, Qt.Key.Key_Return)


def test_a_datum_is_asked_for_with_coordinates_only(qtbot):
    panel = made(qtbot, QuestionPanel)
    panel.fill_where("拉萨河 430")
    assert not panel.where.datum.isVisible()
    panel.fill_where("91.13, 29.65", "gcj02")
    assert panel.where.datum.isVisible()
    assert panel.typed().datum == "gcj02"


def test_an_open_list_of_offers_is_not_taken_by_enter(qtbot):
    panel = made(qtbot, QuestionPanel)
    line = panel.where.place
    line.setFocus()
    line.setText("Dag")
    line.offer(("Dagzê bridge", "Dagzê section"))
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Dag"
    assert panel.focusWidget() is panel.what.substance


def test_only_while_busy_there_is_something_to_cancel(qtbot):
    panel = made(qtbot, QuestionPanel)
    assert not panel.cancel_button.isVisible()
    panel.show_run(RunState(busy=True))
    assert not panel.cancel_button.isVisible()
    panel.show_run(RunState(busy=True, can_cancel=True, done=1, total=4))
    assert panel.cancel_button.isVisible()
    assert (panel.bar.value(), panel.bar.maximum()) == (1, 4)
    assert not panel.print_button.isEnabled()
    panel.show_run(RunState(can_print=True))
    assert panel.print_button.isEnabled()


def test_both_languages_say_every_word_of_the_form(qtbot):
    panel = made(qtbot, QuestionPanel, "zh")
    assert words(panel, "where_title") == "1 哪里"
    panel.set_language("en")
    assert words(panel, "where_title") == "1 Where"


def clocks(known, reporting=None):
    said = Said(Harm(), None, reporting or Reporting())
    return standing_before(said, known, shipped_rules(), exercise=False).clocks


def test_the_report_clock_counts_down_and_then_over(qtbot, now):
    header = made(qtbot, Header)
    header.show_state(HeaderState(clocks=clocks(now - timedelta(minutes=37))))
    header.set_now(now)
    assert words(header, "report_clock") == "First report: 1:23 left (by 04:50)"
    assert words(header, "beijing_time") == "03:27:00"
    header.set_now(now + timedelta(minutes=90))
    assert words(header, "report_clock") == "First report overdue by 0:07 (was due 04:50)"
    assert header.report.property("tone") == "danger"


def test_before_an_answer_the_report_clock_is_the_short_one(qtbot, now):
    assert [clock.due for clock in clocks(None)] == [None, None]
    first = clocks(now)[0]
    assert (first.due, first.minutes) == (now + timedelta(hours=2), 120)
    header = made(qtbot, Header)
    header.show_state(HeaderState(clocks=clocks(None)))
    header.set_now(now)
    assert words(header, "report_clock") == "First report within 2 h: note when it became known"


def test_the_header_counts_the_clock_that_runs_out_first_until_its_report_is_sent(qtbot, now):
    verified, sent = now - timedelta(minutes=20), Sent("first", now - timedelta(minutes=2))
    header = made(qtbot, Header)
    header.show_state(HeaderState(clocks=clocks(now, Reporting(verified))))
    header.set_now(now)
    assert words(header, "report_clock") == "Region to ministry: 0:40 left (by 04:07)"
    done = Reporting(verified, sent=(sent, Sent("ministry", now)))
    header.show_state(HeaderState(clocks=clocks(now, done)))
    header.set_now(now)
    said = "First report: sent 03:25 (2 h 2 min before it was due)"
    assert words(header, "report_clock") == said


def test_an_answer_gives_title_flow_and_deadline(answer):
    state = header_state(Typed(), standing_of(answer), answer)
    assert render(state.title, "en") == "Lhasa River km 430.0, Benzene"
    assert render(state.flow, "en").startswith("Flow high water ")
    assert "e+" not in render(state.flow, "en")
    assert state.clocks[0].due == answer.deadline.due


def test_a_drill_cannot_be_overlooked(qtbot):
    header = made(qtbot, Header)
    assert not header.banner.isVisible()
    header.show_state(HeaderState(exercise=True))
    assert header.banner.isVisible()
    assert "DRILL" in words(header, "mode")


def test_before_an_answer_one_thing_to_do_and_no_headline(qtbot):
    panel = made(qtbot, NextPanel)
    assert words(panel, "next_1").startswith("Stop the leak")
    assert not panel.key.isVisible()
    assert not panel.things[1].isVisible()


def test_five_things_and_a_headline_that_selects_its_place(qtbot, answer, now):
    panel = made(qtbot, NextPanel)
    panel.show_state(NextState(answer, now))
    assert [words(panel, f"next_{n}") for n in range(1, 6)] == [
        render(thing.text, "en") for thing in answer.next_things
    ]
    with qtbot.waitSignal(panel.headline_chosen) as chosen:
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=panel.key.geometry().center())
    assert chosen.args[0] in {hit.site for hit in answer.hits if hit.is_intake}


def test_a_second_river_is_said(qtbot, answer, now):
    panel = made(qtbot, NextPanel)
    panel.show_state(NextState(answer, now))
    assert not panel.warning.isVisible()
    other = Alternative("doilung-qu", Bilingual("堆龙曲", "Doilung Qu"), 12.0, 800.0, ())
    panel.show_state(NextState(replace(answer, alternatives=(other,)), now))
    assert words(panel, "alternatives") == "Also possible: Doilung Qu km 12.0, 800 m away"


def test_selecting_a_row_says_which_place(qtbot, answer, now):
    panel = made(qtbot, HitsPanel)
    panel.show_state(HitsState(answer.hits, now, answered=True))
    with qtbot.waitSignal(panel.hit_selected) as chosen:
        panel.table.selectRow(2)
    assert chosen.args == [answer.hits[2].site]


def test_selecting_from_outside_is_silent(qtbot, answer, now):
    panel = made(qtbot, HitsPanel)
    panel.show_state(HitsState(answer.hits, now, answered=True))
    with qtbot.assertNotEmitted(panel.hit_selected):
        panel.select(answer.hits[7].site)
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [7]
    panel.select(None)
    assert not panel.table.selectionModel().hasSelection()


def test_the_list_says_what_to_do_while_empty_and_that_it_is_unverified_after(qtbot, answer, now):
    panel = made(qtbot, HitsPanel)
    assert "press F5" in words(panel, "hits_note")
    panel.show_state(HitsState(answer.hits, now, answered=True))
    assert "not verified" in words(panel, "hits_note")


def test_a_name_longer_than_its_column_is_whole_on_more_lines(qtbot, answer, now):
    panel = made(qtbot, HitsPanel)
    panel.resize(460, 600)
    panel.show()
    panel.show_state(HitsState(answer.hits, now, answered=True))
    qtbot.waitUntil(lambda: not panel.rows.busy)
    table, place = panel.table, int(Column.PLACE)
    room = table.columnWidth(place) - BESIDE_PX
    names = [str(panel.shown.index(row, place).data()) for row in range(len(answer.hits))]
    metrics = QFontMetrics(plain_font(BODY_PX))
    long = [row for row, name in enumerate(names) if metrics.horizontalAdvance(name) > room]
    assert long
    for row in long:
        assert table.rowHeight(row) >= words_height(names[row], room, metrics)
    assert table.verticalScrollBar().value() == 0  # the soonest stay in sight


def test_the_filter_button_counts_the_intakes(qtbot, answer, now):
    panel = made(qtbot, HitsPanel)
    panel.show_state(HitsState(answer.hits, now, answered=True))
    panel.intakes_button.setChecked(True)
    intakes = sum(hit.is_intake for hit in answer.hits)
    assert words(panel, "hits_count") == f"{intakes} of {len(answer.hits)}"


def test_the_detail_gives_both_clocks_with_their_reasons(qtbot, answer, now):
    detail = made(qtbot, HitDetail)
    hit = next(hit for hit in answer.hits if hit.is_intake and hit.close_by)
    detail.show_hit(hit, now)
    assert words(detail, "detail_close") == f"{hit.close_by:%H:%M}"
    assert words(detail, "detail_reopen") == render(hit.reopen_reason, "en")
    assert "limit" in words(detail, "detail_peak")
    detail.show_hit(replace(hit, close_by=None, close_reason="below", watch_from=now), now)
    assert words(detail, "detail_close") == "below; watch from 03:27"
    detail.show_hit(None, now)
    assert not detail.isVisible()


def test_a_problem_is_one_line_and_the_rest_is_counted(qtbot):
    bar = made(qtbot, StatusBar)
    problem = Problem("the file cannot be read", "lhasa", "check it")
    bar.show_message(problem_message([problem] * 3))
    assert words(bar, "message") == "the file cannot be read - lhasa: check it (and 2 more)"
    assert not bar.open_button.isVisible()


def test_a_written_file_can_be_opened(qtbot):
    bar = made(qtbot, StatusBar)
    bar.show_message(Message("Brief written", "ok", "brief.pdf"))
    with qtbot.waitSignal(bar.open_requested) as asked:
        qtbot.mouseClick(bar.open_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["brief.pdf"]


def test_keys_that_do_not_fit_are_left_out_whole(qtbot):
    bar = made(qtbot, StatusBar)
    every = bar.keys.text().split(" · ")
    seen = set()
    for wide in (1400, 700, 420, 300):
        bar.resize(wide, bar.height())
        QApplication.processEvents()
        shown = bar.keys.fitting().split(" · ")
        assert shown == every[: len(shown)]
        seen.add(len(shown))
    assert len(seen) == 4


def test_what_happened_is_whole_and_the_keys_take_what_room_it_leaves(qtbot):
    bar = made(qtbot, StatusBar)
    bar.resize(900, bar.height())
    bar.show_message(Message("18 rivers loaded, 12 of them key rivers, and nothing else to say"))
    qtbot.waitUntil(lambda: bar.message.width() >= bar.message.sizeHint().width())
    assert 0 < bar.keys.width() < bar.keys.sizeHint().width()


def test_the_level_and_the_title_are_whole_where_there_is_room(qtbot):
    header = made(qtbot, Header, "zh")
    header.resize(1342, header.height())
    header.show_state(
        HeaderState(title="拉萨河氰化钠溶液罐车侧翻（演练示例）", level="级别未定，可能 I 级")
    )
    for told in (header.title, header.level):
        qtbot.waitUntil(lambda told=told: told.width() >= told.sizeHint().width())


def test_what_scrolls_ends_between_two_lines(qtbot, answer, now):
    panel = NextPanel("en")
    area = FittingScroll(panel)
    qtbot.addWidget(area)
    area.show()
    panel.show_state(NextState(answer, now))
    whole = area.wanted()
    for high in range(area.minimumSizeHint().height(), whole, 7):
        area.resize(480, high)
        left = area.viewport().height()
        assert high - MOST_SPARE_PX <= left <= high
        assert whole_lines(panel, left) == left
    area.resize(480, whole + 40)
    assert area.viewport().height() == area.height()


def test_a_long_headline_is_seen_whole_however_much_the_page_below_wants(qtbot, answer, now):
    panel = NextPanel("zh")
    area = FittingScroll(panel, panel.headline_height)
    qtbot.addWidget(area)
    area.resize(480, 400)
    area.show()
    panel.show_state(NextState(answer, now))
    QApplication.processEvents()
    one_line = area.minimumSizeHint().height()
    assert one_line >= panel.key.heightForWidth(456) + panel.why.heightForWidth(456)
    panel.key.setText(panel.key.text() * 5)
    qtbot.waitUntil(lambda: area.minimumSizeHint().height() > one_line + 10)
    panel.key.setText(panel.key.text() * 20)
    qtbot.waitUntil(lambda: area.minimumSizeHint().height() == MOST_LEAST_PX)
