"""The window is closed while something runs: it goes at once and leaves nothing half done."""

import logging
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool

from emerg.incident.disk import write_durably
from emerg.incident.model import Person
from emerg.texts import Text
from emerg.ui import jobs
from emerg.ui.desk.follower import DeskFollower
from emerg.ui.drop_presenter import DropPresenter
from emerg.ui.find.presenter import FindPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.window_presenter import STOP_MS, WindowPresenter
from emerg.usecases.exchange import export_incident
from emerg.usecases.incident import list_incidents
from emerg.usecases.playbook_excel import workbook_of
from tests.tiles_by_hand import write_tiles
from tests.ui.conftest import NOW

LONG_MS = 60_000
CANCELLED = Text("Cancelled; nothing was changed")
ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
TAKEN_AWAY = (".emerg-", ".open-", ".proof-", "emerg-draft-")


def follower(presenter, kind):
    return next(one for one in presenter.followers if isinstance(one, kind))


def drops(path_of):
    """Drop what `path_of` makes in a folder, and take it as soon as it is recognised."""

    def begin(_window, presenter, folder):
        drop = follower(presenter, DropPresenter)
        drop.recognised.connect(lambda _found: drop.card.action.click())
        drop.drop([path_of(folder)])

    return begin


def tiles(folder):
    many = {(9, x, y): PNG for x in range(60) for y in range(60)}
    return write_tiles(folder / "office.mbtiles", many, name="影像", format="png")


def opens_desk(_window, presenter, _folder):
    """The desk of the playbooks, one of them open, and so checked."""
    presenter.do("playbooks")
    follower(presenter, DeskFollower).desk.open("lhasa")


def verifies(_window, presenter, _folder):
    presenter.do("verify")


def playbook(folder):
    return shutil.copytree(ROOT / "playbooks" / "rivers" / "boqu", folder / "boqu")


def office(folder):
    return shutil.copytree(ROOT / "playbooks" / "resources" / "example-lhasa", folder / "list")


UNANSWERED = {
    "provisional": lambda window, _presenter, _folder: window.questions.fill_where("lhasa km 430"),
    "verify": verifies,
    "about": lambda _window, presenter, _folder: presenter.do("about"),
    "manual": lambda _window, presenter, _folder: presenter.do("manual"),
    "desk": opens_desk,
    "tiles": drops(tiles),
    "playbooks anew": lambda _w, presenter, _f: follower(presenter, DeskFollower).reload(),
    "playbook": drops(playbook),
    "office": drops(office),
    "scenario": drops(lambda _folder: ROOT / "examples" / "demo.toml"),
}


def ways(window, _presenter, _folder):
    window.route.start.setText("昌都市")
    window.route.goal.setText("拉萨市")
    window.route.find_button.click()


def charts(window, presenter, _folder):
    presenter.do("charts")
    window.charts.choices.set_kind("river")


def sends(_window, presenter, folder):
    presenter.incident.exchange.export_to(folder / "sent.emerg", "a long enough passphrase")


def brings(_window, presenter, folder):
    home, (one,) = presenter.incident.desk.home, list_incidents(presenter.incident.desk.home)
    sender = Person("次仁", "拉萨市局", "")
    made = export_incident(home, one.id, folder / "sent.emerg", sender, playbooks={})
    presenter.incident.exchange.bring_from(made.file)


ANSWERED = {
    "answer": lambda _window, presenter, _folder: presenter.do("respond"),
    "sheets": lambda _window, presenter, _folder: presenter.do("print"),
    "sheets elsewhere": lambda _w, presenter, folder: presenter.brief.print_to(folder / "out"),
    "picture": lambda _window, presenter, _folder: presenter.do("save_map"),
    "charts": charts,
    "ways": ways,
    "dispatch": lambda _w, presenter, _f: presenter.roads.dispatch.set_answer(
        presenter.answer, NOW
    ),
    "hand-over": lambda _w, presenter, _f: presenter.incident.exchange.hand_over(),
    "record": lambda _w, presenter, _f: presenter.incident.exchange.report(),
    "package out": sends,
    "package in": brings,
    "verify": verifies,
}


@pytest.fixture
def running(monkeypatch):
    """What has begun to run on a thread."""
    seen: list[str] = []
    run, outcome = jobs.Job.run, jobs._outcome

    def seen_run(job):
        seen.append(job._work.__qualname__)
        run(job)

    def seen_outcome(tag, task):
        seen.append(task.__qualname__)
        return outcome(tag, task)

    monkeypatch.setattr(jobs.Job, "run", seen_run)
    monkeypatch.setattr(jobs, "_outcome", seen_outcome)
    return seen


@pytest.fixture
def close(qapp, qtbot, pool, home, tmp_path, caplog, running):
    """Close a window once a job runs; nothing is then left of any."""

    def closes(window: MainWindow, presenter: WindowPresenter, begin) -> None:
        qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=LONG_MS)
        running.clear()
        with caplog.at_level(logging.WARNING):
            begin(window, presenter, tmp_path)
            qtbot.waitUntil(lambda: bool(running), timeout=LONG_MS)
            window.close()
            assert_all_over(pool, running)
            for _ in range(3):
                qapp.processEvents()
        assert not window.isVisible()
        assert [record.getMessage() for record in caplog.records] == []
        assert half_done(home) == half_done(tmp_path) == []

    return closes


def assert_all_over(pool: QThreadPool, running) -> None:
    assert pool.waitForDone(0), f"more than {STOP_MS} ms after it was stopped: {running}"


def half_done(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(TAKEN_AWAY)]


def test_while_it_loads(prepared, qtbot, given, close):
    window = MainWindow("en")
    qtbot.addWidget(window)
    presenter = WindowPresenter(window, given, "en")
    window.show()
    close(window, presenter, lambda *_all: presenter.start())


def test_right_after_it_has_loaded(open_window, qapp, pool, caplog):
    window, _presenter = open_window()
    window.close()
    assert pool.waitForDone(0)
    qapp.processEvents()
    assert caplog.records == []


@pytest.mark.parametrize("kind", UNANSWERED)
def test_without_an_answer(open_window, close, kind):
    close(*open_window(), UNANSWERED[kind])


def test_while_names_to_find_are_listed(open_window, close, ready):
    def lists(_window, presenter, _folder):
        follower(presenter, FindPresenter).set_loaded(ready)

    close(*open_window(), lists)


@pytest.mark.parametrize("kind", ANSWERED)
def test_with_an_answer(answered_window, close, kind):
    close(*answered_window, ANSWERED[kind])


def test_right_after_an_answer(answered_window, qapp, pool, caplog):
    """Who is sent, where it can be held, the record: all of it runs then."""
    window, _presenter = answered_window
    window.close()
    assert pool.waitForDone(0)
    qapp.processEvents()
    assert caplog.records == []


@pytest.mark.parametrize("way", ["out", "in"])
def test_while_a_workbook_is_written_or_read(open_window, close, qtbot, tmp_path, way):
    window, presenter = open_window()
    opens_desk(window, presenter, tmp_path)
    desk, book = follower(presenter, DeskFollower).desk, tmp_path / "lhasa.xlsx"
    qtbot.waitUntil(lambda: desk.editor is not None and desk.editor.draft is not None)
    if way == "in":
        write_durably(book, [workbook_of(desk.editor.draft)])
    begin = desk.workbooks.export if way == "out" else desk.workbooks.read
    close(window, presenter, lambda *_all: begin(str(book)))


def test_while_a_sheet_is_looked_at(answered_window, close, qtbot):
    window, presenter = answered_window
    written = []
    presenter.printing.set_written.connect(written.append)
    presenter.do("print")
    qtbot.waitUntil(lambda: bool(written), timeout=LONG_MS)
    close(window, presenter, lambda *_all: presenter.do("preview"))


def test_escape_stops_the_sheets_and_what_stood_there_stays(answered_window, qtbot, home):
    window, presenter = answered_window
    presenter.do("print")
    assert window.actions_by_name["cancel"].isEnabled()
    presenter.do("cancel")
    said = window.words.of(CANCELLED)
    qtbot.waitUntil(lambda: window.status.message.text() == said, timeout=LONG_MS)
    assert not window.actions_by_name["cancel"].isEnabled()
    assert list((home / "briefs").rglob("*.pdf")) == half_done(home) == []
