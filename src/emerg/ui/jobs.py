"""Run a use case off the UI thread. The only module that knows about threads."""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import TypeAlias

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.ui.memory import give_back
from emerg.usecases.run import Cancelled, Progress, Stop

log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[Progress, Stop], object]


class Job(QObject):
    """One use case under way: exactly one of four outcomes, then `ended`."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)  # EmergError: show it
    crashed = Signal(object)  # any other exception: our bug
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()

    def start(self, pool: QThreadPool) -> None:
        pool.start(_Runnable(self))

    def cancel(self) -> None:
        self._stop.set()

    @Slot()
    def let_go(self) -> None:
        """Over, and back on its own thread: to be deleted, and no longer bound to its work.

        The work may be the last to hold on to the pool. Let go of only while the job is being
        deleted, it would take the pool with it, which deletes its jobs: this one twice.
        """
        self.deleteLater()
        self._work = _no_work

    def run(self) -> None:
        """Do the work on the calling thread."""
        try:
            result = self._work(self.progressed.emit, self._stop.is_set)
        except Cancelled:
            self.cancelled.emit()
        except EmergError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("use case crashed")
            self.crashed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.ended.emit()


def _no_work(_progress: Progress, _stop: Stop) -> None:
    """What is left of a job that is over."""


class _Runnable(QRunnable):
    """Runs a job on a Python thread of its own, waited for by a thread of the pool.

    Python forgets what it keeps for a thread of Qt as soon as a job is over, though the thread
    itself lives on for the next one: a library that keeps something in both then crashes (PROJ
    does, under the map of the second brief printed).
    """

    def __init__(self, runner: "Job | Line") -> None:
        super().__init__()
        self._runner = runner  # keeps the QObject alive until the run is over

    def run(self) -> None:
        thread = Thread(target=self._runner.run)
        thread.start()
        thread.join()
        # A forecast or a sheet takes tens of MB for its time, and only now has let go of them.
        give_back()


class Desk(QObject):
    """Has at most one job that counts; a new one sends the older away unheard.

    Its signals are those of the job that counts. An older job goes on until its next stop. Jobs
    are children of the pool, which waits for its threads before it goes, and are deleted once they
    have ended: never before, for they speak from their thread.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        return self._job is not None

    def start(self, work: Work) -> None:
        """Begin `work`; an older job no longer counts."""
        self.close()
        job = Job(work, self._pool)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_success)
        job.failed.connect(self._on_failure)
        job.crashed.connect(self._on_crash)
        job.cancelled.connect(self._on_cancel)
        job.ended.connect(job.let_go)
        self._job = job
        job.start(self._pool)

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop; `cancelled` follows when it has."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Ask the job to stop and hear nothing more of it."""
        job, self._job = self._job, None
        if job is None:
            return
        job.progressed.disconnect(self._on_progress)
        job.succeeded.disconnect(self._on_success)
        job.failed.disconnect(self._on_failure)
        job.crashed.disconnect(self._on_crash)
        job.cancelled.disconnect(self._on_cancel)
        job.cancel()

    def _counts(self) -> bool:
        """Whether the job now speaking counts: what it said before it was sent away may be late."""
        return self._job is not None and self.sender() is self._job

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self._counts():
            self.progressed.emit(done, total)

    @Slot(object)
    def _on_success(self, result: object) -> None:
        if self._counts():
            self._job = None
            self.succeeded.emit(result)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        if self._counts():
            self._job = None
            self.failed.emit(error)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        if self._counts():
            self._job = None
            self.crashed.emit(error)

    @Slot()
    def _on_cancel(self) -> None:
        if self._counts():
            self._job = None
            self.cancelled.emit()


Task: TypeAlias = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task of a `Line`: its result, or why there is none.

    Attributes
    ----------
    tag : object
        Whatever the task was added with.
    error : Exception or None
        An `EmergError` is to be shown; any other is our bug, and stands in the log.
    """

    tag: object
    result: object = None
    error: Exception | None = None


class Line(QObject):
    """Runs tasks one after the other, in the order they came; none is dropped, none overtakes.

    The pool waits for all of them before it goes: what was said is written, though the window
    closes over it.
    """

    done = Signal(object)  # Outcome

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._guard = Lock()
        self._waiting: deque[tuple[object, Task]] = deque()
        self._running = False

    def add(self, task: Task, tag: object = None) -> None:
        """Have `task` run once those before it have; `done` follows, with `tag`."""
        with self._guard:
            self._waiting.append((tag, task))
            if self._running:
                return
            self._running = True
        self._pool.start(_Runnable(self))

    def run(self) -> None:
        """Run what waits, on the calling thread, until nothing does."""
        while (waiting := self._next()) is not None:
            tag, task = waiting
            outcome = _outcome(tag, task)
            # The window may be gone by now; what was said is written all the same.
            with suppress(RuntimeError):
                self.done.emit(outcome)

    def _next(self) -> tuple[object, Task] | None:
        with self._guard:
            self._running = bool(self._waiting)
            return self._waiting.popleft() if self._waiting else None


def _outcome(tag: object, task: Task) -> Outcome:
    try:
        return Outcome(tag, task())
    except EmergError as error:
        return Outcome(tag, error=error)
    except Exception as error:
        log.exception("use case crashed")
        return Outcome(tag, error=error)
