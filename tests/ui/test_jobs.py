"""Jobs end once, on the right thread; a desk hears only the newest."""

import subprocess
import sys
from threading import Event, Thread, current_thread

import shiboken6
from PySide6.QtCore import QObject, QThread, Slot

from emerg.errors import EmergError
from emerg.ui import jobs
from emerg.ui.jobs import Desk, Job, Line
from emerg.usecases.run import steps


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []
        self.threads = set()

    @Slot(int, int)
    def on_progress(self, done, total):
        self.heard.append((done, total))
        self.threads.add(QThread.currentThread())


def test_progress_arrives_on_the_ui_thread(qtbot, qapp, pool):
    listener = Listener()
    job = Job(lambda progress, stop: [n * n for n in steps([1, 2, 3], progress, stop)])
    job.progressed.connect(listener.on_progress)
    with qtbot.waitSignal(job.succeeded) as done:
        job.start(pool)
    assert done.args == [[1, 4, 9]]
    assert listener.heard == [(1, 3), (2, 3), (3, 3)]
    assert listener.threads == {qapp.thread()}


def test_cancel_stops_between_steps(qtbot, pool):
    job = Job(lambda progress, stop: list(steps(range(10**9), progress, stop)))
    with qtbot.waitSignal(job.cancelled):
        job.start(pool)
        job.cancel()


def test_a_known_error_is_failed_and_a_bug_is_crashed(qtbot, pool, caplog):
    def known(_progress, _stop):
        raise EmergError("no", where="here", fix="so")

    job = Job(known)
    with qtbot.waitSignal(job.failed) as failed:
        job.start(pool)
    assert failed.args[0].fix == "so"
    bug = Job(lambda _progress, _stop: 1 / 0)
    with qtbot.waitSignal(bug.crashed):
        bug.start(pool)
    assert "ZeroDivisionError" in caplog.text


def test_a_desk_hears_only_the_newest_job(qtbot, pool):
    desk, release, heard = Desk(pool), Event(), []
    desk.succeeded.connect(heard.append)
    desk.start(lambda _progress, _stop: release.wait(5) and "old")
    with qtbot.waitSignal(desk.succeeded):
        desk.start(lambda _progress, _stop: "new")
        release.set()
    pool.waitForDone()
    qtbot.waitUntil(lambda: not pool.findChildren(Job))
    assert heard == ["new"]
    assert not desk.busy


def test_what_an_old_job_said_before_it_was_sent_away_is_not_heard(qtbot, pool):
    """Its word waits in the queue of the UI thread when the newer job begins."""
    desk, heard = Desk(pool), []
    desk.succeeded.connect(heard.append)
    desk.start(lambda _progress, _stop: "old")
    pool.waitForDone()
    with qtbot.waitSignal(desk.succeeded):
        desk.start(lambda _progress, _stop: "new")
    qtbot.waitUntil(lambda: not pool.findChildren(Job))
    assert heard == ["new"]


def test_a_closed_desk_hears_nothing_and_keeps_no_job(qtbot, pool):
    desk, heard = Desk(pool), []
    desk.cancelled.connect(lambda: heard.append("cancelled"))
    desk.start(lambda progress, stop: list(steps(range(10**9), progress, stop)))
    desk.close()
    assert pool.waitForDone(5000)
    qtbot.waitUntil(lambda: not pool.findChildren(Job))
    assert heard == []


def test_cancel_is_told_once(qtbot, pool):
    desk = Desk(pool)
    with qtbot.waitSignal(desk.cancelled):
        desk.start(lambda progress, stop: list(steps(range(10**9), progress, stop)))
        desk.cancel()
    assert not desk.busy


def test_work_is_done_on_a_thread_that_python_knows(qtbot, pool):
    """Not on a thread of Qt, for which Python keeps nothing from one job to the next."""
    job = Job(lambda _progress, _stop: type(current_thread()))
    with qtbot.waitSignal(job.succeeded) as done:
        job.start(pool)
    assert done.args == [Thread]


def test_a_line_runs_everything_in_order_and_drops_nothing(qtbot, qapp, pool):
    line, heard = Line(pool), []
    line.done.connect(lambda outcome: heard.append((outcome.tag, outcome.result)))
    first = Event()
    line.add(lambda: first.wait(5) and "slow", 0)
    for number in range(1, 50):
        line.add(lambda n=number: n * n, number)
    first.set()
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [(0, "slow"), *((n, n * n) for n in range(1, 50))]
    line.add(lambda: "again")
    qtbot.waitUntil(lambda: heard[-1] == (None, "again"))


def test_a_line_tells_what_failed_and_goes_on(qtbot, pool, caplog):
    line, heard = Line(pool), []
    line.done.connect(lambda outcome: heard.append(outcome.error))

    def known():
        raise EmergError("no", where="here", fix="so")

    line.add(known)
    line.add(lambda: 1 / 0)
    line.add(lambda: "fine")
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert (heard[0].fix, type(heard[1]), heard[2]) == ("so", ZeroDivisionError, None)
    assert "ZeroDivisionError" in caplog.text


def test_the_pool_waits_for_all_that_stands_in_a_line(pool):
    line, written = Line(pool), []
    for number in range(20):
        line.add(lambda n=number: written.append(n))
    pool.waitForDone()
    assert written == list(range(20))


def test_what_stands_in_a_line_is_done_though_the_line_is_gone(pool):
    line, written, go = Line(pool), [], Event()
    line.add(lambda: go.wait(5))
    for number in range(5):
        line.add(lambda n=number: written.append(n))
    shiboken6.delete(line)  # as with the window that owned it
    go.set()
    pool.waitForDone()
    assert written == list(range(5))


def test_what_a_job_used_goes_back_to_the_system_once_its_work_is_over(pool, monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "give_back", lambda: done.append("given back"))
    Job(lambda _progress, _stop: done.append("worked")).start(pool)
    assert pool.waitForDone(5000)
    assert done == ["worked", "given back"]


LAST_TO_HOLD = """
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from emerg.ui.jobs import Desk

def begin():
    pool = QThreadPool()
    desk = Desk(pool)
    desk.start(lambda _progress, _stop: pool.maxThreadCount())
    pool.waitForDone()
    desk.close()

app = QCoreApplication([])
begin()  # from here on only the job's work holds on to the pool
for _ in range(3):
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
print("goes on")
"""


def test_a_job_that_is_the_last_to_hold_on_to_its_pool_is_deleted_once():
    done = subprocess.run(
        [sys.executable, "-c", LAST_TO_HOLD], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "goes on" in done.stdout
