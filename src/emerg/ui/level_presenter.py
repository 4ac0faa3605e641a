"""Joins the page of the level to the answer on show and to the record: judged with every letter."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError, Findings
from emerg.incident.model import Draft, Entry
from emerg.incident.sameness import LEVEL
from emerg.playbooks.rivers import Rivers
from emerg.records import record
from emerg.response.answer import Answer
from emerg.response.reporting import Reporting, Sent
from emerg.response.rules import Rules, shipped_rules
from emerg.texts import Lang, Text
from emerg.ui.form_presenter import FormPresenter
from emerg.ui.level_panel import LevelState
from emerg.ui.main_window import MainWindow
from emerg.ui.note_presenter import NotePresenter
from emerg.ui.record_desk import RecordDesk, nothing
from emerg.ui.status_bar import Message, problem_message
from emerg.ui.typed.answers import NO_LEVEL, LevelTyped, Typed
from emerg.ui.typed.form import Answered
from emerg.ui.typed.level import LevelRead, written_out
from emerg.ui.typed.moments import read_moment, written
from emerg.usecases.incident import note
from emerg.usecases.judging import (
    Said,
    Standing,
    judged_again,
    standing_before,
    standing_of,
)
from emerg.usecases.level_noted import last_level, level_draft, level_value
from emerg.usecases.reporting import sent_draft, sent_reports
from emerg.usecases.rules import load_rules
from emerg.usecases.settle import answer as answer_question

SENT = Text("Report sent at")


class LevelPresenter(QObject):
    """Owns the level; `rejudged` with the answer on show as it is now."""

    said = Signal(Message)
    rejudged = Signal(Answer)

    def __init__(
        self,
        window: MainWindow,
        desk: RecordDesk,
        notes: NotePresenter,
        form: FormPresenter,
        lang: Lang,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._notes, self._form = window, desk, notes, form
        self._panel, self._lang = window.level, lang
        self._rivers: Rivers | None = None
        self._rules: Rules = shipped_rules()
        self._answer: Answer | None = None
        self._read = LevelRead()
        self._typed = NO_LEVEL
        self._reported: datetime | None = None
        self._exercise = False
        self._sent: tuple[Sent, ...] = ()
        self._noted: LevelTyped = NO_LEVEL
        self.standing: Standing = self._judge()
        fields = self._panel.form
        fields.changed.connect(lambda: window.questions.set_level(fields.typed()))
        fields.moment_left.connect(self._on_moment_left)
        fields.now_requested.connect(self._on_now)
        fields.left.connect(lambda: window.questions.focus_on("where"))
        window.questions.level_filled.connect(self._on_filled)
        form.read_done.connect(self._on_read)
        self._panel.noted.connect(self._on_note)
        self._panel.sent.connect(self._on_sent)
        desk.shown.connect(self._on_record)
        desk.noted.connect(self._on_record)
        desk.changed.connect(lambda: self._on_record(None))

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def set_rivers(self, rivers: Rivers) -> None:
        """From now on the borders ahead of an answer can be told; the office's rules hold."""
        self._rivers = rivers
        self.read_rules()

    def read_rules(self) -> None:
        """The tables of the office as they are now; what of them cannot be used is told."""
        self._rules, problems = load_rules(self._desk.home)
        self._panel.form.set_grading(self._rules.grading)
        if problems:
            self.said.emit(problem_message(problems))
        self._show()

    def set_answer(self, answer: Answer | None) -> None:
        """The forecast on show; None: none is."""
        self._answer = answer
        if answer is not None:
            self._rules = load_rules(self._desk.home)[0]  # its problems the forecast has told
            self._panel.form.set_grading(self._rules.grading)
        self._show()

    def set_now(self, _now: datetime) -> None:
        """Time has passed: the clocks run down."""
        self._draw()

    def show_page(self) -> None:
        """The key of the page."""
        self._window.show_tab("level")
        self._panel.form.focus()

    def restored(self, form: Mapping[str, Any], entries: tuple[Entry, ...]) -> dict[str, Any]:
        """The questions of `form` with the level as the record has it: it may be the later."""
        found = last_level(entries)
        return {**form} if found is None else {**form, "level": dict(found)}

    def note_typed(self) -> None:
        """Put into the record what is typed and does not stand there, as the answers are."""
        if self._notes.writes and not self._desk.taking and self._typed != self._noted:
            self._note()

    @Slot(Typed, Answered)
    def _on_read(self, typed: Typed, answered: Answered) -> None:
        self._typed, self._read = typed.level, answered.level
        self._reported, self._exercise = answered.reported, typed.exercise
        self._show()

    def _show(self) -> None:
        self.standing = self._judge()
        self._draw()

    def _judge(self) -> Standing:
        """By the forecast on show, if there is one."""
        said = self._said()
        answer, rivers = self._answer, self._rivers
        if answer is None or rivers is None:
            return standing_before(said, self._reported, self._rules, exercise=self._exercise)
        before, answer = answer, self._by(answer, said, rivers)
        if answer is not before:
            self._answer = answer
            self.rejudged.emit(answer)
        was = answer.incident.scenario
        if was.reported != self._reported:  # typed since: its clock counts before F5 does
            answer = judged_again(answer, said, self._reported, rivers, self._rules)
        return standing_of(answer)

    def as_judged(self, answer: Answer) -> Answer:
        """An answer that is not on show, by what is said of the level now."""
        said = self._said()
        return answer if self._rivers is None else self._by(answer, said, self._rivers)

    def _said(self) -> Said:
        read = self._read
        return Said(read.harm, read.ruled, Reporting(read.verified, read.judged, self._sent))

    def _by(self, answer: Answer, said: Said, rivers: Rivers) -> Answer:
        """The answer as `said`; the very same where nothing else is said."""
        was = answer.incident.scenario
        if (was.harm, was.ruled, was.reporting) == (said.harm, said.ruled, said.reporting):
            return answer
        return judged_again(answer, said, was.reported, rivers, self._rules)

    def _draw(self) -> None:
        noted = None if self._typed == NO_LEVEL == self._noted else self._typed == self._noted
        self._panel.show_state(
            LevelState(
                self.standing, self._form.now(), self._read.mistakes, noted, self._notes.writes
            )
        )

    @Slot()
    def _on_filled(self) -> None:
        """The form was filled from what was kept: the page follows."""
        self._panel.form.fill(self._window.questions.typed().level)

    @Slot(str)
    def _on_moment_left(self, name: str) -> None:
        line = self._panel.form.lines[name]
        line.setText(written_out(line.text(), self._form.now()))

    @Slot(str)
    def _on_now(self, name: str) -> None:
        self._panel.form.lines[name].setText(written(self._form.now()))

    @Slot(object)
    def _on_record(self, _seen: object) -> None:
        if self._desk.seen is None and self._desk.case.id:
            return  # opened just now, and about to be read
        entries = self._entries()
        found = last_level(entries)
        self._noted = _as_typed(found) or NO_LEVEL
        sent = sent_reports(entries)
        if sent != self._sent:
            self._sent = sent
            self._form.read()  # the header, the answer and the page follow
        else:
            self._draw()

    def _entries(self) -> tuple[Entry, ...]:
        if self._desk.seen is None:
            return ()
        return tuple(self._window.record.log.model.entries)

    @Slot()
    def _on_note(self) -> None:
        if "reason" in self._read.mistakes:  # a level that nobody gave a reason for is not set
            self._panel.form.lines["reason"].setFocus()
            self.said.emit(problem_message(self._read.mistakes["reason"].problems))
            return
        if not self._typed.judged.strip():
            self._on_now("judged")
        self._note()

    def _note(self) -> None:
        level, typed = self.standing.level, self._typed
        draft = level_draft(level, asdict(typed), self._lang)
        home, now, desk, value = self._desk.home, self._desk.now(), self._desk, level_value(level)

        def saying(id_: str) -> Entry:
            return answer_question(home, id_, draft, LEVEL, value, desk.person(), now)

        self._noted = typed
        self._say(saying, draft, self._on_missed)

    @Slot(str, str)
    def _on_sent(self, key: str, text: str) -> None:
        now = self._form.now()
        try:
            at = read_moment(text, now, SENT) if text.strip() else now
        except EmergError as error:
            self._panel.show_wrong_time(error)
            return
        self._panel.show_wrong_time(None)
        clock = next(clock for clock in self.standing.clocks if clock.key == key)
        draft = sent_draft(clock, at, self._lang)
        home, noted_at, desk = self._desk.home, self._desk.now(), self._desk

        def saying(id_: str) -> Entry:
            return note(home, id_, draft, desk.person(), noted_at)

        self._say(saying, draft, nothing)

    def _say(
        self, saying: Callable[[str], Entry], draft: Draft, missed: Callable[[], None]
    ) -> None:
        self._desk.say(saying, self._notes.opening(draft.text), self._on_noted, missed)

    def _on_noted(self, result: object) -> None:
        assert isinstance(result, Entry)
        self.said.emit(Message(Text("Noted: {text}", text=result.text), "ok"))
        if self._desk.case.id:
            self._panel.sent_at.clear()

    def _on_missed(self) -> None:
        self._noted = NO_LEVEL
        self._draw()


def _as_typed(form: Mapping[str, Any] | None) -> LevelTyped | None:
    """A level from the record; None where another version wrote what is not known here."""
    findings = Findings()
    found = record(LevelTyped, form, where="level", findings=findings)
    return None if findings.problems else found
