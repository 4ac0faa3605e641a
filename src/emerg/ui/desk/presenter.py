"""Joins the playbook desk: the list, the draft on the desk, and what runs behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from emerg.errors import EmergError
from emerg.incident.model import Person
from emerg.playbooks.draft import History
from emerg.playbooks.shelf import is_shipped
from emerg.texts import Lang
from emerg.ui.desk.desk_map import Base
from emerg.ui.desk.editor import Editor
from emerg.ui.desk.keeping import Keeping
from emerg.ui.desk.state import BookLine
from emerg.ui.desk.window import DeskWindow
from emerg.ui.desk.workbooks import Workbooks
from emerg.ui.jobs import Desk
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.theme import Theme
from emerg.usecases.playbook_approval import Compared
from emerg.usecases.playbook_board import Board, quality_board
from emerg.usecases.playbook_desk import Shelves
from emerg.usecases.playbook_words import told
from emerg.usecases.shelf import Listed, list_playbooks


@dataclass(frozen=True, slots=True)
class Around:
    """What the desk is given from outside.

    Attributes
    ----------
    now : callable
        The time of the machine.
    person : callable
        Who sits here.
    """

    playbooks: Path | None
    environ: Mapping[str, str]
    home: Path
    pool: QThreadPool
    now: Callable[[], datetime]
    person: Callable[[], Person] = Person


class DeskPresenter(QObject):
    """Owns the window of the desk, which is made when it is first wanted."""

    saved = Signal()  # other playbooks lie on the shelf than before

    def __init__(self, parent: QWidget, around: Around, lang: Lang) -> None:
        super().__init__(parent)
        self._around, self._lang = around, lang
        self._look: tuple[Theme, int] | None = None
        self._shelves = Shelves(around.playbooks, around.environ, around.home)
        self._books: tuple[BookLine, ...] = ()
        self._board = Board((), {})
        self._base: Base | None = None
        self._wanted: tuple[str, str] | None = None
        self.window: DeskWindow | None = None
        self.keeping = Keeping(self._shelves, around.pool, around.now, self)
        self._listing, self._judging = Desk(around.pool, self), Desk(around.pool, self)
        self._listing.succeeded.connect(self._on_listed)
        self._judging.succeeded.connect(self._on_board)
        for desk in (self._listing, self._judging):
            desk.failed.connect(self._on_failure)
            desk.crashed.connect(lambda error: self._say(crash_message(error)))

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        self._suit()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self._look = theme, text_px
        self._suit()

    def show(self) -> None:
        """Bring the desk to the front; the list is read behind it."""
        window = self._made()
        window.show()
        self._suit()
        window.raise_()
        window.activateWindow()
        window.books.seek.setFocus()
        if not self._books:
            self.refresh()

    def _suit(self) -> None:
        """Speak and look as all do; out of sight it need not, and is told when it comes back."""
        window = self.window
        if window is None or not window.isVisible():
            return
        if window.words.lang != self._lang:
            window.set_language(self._lang)
        if self._look is not None:
            window.set_look(*self._look)

    def hide(self) -> None:
        """Out of sight; what was typed is kept."""
        if self.window is not None:
            self.window.form.commit()
            self.window.hide()

    def refresh(self) -> None:
        """Read the list and the board anew."""
        around, shelves = self._around, self._shelves
        self._listing.start(
            lambda _progress, _stop: list_playbooks(around.playbooks, around.environ, around.home)
        )
        today = self.keeping.today
        self._judging.start(lambda _progress, stop: quality_board(shelves, today, stop=stop))

    def close(self) -> None:
        """Stop whatever runs; what was typed is kept."""
        if self.window is not None:
            self.window.form.commit()
            self.workbooks.close()
        self.keeping.close()
        for desk in (self._listing, self._judging):
            desk.close()
        if self.window is not None:
            self.window.close()

    def do(self, name: str) -> None:
        """Carry out what was pressed."""
        window, editor = self._made(), self.editor
        window.form.commit()
        acts: dict[str, Callable[[], object]] = {
            "undo": editor.undo,
            "redo": editor.redo,
            "save": self.keeping.save,
            "drop": self.keeping.drop,
            "find": window.books.seek.setFocus,
            "close": self._step_back,
            "export": self._export,
            "import": lambda: self.workbooks.read(window.ask_file_to_read()),
        }
        acts[name]()

    def _export(self) -> None:
        draft, window = self.editor.draft, self._made()
        if draft is not None:
            self.workbooks.export(window.ask_file_to_write(f"{draft.base.id}.xlsx"))

    def _step_back(self) -> None:
        if not self.editor.leave_tool() and self.window is not None:
            self.window.close()

    def _made(self) -> DeskWindow:
        if self.window is not None:
            return self.window
        parent = self.parent()
        assert isinstance(parent, QWidget)
        self.window = DeskWindow(self._lang, parent)
        if self._look is not None:
            self.window.set_look(*self._look)
        self.editor = Editor(self.window)
        self.workbooks = Workbooks(self.window, self.editor, self._around.pool)
        self._connect(self.window)
        if self._base is not None:
            self.set_base(self._base)
        return self.window

    def _connect(self, window: DeskWindow) -> None:
        keeping, editor = self.keeping, self.editor
        window.asked.connect(self.do)
        window.books.chosen.connect(self.open)
        window.head.approve_wanted.connect(keeping.approve)
        window.head.kept_answered.connect(keeping.take_up)
        window.board.wanted.connect(self._on_wanted)
        window.tabs.currentChanged.connect(lambda _page: self._compare())
        editor.changed.connect(self._on_changed)
        self.workbooks.left.connect(self._compare)
        keeping.opened.connect(self._on_opened)
        keeping.compared.connect(self._on_compared)
        keeping.state_changed.connect(self._show_state)
        keeping.saved.connect(self.refresh)
        keeping.saved.connect(self.saved)
        for speaker in (keeping, editor, self.workbooks):
            speaker.said.connect(self._say)

    @Slot(str)
    def open(self, id_: str) -> None:
        """Lay another playbook on the desk; what was typed of the last one is kept."""
        self._made().form.commit()
        self._say(Message())
        self.keeping.open(id_)

    @Slot(object)
    def _on_opened(self, history: History) -> None:
        self.workbooks.forget()
        self.editor.open(history)
        self._show_books()
        if self._wanted is not None and self._wanted[0] == history.now.base.id:
            self.editor.show_table(self._wanted[1])
        self._wanted = None

    @Slot()
    def _on_changed(self) -> None:
        self.keeping.set_draft(self.editor.history)
        self._show_state()
        self._compare()

    @Slot()
    def _show_state(self) -> None:
        window = self._made()
        window.head.show_state(self.keeping.state(self.editor.history))
        checked = self.keeping.last_check
        wrong = checked is not None and bool(checked.problems)
        window.head.mark_faults(wrong=wrong)
        window.head.set_person(self._around.person().author, self.keeping.today.isoformat())
        opened = self.keeping.on_desk
        # Edits that wait for a word would be written over by new ones.
        free = opened is not None and opened.kept is None and not self.keeping.writing
        for part in (window.form, window.page.add):
            part.setEnabled(free)

    def _compare(self) -> None:
        """The page of changes, while it is the one in front."""
        window = self._made()
        if window.tabs.currentWidget() is window.changes and not self.workbooks.looking:
            self.keeping.compare()

    @Slot(object)
    def _on_compared(self, found: Compared) -> None:
        if not self.workbooks.looking:
            self._made().changes.show_changes(found.since, tuple(map(told, found.found)))

    @Slot(str, str)
    def _on_wanted(self, id_: str, table: str) -> None:
        """A finding of the board leads to its table."""
        window, draft = self._made(), self.editor.draft
        window.show_page("tables")
        if draft is not None and draft.base.id == id_:
            self.editor.show_table(table)
        else:
            self._wanted = id_, table
            self.open(id_)

    @Slot(object)
    def _on_listed(self, found: tuple[Listed, ...]) -> None:
        self._books = tuple(
            BookLine(one.id, one.kind, one.name, own=not is_shipped(one.folder)) for one in found
        )
        self._show_books()

    @Slot(object)
    def _on_board(self, board: Board) -> None:
        self._board = board
        self._show_books()

    def _show_books(self) -> None:
        window, draft = self._made(), self.editor.draft
        current = "" if draft is None else draft.base.id
        scores = self._board.scores
        books = tuple(
            BookLine(one.id, one.kind, one.name, scores.get(one.id), one.own) for one in self._books
        )
        window.books.show_books(books, current)
        window.board.show_board(self._board, books, current)

    def set_base(self, base: Base) -> None:
        """What lies below on the map: the rivers and roads that the program works with."""
        self._base = base
        if self.window is not None:
            self.window.page.map.show_base(base, keep_view=self.editor.draft is not None)

    def _say(self, message: Message) -> None:
        self._made().show_message(message)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._say(problem_message(error.problems))
