"""Dispatch in the window: who is sent, what a closure and an hour change, and what is not known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from emerg.fonts import covered
from emerg.network.driving import conditions
from emerg.paper.dispatch_words import ready_words, slack_words
from emerg.resources.schema import Depot, Office, Team
from emerg.response.drives import dispatched, state
from emerg.texts import Bilingual
from emerg.ui.dispatch_on_map import DEPOT, ORDER, posts, ways
from emerg.ui.dispatch_rows import least_slack_h, standing
from emerg.ui.lists import Lists, known_lists
from emerg.ui.loaded import loaded
from emerg.ui.map.mercator import point
from emerg.ui.theme import BODY_PX, LARGEST_PX
from emerg.usecases.dispatch import ground

# What the legend tells of the answer itself.
OF_ANSWER = ("incident", "arrival", "intake", "below", "rough")
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


def planned(qtbot, presenter, act, *, now=None):
    """The plan that follows from `act`; made at `now`, where one of before may still come."""

    def meant(plan):
        return plan is not None and now in (None, plan.plan.now)

    found = presenter.roads.dispatch.found
    with qtbot.waitSignal(found, timeout=LONG_MS, check_params_cb=meant) as heard:
        act()
    return heard.args[0]


def at(clock, moment):
    """Make it `moment`, and let no second of the machine's own come between."""
    clock.stop()
    clock.ticked.emit(moment)


def is_danger(message):
    return message.tone == "danger"


def fill(window, *, exercise=True, where="lhasa km 430"):
    window.questions.fill_where(where)
    window.questions.what.substance.setText("氰化钠溶液")
    window.questions.amount.amount.setText("8-20 t")
    window.questions.when.start.setText("02:40")
    window.questions.flow.choices["high"].setChecked(True)
    window.questions.exercise.setChecked(exercise)


@pytest.fixture
def drill(open_window, qtbot):
    """The demo, an exercise, answered and planned for, the dispatch in front."""
    window, presenter = open_window()
    fill(window)
    plan = planned(qtbot, presenter, lambda: presenter.do("respond"))
    presenter.do("dispatch")
    return window, presenter, plan


def own_office(*skills):
    """An office of one's own with a crew in Lhasa."""
    depot = Depot("D", Bilingual("库", "own depot"), 91.13, 29.655)
    team = Team("T", Bilingual("队", "own crew"), "D", "team", skills, 10, alert_min=10.0)
    return Office(
        "own", Bilingual("单位"), Path(), False, date(2026, 7, 1), {"D": depot}, (team,), ()
    )


def with_lists(given, ready, lists):
    return replace(given, load=lambda: replace(ready, lists=lists))


# The plan


def test_the_answer_fills_the_dispatch(drill):
    window, _presenter, found = drill
    plan, shown = found.plan, rows(window.dispatch.places)
    assert len(shown) == len(plan.points) > 2
    for row, place in zip(shown, plan.points, strict=True):
        ready = max(one.ready_h for one in plan.at(place) if one.sent)
        assert row[2] == ready_words(plan, ready)
        assert row[3].endswith(slack_words(least_slack_h(plan, place)))
    assert [row[0].split(".")[0] for row in shown[1:]] == [str(n) for n in range(1, len(shown))]
    assert words(window, "dispatch_example").startswith("Resources of example offices")
    assert not window.dispatch.loud.isHidden()
    assert words(window, "dispatch_missed").startswith("Missed: ")
    notes = window.dispatch.notes
    assert notes.text().startswith("as of 07-15 03:27 Beijing time")
    assert notes.wordWrap()  # what it rests on is read without a mouse


def test_the_window_sends_whom_the_command_line_sends(drill, rivers, ready, now):
    _window, presenter, found = drill
    known, offices = ready.roads.known, ready.lists.every
    laid = ground(rivers, known.network, presenter.answer, offices, known.books)
    told = dispatched(laid, known.network, offices, conditions(), now)
    sent = [[one.supply.id for one in served.sent] for served in told.plan.served]
    assert [[one.supply.id for one in served.sent] for served in found.plan.served] == sent
    assert any(sent)
    assert found.plan.slack_h == pytest.approx(told.plan.slack_h)


def test_a_tone_always_has_its_sign_and_its_word(drill):
    window, _presenter, found = drill
    for row, place in enumerate(found.plan.points):
        how = standing(found.plan, place)
        shown = window.dispatch.places.item(row, 4).text()
        sign = {"ok": "✓ ", "warn": "△ ", "danger": "✗ "}.get(how.tone, "")
        assert shown.startswith(sign)
        assert len(shown) > len(sign)
        if how.tone == "ok":
            assert state(found.plan, place) == "in_time"
            assert least_slack_h(found.plan, place) >= 0.5


def test_selecting_a_place_shows_its_needs_and_the_map_goes_there(drill, qtbot):
    window, _presenter, found = drill
    table = window.dispatch.places
    window.map.go_to(85.0, 30.0, 50_000.0)
    cell = table.visualItemRect(table.item(2, 0)).center()
    with qtbot.waitSignal(window.dispatch.place_chosen) as chosen:
        qtbot.mouseClick(table.viewport(), LEFT, pos=cell)
    place = found.plan.points[2]
    assert chosen.args == [place.place.id]
    assert words(window, "dispatch_title").startswith("2. ")
    needs = rows(window.dispatch.needs)
    assert [row[0] for row in needs] == [s.need.row.name.en for s in found.plan.at(place)]
    assert all(row[2] and row[3] and row[4] for row in needs)
    middle = window.map.seen().center()
    at = QPointF(*point(place.place.lon, place.place.lat))
    assert (middle - at).manhattanLength() < 4 * window.map.metres_per_px


def test_the_turn_list_of_a_place_is_a_double_click_away(drill, qtbot):
    window, _presenter, found = drill
    table = window.dispatch.places
    last = len(found.plan.points) - 1
    cell = table.visualItemRect(table.item(last, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=cell)
    turns = window.dispatch.turns
    assert window.dispatch.below.currentWidget() is turns
    drives = [one for one in found.drives if one.point == found.plan.points[last].place.id]
    assert drives
    assert turns.rowCount() == sum(1 + max(len(one.turns), 1) for one in drives)
    assert turns.item(0, 0).text().endswith(" h")
    qtbot.mouseClick(window.findChild(QPushButton, "dispatch_ways"), LEFT)
    assert window.dispatch.below.currentWidget() is window.dispatch.needs


def test_the_key_works_in_a_line_and_leaves_its_text(open_window, qtbot):
    window, _presenter = open_window()
    window.questions.fill_where("lhasa km 430")
    window.questions.focus_on("where")  # a line has a Ctrl+D of its own on some desktops
    window.questions.where.place.setCursorPosition(2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.questions.typed().where == "lhasa km 430"
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Dispatch"
    assert QApplication.focusWidget() is window.dispatch.places
    assert words(window, "dispatch_head").startswith("Answer the five questions")
    assert not window.dispatch.print_button.isEnabled()


# What changes it


def test_a_closed_road_is_gone_round_at_once(drill, qtbot):
    window, presenter, found = drill
    closed = found.plan.points[2].on.stretch
    assert closed in {leg.stretch for one in found.drives for leg in one.route.legs}
    before = rows(window.dispatch.places)
    again = planned(qtbot, presenter, lambda: presenter.roads.toggle(closed))
    assert all(closed not in {leg.stretch for leg in one.route.legs} for one in again.drives)
    assert rows(window.dispatch.places) != before
    assert "closed roads left out: 1" in words(window, "dispatch_notes")
    planned(qtbot, presenter, presenter.roads.open_all)
    assert rows(window.dispatch.places) == before


@pytest.mark.parametrize("how", ["night", "snow", "convoy"])
def test_what_slows_the_roads_lowers_slack(drill, qtbot, how):
    window, presenter, found = drill
    window.show_tab("route")
    switch = window.route.conditions[how]
    again = planned(qtbot, presenter, lambda: qtbot.mouseClick(switch, LEFT))
    slower = [again.plan.slack_h[name] - slack for name, slack in found.plan.slack_h.items()]
    assert max(slower) <= 0
    assert min(slower) < 0
    assert how.capitalize() in words(window, "dispatch_notes")


def test_slack_runs_down_by_itself_an_hour_in_an_hour(drill, qtbot, given, now):
    window, presenter, found = drill
    later = now + timedelta(hours=1)
    again = planned(qtbot, presenter, lambda: at(given.clock, later), now=later)
    assert found.plan.slack_h
    lost = {name: slack - again.plan.slack_h[name] for name, slack in found.plan.slack_h.items()}
    assert lost == pytest.approx(dict.fromkeys(lost, 1.0))
    assert again.plan.ground is found.plan.ground  # only the plan was made anew
    assert words(window, "dispatch_notes").startswith("as of 07-15 04:27 Beijing time")


def test_the_place_selected_stays_selected_while_it_is_one_of_the_plan(drill, qtbot, given, now):
    window, presenter, found = drill
    place = found.plan.points[3].place.id
    window.dispatch.select(place)
    later = now + timedelta(minutes=1)
    again = planned(qtbot, presenter, lambda: at(given.clock, later), now=later)
    row = next(n for n, one in enumerate(again.plan.points) if one.place.id == place)
    assert window.dispatch.places.currentRow() == row


def test_a_drill_of_another_day_runs_by_its_own_clock(open_window, qtbot, given):
    window, presenter = open_window()
    fill(window)
    window.questions.when.start.setText("2026-05-02 02:40")
    window.questions.when.reported.setText("2026-05-02 03:05")
    found = planned(qtbot, presenter, lambda: presenter.do("respond"))
    assert found.plan.now == given.clock.now()
    assert found.plan.now.astimezone(UTC) == datetime(2026, 5, 1, 19, 5, tzinfo=UTC)


def test_another_answer_takes_the_place_of_the_plan(drill, qtbot):
    window, presenter, found = drill
    fill(window, where="yarlung-tsangpo km 1300")
    heard = []
    presenter.roads.dispatch.found.connect(heard.append)
    again = planned(qtbot, presenter, lambda: presenter.do("respond"))
    assert heard[0] is None  # what no longer holds was taken off the map first
    assert again.plan.points[0].place.river == "yarlung-tsangpo"
    assert again.plan.ground is not found.plan.ground


# Whom one has


def test_a_real_incident_without_lists_says_so_and_tells_only_what_is_needed(open_window, qtbot):
    window, presenter = open_window()
    fill(window, exercise=False)
    found = planned(qtbot, presenter, lambda: presenter.do("respond"))
    assert found.offices == ()  # the examples are for exercises only
    assert words(window, "dispatch_head").startswith("No list of resources is loaded")
    assert window.dispatch.head.property("role") == "warn"
    assert window.dispatch.loud.isHidden()
    needs = rows(window.dispatch.needs)
    assert needs
    assert all(row[0] and row[1] for row in needs)
    assert {(row[2], row[3], row[4], row[5]) for row in needs} == {("—", "—", "—", "not known")}
    assert not [post for post in posts(found) if post.id.startswith(DEPOT)]
    assert found.drives == ()


def test_places_that_the_front_may_have_passed_are_told_no_more(open_window, qtbot, given, now):
    window, presenter = open_window()
    fill(window, exercise=False)
    early = planned(qtbot, presenter, lambda: presenter.do("respond"))
    late = now + timedelta(hours=7)
    later = planned(qtbot, presenter, lambda: at(given.clock, late), now=late)
    assert any(front < late for front in fronts(early))
    assert fronts(later)
    assert all(front >= late for front in fronts(later))


def fronts(found):
    """When the front may be at each place to hold it."""
    start = found.plan.ground.start
    return [
        start + timedelta(hours=point.place.front_h)
        for point in found.plan.points
        if point.place.kind != "source"
    ]


def test_a_list_of_ones_own_counts_in_a_real_incident(open_window, qtbot, given, ready):
    office = own_office("hold")
    lists = Lists(real=(office,), every=(office, *ready.lists.every))
    window, presenter = open_window(surroundings=with_lists(given, ready, lists))
    fill(window, exercise=False)
    found = planned(qtbot, presenter, lambda: presenter.do("respond"))
    assert not found.example
    sent = {one.supply.id for served in found.plan.served for one in served.sent}
    assert sent == {"own/T"}
    states = [row[4] for row in rows(window.dispatch.places)]
    assert "△ something missing" in states  # nobody can take samples
    assert "✗ cannot be reached" in states  # the crew is at one place only
    assert words(window, "dispatch_head") == ""


def test_what_is_wrong_with_a_list_is_counted_and_told_in_full(open_window, given, ready, home):
    folder = home / "resources" / "own"
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text(
        'format = 1\nid = "own"\nname = { zh = "本单位" }\n', encoding="utf-8"
    )
    (folder / "depots.csv").write_text("库房编号,名称\nD,\n", encoding="utf-8")
    lists = known_lists(None, {}, home)
    assert lists.problems
    window, presenter = open_window(surroundings=with_lists(given, ready, lists))
    number = len(lists.problems)
    assert words(window, "message").startswith(f"Resource lists: {number} problems")
    assert window.status.message.property("role") == "danger"
    presenter.do("dispatch")
    button = window.findChild(QPushButton, "dispatch_problems")
    assert button.isVisible()
    assert button.text() == f"Lists: ✗{number}"
    button.click()
    assert window.dispatch.below.currentWidget() is window.dispatch.list
    assert window.dispatch.list.count() == number
    assert "depots.csv" in window.dispatch.list.item(0).text()
    assert window.dispatch.list.item(0).text() in button.toolTip()


def test_without_roads_the_dispatch_says_why_there_is_none(
    open_window, given, rivers, qtbot, tmp_path
):
    (tmp_path / "rivers").mkdir()
    bare = loaded(rivers, (tmp_path,))
    window, presenter = open_window(surroundings=replace(given, load=lambda: bare))
    fill(window)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    assert words(window, "dispatch_head").startswith("No road network was loaded")
    assert window.dispatch.places.rowCount() == 0


# The map


def test_places_and_depots_stand_on_the_map_and_say_who_is_sent(drill):
    window, _presenter, found = drill
    shown = {post.id: post for post in posts(found)}
    held = found.plan.points[1].place
    for post in (shown[held.id], next(p for p in shown.values() if p.id.startswith(DEPOT))):
        window.map.go_to(*post.lonlat, 8_000.0)
        window.map.name_now()
        place = window.map.mapFromScene(QPointF(*point(*post.lonlat)))
        told = [window.map.words_at(place + QPoint(x, y)) for x in (0, 14, -14) for y in (0, 14)]
        assert any("works at" in text and "slack" in text for text in told)
    assert {post.symbol for post in shown.values()} == {"interception", "depot"}
    late = [shown[one.place.id].words[0] for one in found.plan.late]
    assert late
    assert all(line.msgid.startswith("Missed") for line in late)


def test_a_place_clicked_on_the_map_is_selected_in_the_list(drill):
    window, _presenter, found = drill
    window.show_tab("hits")
    window.map.post_activated.emit(found.plan.points[2].place.id)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Dispatch"
    assert window.dispatch.places.currentRow() == 2
    assert words(window, "dispatch_title").startswith("2. ")


def of_roads(window):
    """What the legend tells besides the answer itself."""
    return tuple(sign for sign in window.map.legend_signs() if sign not in OF_ANSWER)


def test_ways_are_drawn_by_their_slack_and_the_legend_tells_what_is_shown(drill, qtbot):
    window, presenter, found = drill
    drawn = ways(found)
    assert len(drawn) > 2
    assert [ORDER.index(way.slack) for way in drawn] == sorted(ORDER.index(w.slack) for w in drawn)
    signs = set(of_roads(window))
    assert signs == {f"way {way.slack}" for way in drawn} | {"interception", "depot"}
    planned(qtbot, presenter, lambda: presenter.roads.toggle("R150"))
    assert "closed" in of_roads(window)


def test_a_way_asked_for_stands_beside_those_of_the_dispatch(open_window, qtbot):
    window, presenter = open_window()
    window.show_tab("route")
    window.route.start.setText("拉萨")
    window.route.goal.setText("日喀则")
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS):
        qtbot.mouseClick(window.route.find_button, LEFT)
    assert of_roads(window) == ("way none",)
    fill(window, exercise=False)
    planned(qtbot, presenter, lambda: presenter.do("respond"))
    assert of_roads(window) == ("way none", "interception")
    with qtbot.waitSignal(presenter.roads.route.found):
        qtbot.mouseClick(window.route.clear_button, LEFT)
    assert of_roads(window) == ("interception",)


# Paper


def test_the_sheet_and_the_ways_are_written_beside_the_brief(drill, qtbot):
    window, presenter, _found = drill
    printing = presenter.roads.dispatch.printing
    with qtbot.waitSignal(printing.written, timeout=60_000) as written:
        qtbot.mouseClick(window.dispatch.print_button, LEFT)
    sheet = Path(written.args[0])
    assert sheet.parent == presenter.printing.folder_for(presenter.answer)
    assert sheet.read_bytes().startswith(b"%PDF")
    assert {path.name for path in sheet.parent.iterdir()} == {
        "dispatch.pdf",
        "routes.gpx",
        "routes.kml",
    }
    assert str(sheet) in words(window, "message")
    assert "routes.gpx" in words(window, "message")


def test_a_sheet_that_cannot_be_written_is_told_with_its_remedy(drill, qtbot, home):
    window, presenter, _found = drill
    home.mkdir(exist_ok=True)
    (home / "briefs").write_text("in the way", encoding="utf-8")
    printing = presenter.roads.dispatch.printing
    with qtbot.waitSignal(printing.said, timeout=60_000, check_params_cb=is_danger):
        qtbot.mouseClick(window.dispatch.print_button, LEFT)
    assert "make room and allow writing there" in words(window, "message")


# Whatever it says


def test_other_language_other_words_same_plan(drill, changed):
    window, presenter, _found = drill
    before = rows(window.dispatch.places)
    presenter.do("language")
    changed(window)
    after = rows(window.dispatch.places)
    assert [row[2] for row in after] == [row[2] for row in before]
    assert [row[0] for row in after] != [row[0] for row in before]
    assert words(window, "dispatch_example").startswith("示例单位的物资")


def test_the_font_has_every_sign_of_the_dispatch(open_window, qtbot):
    window, presenter = open_window("zh")
    fill(window)
    planned(qtbot, presenter, lambda: presenter.do("respond"))
    panel = window.dispatch
    said = "".join(
        [
            *(label.text() for label in panel.findChildren(QLabel)),
            *(cell for table in (panel.places, panel.needs) for row in rows(table) for cell in row),
        ]
    )
    assert not {letter for letter in said if ord(letter) not in covered() and letter.strip()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_places_and_needs_fit_beside_the_map(open_window, qtbot, lang):
    window, presenter = open_window(lang)
    window.resize(*SIZES[0])
    fill(window)
    planned(qtbot, presenter, lambda: presenter.do("respond"))
    presenter.do("dispatch")
    for size in SIZES:
        window.resize(*size)
        QApplication.processEvents()
        places_and_needs_fit(window, size, lang)


def places_and_needs_fit(window, size, lang):
    assert (window.width(), window.height()) == size
    page = window.tabs.currentWidget()
    corner = page.mapTo(window, QPoint(page.width(), page.height()))
    assert corner.x() <= size[0]
    assert corner.y() <= size[1]
    panel = window.dispatch
    assert panel.below.geometry().bottom() < page.height()  # but what the plan rests on
    # In English the tabs take two rows where the window is small: a row of the table goes for it.
    row = panel.places.rowHeight(0) if (lang, size) == ("en", (1366, 768)) else 0
    assert panel.places.verticalScrollBar().maximum() <= row
    assert panel.places.horizontalScrollBar().maximum() == 0
    assert panel.needs.height() >= 84
    assert window.next.key.visibleRegion().boundingRect().height() == window.next.key.height()


def test_what_does_not_fit_scrolls_and_the_first_column_stays(drill, qtbot):
    window, presenter, _found = drill
    presenter.look.grow(LARGEST_PX - BODY_PX)
    qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
    QApplication.processEvents()
    table = window.dispatch.places
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert table.frozen is None
    bar.setValue(bar.maximum())
    assert table.frozen.isVisible()
    assert table.frozen.width() == table.columnWidth(0)
    assert table.frozen.rowHeight(1) == table.rowHeight(1)
    page = window.tabs.currentWidget()
    assert window.dispatch.height() > page.height()  # the page scrolls, nothing lies on another


def test_closing_while_it_is_worked_out_leaves_no_thread(open_window, qtbot, given):
    window, presenter = open_window()
    fill(window)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    window.close()
    assert given.pool.activeThreadCount() == 0
