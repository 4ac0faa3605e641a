"""Joins the line that notes to the record: new entries, corrections, files, and forecasts."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from emerg.incident.conflicts import ABOUT
from emerg.incident.model import AMEND, READER, STRIKE, Draft, Entry, Person
from emerg.paper.record_words import place
from emerg.response.answer import Answer
from emerg.response.pond import PondAnswer
from emerg.texts import Lang, Prose, Text
from emerg.texts.letters import harmless
from emerg.ui.header_state import title_words
from emerg.ui.log_panel import LogPanel
from emerg.ui.main_window import MainWindow
from emerg.ui.note_bar import MOST_LETTERS, NoteState
from emerg.ui.record_desk import RecordDesk
from emerg.ui.status_bar import Message
from emerg.ui.typed.answers import Typed
from emerg.ui.who_popup import WhoPopup
from emerg.usecases import incident as record
from emerg.usecases.case import Opening
from emerg.usecases.record_run import note_run

TITLE_MOST = 40  # characters of a first note that become the title of its incident
TOO_LONG = Text("Too long for this line: attach it as a file")
ANSWERED = Text(
    "This entry is an answer: answer anew on the page it came from, or emerg incident amend --value"
)
CORRECTING = {AMEND: Text("Amends {n}:"), STRIKE: Text("Strikes {n}, because:")}


class NotePresenter(QObject):
    """Notes; the line is emptied only once its entry is on disk."""

    person_chosen = Signal(Person)
    said = Signal(Message)

    def __init__(
        self,
        window: MainWindow,
        desk: RecordDesk,
        person: Person,
        playbooks: Callable[[], Mapping[str, str]],
        lang: Lang,
    ) -> None:
        super().__init__(window)
        self._playbooks = playbooks
        self._window, self._desk, self._bar = window, desk, window.note
        self._lang: Lang = lang
        self._person = person
        self._meant: Entry | None = None  # the entry that is being corrected
        self._how = AMEND
        self._before = ""  # what stood on the line before that
        self._half: dict[tuple[str, str], str] = {}  # corrections that Esc has left
        self._busy = False  # what stands on the line is on its way to the disk
        self._sent = ""
        self._answer: tuple[Answer, PondAnswer | None] | None = None
        self._asked: Mapping[str, Any] | None = None
        self._state = NoteState()
        self.who = WhoPopup(lang, window)
        window.dress(self.who)
        log: LogPanel = window.record.log
        log.amend_requested.connect(lambda entry: self._correct(entry, AMEND))
        log.strike_requested.connect(lambda entry: self._correct(entry, STRIKE))
        self._bar.noted.connect(self._on_note)
        self._bar.left.connect(self._on_left)
        self._bar.line.inputRejected.connect(lambda: self.said.emit(Message(TOO_LONG, "danger")))
        self._bar.who_requested.connect(self.ask_who)
        self.who.chosen.connect(self.person_chosen)
        self._show()

    @property
    def writes(self) -> bool:
        """Whether this computer notes anything at all."""
        return self._person.role != READER

    @property
    def speaker(self) -> str:
        """Post and name of who sits here, as they are said on the telephone."""
        return " ".join(filter(None, (self._person.post, self._person.author)))

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        self.who.set_language(lang)

    def set_answered(self, answer: Answer | None, pond: PondAnswer | None) -> None:
        """What is on show gives an incident its title, where nobody does."""
        self._answer = None if answer is None else (answer, pond)

    def set_asked(self, asked: Mapping[str, Any] | None) -> None:
        """What the record says was asked last: the same is not noted twice."""
        self._asked = asked

    def half_line(self) -> str:
        """What is begun and not noted; a correction is none of it, nor what is being written."""
        if self._busy:
            return ""
        return self._bar.text() if self._meant is None else self._before

    def leave(self) -> None:
        """Another incident is about to lie on the desk: a correction is of the one before."""
        if not self._busy:
            self._leave()

    def focus(self) -> None:
        self._bar.focus()

    @Slot()
    def ask_who(self) -> None:
        self.who.ask(self._person, self._bar.who)

    def note_run(self, answer: Answer, typed: Typed, asked: Mapping[str, Any]) -> None:
        """Note a forecast with what it was asked, unless the record has it already."""
        if not self.writes or asked == self._asked or self._desk.taking:
            return
        self._asked = asked
        home, lang, now = self._desk.home, self._lang, self._desk.now()

        def saying(id_: str) -> Entry:
            return note_run(
                home,
                id_,
                asked,
                answer,
                self._playbooks(),
                lang=lang,
                person=self._desk.person(),
                now=now,
            )

        self._desk.say(saying, self._opening(typed), missed=self._forget_asked)

    def attach(self) -> None:
        """Ask for a file, and keep a copy of it with the incident."""
        title = self._window.words.of(Text("File to keep with the incident"))
        case = self._desk.case
        chosen, _filter = QFileDialog.getOpenFileName(self._window.dressed, title)
        if chosen and case is self._desk.case:
            self.attach_file(Path(chosen))

    def attach_file(self, file: Path) -> None:
        """Keep a copy of `file` with the incident."""
        home, now = self._desk.home, self._desk.now()

        def saying(id_: str) -> Entry:
            return record.attach(home, id_, file, self._desk.person(), now)

        self._desk.say(saying, self._opening(None, file.name), self._on_kept)

    def note(self, draft: Draft) -> None:
        """Note `draft` in the incident on the desk."""
        home, now = self._desk.home, self._desk.now()

        def saying(id_: str) -> Entry:
            return record.note(home, id_, draft, self._desk.person(), now)

        opening = self._opening(None, draft.text)
        self._desk.say(saying, opening, self._on_noted, self._on_missed)

    def opening(self, words: str) -> Opening:
        """What a record is opened with whose first entry is `words`."""
        return self._opening(None, words)

    def _opening(self, typed: Typed | None, words: str = "") -> Opening:
        typed = typed or self._window.questions.typed()
        title: Prose = typed.title.strip()
        if not title and self._answer is not None:
            title = title_words(*self._answer)
        first = " ".join(words.split())[:TITLE_MOST]
        spoken = self._window.words.of(title) or first or typed.where
        return Opening(spoken, typed.exercise)

    @Slot(str, str)
    def _on_note(self, kind: str, text: str) -> None:
        self._busy, self._sent = True, text
        self._show()
        if self._meant is None:
            self.note(Draft(kind, text))
        else:
            self.note(Draft(self._how, text, refers_to=self._meant.hash))

    def _on_noted(self, result: object) -> None:
        self._busy = False
        self._bar.clear()
        self._leave()
        self._on_kept(result)

    def _on_kept(self, result: object) -> None:
        assert isinstance(result, Entry)
        words = Text("Noted as {n}: {text}", n=place(result), text=harmless(result.text[:60]))
        self.said.emit(Message(words, "ok"))

    def _on_missed(self) -> None:
        """It is not on disk: the line stays as it was typed."""
        self._busy = False
        if not self._bar.text():  # another incident was begun meanwhile
            self._bar.fill(self._sent)
        self._show()

    def _forget_asked(self) -> None:
        self._asked = None

    def _correct(self, entry: Entry, how: str) -> None:
        """The line now says what `entry` should have said, or why it no longer holds."""
        if self._busy:
            return
        if how == AMEND and len(entry.text) > MOST_LETTERS:
            self.said.emit(Message(TOO_LONG, "danger"))
            return
        if how == AMEND and entry.figures().get(ABOUT):
            self.said.emit(Message(ANSWERED, "danger"))
            return
        if self._meant is None:
            self._before = self._bar.text()
        self._meant, self._how = entry, how
        trail = self._window.record.log.model.trail
        now = trail.words_now(entry).replace("\n", " ") if how == AMEND else ""
        self._bar.fill(self._half.pop((entry.hash, how), now))
        self._show()
        self._bar.focus()

    @Slot()
    def _on_left(self) -> None:
        """Esc leaves a correction, which is there when it is taken up; else to the questions."""
        if self._busy:
            return
        if self._meant is not None:
            self._half[(self._meant.hash, self._how)] = self._bar.text()
            self._leave()
        else:
            self._window.questions.focus_back()

    def _leave(self) -> None:
        if self._meant is not None:
            self._bar.fill(self._before)
        self._meant, self._before = None, ""
        self._show()

    @Slot(Person)
    def set_person(self, person: Person) -> None:
        """From now on `person` sits here."""
        self._person = person
        self._show()

    def _show(self) -> None:
        meant = self._meant
        correcting = Text(CORRECTING[self._how].msgid, n=place(meant)) if meant else ""
        self._state = NoteState(correcting, _who(self._person), self._busy, not self.writes)
        self._bar.show_state(self._state)


def _who(person: Person) -> Prose:
    return " · ".join(filter(None, (person.author, person.post)))
