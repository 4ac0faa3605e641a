"""A pond that leaks in the window: asked, answered, held, printed; and back to a spill."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from emerg.fonts import covered
from emerg.response.flow_said import flow_line
from emerg.texts import render
from emerg.ui.known_ponds import known_ponds
from emerg.ui.lists import Lists
from emerg.ui.loaded import loaded
from emerg.ui.map.mercator import point
from emerg.ui.map.stamps import text_size
from emerg.ui.theme import BODY_PX, LARGEST_PX
from emerg.usecases.on_pond import respond_pond
from tests.paper.sheets import page_texts

LONG_MS = 20_000
SIZES = ((1366, 768), (1920, 1080))
LEFT = Qt.MouseButton.LeftButton


def words(window, name):
    return window.findChild(QLabel, name).text()


def rows(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def press(qtbot, key=Qt.Key.Key_Return):
    qtbot.keyClick(QApplication.focusWidget(), key)


def fill(window, *, exercise=True, where="甲玛尾矿库", mode="well"):
    window.questions.fill_where(where)
    window.questions.leak.choices[mode].setChecked(True)
    window.questions.when.start.setText("02:40")
    window.questions.flow.choices["high"].setChecked(True)
    window.questions.exercise.setChecked(exercise)


def respond(qtbot, presenter):
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        presenter.do("respond")
    return answered.args[0]


@pytest.fixture
def drill(open_window, qtbot):
    """A well fails at Jiama, in a drill."""
    window, presenter = open_window()
    fill(window)
    respond(qtbot, presenter)
    return window, presenter


def measure(window, qtbot, row, text):
    """Double-click a place of the ledger and write what was measured there."""
    table, line = window.pond.ledger.table, window.pond.ledger.line
    cell = table.visualItemRect(table.item(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=cell)
    assert QApplication.focusWidget() is line
    line.clear()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_flow_is_told_as_it_was_asked_and_that_the_leak_is_in_it(drill):
    window, presenter = drill
    assert isinstance(presenter.answer.incident.scenario.flow, tuple)  # with the leak's own water
    assert window.header.flow.text().startswith("Flow high water, with the leak ")
    assert render(flow_line(presenter.answer.incident), "en").startswith(
        "high flow of the month (90 %), with the leak: "
    )


# The questions


def test_a_pond_is_answered_by_keyboard_alone(open_window, qtbot):
    _window, presenter = open_window()
    qtbot.keyClicks(QApplication.focusWidget(), "jiama")
    press(qtbot)
    assert QApplication.focusWidget().objectName() == "leak_well"
    press(qtbot, Qt.Key.Key_Space)
    seen = []
    for answer in ("Cu=3 Mo=1-2", "20", "15", "02:40", "03:05", ""):
        press(qtbot)
        seen.append(QApplication.focusWidget().objectName())
        qtbot.keyClicks(QApplication.focusWidget(), answer)
    assert seen == [
        "leak_content",
        "volume_water",
        "volume_released",
        "when_text",
        "reported_text",
        "flow_text",
    ]
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget().objectName() == "reported_text"
    leak = respond(qtbot, presenter).incident.scenario.leak
    assert (leak.mode, leak.volume_m3, leak.water_m3) == (
        "well",
        (150_000.0, 150_000.0),
        (200_000.0, 200_000.0),
    )
    assert leak.content == {"Cu": (3.0, 3.0), "Mo": (1.0, 2.0)}


def test_questions_change_with_the_place_and_nothing_typed_is_lost(open_window, qtbot):
    window, _presenter = open_window()
    questions = window.questions
    questions.fill_where("lhasa km 430")
    questions.what.substance.setText("benzene")
    questions.amount.amount.setText("8-20 t")
    questions.amount.purity.setText("30")
    spill = questions.typed()
    questions.fill_where("jiama")
    assert [questions.leak.isVisible(), questions.what.isVisible()] == [True, False]
    assert words(window, "leak_title") == "2 How it leaks"
    qtbot.mouseClick(questions.leak.choices["breach"], LEFT)
    questions.leak.content.setText("Cu=3")
    questions.volume.water.setText("20")
    leak = questions.typed().leak
    questions.fill_where("lhasa km 430")
    assert [questions.leak.isVisible(), questions.what.isVisible()] == [False, True]
    assert replace(questions.typed(), leak=spill.leak) == spill
    questions.fill_where("jiama")
    assert questions.typed().leak == leak


def test_dont_know_clears_the_question_that_is_asked_and_no_other(open_window, qtbot):
    window, _presenter = open_window()
    questions = window.questions
    questions.what.substance.setText("benzene")
    fill(window)
    questions.leak.content.setText("Cu=3")
    qtbot.mouseClick(questions.leak.unknown, LEFT)
    assert questions.typed().leak.mode is None
    assert questions.typed().leak.content == ""
    assert questions.typed().what == "benzene"
    assert QApplication.focusWidget() is questions.volume.water


def test_ponds_are_offered_while_typing(open_window, qtbot):
    window, _presenter = open_window("zh")
    line = window.questions.where.place
    qtbot.keyClicks(line, "jm")
    assert line.completer().model().stringList()[0] == "果朗沟尾矿库 · 甲玛"


def test_how_it_leaks_is_asked_for_before_anything_is_answered(open_window, qtbot):
    window, presenter = open_window()
    window.questions.fill_where("jiama")
    with qtbot.waitSignal(presenter.form.mistake_found) as found:
        presenter.do("respond")
    assert found.args == ["what"]
    assert QApplication.focusWidget().objectName() == "leak_well"
    assert words(window, "leak_echo").startswith("× how it leaks is not chosen")
    assert presenter.answer is None


def test_a_contradiction_is_told_at_its_question(open_window, qtbot):
    window, presenter = open_window()
    fill(window)
    window.questions.volume.volume.setText("500")
    with qtbot.waitSignal(presenter.form.mistake_found) as found:
        presenter.do("respond")
    assert found.args == ["amount"]
    assert QApplication.focusWidget() is window.questions.volume.water
    told = words(window, "volume_echo")
    assert told.startswith("× more released than was stored: 5,000,000 of 4,000,000 m³")
    window.questions.volume.volume.setText("500 m3")
    assert not words(window, "volume_echo").startswith("×")


# The answer


def test_the_answer_fills_the_page_and_agrees_with_the_command_line(drill, rivers, ready, now):
    window, presenter = drill
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Tailings pond"
    answer, found = respond_pond(rivers, ready.dams, presenter.form.read().scenario, now=now)
    shown = rows(window.pond.arrivals)
    assert [row[0].split(" · ")[-1] for row in shown] == [
        render(one.name, "en") for one in found.arrivals
    ]
    numbers = [int(row[0].split(" · ")[0]) for row in shown if " · " in row[0]]
    assert numbers == [hit.number for hit in answer.hits] == sorted(numbers)
    assert [float(row[1]) for row in shown] == sorted(float(row[1]) for row in shown)
    assert "copper" in {row[0] for row in rows(window.pond.contents)}
    assert window.pond.doses.count() == len(found.doses) + len(found.undosed) > 3
    assert "jar test first" in window.pond.doses.item(0).text()
    assert [hit.site for hit in presenter.answer.hits] == [hit.site for hit in answer.hits]


def test_what_is_loud_stands_above_it(drill, qtbot):
    window, _presenter = drill
    assert "gully mouth" in words(window, "pond_overhead")
    assert words(window, "pond_swell").startswith("The leak is ")
    assert words(window, "pond_example").startswith("Example figures, for the drill only: ponded")
    qtbot.waitUntil(window.pond.example.isVisible, timeout=LONG_MS)
    assert words(window, "pond_left").startswith("drainage well or tunnel; 20 ×10⁴ m³ leave")
    assert words(window, "pond_sum") == "Holds 10 of 20 ×10⁴ m³ by km 6: 10 ×10⁴ m³ find no room"
    assert window.pond.sum.property("role") == "danger"


def test_the_header_tells_the_pond(drill):
    window, _presenter = drill
    assert words(window, "incident_title") == "Guolanggou tailings pond: drainage well or tunnel"


def test_a_real_leak_without_figures_gives_times_only_and_says_so(open_window, qtbot):
    window, presenter = open_window()
    fill(window, exercise=False)
    answer = respond(qtbot, presenter)
    assert words(window, "pond_unknown").endswith("times only, no concentrations")
    qtbot.waitUntil(window.pond.unknown.isVisible, timeout=LONG_MS)
    for label in (window.pond.example, window.pond.overhead, window.pond.swell):
        assert not label.isVisible()
    assert words(window, "pond_sum").endswith("ask for the ponded water first")
    assert window.pond.ledger.table.rowCount() == 0
    assert "survey and enter them" in words(window, "pond_space_note")
    assert not window.pond.ledger.line.isVisible()
    shown = rows(window.pond.arrivals)
    assert len(shown) == len(answer.hits)
    assert {row[5] for row in shown} == {"—"}
    assert all(row[4] != "—" for row in shown)


def test_a_row_chosen_is_the_place_on_map_and_card(drill):
    window, presenter = drill
    window.pond.arrivals.setCurrentCell(3, 0)
    number = int(window.pond.arrivals.item(3, 0).text().split(" · ")[0])
    hit = next(hit for hit in presenter.answer.hits if hit.number == number)
    assert window.detail.isVisible()
    assert words(window, "detail_name") == hit.name.en


def test_a_spill_afterwards_takes_the_page_away(drill, qtbot):
    window, presenter = drill
    window.questions.fill_where("lhasa km 430")
    respond(qtbot, presenter)
    assert not window.has_tab("pond")
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Hits"
    assert words(window, "incident_title").startswith("Lhasa River km 430.0")
    qtbot.waitUntil(lambda: "leak" not in window.map.legend_signs(), timeout=LONG_MS)
    presenter.do("pond")
    assert words(window, "message").startswith("No pond leaks")


# Holding it


def test_room_that_was_measured_changes_the_ledger_at_once(drill, qtbot):
    window, presenter = drill
    window.resize(1920, 1080)
    measure(window, qtbot, 1, "18")
    assert words(window, "pond_sum") == "Room for all of 20 ×10⁴ m³ by km 6"
    assert window.pond.sum.property("role") == "ok"
    shown = rows(window.pond.ledger.table)
    assert [row[2] for row in shown] == ["1.5 ×10⁴ m³", "18 ×10⁴ m³", "2.5 ×10⁴ m³"]
    assert shown[1][4] == "measured"
    held = presenter.ponds.found.ledger
    assert len({one.site for one in held.spaces}) == len(held.spaces) == 3
    # It counts with the next answer too, and no longer once it is taken back.
    answer = respond(qtbot, presenter)
    assert dict(answer.incident.scenario.leak.held)[held.spaces[1].site] == 180_000.0
    assert words(window, "pond_sum") == "Room for all of 20 ×10⁴ m³ by km 6"
    measure(window, qtbot, 1, "")
    assert words(window, "pond_sum").startswith("Holds 10 of 20")


def test_room_that_cannot_be_read_is_told_and_stays_to_be_mended(drill, qtbot):
    window, _presenter = drill
    window.resize(1920, 1080)
    before = rows(window.pond.ledger.table)
    measure(window, qtbot, 0, "many")
    assert words(window, "pond_space_note").startswith("× 'many' is not a number")
    assert window.pond.ledger.line.text() == "many"
    assert rows(window.pond.ledger.table) == before
    qtbot.keyClick(window.pond.ledger.line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.pond.ledger.table


def test_room_measured_in_a_drill_is_none_in_a_real_leak(drill, qtbot):
    window, presenter = drill
    window.resize(1920, 1080)
    measure(window, qtbot, 1, "18")
    window.questions.exercise.setChecked(False)
    answer = respond(qtbot, presenter)
    assert answer.incident.scenario.leak.held == ()
    assert words(window, "pond_sum").startswith("How much is to be held is not known")


# Another river, the map, paper


def test_the_other_river_is_offered_with_how_sure_it_is_and_can_be_taken(open_window, qtbot):
    window, presenter = open_window()
    fill(window, where="洞中拉尾矿库")
    first = respond(qtbot, presenter).incident.river
    told = words(window, "alternatives")
    assert told.startswith("It may also run by ")
    assert told.endswith("confidence: low")
    qtbot.mouseClick(window.findChild(QPushButton, "take_other"), LEFT)
    assert window.questions.leak.isVisible()
    qtbot.waitUntil(window.next.provisional.isVisible, timeout=LONG_MS)
    second = respond(qtbot, presenter).incident.river
    assert (first, second) == ("lhasa/xuerong", "lhasa/maizho")
    assert presenter.ponds.found.release.receiving.river == second
    assert "Xuerong" in words(window, "alternatives")


def test_the_map_shows_where_the_leak_enters_and_says_whose(drill, qtbot):
    window, presenter = drill
    incident = presenter.answer.incident
    qtbot.waitUntil(lambda: "leak" in window.map.legend_signs(), timeout=LONG_MS)
    window.map.go_to(incident.lon, incident.lat, 20_000.0)
    window.map.name_now()
    at = window.map.mapFromScene(QPointF(*point(incident.lon, incident.lat)))
    told = window.map.words_at(at)
    assert told.startswith("Guolanggou tailings pond: drainage well or tunnel")
    assert "enters Jiama Qu at km 15.0" in told
    assert "leak" in window.map.legend_signs()
    shown = {placed.text for placed in window.map._names.layout.placed}
    assert "Guolanggou tailings pond" in shown


def test_on_the_first_look_no_name_of_a_place_to_hold_it_is_cut_off(open_window, qtbot):
    window, presenter = open_window("zh")
    window.resize(1366, 768)
    for where in ("洞中拉尾矿库", "德庆普尾矿库（二期）"):
        fill(window, where=where, mode="breach")
        with qtbot.waitSignal(
            presenter.roads.dispatch.found, timeout=LONG_MS, check_params_cb=bool
        ):
            presenter.do("respond")
        window.map.name_now()
        port = QRectF(window.map.viewport().rect())
        shown = list(window.map._names.placed(window.map.viewportTransform(), port))
        posts = [(p, at) for p, at in shown if p.text.startswith("调度点")]
        assert posts
        for placed, at in posts:
            half = text_size(placed.text, placed.style)[0] / 2
            assert port.left() <= at.x() - half
            assert at.x() + half <= port.right()


def test_a_map_moved_by_hand_is_not_moved_again(open_window, qtbot):
    window, presenter = open_window()
    fill(window, where="洞中拉尾矿库", mode="breach")
    found = presenter.roads.dispatch.found
    with qtbot.waitSignal(found, timeout=LONG_MS, check_params_cb=bool):
        presenter.do("respond")
        qtbot.waitUntil(lambda: window.map._looking is not None, timeout=LONG_MS)
        window.map.zoom(1)
        scale, middle = window.map.metres_per_px, window.map.seen().center()
    assert window.map.metres_per_px == scale
    assert (window.map.seen().center() - middle).manhattanLength() < 2 * scale


def test_the_brief_has_the_page_of_the_pond(drill, qtbot):
    window, presenter = drill
    window.resize(1920, 1080)
    measure(window, qtbot, 1, "18")
    with qtbot.waitSignal(presenter.printing.written, timeout=60_000) as written:
        presenter.do("print")
    pages = page_texts(Path(written.args[0]).read_bytes())
    page = next(text for text in pages if "Three arrivals, never one" in text)
    assert "The pond: Guolanggou tailings pond" in page
    assert any("Room for all of 20" in text for text in pages)  # as measured in the window


# Loading


def test_a_folder_without_ponds_opens_and_knows_none(open_window, given, rivers, tmp_path):
    (tmp_path / "rivers").mkdir()
    bare = loaded(rivers, (tmp_path,))
    assert known_ponds((tmp_path,), rivers) == ({}, ())
    window, _presenter = open_window(surroundings=replace(given, load=lambda: bare))
    window.questions.fill_where("果朗沟尾矿库")
    assert not window.questions.leak.isVisible()


def test_ponds_that_cannot_be_read_are_told_and_the_window_opens(
    open_window, given, rivers, tmp_path
):
    folder = tmp_path / "tailings" / "own"
    folder.mkdir(parents=True)
    (folder / "dam.toml").write_text('format = 1\nid = "own"\n', encoding="utf-8")
    broken = loaded(rivers, (tmp_path,))
    assert not broken.dams
    assert any("own" in render(problem.where, "en") for problem in broken.problems)
    window, _presenter = open_window(surroundings=replace(given, load=lambda: broken))
    assert window.status.message.property("role") == "danger"


def test_lists_changed_meanwhile_count_with_the_next_answer(open_window, qtbot, given, ready):
    lists = [Lists(), ready.lists]
    window, presenter = open_window(surroundings=replace(given, lists=lambda: lists[0]))
    fill(window)
    found = presenter.roads.dispatch.found
    plans = []
    for _ in range(2):
        with qtbot.waitSignal(found, timeout=LONG_MS, check_params_cb=bool) as heard:
            presenter.do("respond")
        plans.append(heard.args[0])
        lists.pop(0) if len(lists) > 1 else None
    assert [bool(plan.offices) for plan in plans] == [False, True]


# Whatever it says


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_fits_beside_the_map(open_window, qtbot, lang):
    window, presenter = open_window(lang)
    window.resize(*SIZES[0])
    fill(window)
    respond(qtbot, presenter)
    for size in SIZES:
        window.resize(*size)
        QApplication.processEvents()
        the_page_fits(window, size)


def the_page_fits(window, size):
    assert (window.width(), window.height()) == size
    page, panel = window.tabs.currentWidget(), window.pond
    corner = page.mapTo(window, QPoint(page.width(), page.height()))
    assert corner.x() <= size[0]
    assert corner.y() <= size[1]
    assert panel.arrivals.horizontalScrollBar().maximum() == 0
    assert panel.ledger.table.horizontalScrollBar().maximum() == 0
    assert panel.arrivals.height() >= 140
    assert not panel.sum.visibleRegion().isEmpty()
    assert window.next.key.visibleRegion().boundingRect().height() == window.next.key.height()


def test_what_does_not_fit_scrolls_and_the_first_column_stays(drill, qtbot):
    window, presenter = drill
    presenter.look.grow(LARGEST_PX - BODY_PX)
    qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
    QApplication.processEvents()
    table = window.pond.arrivals
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert table.frozen.isVisible()
    assert table.frozen.width() == table.columnWidth(0)


def test_other_language_other_words_same_times(drill, changed):
    window, presenter = drill
    before = rows(window.pond.arrivals)
    presenter.do("language")
    changed(window)
    after = rows(window.pond.arrivals)
    assert [row[4] for row in after] == [row[4] for row in before]
    assert [row[0] for row in after] != [row[0] for row in before]
    assert words(window, "pond_sum") == "到 6 km 处可蓄 10/20 万 m³，还缺 10 万 m³"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_font_has_every_sign_of_the_page(open_window, qtbot, lang):
    window, presenter = open_window(lang)
    fill(window, mode="breach")
    respond(qtbot, presenter)
    panel = window.pond
    tables = (panel.arrivals, panel.ledger.table, panel.contents)
    said = "".join(
        [
            *(
                label.text()
                for part in (panel, window.questions)
                for label in part.findChildren(QLabel)
            ),
            *(cell for table in tables for row in rows(table) for cell in row),
            *(panel.doses.item(n).text() for n in range(panel.doses.count())),
        ]
    )
    assert not {letter for letter in said if ord(letter) not in covered() and letter.strip()}
