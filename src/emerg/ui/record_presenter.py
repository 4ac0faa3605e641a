"""Joins the page of the record to the desk: which incident lies there, all of them, its copies."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QInputDialog

from emerg.incident.backup import backups, due, made_at
from emerg.incident.model import Entry
from emerg.paper.record_words import Trail
from emerg.texts import Prose, Text
from emerg.texts.letters import harmless
from emerg.ui.entry_model import time_text
from emerg.ui.log_panel import LogState
from emerg.ui.main_window import MainWindow
from emerg.ui.record_desk import RecordDesk
from emerg.ui.start_card import MOST, Offer
from emerg.ui.status_bar import Message
from emerg.units import beijing
from emerg.usecases import incident as record
from emerg.usecases.case import Case
from emerg.usecases.incident import Listed
from emerg.usecases.incident_log import state_words
from emerg.usecases.shown_case import ShownCase
from emerg.usecases.unfinished import Unfinished

OFFER_MOST = 34  # characters of a title on the card of the start


class RecordPresenter(QObject):
    """Shows the record; opens incidents and closes them, and has them copied every hour."""

    said = Signal(Message)
    begun_chosen = Signal()
    leaving = Signal()  # something else is about to lie on the desk
    taken = Signal(object)  # ShownCase: an incident was chosen to go on with
    listed = Signal(object)  # tuple[Listed, ...]: every incident of this computer

    def __init__(self, window: MainWindow, desk: RecordDesk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._writes = True
        self._begun: Unfinished | None = None  # before this window, and never answered
        self._copying = False
        self._lists = 0
        self._reason = ""  # how it ended, begun and not yet said
        panel = window.record
        desk.shown.connect(self._on_shown)
        desk.noted.connect(self._on_noted)
        desk.changed.connect(self._on_changed)
        window.start.chosen.connect(self.take)
        window.start.all_requested.connect(self.show_all)
        panel.all.open_requested.connect(self.take)
        panel.page_shown.connect(self._on_page)

    def start(self, begun: Unfinished | None) -> None:
        """Offer what is open; nothing is opened by itself."""
        self._begun = begun
        self._list()

    def set_writes(self, writes: bool) -> None:
        """Whether this computer notes anything."""
        self._writes = writes
        if self._desk.seen is not None:
            self._on_shown(self._desk.seen)

    @Slot(str)
    def take(self, id_: str) -> None:
        """Go on with the incident `id_`; without one, with the questions that were begun."""
        if not id_:
            self._window.start.hide()
            self.begun_chosen.emit()
            return
        self.leaving.emit()
        self._desk.take(id_, self.taken.emit)

    @Slot()
    def show_all(self) -> None:
        """The key of the page: the record, or all incidents where none lies on the desk."""
        self._window.show_tab("record")
        panel = self._window.record
        if self._desk.case.id and panel.page == "all":
            panel.show_page("log")
        elif not self._desk.case.id:
            panel.show_page("all")
        panel.focus()

    def close_incident(self) -> None:
        """Ask how it ended, and say so in the record."""
        seen, words = self._desk.seen, self._window.words
        if not self._desk.case.id:
            self.said.emit(Message(Text("No incident lies on the desk: there is none to close")))
            return
        asked = Text(
            "How did it end? What comes to light later can still be noted. {t}",
            t=_name(seen) if seen else "",
        )
        dialog = QInputDialog(self._window.dressed)
        dialog.setObjectName("close_incident")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(words.of(Text("Close the incident")))
        dialog.setLabelText(words.of(asked))
        dialog.setTextValue(self._reason)
        case = self._desk.case
        dialog.accepted.connect(lambda: self._on_reason(case, dialog.textValue()))
        dialog.rejected.connect(lambda: self._keep_reason(dialog.textValue()))
        dialog.open()

    def _keep_reason(self, reason: str) -> None:
        """What was begun is there when it is asked again."""
        self._reason = reason

    def _on_reason(self, case: Case, reason: str) -> None:
        if not reason.strip() or case is not self._desk.case:
            return
        self._reason = ""
        home, now, person = self._desk.home, self._desk.now(), self._desk.person

        def saying(id_: str) -> Entry:
            return record.close_incident(home, id_, reason, person(), now)

        self._desk.say(saying, then=self._on_closed)

    @Slot(object)
    def on_minute(self, now: datetime) -> None:
        """Copy the record on the desk, once an hour, and prove the copy."""
        case = self._desk.case
        if not case.id or self._copying or not due(case.file, now):
            return
        self._copying, home = True, self._desk.home

        def copied(_result: object) -> None:
            self._copying = False
            if self._desk.seen is not None:
                self._show_state(self._desk.seen)

        def missed() -> None:
            self._copying = False

        self._desk.do_aside(lambda: record.back_up_incident(home, case.id, now), copied, missed)

    def _list(self) -> None:
        """Read the list anew; one that was asked for before no longer counts."""
        home, number = self._desk.home, self._lists + 1
        self._lists = number

        def listed(result: object) -> None:
            if number == self._lists:
                self._on_listed(result)

        self._desk.do_aside(lambda: record.list_incidents(home), listed)

    def _on_listed(self, result: object) -> None:
        assert isinstance(result, tuple)
        found: tuple[Listed, ...] = result
        self._window.record.all.show_incidents(found)
        offered = self._begun is not None or any(_goes_on(one) for one in found)
        free = not self._desk.case.id
        self._window.start.show_offers(self._offers(found) if free and offered else ())
        self.listed.emit(found)

    def _offers(self, found: tuple[Listed, ...]) -> list[Offer]:
        going = sorted(filter(_goes_on, found), key=_last_us, reverse=True)
        offers = [_offer(one) for one in going[:MOST]]
        work = self._begun
        if work is None:
            return offers
        where = str(work.form.get("where", "")) or work.note
        words = Text(
            "Questions begun at {time}, not answered: {where}",
            time=beijing(work.moment),
            where=harmless(where[:OFFER_MOST]) or "—",
        )
        return [Offer("", words), *offers]

    @Slot()
    def _on_changed(self) -> None:
        self._reason = ""
        there = bool(self._desk.case.id)
        self._window.record.allow_incident(there)
        self._window.start.hide()
        self._begun = None
        if there:
            self._window.record.show_page("log")
        else:
            self._window.record.log.model.set_entries((), Trail(()))
            self._window.show_record_state(0)
        self._list()

    @Slot(object)
    def _on_shown(self, seen: ShownCase) -> None:
        panel = self._window.record
        chosen = panel.log.chosen()
        panel.log.model.set_entries(seen.entries, seen.trail)
        if chosen is not None:
            panel.log.choose(chosen.hash)
        panel.log.show_last()
        panel.conflicts.show_conflicts(seen.conflicts, writes=self._writes)
        panel.show_conflicts_count(len(seen.conflicts))
        self._window.show_record_state(len(seen.conflicts))
        self._show_state(seen)

    @Slot(object)
    def _on_noted(self, entry: Entry) -> None:
        seen = self._desk.seen
        if seen is not None and not entry.refers_to:
            self._window.record.log.model.add(entry)
            self._window.record.log.show_last()
            self._show_state(seen)

    @Slot(str)
    def _on_page(self, page: str) -> None:
        if page == "all":
            self._list()

    def _on_closed(self, _result: object) -> None:
        self.said.emit(Message(Text("The incident is closed; Ctrl+N begins another"), "ok"))
        self._desk.look()

    def _show_state(self, seen: ShownCase) -> None:
        count = self._window.record.log.model.rowCount()
        copies = backups(self._desk.case.file)
        copy: Prose = Text("no copy yet")
        if copies:
            copy = Text("last proven copy {time}", time=time_text(made_at(copies[-1])))
        words = Text(
            "{n} entries · {state} · {copy}", n=count, state=state_words(seen.head), copy=copy
        )
        title = harmless(seen.head.title)
        self._window.record.log.show_state(LogState(title, words, self._writes))


def _goes_on(one: Listed) -> bool:
    return one.head is not None and one.head.closed is None


def _last_us(one: Listed) -> int:
    return one.head.last.time_us if one.head else 0


def _offer(one: Listed) -> Offer:
    head = one.head
    assert head is not None
    title = harmless(head.title)
    short = title if len(title) <= OFFER_MOST else f"{title[:OFFER_MOST]}…"
    words = Text(
        "{title} · {n} entries · last {time}",
        title=short,
        n=head.entries,
        time=beijing(head.last.time),
    )
    if head.exercise:
        words = Text("◆ DRILL {words}", words=words)
    return Offer(one.id, words, f"{title} · {one.id}")


def _name(seen: ShownCase) -> str:
    return harmless(seen.head.title)
