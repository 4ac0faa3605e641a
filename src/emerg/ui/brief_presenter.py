"""Joins F9 and Shift+F9 to the sheets of the answer on show."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from emerg.texts import Text
from emerg.ui.main_window import MainWindow
from emerg.ui.preview_presenter import PreviewPresenter
from emerg.ui.print_presenter import PrintPresenter
from emerg.ui.status_bar import Message
from emerg.usecases.paper_kinds import Given, name_of_file


class BriefPresenter(QObject):
    """Writes every sheet of whatever `to_print` gives; without an answer there is none."""

    def __init__(
        self,
        window: MainWindow,
        printing: PrintPresenter,
        home: Path,
        to_print: Callable[[], Given | None],
        preview: PreviewPresenter,
    ) -> None:
        super().__init__(window)
        self._window, self._printing = window, printing
        self._home, self._to_print = home, to_print
        self.preview = preview
        self._wanted = False
        printing.set_written.connect(self._on_written)
        printing.said.connect(self._on_said)
        preview.said.connect(window.status.show_message)

    @Slot()
    def print(self) -> None:
        """F9: write the sheets without a question, into the folder of this incident."""
        given = self._to_print()
        if given is None:
            self._window.status.show_message(Message(Text("Nothing to print yet: press F5 first")))
        else:
            self.print_to(self._printing.folder_for(given.answer))

    @Slot()
    def show_preview(self) -> None:
        """Ctrl+P: write the sheets anew, then show them as they will be printed."""
        self._wanted = True
        self.print()

    @Slot(object)
    def _on_written(self, files: Sequence[Path]) -> None:
        if self._wanted:
            self._wanted = False
            self.preview.set_language(self._window.words.lang)
            self.preview.set_look(*self._window.look)
            self.preview.show([(file, name_of_file(file)) for file in files])

    @Slot(Message)
    def _on_said(self, message: Message) -> None:
        if message.tone == "danger":
            self._wanted = False

    @Slot()
    def print_elsewhere(self) -> None:
        """Shift+F9: ask for the folder."""
        if self._to_print() is None:
            self.print()
            return
        title = self._window.words.of(Text("Folder for the brief"))
        chosen = QFileDialog.getExistingDirectory(self._window.dressed, title, str(self._home))
        if chosen:
            self.print_to(Path(chosen))

    def print_to(self, folder: Path) -> None:
        """Write the sheets of the answer on show into `folder`."""
        given = self._to_print()
        if given is not None:
            self._printing.print(given, folder)
