"""Roads in the window: a stake answered, roads closed, ways found; and no roads at all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from emerg.fonts import covered
from emerg.geodesy import along
from emerg.ui.app import AppOptions
from emerg.ui.loaded import Loaded, loaded
from emerg.ui.map.mercator import point
from emerg.ui.outside import surroundings
from emerg.units import drive_h
from emerg.usecases.on_road import on_river

LONG_MS = 20_000
STAKE = "G318 K4620"
LEFT = Qt.MouseButton.LeftButton


def words(window, name):
    return window.findChild(QLabel, name).text()


def legs(window):
    table = window.route.legs
    return [table.item(row, 0).text() for row in range(table.rowCount())]


def answered(qtbot, window, presenter, where=STAKE):
    window.questions.fill_where(where)
    window.questions.what.substance.setText("benzene")
    window.questions.when.start.setText("02:40")
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as heard:
        presenter.do("respond")
    return heard.args[0]


def find(qtbot, window, presenter, start, goal):
    window.route.start.setText(start)
    window.route.goal.setText(goal)
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS) as found:
        qtbot.mouseClick(window.route.find_button, LEFT)
    return found.args[0]


def click_on(qtbot, window, ready, stretch, share=0.5):
    """Click the road at a share of its length, near enough that no other road is meant."""
    lon, lat = along(ready.roads.known.network.lines[stretch], share)
    window.map.go_to(lon, lat, 6_000.0)
    place = window.map.mapFromScene(QPointF(*point(lon, lat)))
    qtbot.mouseClick(window.map.viewport(), LEFT, pos=place)


# A stake


def test_a_stake_is_told_and_shown_before_it_is_answered(open_window, qtbot):
    window, presenter = open_window()
    window.questions.focus_on("where")
    qtbot.keyClicks(QApplication.focusWidget(), STAKE)
    echo = words(window, "where_echo")
    assert echo.startswith("▸ G318 K4620+000, ± ")
    assert "drains to Doilung Qu km 118" in echo
    found = presenter.form.read().place.road
    with qtbot.waitSignal(presenter.form.place_confirmed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.map.seen().contains(QPointF(*point(found.spot.lon, found.spot.lat)))
    place = window.map.mapFromScene(QPointF(*point(found.spot.lon, found.spot.lat)))
    assert window.map.words_at(place).startswith("G318 K4620+000 (± ")
    window.questions.fill_where("lhasa km 430")
    # The road tells its own stake there, and no longer that it is the place of an incident.
    assert not window.map.words_at(place).startswith("G318 K4620")


def test_a_stake_is_answered_as_the_command_line_does(open_window, qtbot, rivers, ready):
    window, presenter = open_window()
    answer = answered(qtbot, window, presenter)
    known, asked = ready.roads.known, answer.incident.scenario
    plain = replace(asked, where=replace(asked.where, river=None, km=None), notes=())
    expected = on_river(plain, known.network, rivers, known.books)
    assert (asked.where.river, asked.where.km) == (expected.where.river, expected.where.km)
    assert asked.notes == expected.notes
    found = presenter.form.read().place.road
    spilled = presenter.form.read().start
    assert asked.start.earliest == spilled.earliest
    assert asked.start.latest == spilled.latest + timedelta(hours=found.way.delay_h[1])
    window.map.go_to(found.spot.lon, found.spot.lat, 3_000.0)
    place = window.map.mapFromScene(QPointF(*point(found.spot.lon, found.spot.lat)))
    assert window.map.words_at(place).endswith(f"{len(answer.hits)} places on the way")


def test_the_other_river_below_the_stake_is_one_press_away(open_window, qtbot):
    window, presenter = open_window()
    first = answered(qtbot, window, presenter)
    other = presenter.roads.other
    assert words(window, "alternatives").startswith("Also possible: Lhasa River km 502")
    qtbot.mouseClick(window.next.other_button, LEFT)
    assert window.questions.typed().where == "G318 K4620+000 · Lhasa River"
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as heard:
        presenter.do("respond")
    asked = heard.args[0].incident.scenario
    assert heard.args[0].incident.river == "lhasa" != first.incident.river
    way = presenter.form.read().place.road.way
    spilled = presenter.form.read().start
    assert asked.start.latest == spilled.latest + timedelta(hours=way.delay_h[1])
    assert any(note.msgid.startswith("Taken instead") for note in asked.notes)
    assert presenter.roads.other != other
    assert words(window, "alternatives").startswith("Also possible: Doilung Qu")


# Closures


def test_the_key_turns_the_tool_on_and_escape_leaves_it_and_what_is_closed_stays(
    open_window, qtbot, ready
):
    window, presenter = open_window()
    assert not window.actions_by_name["cancel"].isEnabled()
    window.questions.fill_where("91.13, 29.65")
    window.questions.focus_on("where")  # a line has a Ctrl+K of its own on some desktops
    window.questions.where.place.setCursorPosition(2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.questions.typed().where == "91.13, 29.65"
    assert presenter.roads.state.closing
    assert window.closures.tool.isChecked()
    assert window.actions_by_name["close_roads"].isChecked()
    click_on(qtbot, window, ready, "R031")
    assert presenter.roads.state.closed == ("R031",)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not presenter.roads.state.closing
    assert not window.closures.tool.isChecked()
    assert presenter.roads.state.closed == ("R031",)
    click_on(qtbot, window, ready, "R031")
    assert presenter.roads.state.closed == ("R031",)
    assert not window.actions_by_name["cancel"].isEnabled()


def test_a_second_click_opens_the_road_and_the_list_follows(open_window, qtbot, ready):
    window, presenter = open_window()
    presenter.do("close_roads")
    click_on(qtbot, window, ready, "R031")
    click_on(qtbot, window, ready, "R150")
    table = window.closures.table
    names = [table.item(row, 0).text() for row in range(table.rowCount())]
    known = ready.roads.known.network.edges
    assert [known[name].name.zh in line for name, line in zip(("R031", "R150"), names, strict=True)]
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Closures ✗2"
    click_on(qtbot, window, ready, "R031")
    assert presenter.roads.state.closed == ("R150",)
    table.selectRow(0)
    qtbot.mouseClick(window.closures.open_button, LEFT)
    assert presenter.roads.state.closed == ()
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Closures"


def test_all_closures_are_cleared_at_once(open_window, qtbot):
    window, presenter = open_window()
    for name in ("R031", "R150"):
        presenter.roads.toggle(name)
    window.show_tab("closures")
    qtbot.mouseClick(window.closures.clear_button, LEFT)
    assert presenter.roads.state.closed == ()
    assert window.closures.table.rowCount() == 0
    assert not window.closures.clear_button.isEnabled()


# Ways


def test_a_click_closes_a_road_and_the_way_goes_around_it(open_window, qtbot, ready):
    window, presenter = open_window()
    presenter.do("route")
    assert QApplication.focusWidget().objectName() == "route_start"
    found = find(qtbot, window, presenter, "拉萨", "日喀则")
    before = legs(window)
    assert "R031" in before
    km, hours = found.routed.way.length_m / 1000, found.routed.way.hours
    assert words(window, "route_head").endswith(f"{km:.0f} km, {drive_h(hours)} h")
    presenter.do("close_roads")
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS) as again:
        click_on(qtbot, window, ready, "R031")
    assert "R031" not in legs(window)
    assert again.args[0].routed.way.hours > hours
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS):
        click_on(qtbot, window, ready, "R031")
    assert legs(window) == before


def test_no_way_is_an_answer_and_leaves_no_line(open_window, qtbot, ready):
    window, presenter = open_window()
    network = ready.roads.known.network
    window.show_tab("route")
    find(qtbot, window, presenter, "拉萨", "N001")
    around = [row.id for row in network.edges.values() if "N001" in (row.from_node, row.to_node)]
    with qtbot.waitSignal(
        presenter.roads.route.found,
        timeout=LONG_MS,
        check_params_cb=lambda found, _fresh: found is not None and found.line is None,
    ):
        for name in around:
            presenter.roads.toggle(name)
    assert words(window, "route_head").endswith("no open road leads there")
    assert window.route.head.property("role") == "warn"
    assert legs(window) == []


def test_snow_is_reckoned_with_at_once(open_window, qtbot):
    window, presenter = open_window()
    window.show_tab("route")
    plain = find(qtbot, window, presenter, "拉萨", "日喀则").routed.way.hours
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS) as found:
        qtbot.mouseClick(window.route.conditions["snow"], LEFT)
    assert found.args[0].routed.way.hours > plain


def test_the_way_leads_to_the_incident_on_its_road(open_window, qtbot):
    window, presenter = open_window()
    window.show_tab("route")
    window.route.start.setText("拉萨")
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS):
        qtbot.mouseClick(window.route.incident_button, LEFT)
    assert "there is no incident yet" in words(window, "route_head")
    assert window.route.head.property("role") == "danger"
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS) as found:
        answered(qtbot, window, presenter)
    spot = presenter.form.read().place.road.spot
    goal = found.args[0].routed.goal.on
    assert (goal.lon, goal.lat) == pytest.approx((spot.lon, spot.lat), abs=1e-3)


def test_a_place_that_is_not_known_is_told_and_clear_clears(open_window, qtbot):
    window, presenter = open_window()
    window.show_tab("route")
    assert find(qtbot, window, presenter, "拉萨", "无此地方") is None
    assert "no place is called" in words(window, "route_head")
    with qtbot.waitSignal(presenter.roads.route.found):
        qtbot.mouseClick(window.route.clear_button, LEFT)
    assert words(window, "route_head").startswith("Two places")
    assert [line.text() for line in (window.route.start, window.route.goal)] == ["", ""]


def test_enter_goes_from_one_box_to_the_other_and_then_asks(open_window, qtbot):
    window, presenter = open_window()
    presenter.do("route")
    qtbot.keyClicks(QApplication.focusWidget(), "91.13,29.65")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "route_goal"
    qtbot.keyClicks(QApplication.focusWidget(), "90.2,29.35")
    with qtbot.waitSignal(presenter.roads.route.found, timeout=LONG_MS):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert legs(window)


def test_other_language_other_words_same_way(open_window, qtbot, changed):
    window, presenter = open_window()
    window.show_tab("route")
    find(qtbot, window, presenter, "拉萨", "日喀则")
    before, shown = words(window, "route_head"), legs(window)
    presenter.do("language")
    changed(window)
    assert words(window, "route_head") != before
    assert legs(window) == shown


# Whatever the window says can be read


def test_the_font_has_every_sign_the_road_panels_use(open_window):
    window, presenter = open_window("zh")
    presenter.roads.toggle("R031")
    said = "".join(
        [
            *(label.text() for label in window.findChildren(QLabel)),
            *(line.placeholderText() for line in window.findChildren(QLineEdit)),
            *(window.tabs.tabText(number) for number in range(window.tabs.count())),
            window.closures.table.item(0, 0).text(),
        ]
    )
    assert not {letter for letter in said if ord(letter) not in covered() and letter.strip()}


def test_every_page_fits_beside_the_map(open_window, qtbot):
    window, presenter = open_window()
    answered(qtbot, window, presenter)
    sizes = ((1366, 768), (1920, 1080))
    window.resize(*sizes[0])
    window.show_tab("route")
    find(qtbot, window, presenter, "拉萨", "林芝")
    for size in sizes:
        window.resize(*size)
        for tab in ("route", "closures"):
            window.show_tab(tab)
            QApplication.processEvents()
            the_page_fits(window, size)


def the_page_fits(window, size):
    assert (window.width(), window.height()) == size
    page = window.tabs.currentWidget()
    assert page.height() >= page.minimumSizeHint().height()
    corner = page.mapTo(window, QPoint(page.width(), page.height()))
    assert corner.x() <= size[0]
    assert corner.y() <= size[1]


# Without roads


def test_a_folder_without_roads_still_opens_the_window(open_window, given, rivers, qtbot, tmp_path):
    (tmp_path / "rivers").mkdir()
    ready = loaded(rivers, (tmp_path,))
    assert ready.roads is None
    window, presenter = open_window(surroundings=replace(given, load=lambda: ready))
    assert "no road network was found" in words(window, "message")
    window.questions.fill_where(STAKE)
    presenter.form.ask()
    assert "no road network to find a stake in" in words(window, "where_echo")
    presenter.do("close_roads")
    assert not presenter.roads.state.closing
    assert "there is no road to close" in words(window, "message")
    window.show_tab("route")
    window.route.start.setText("拉萨")
    window.route.goal.setText("日喀则")
    qtbot.mouseClick(window.route.find_button, LEFT)
    assert words(window, "route_head").startswith("No road network was loaded")
    answered(qtbot, window, presenter, "lhasa km 430")
    assert presenter.answer.incident.river == "lhasa"


def test_a_road_file_that_cannot_be_read_is_told_and_the_rest_works(open_window, given, home):
    (home / "playbooks" / "roads").mkdir(parents=True)
    (home / "playbooks" / "roads" / "network.geojson").write_text("{", encoding="utf-8")
    ours = surroundings(AppOptions(None, "en", home), given.clock)
    window, presenter = open_window(surroundings=replace(given, load=ours.load))
    assert "network.geojson" in words(window, "message")
    assert window.status.message.property("role") == "danger"
    assert presenter.roads.known is None


def test_what_was_loaded_says_what_is_missing(rivers, tmp_path):
    ready = loaded(rivers, (tmp_path,))
    assert isinstance(ready, Loaded)
    assert [problem.what.msgid for problem in ready.problems] == ["no road network was found"]
