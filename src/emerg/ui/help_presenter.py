"""Joins the manual to the window: F1 opens the chapter of the page one is on."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QApplication

from emerg.errors import EmergError
from emerg.texts import Lang
from emerg.ui.follower import Follower
from emerg.ui.help_history import History, Spot
from emerg.ui.help_window import HelpWindow
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.page_name import page_name
from emerg.ui.status_bar import crash_message, problem_message
from emerg.ui.theme import Theme
from emerg.usecases.manual import Chapter, chapter_id, chapter_of_page, read_manual
from emerg.usecases.manual_search import search

Reader: TypeAlias = Callable[[Lang], tuple[Chapter, ...]]


class HelpPresenter(Follower):
    """Owns the manual's window, which is made when it is first wanted."""

    shown = Signal(str)  # id of a chapter

    def __init__(
        self, window: MainWindow, pool: QThreadPool, lang: Lang, read: Reader = read_manual
    ) -> None:
        super().__init__(window)
        self._main, self._lang, self._read = window, lang, read
        self._chapters: tuple[Chapter, ...] = ()
        self._history = History()
        self._wanted = ""  # the page whose chapter is to be shown once there are chapters
        self.window: HelpWindow | None = None
        self._reading = Desk(pool, self)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self._on_failure)
        self._reading.crashed.connect(self._on_crash)
        # Every window of the program asks for the same manual.
        keys = window.actions_by_name["manual"]
        keys.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        _name_pages(window)
        window.looks.hear(self._on_look)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"manual": self.show_here, "key_list": partial(self.show, "keys")}

    def show_here(self) -> None:
        """Open the chapter of the page that has the cursor."""
        self.show(page_name(QApplication.focusWidget() or self._main))

    def show(self, page: str) -> None:
        """Open the chapter about `page`, or the first one where none is."""
        self._wanted = page
        if self._chapters:
            self._open()
        else:
            self._start_reading()

    def set_language(self, lang: Lang) -> None:
        """The same chapter in the other language."""
        self._lang, self._chapters = lang, ()
        if self.window is not None:
            self.window.set_language(lang)
            if self.window.isVisible():
                self._wanted = ""
                self._start_reading()

    def close(self) -> None:
        self._reading.close()
        if self.window is not None:
            self.window.close()

    def _start_reading(self) -> None:
        lang, read = self._lang, self._read
        self._reading.start(lambda _progress, _stop: read(lang))

    @Slot(object)
    def _on_read(self, chapters: tuple[Chapter, ...]) -> None:
        self._chapters = chapters
        window = self._made()
        window.contents.show_chapters(chapters)
        window.contents.seek.clear()
        if self._wanted or not self._history.spots:
            self._open()
        else:  # in the other language: a section is called otherwise there
            self._draw(Spot(self._history.spots[self._history.at].chapter))

    def _open(self) -> None:
        chapter = chapter_of_page(self._chapters, self._wanted) or self._chapters[0]
        window = self._made()
        self._go(Spot(chapter.id))
        window.show()
        window.raise_()
        window.activateWindow()
        window.text.setFocus()

    def _made(self) -> HelpWindow:
        if self.window is None:
            self.window = HelpWindow(self._lang, self._main)
            self._main.dress(self.window)
            self.window.set_look(*self._main.look)
            self.window.asked.connect(self._on_asked)
            self.window.link_chosen.connect(self._on_link)
            self.window.contents.chosen.connect(self._go)
            self.window.contents.sought.connect(self._on_sought)
        return self.window

    def _go(self, spot: Spot) -> None:
        if self.window is not None:
            self._history.keep(self.window.scrolled)
        self._history.go(spot)
        self._draw(spot)

    def _draw(self, spot: Spot) -> None:
        window = self.window
        chapter = next((one for one in self._chapters if one.id == spot.chapter), None)
        if window is None or chapter is None:
            return
        window.show_chapter(chapter, spot.section, spot.scrolled)
        window.contents.mark(spot)
        window.mark_found(window.contents.seek.text())
        window.allow(back=self._history.can(-1), forward=self._history.can(1))
        self.shown.emit(chapter.id)

    @Slot(str)
    def _on_link(self, name: str) -> None:
        """A link leads to another chapter, and never out of the manual."""
        self._go(Spot(chapter_id(name)))

    @Slot(str)
    def _on_sought(self, words: str) -> None:
        if self.window is not None:
            found = search(self._chapters, words) if words.strip() else None
            self.window.contents.show_found(found)
            self.window.mark_found(words)

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        window = self.window
        if window is None:
            return
        if name == "find":
            window.contents.seek.setFocus()
            window.contents.seek.selectAll()
        elif name == "close":
            self._step_out(window)
        else:
            self._step(-1 if name == "back" else 1)

    def _step(self, by: int) -> None:
        if self.window is not None and self._history.can(by):
            self._history.keep(self.window.scrolled)
            spot = self._history.step(by)
            assert spot is not None
            self._draw(spot)

    def _step_out(self, window: HelpWindow) -> None:
        """Esc leaves what was sought first."""
        if window.contents.seek.text():
            window.contents.seek.clear()
        else:
            window.close()

    def _on_look(self, theme: Theme, text_px: int) -> None:
        if self.window is not None:
            self.window.set_look(theme, text_px)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))


def _name_pages(window: MainWindow) -> None:
    """The parts of the window that are no tab, by the names that chapters know them by."""
    parts = {
        "header": window.header,
        "questions": window.questions,
        "map": window.map,
        "detail": window.detail,
        "next": window.next,
        "start": window.start,
        "note": window.note,
    }
    for name, part in parts.items():
        part.setProperty("page", name)
