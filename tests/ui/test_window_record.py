"""The record in the window: noted only once on disk, gone on with after any end."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)

from emerg.cli.main import run
from emerg.errors import OutputError
from emerg.incident.address_book import write_address_book
from emerg.incident.backup import backups
from emerg.incident.contacts import Contact
from emerg.incident.model import Draft, Person
from emerg.ui.clock import Clock
from emerg.ui.status_bar import Message
from emerg.ui.surroundings import Surroundings
from emerg.ui.unfinished_presenter import typed_of
from emerg.usecases import exchange
from emerg.usecases import incident as record
from emerg.usecases.settings import AUTHOR, LOCK_AFTER_MIN, POST, ROLE
from emerg.usecases.settings_file import read_settings, write_settings
from emerg.usecases.settle import answer as answer_question
from emerg.usecases.unfinished import ASIDE, BEFORE, FILE, read_unfinished

LONG_MS = 20_000


def log_of(home):
    (one,) = record.list_incidents(home)
    return record.read_log(home, one.id)


def kinds(home):
    return [entry.kind for entry in log_of(home)]


def message(window):
    return window.findChild(QLabel, "message").text()


def shown_texts(window):
    model = window.record.log.model
    return [model.index(row, 3).data() for row in range(model.rowCount())]


@pytest.fixture
def noted(qtbot):
    """Do something, and wait until an entry is on disk."""

    def wait(presenter, act):
        with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS) as said:
            act()
        return said.args[0]

    return wait


def fill(window):
    questions = window.questions
    questions.fill_where("lhasa km 430")
    questions.what.substance.setText("benzene")
    questions.when.start.setText("02:40")
    questions.when.reported.setText("03:05")
    questions.flow.choices["high"].setChecked(True)


@pytest.fixture
def recorded(open_window, noted):
    """The window once its first forecast stands in the record."""
    window, presenter = open_window()
    fill(window)
    noted(presenter, lambda: presenter.do("respond"))
    return window, presenter


@pytest.fixture
def opened_again(open_window, home, ready, qtbot):
    """Another window over the same home, with threads of its own."""
    pools = []

    def again(now, lang="en"):
        pools.append(QThreadPool())
        given = Surroundings(lambda: ready, home, Clock(lambda: now), pools[-1])
        return open_window(lang, given)

    yield again
    for pool in pools:
        pool.waitForDone()


def note(window, presenter, noted, text, kind="note"):
    window.note.kind.setCurrentIndex(window.note.kind.findData(kind))
    window.note.fill(text)
    return noted(presenter, window.note.button.click)


def chosen(window, presenter, qtbot, id_):
    with qtbot.waitSignal(presenter.incident.record.taken, timeout=LONG_MS):
        presenter.incident.record.take(id_)


# Noting


def test_f5_opens_a_record_with_the_forecast_and_says_what_was_asked(recorded, home):
    opened, run_ = log_of(home)
    assert opened.text == "Lhasa River km 430.0, Benzene"
    assert (run_.kind, run_.figures()["asked"]["form"]["where"]) == ("run", "lhasa km 430")
    assert len(run_.figures()["hits"]) > 20


def test_a_long_entry_takes_the_lines_it_needs_and_a_short_one_no_more(recorded, qtbot):
    window, _presenter = recorded
    window.show_tab("record")
    log = window.record.log
    head = log.tools.head
    qtbot.waitUntil(lambda: log.table.isVisible() and not log.rows.busy, timeout=LONG_MS)
    opened, run_ = log.table.rowHeight(0), log.table.rowHeight(1)
    assert opened == log.table.verticalHeader().defaultSectionSize() < run_
    assert head.defaultAlignment() & Qt.AlignmentFlag.AlignLeft
    window.resize(window.width() + 900, window.height())
    qtbot.waitUntil(lambda: log.table.rowHeight(1) < run_, timeout=LONG_MS)


def test_the_same_question_is_noted_once_and_another_again(recorded, noted, qtbot, home):
    window, presenter = recorded
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    window.questions.amount.amount.setText("8-20 t")
    noted(presenter, lambda: presenter.do("respond"))
    assert kinds(home) == ["open", "run", "run"]


def test_a_note_by_keyboard_alone(open_window, noted, qtbot, home):
    window, presenter = open_window()
    presenter.do("note")
    line = QApplication.focusWidget()
    assert line is window.note.line
    qtbot.keyClicks(line, "caller: tanker in the river")
    qtbot.keyClick(line, Qt.Key.Key_Down)  # ↓ chooses the next kind
    entry = noted(presenter, lambda: qtbot.keyClick(line, Qt.Key.Key_Return))
    assert (entry.kind, entry.text) == ("fact", "caller: tanker in the river")
    assert window.note.text() == ""
    assert window.note.kind.currentData() == "note"
    qtbot.waitUntil(lambda: shown_texts(window) == [entry.text, entry.text], timeout=LONG_MS)
    assert kinds(home) == ["open", "fact"]
    assert message(window) == "Noted as 2: caller: tanker in the river"


def test_what_does_not_reach_the_disk_stays_on_the_line(recorded, qtbot, home, monkeypatch):
    window, presenter = recorded

    def full(*_args):
        raise OutputError("no room", where="disk", fix="make room")

    monkeypatch.setattr(record, "note", full)
    window.note.fill("rang the waterworks")
    window.note.button.click()
    assert window.note.line.isReadOnly()
    qtbot.waitUntil(lambda: not window.note.line.isReadOnly(), timeout=LONG_MS)
    assert window.note.text() == "rang the waterworks"
    assert message(window) == "no room - disk: make room"
    monkeypatch.undo()
    window.note.button.click()
    qtbot.waitUntil(lambda: window.note.text() == "", timeout=LONG_MS)
    assert kinds(home) == ["open", "run", "note"]
    assert presenter.incident.desk.seen.head.entries >= 1


def test_a_window_that_closes_over_a_note_writes_it(recorded, home):
    window, _presenter = recorded
    window.note.fill("last words")
    window.note.button.click()
    window.close()
    assert log_of(home)[-1].text == "last words"


def test_amend_and_strike_are_entries_of_their_own(recorded, noted, qtbot, home):
    window, presenter = recorded
    entry = note(window, presenter, noted, "20 t")
    panel = window.record.log
    window.note.fill("begun")
    panel.choose(entry.hash)
    panel.amend.click()
    assert window.note.text() == "20 t"
    assert window.note.correcting.text() == "Amends 3:"
    qtbot.keyClick(window.note.line, Qt.Key.Key_Escape)  # Esc leaves, and what stood there is back
    assert window.note.text() == "begun"
    panel.amend.click()
    window.note.fill("8 t")
    noted(presenter, window.note.button.click)
    assert window.note.text() == "begun"
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4, timeout=LONG_MS)
    panel.choose(entry.hash)
    panel.strike.click()
    window.note.fill("another tanker")
    noted(presenter, window.note.button.click)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 5, timeout=LONG_MS)
    assert shown_texts(window)[2] == "[amended by 4] [struck by 5] 20 t"
    amended, struck = log_of(home)[-2:]
    assert {amended.refers_to, struck.refers_to} == {entry.hash}
    panel.choose(log_of(home)[0].hash)
    assert not panel.strike.isEnabled()  # what opened the incident is amended, never struck


def test_a_file_is_kept_with_the_incident(recorded, noted, home, tmp_path, monkeypatch):
    _window, presenter = recorded
    photo = tmp_path / "river.jpg"
    photo.write_bytes(b"jpeg")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(photo), ""))
    entry = noted(presenter, lambda: presenter.do("attach"))
    (one,) = record.list_incidents(home)
    kept = one.file.parent / "files" / entry.figures()["sha256"]
    assert kept.read_bytes() == b"jpeg"


def test_who_writes_is_asked_once_and_kept(recorded, noted, qtbot, home):
    window, presenter = recorded
    presenter.do("who")
    popup = presenter.incident.notes.who
    popup.author.setText("张三")
    popup.post.setText("前方1")
    popup.role.setCurrentIndex(popup.role.findData("field"))
    popup.keep.click()
    assert window.note.who.text() == "张三 · 前方1"
    entry = note(window, presenter, noted, "at the bridge")
    assert (entry.author, entry.post, entry.figures()["role"]) == ("张三", "前方1", "field")
    kept, _problems = read_settings(home)
    assert (kept[AUTHOR], kept[POST], kept[ROLE]) == ("张三", "前方1", "field")


def test_a_reader_is_shown_everything_and_notes_nothing(open_window, qtbot, home):
    write_settings(home, {ROLE: "reader"})
    window, presenter = open_window()
    fill(window)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    window.note.fill("x")
    assert window.note.line.isReadOnly()
    assert not window.note.button.isEnabled()
    window.close()
    assert record.list_incidents(home) == ()


# Nothing is lost by Esc


def test_a_correction_left_by_escape_is_there_when_it_is_taken_up_again(recorded, noted, keys):
    window, presenter = recorded
    presenter.do("note")
    noted(presenter, lambda: keys("rang the waterworks", Qt.Key.Key_Return))
    log = window.record.log
    log.choose(log.model.entries[-1].hash)
    window.note.fill("next")
    log.amend.click()
    keys(" at 03:40", Qt.Key.Key_Escape)
    assert window.note.text() == "next"
    log.amend.click()
    assert window.note.text() == "rang the waterworks at 03:40"


def test_a_name_left_by_escape_is_there_when_it_is_asked_again(open_window, keys):
    _window, presenter = open_window()
    presenter.do("who")
    keys("Zhaxi", Qt.Key.Key_Escape)
    assert not presenter.incident.notes.who.isVisible()
    presenter.do("who")
    assert presenter.incident.notes.who.author.text() == "Zhaxi"


# Going on


def test_killed_at_any_moment_it_goes_on_where_it_was(open_window, qtbot, home, now):
    script = Path(__file__).with_name("ends_suddenly.py")
    ended = subprocess.run([sys.executable, str(script), str(home)], check=False, timeout=120)
    assert ended.returncode == -9
    window, presenter = open_window()
    qtbot.waitUntil(window.start.isVisible, timeout=LONG_MS)
    assert presenter.answer is None  # it asks, it does not guess
    (one,) = record.list_incidents(home)
    button = window.start.findChild(QPushButton, f"start_{one.id}")
    assert "Lhasa River km 430.0, Benzene" in button.text()
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        button.click()
    assert answered.args[0].incident.amount_kg is None  # as it was answered before the end
    typed = window.questions.typed()
    assert (typed.where, typed.what, typed.amount) == ("lhasa km 430", "benzene", "8-20")
    assert window.note.text() == "half a sen"
    # As it was left: begun, not asked.
    qtbot.waitUntil(window.next.provisional.isVisible, timeout=LONG_MS)
    assert not window.start.isVisible()
    assert shown_texts(window)[-1] == "rang the waterworks"
    window.close()
    assert kinds(home) == ["open", "run", "note"]  # to look at it again adds nothing


def test_a_new_incident_puts_the_old_one_away_whole(recorded, noted, qtbot, home):
    window, presenter = recorded
    first = presenter.incident.desk.case.id
    window.questions.amount.amount.setText("8-20")
    window.note.fill("half")
    presenter.do("new")
    assert window.questions.typed() == typed_of({})
    assert window.note.text() == ""
    assert presenter.answer is None
    assert window.hits.model.rowCount() == 0
    assert window.findChild(QLabel, "incident_title").text() == "New incident"
    qtbot.waitUntil(window.start.isVisible, timeout=LONG_MS)
    window.questions.fill_where("lhasa km 512")
    noted(presenter, lambda: presenter.do("respond"))
    assert presenter.incident.desk.case.id != first
    assert len(record.list_incidents(home)) == 2
    chosen(window, presenter, qtbot, first)
    assert window.questions.typed().where == "lhasa km 430"
    assert window.questions.typed().amount == "8-20"
    assert window.note.text() == "half"


def test_questions_begun_and_never_answered_are_offered(
    open_window, opened_again, qtbot, home, now
):
    window, _presenter = open_window()
    window.questions.fill_where("lhasa km 430")
    window.questions.when.start.setText("2 h ago")
    window.close()
    later = now + timedelta(hours=5)
    window, presenter = opened_again(later)
    qtbot.waitUntil(window.start.isVisible, timeout=LONG_MS)
    assert window.questions.typed().where == ""
    window.start.findChild(QPushButton, "start_unfinished").click()
    assert window.questions.typed().where == "lhasa km 430"
    assert window.questions.typed().when.endswith("01:27")  # two hours before it was typed
    assert not window.start.isVisible()
    with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS):
        presenter.do("respond")
    window.close()
    assert not (home / FILE).exists()  # it is the incident's own now
    (one,) = record.list_incidents(home)
    assert read_unfinished(one.file.parent)[0].form["where"] == "lhasa km 430"


def test_what_was_not_taken_up_makes_room_and_is_not_lost(open_window, opened_again, home, now):
    window, _presenter = open_window()
    window.questions.fill_where("lhasa km 430")
    window.close()
    window, _presenter = opened_again(now)
    window.questions.fill_where("nianchu km 20")
    window.close()
    assert read_unfinished(home)[0].form["where"] == "nianchu km 20"
    (aside,) = home.glob(BEFORE.format(stamp="*Z"))
    assert "lhasa km 430" in aside.read_text(encoding="utf-8")


def test_unfinished_work_that_cannot_be_read_is_told_and_kept_aside(open_window, qtbot, home):
    home.mkdir(exist_ok=True)
    (home / FILE).write_text('{"saved": 1}', encoding="utf-8")
    window, _presenter = open_window()
    qtbot.waitUntil(lambda: "unfinished" in message(window), timeout=LONG_MS)
    assert (home / ASIDE).read_text(encoding="utf-8") == '{"saved": 1}'


def test_an_incident_is_in_one_window_and_commands_still_note(
    recorded, opened_again, noted, qtbot, home, now
):
    window, presenter = recorded
    id_ = presenter.incident.desk.case.id
    second, other = opened_again(now)
    qtbot.waitUntil(second.start.isVisible, timeout=LONG_MS)
    other.incident.record.take(id_)
    qtbot.waitUntil(lambda: "open in another window" in message(second), timeout=LONG_MS)
    assert other.incident.desk.case.id == ""
    assert run(["incident", "note", id_, "from a command"]) == 0
    presenter.incident.desk.on_tick(now)
    presenter.incident.desk.on_tick(now)
    presenter.incident.desk.on_tick(now)
    qtbot.waitUntil(lambda: shown_texts(window)[-1:] == ["from a command"], timeout=LONG_MS)
    presenter.do("new")
    with qtbot.waitSignal(other.incident.record.taken, timeout=LONG_MS):
        other.incident.record.take(id_)


def test_a_closed_incident_is_not_offered_and_can_be_opened(recorded, noted, keys, qtbot, home):
    window, presenter = recorded
    presenter.do("close_incident")
    keys("sealed at", Qt.Key.Key_Escape)
    assert kinds(home)[-1] != "close"
    presenter.do("close_incident")  # as far as it was typed

    def close():
        keys(Qt.Key.Key_End, " 06:10", Qt.Key.Key_Return)

    entry = noted(presenter, close)
    assert (entry.kind, entry.text) == ("close", "sealed at 06:10")
    id_ = presenter.incident.desk.case.id
    presenter.do("new")
    presenter.do("record")
    table = window.record.all.table
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: table.item(0, 1).text() == "closed", timeout=LONG_MS)
    assert not window.start.isVisible()
    with qtbot.waitSignal(presenter.incident.record.taken, timeout=LONG_MS):
        window.record.all.open.click()
    assert presenter.incident.desk.case.id == id_


# Drills


def test_a_record_is_of_a_drill_or_not_for_good(open_window, noted, qtbot, home):
    window, presenter = open_window()
    window.questions.exercise.setChecked(True)
    fill(window)
    noted(presenter, lambda: presenter.do("respond"))
    qtbot.waitUntil(lambda: not window.questions.exercise.isEnabled(), timeout=LONG_MS)
    (one,) = record.list_incidents(home)
    assert one.head.exercise
    presenter.do("new")
    assert window.questions.exercise.isEnabled()
    assert not window.questions.exercise.isChecked()
    chosen(window, presenter, qtbot, one.id)
    assert window.questions.exercise.isChecked()
    assert not window.questions.exercise.isEnabled()


# Copies, packages


def test_the_record_is_copied_every_hour_and_the_copy_proven(recorded, qtbot, home, now):
    window, presenter = recorded
    (one,) = record.list_incidents(home)
    presenter.incident.on_minute(now)
    qtbot.waitUntil(lambda: len(backups(one.file)) == 1, timeout=LONG_MS)
    state = window.findChild(QLabel, "record_state")
    qtbot.waitUntil(lambda: "last proven copy 07-15 03:27" in state.text(), timeout=LONG_MS)
    presenter.incident.on_minute(now + timedelta(minutes=59))
    presenter.incident.on_minute(now + timedelta(minutes=60))
    qtbot.waitUntil(lambda: "last proven copy 07-15 04:27" in state.text(), timeout=LONG_MS)
    assert len(backups(one.file)) == 2


def at_other_post(home, tmp_path, id_, value):
    """The package of a post that got the incident by stick and answered a question there."""
    there = tmp_path / "front"
    there.mkdir()
    out = tmp_path / "to-front.emerg"
    exchange.export_incident(home, id_, out, Person(), playbooks={})
    exchange.import_package(there, out, playbooks={})
    front = Person("Li", "front")
    now = log_of(home)[-1].time + timedelta(minutes=1)
    answer_question(there, id_, Draft("decision", f"level {value}"), "level", value, front, now)
    back = tmp_path / "from-front.emerg"
    exchange.export_incident(there, id_, back, front, playbooks={})
    return back


def test_packages_by_stick_and_what_differs_side_by_side(
    recorded, noted, qtbot, home, now, tmp_path, monkeypatch
):
    window, presenter = recorded
    id_ = presenter.incident.desk.case.id
    back = at_other_post(home, tmp_path, id_, "III")
    answer_question(home, id_, Draft("decision", "level II"), "level", "II", Person(), now)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(back), ""))
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        presenter.do("bring")
    assert (
        message(window) == "1 new entries and 0 files of post front; 1 things are said differently"
    )
    qtbot.waitUntil(lambda: len(presenter.incident.desk.seen.conflicts) == 1, timeout=LONG_MS)
    panel = window.record.conflicts
    buttons = panel.findChildren(QPushButton, "settle")
    assert len(buttons) == 2
    window.record.show_page("conflicts")
    buttons[0].click()  # without a reason nothing is settled
    panel.findChild(QLineEdit, "settle_reason").setText("Director Wang, by telephone")
    entry = noted(presenter, buttons[0].click)
    assert (entry.kind, entry.text) == ("settle", "Director Wang, by telephone")
    qtbot.waitUntil(lambda: presenter.incident.desk.seen.conflicts == (), timeout=LONG_MS)
    assert window.record.buttons["conflicts"].text() == "Said differently"


def test_a_locked_package_out_and_in(recorded, qtbot, home, tmp_path, monkeypatch, ready):
    window, presenter = recorded
    target = tmp_path / "stick" / "case.emerg"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("geheim", True))
    presenter.do("export")
    qtbot.waitUntil(lambda: "Package written" in message(window), timeout=LONG_MS)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(target), ""))
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        presenter.do("bring")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("anders", True))
    presenter.do("bring")
    qtbot.waitUntil(lambda: "passphrase" in message(window).lower(), timeout=LONG_MS)


def test_another_key_than_before_is_asked_about(recorded, qtbot, home, tmp_path, monkeypatch):
    window, presenter = recorded
    id_ = presenter.incident.desk.case.id
    back = at_other_post(home, tmp_path, id_, "III")
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        presenter.incident.exchange.bring_from(back)
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    exchange.import_package(stranger, back, playbooks={})
    forged = tmp_path / "forged.emerg"
    made = exchange.export_incident(stranger, id_, forged, Person("", "front"), playbooks={})
    asked = []

    def cancelled(*args):
        asked.append(args[2])
        return "", False

    monkeypatch.setattr(QInputDialog, "getText", cancelled)
    presenter.incident.exchange.bring_from(forged)
    qtbot.waitUntil(lambda: message(window).startswith("Nothing was taken"), timeout=LONG_MS)
    assert made.fingerprint in asked[0]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: (made.fingerprint, True))
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        presenter.incident.exchange.bring_from(forged)


def test_the_shift_is_handed_over_and_the_record_printed(recorded, qtbot, home):
    window, presenter = recorded
    for name in ("handover", "report"):
        presenter.do(name)
        qtbot.waitUntil(lambda: message(window).startswith("Written:"), timeout=LONG_MS)
        window.status.show_message(Message())
    assert sorted(p.suffix for p in (home / "briefs").iterdir()) == [".pdf", ".pdf"]


def test_without_an_incident_there_is_nothing_to_hand_over(open_window, home):
    window, presenter = open_window()
    for name in ("handover", "report", "export", "close_incident"):
        presenter.do(name)
        assert message(window).startswith("No incident lies on the desk")


# The lock


@pytest.fixture
def passphrase(home):
    write_address_book(home, (Contact("duty office", "110"),), "geheim")
    return "geheim"


def test_locked_by_key_and_opened_by_the_passphrase_alone(recorded, qtbot, passphrase, home):
    window, presenter = recorded
    window.note.fill("half")
    presenter.do("lock")
    assert window.lock.isVisible()
    assert not window.questions.isVisible()
    presenter.do("new")
    assert presenter.answer is not None  # a locked window does nothing
    window.lock.line.setText("falsch")
    window.lock.open.click()
    qtbot.waitUntil(lambda: window.lock.mistake.text() != "", timeout=LONG_MS)
    assert window.lock.isVisible()
    window.lock.line.setText(passphrase)
    window.lock.open.click()
    qtbot.waitUntil(window.questions.isVisible, timeout=LONG_MS)
    assert window.note.text() == "half"


def test_locked_after_idle_minutes(home, passphrase, open_window, monkeypatch, now):
    write_settings(home, {LOCK_AFTER_MIN: 5})
    window, presenter = open_window()
    presenter.locking.touched_s -= 200
    presenter.locking.on_tick(now)
    assert not window.locked
    presenter.locking.touched_s -= 200
    presenter.locking.on_tick(now)
    assert window.locked
    presenter.locking.on_tick(now)
    assert window.lock.time.text() == window.header.time.text()


def test_without_a_passphrase_nothing_is_locked(open_window):
    window, presenter = open_window()
    presenter.do("lock")
    assert not window.locked
    assert "no passphrase yet" in message(window)


# Telephone numbers


def test_sheets_print_numbers_only_while_they_are_unlocked(
    answered_window, qtbot, home, tmp_path, monkeypatch, caplog
):
    window, presenter = answered_window
    role = "西藏自治区水利厅"
    write_address_book(home, (Contact(role, "18999990001"),), "geheim")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("falsch", True))
    presenter.do("numbers")
    qtbot.waitUntil(lambda: "passphrase" in message(window), timeout=LONG_MS)
    assert not window.actions_by_name["numbers"].isChecked()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("geheim", True))

    def printed(folder):
        with qtbot.waitSignal(presenter.printing.written, timeout=60_000) as written:
            presenter.brief.print_to(tmp_path / folder)
        document = pypdfium2.PdfDocument(written.args[0])
        pages = (page.get_textpage().get_text_range() for page in document)
        return "18999990001" in re.sub(r"\s", "", "".join(pages))

    assert not printed("before")
    presenter.do("numbers")
    qtbot.waitUntil(window.actions_by_name["numbers"].isChecked, timeout=LONG_MS)
    assert printed("open")
    window.set_locked(True)
    window.set_locked(False)
    assert not window.actions_by_name["numbers"].isChecked()
    assert not printed("after")
    window.close()
    # In its lock, and on the one sheet that was asked for with it: nowhere else.
    files = [path for folder in (home, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if b"18999990001" in path.read_bytes()]
    assert "18999990001" not in caplog.text


def test_a_damaged_record_is_told_and_what_is_readable_stands_beside_it(
    recorded, noted, opened_again, qtbot, home, now
):
    window, presenter = recorded
    for number in range(60):
        note(window, presenter, noted, f"entry {number}")
    window.close()
    (one,) = record.list_incidents(home)
    whole = one.file.read_bytes()
    one.file.write_bytes(whole.replace(b"entry 30", b"entry 3x"))
    second, other = opened_again(now)
    qtbot.waitUntil(second.start.isVisible, timeout=LONG_MS)
    other.incident.record.take(one.id)
    qtbot.waitUntil(lambda: "not what was written" in message(second), timeout=LONG_MS)
    assert other.incident.desk.case.id == ""
    (saved,) = one.file.parent.glob("*.jsonl")
    assert "entry 59" in saved.read_text(encoding="utf-8")
    one.file.write_bytes(whole)  # as from a copy: it is not held by the window that was refused it
    with qtbot.waitSignal(other.incident.record.taken, timeout=LONG_MS):
        other.incident.record.take(one.id)


# Calls


def test_how_a_call_went_is_noted_and_shown(recorded, noted, qtbot, home):
    window, presenter = recorded
    presenter.do("calls")
    panel = window.calls
    assert panel.table.rowCount() == len(presenter.answer.calls) > 5
    assert "I am calling" in window.findChild(QLabel, "call_script").text()
    panel.table.selectRow(2)
    panel.name.setText("Wang")
    entry = noted(presenter, panel.buttons["called"].click)
    assert (entry.kind, entry.figures()["state"]) == ("call", "called")
    assert entry.text.endswith("spoken to Wang")
    qtbot.waitUntil(lambda: panel.table.item(2, 1).text() == "called", timeout=LONG_MS)
    assert panel.table.currentRow() == 2
    panel.name.setText("Wang")
    noted(presenter, lambda: qtbot.keyClick(panel.name, Qt.Key.Key_Return))
    qtbot.waitUntil(lambda: panel.table.item(2, 1).text() == "confirmed", timeout=LONG_MS)
    assert window.findChild(QLabel, "calls_note").text().startswith("1 of")
    presenter.incident.notes.who.chosen.emit(Person("Li", "duty office"))
    panel.table.selectRow(3)
    assert "This is duty office Li." in window.findChild(QLabel, "call_script").text()
    presenter.do("new")
    assert panel.table.rowCount() == 0
    assert not panel.buttons["called"].isEnabled()


# One incident after the other, quickly


def other_incident(home, title="the other"):
    return record.new_incident(home, title, Person(), datetime.now(UTC))[0]


def test_a_new_incident_straight_after_the_first_note_is_another(open_window, qtbot, home):
    window, presenter = open_window()
    window.note.fill("call one")
    window.note.button.click()
    presenter.do("new")
    qtbot.waitUntil(lambda: len(record.list_incidents(home)) == 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not window.note.line.isReadOnly(), timeout=LONG_MS)
    window.note.fill("call two")
    with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS):
        window.note.button.click()
    found = [[e.text for e in record.read_log(home, one.id)] for one in record.list_incidents(home)]
    assert sorted(found) == [["call one", "call one"], ["call two", "call two"]]


def test_what_is_said_while_an_incident_is_being_opened_is_said_of_it(open_window, qtbot, home):
    id_ = other_incident(home)
    window, presenter = open_window()
    presenter.incident.record.take(id_)
    presenter.incident.record.take(id_)  # a double click opens it once
    window.note.fill("of the other")
    with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS):
        window.note.button.click()
    (one,) = record.list_incidents(home)
    assert [entry.text for entry in record.read_log(home, one.id)] == ["the other", "of the other"]
    assert "another window" not in message(window)


def test_a_new_incident_is_not_pushed_aside_by_one_that_was_still_being_opened(
    open_window, qtbot, home
):
    id_ = other_incident(home)
    window, presenter = open_window()
    presenter.incident.record.take(id_)
    presenter.do("new")
    window.note.fill("of a new one")
    with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS):
        window.note.button.click()
    assert presenter.incident.desk.case.id not in ("", id_)
    assert [entry.text for entry in record.read_log(home, id_)] == ["the other"]


def test_an_answer_that_comes_after_ctrl_n_is_of_no_incident(open_window, qtbot, given, home):
    window, presenter = open_window()
    fill(window)
    presenter.do("respond")
    given.pool.waitForDone()  # it is there, and not yet heard
    presenter.do("new")
    qtbot.waitUntil(lambda: not presenter.incident.desk.taking, timeout=LONG_MS)
    QApplication.processEvents()
    assert presenter.answer is None
    window.close()
    assert record.list_incidents(home) == ()


def test_the_same_question_in_another_incident_is_noted_there(recorded, noted, qtbot, home):
    window, presenter = recorded
    id_ = other_incident(home)
    chosen(window, presenter, qtbot, id_)
    fill(window)
    noted(presenter, lambda: presenter.do("respond"))
    assert [entry.kind for entry in record.read_log(home, id_)] == ["open", "run"]


def test_a_reading_that_waits_behind_another_is_made_up_for(recorded, noted, qtbot, home):
    window, presenter = recorded
    qtbot.waitUntil(lambda: presenter.incident.desk.seen is not None, timeout=LONG_MS)
    go = Event()
    presenter.incident.desk.do_aside(lambda: go.wait(5), lambda _result: None)
    presenter.incident.desk.look()  # waits behind it, and is of the first incident
    presenter.do("new")
    window.questions.exercise.setChecked(True)
    window.note.fill("of the second")
    noted(presenter, window.note.button.click)
    go.set()
    qtbot.waitUntil(lambda: shown_texts(window) == ["of the second"] * 2, timeout=LONG_MS)
    assert not window.questions.exercise.isEnabled()  # a drill for good


def test_a_reason_half_typed_stays_while_others_note(recorded, noted, qtbot, home, tmp_path, now):
    window, presenter = recorded
    id_ = presenter.incident.desk.case.id
    back = at_other_post(home, tmp_path, id_, "III")
    answer_question(home, id_, Draft("decision", "level II"), "level", "II", Person(), now)
    with qtbot.waitSignal(presenter.incident.exchange.brought, timeout=LONG_MS):
        presenter.incident.exchange.bring_from(back)
    panel = window.record.conflicts
    qtbot.waitUntil(lambda: panel.findChild(QLineEdit, "settle_reason") is not None)
    panel.findChild(QLineEdit, "settle_reason").setText("Director Wa")
    assert run(["incident", "note", id_, "from a command"]) == 0
    for _ in range(3):
        presenter.incident.desk.on_tick(now)
    qtbot.waitUntil(lambda: "from a command" in shown_texts(window), timeout=LONG_MS)
    assert panel.findChild(QLineEdit, "settle_reason").text() == "Director Wa"


def test_to_open_an_incident_leaves_what_was_begun_without_one(open_window, qtbot, home):
    id_ = other_incident(home)
    window, presenter = open_window()
    window.questions.fill_where("lhasa km 430")
    window.note.fill("half")
    chosen(window, presenter, qtbot, id_)
    assert window.questions.typed().where == ""
    window.close()
    kept, _problems = read_unfinished(home)
    assert (kept.form["where"], kept.note) == ("lhasa km 430", "half")


def test_questions_of_another_version_do_not_stand_for_those_of_another_incident(
    open_window, qtbot, home
):
    id_ = other_incident(home)
    asked = {"form": {"where": "lhasa km 430", "of_a_newer_version": 1}}
    record.note(
        home, id_, Draft("run", "a forecast", {"asked": asked}), Person(), datetime.now(UTC)
    )
    window, presenter = open_window()
    window.questions.fill_where("nianchu km 20")
    chosen(window, presenter, qtbot, id_)
    assert window.questions.typed().where == ""
    assert "another version" in message(window)
    assert presenter.answer is None
    window.close()
    (one,) = record.list_incidents(home)
    assert [entry.kind for entry in record.read_log(home, one.id)] == ["open", "run"]


def test_a_correction_does_not_follow_to_another_incident(recorded, noted, qtbot, home):
    window, presenter = recorded
    entry = note(window, presenter, noted, "20 t")
    window.note.fill("half of the first")
    window.record.log.choose(entry.hash)
    window.record.log.amend.click()
    first = presenter.incident.desk.case.id
    chosen(window, presenter, qtbot, other_incident(home))
    assert window.note.correcting.text() == ""
    assert window.note.text() == ""
    chosen(window, presenter, qtbot, first)
    assert window.note.text() == "half of the first"


def test_a_file_that_is_kept_meanwhile_does_not_empty_the_line(
    recorded, qtbot, home, tmp_path, monkeypatch
):
    window, presenter = recorded
    photo = tmp_path / "river.jpg"
    photo.write_bytes(b"jpeg")

    def full(*_args):
        raise OutputError("no room", where="disk", fix="make room")

    monkeypatch.setattr(record, "note", full)
    presenter.incident.notes.attach_file(photo)
    window.note.fill("rang the waterworks")
    window.note.button.click()
    qtbot.waitUntil(lambda: "no room" in message(window), timeout=LONG_MS)
    assert window.note.text() == "rang the waterworks"
    assert kinds(home) == ["open", "run", "file"]


def test_more_than_the_line_holds_is_said(open_window, qtbot):
    window, _presenter = open_window()
    QApplication.clipboard().setText("长" * 30_000)
    window.note.line.paste()
    assert message(window).startswith("Too long for this line")


def test_an_answer_is_not_amended_by_its_text_alone(recorded, noted, qtbot, home):
    window, presenter = recorded
    (one,) = record.list_incidents(home)
    answer_question(home, one.id, Draft("fact", "2"), "deaths", "2", Person(), datetime.now(UTC))
    presenter.incident.desk.look()
    qtbot.waitUntil(lambda: shown_texts(window)[-1:] == ["2 [deaths: 2]"], timeout=LONG_MS)
    window.record.log.choose(log_of(home)[-1].hash)
    window.record.log.amend.click()
    assert message(window).startswith("This entry is an answer")
    assert window.note.correcting.text() == ""
    window.record.log.seek.setText("deaths nothing")
    assert window.record.log.filter.rowCount() == 0
