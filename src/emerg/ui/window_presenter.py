"""Joins the parts of the window: what one says, the others show."""

from datetime import datetime

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.county import county_names
from emerg.texts import Lang
from emerg.ui.answer_presenter import AnswerPresenter
from emerg.ui.answering_presenter import AnsweringPresenter
from emerg.ui.brief_presenter import BriefPresenter
from emerg.ui.commands import commands
from emerg.ui.followers import followers
from emerg.ui.form_presenter import FormPresenter
from emerg.ui.incident_presenter import IncidentPresenter
from emerg.ui.loaded import Loaded
from emerg.ui.loading_presenter import LoadingPresenter
from emerg.ui.lock_presenter import LockPresenter
from emerg.ui.look_presenter import LookPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.numbers_presenter import NumbersPresenter
from emerg.ui.pond_presenter import PondPresenter
from emerg.ui.preview_presenter import PreviewPresenter
from emerg.ui.print_presenter import PrintPresenter
from emerg.ui.question_state import RunState
from emerg.ui.respond_presenter import RespondPresenter
from emerg.ui.roads_presenter import RoadsPresenter
from emerg.ui.surroundings import Surroundings
from emerg.usecases.paper_kinds import Given
from emerg.usecases.tibetan import tibetan_names

# How long a closing window waits for its jobs to hear that they should stop.
STOP_MS = 10_000


class WindowPresenter(QObject):
    """Owns the presenters; `ready` once the rivers are on the map, `unusable` if they cannot be."""

    ready = Signal()
    unusable = Signal(object)  # EmergError

    def __init__(self, window: MainWindow, given: Surroundings, lang: Lang) -> None:
        super().__init__(window)
        window.furnish()
        self._window = window
        self._given = given
        self.rivers: Rivers | None = None
        self._asked = False  # for an answer, before the rivers were there
        self._minute: datetime | None = None
        self.look = LookPresenter(window, given.settings, lang)
        self.form = FormPresenter(window.questions, self._form_now, lang)
        self.responding = RespondPresenter(given.pool, given.home, self)
        self.printing = PrintPresenter(given, self)
        preview = PreviewPresenter(window, given.pool, lang)
        self.brief = BriefPresenter(window, self.printing, given.home, self._to_print, preview)
        self.roads = RoadsPresenter(window, given, lang)
        self.ponds = PondPresenter(window)
        self.shown = AnswerPresenter(window, given.clock)
        self.incident = IncidentPresenter(
            window, given, self.look, self.form, self.roads, self.ponds
        )
        self.numbers = NumbersPresenter(window, given.numbers, given.pool, given.home)
        self.locking = LockPresenter(window, given)
        self.loading = LoadingPresenter(given.load, given.pool, self)
        self.followers = followers(self, window, given)
        self.answering = AnsweringPresenter(self, window, given)
        self._commands = commands(self, window)
        self._connect()

    @property
    def answer(self) -> Answer | None:
        """The answer of the record."""
        return self.answering.answer

    def start(self) -> None:
        """Show the window at once and load the rivers behind it."""
        self.look.start()
        self.on_tick(self._given.clock.now())
        self._given.clock.start()
        if self._window.questions.walk.question_at(self._window.focusWidget()) is None:
            self._window.questions.focus_on("where")
        self._window.show_run(RunState(busy=True))
        self.loading.start()

    @Slot(str)
    def do(self, name: str) -> None:
        """Carry out the command of a key; a locked window has none but to be closed."""
        if not self._window.locked or name == "quit":
            self._commands[name]()

    @Slot()
    def close(self) -> None:
        """Stop the clock and every job, and wait until the last has heard it."""
        self._given.clock.stop()
        parts = (self.incident, self.locking, self.numbers, self.shown, self.loading)
        jobs = (self.responding, self.answering, self.printing, self.brief.preview, self.roads)
        for part in (*parts, *jobs):
            part.close()
        for follower in self.followers:
            follower.close()
        self._given.pool.waitForDone(STOP_MS)

    def _to_print(self) -> Given | None:
        """What sheets are written of, once there is an answer."""
        return self.answering.to_print()

    def _form_now(self) -> datetime:
        """What "now" and "2 h ago" mean in the form: a drill of another day has its own time."""
        clock = self._given.clock
        return clock.now() if self._window.questions.typed().exercise else clock.machine_now()

    @Slot(object)
    def _on_loaded(self, ready: Loaded) -> None:
        self.take(ready)
        self.answering.show_run(busy=False)
        self._given.settings.say_problems()
        self.incident.start()
        self.printing.warm_up()
        self.ready.emit()
        if self._asked:
            self.respond()

    def take(self, ready: Loaded) -> None:
        """Work with these playbooks and lists from now on."""
        self.rivers = ready.rivers.rivers
        self._window.map.show_rivers(ready.rivers)
        self._window.detail.set_counties(county_names(self.rivers))
        self._window.detail.set_tibetan(tibetan_names(self.rivers))
        self.roads.set_loaded(ready)
        self.incident.level.set_rivers(self.rivers)
        self.ponds.dams = ready.dams
        self.answering.provisional.drop()  # what was begun is of other playbooks
        self.form.set_rivers(self.rivers, self.roads.known, ready.dams)
        for follower in self.followers:
            follower.set_loaded(ready)

    @Slot(object)
    def _on_unusable(self, error: Exception) -> None:
        self.answering.show_run(busy=False)
        self.unusable.emit(error)

    @Slot()
    def respond(self) -> None:
        """Answer what is asked: at once, or as soon as the rivers are there."""
        self._asked = self.rivers is None
        if self._asked:
            self._window.status.show_message(self.loading.why_not)
        else:
            self.form.ask()

    @Slot(object)
    def on_tick(self, now: datetime) -> None:
        self._window.header.set_now(now, of_drill=self._given.clock.of_drill)
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.shown.set_now(now)
            self.roads.set_now(now)
            self.incident.set_now(now)
            for follower in self.followers:
                follower.set_now(now)
            self.incident.on_minute(self._given.clock.machine_now())

    def step_back(self) -> None:
        """Leave the tool that is on, or else stop what runs."""
        if self.roads.state.closing:
            self.roads.set_closing(False)
        else:
            self.responding.cancel()
            self.printing.cancel()

    def _connect(self) -> None:
        window, questions = self._window, self._window.questions
        window.asked.connect(self.do)
        window.closing.connect(self.close)
        questions.respond_requested.connect(self.respond)
        questions.cancel_requested.connect(self.responding.cancel)
        questions.print_requested.connect(self.brief.print)
        questions.print_elsewhere_requested.connect(self.brief.print_elsewhere)
        window.map.position_picked.connect(self.form.pick)
        window.next.other_chosen.connect(self.form.take)
        self.ponds.hit_chosen.connect(self.shown.choose)
        window.status.open_requested.connect(_open)
        self.form.place_confirmed.connect(window.map.go_to)
        self.form.scenario_ready.connect(self.answering.ask)
        self.form.read_done.connect(self.answering.on_read)
        self.loading.loaded.connect(self._on_loaded)
        self.loading.unusable.connect(self._on_unusable)
        preview = self.brief.preview
        window.languages.hear(self.form.set_language, self.roads.set_language, preview.set_language)
        window.looks.hear(preview.set_look)
        window.locked_changed.connect(preview.set_locked)
        for follower in self.followers:
            follower.said.connect(window.status.show_message)
            follower.known_changed.connect(self.form.read)
            window.languages.hear(follower.set_language)
        self.roads.closing_changed.connect(window.set_closing)
        self.printing.busy_changed.connect(window.set_printing)
        speaking = (self.loading, self.responding, self.printing, self.roads, self.ponds)
        self.ready.connect(self.look.name_controls)
        kept = self._given.settings
        for presenter in (*speaking, self.incident, self.locking, self.numbers, kept):
            presenter.said.connect(window.status.show_message)
        self.incident.cleared.connect(self.answering.clear)
        self.incident.titled.connect(self.form.read)
        self.incident.level.rejudged.connect(self.answering.rejudge)
        self._given.clock.ticked.connect(self.locking.on_tick)
        self._given.clock.ticked.connect(self.on_tick)


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
