"""Joins the preview to the files: pages are drawn off the UI thread, and printed as they stand."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from emerg.errors import EmergError
from emerg.paper.pages import page_pictures, page_sizes
from emerg.texts import Lang, Text
from emerg.ui.jobs import Desk
from emerg.ui.preview_window import PreviewWindow, Shown
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.theme import Theme
from emerg.usecases.run import Cancelled, Progress, Stop

SCREEN_DPI, PRINTER_DPI = 130, 200
POINT_MM = 25.4 / 72


class PreviewPresenter(QObject):
    """Owns the preview, which is made when it is first wanted."""

    said = Signal(Message)

    def __init__(self, parent: QWidget, pool: QThreadPool, lang: Lang) -> None:
        super().__init__(parent)
        self._lang: Lang = lang
        self._look: tuple[Theme, int] | None = None
        self._shown: tuple[Shown, ...] = ()
        self._row = 0
        self._locked = self._comes_back = False
        self.window: PreviewWindow | None = None
        self._listing, self._drawing, self._printing = (Desk(pool, self) for _ in range(3))
        self._listing.succeeded.connect(self._on_listed)
        self._drawing.succeeded.connect(self._on_drawn)
        self._printing.succeeded.connect(self._on_to_print)
        for desk in (self._listing, self._drawing, self._printing):
            desk.failed.connect(self._on_failure)
            desk.crashed.connect(self._on_crash)

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        if self.window is not None:
            self.window.set_language(lang)

    @Slot(object, int)
    def set_look(self, theme: Theme, text_px: int) -> None:
        self._look = (theme, text_px)
        if self.window is not None:
            self.window.set_look(theme, text_px)

    def show(self, files: Sequence[tuple[Path, Text]]) -> None:
        """Show those of these sheets that are PDFs; a document for Word is opened in Word."""

        def work(_progress: Progress, _stop: Stop) -> tuple[Shown, ...]:
            return tuple(
                Shown(file, name, len(page_sizes(file)))
                for file, name in files
                if file.suffix == ".pdf"
            )

        self._listing.start(work)

    @Slot(object)
    def _on_listed(self, shown: tuple[Shown, ...]) -> None:
        self._shown = shown
        self._opened().show_sheets(self._shown)
        self._bring()

    @Slot(bool)
    def set_locked(self, on: bool) -> None:
        """Sheets are hidden while the window is locked, and come back with it."""
        self._locked = on
        if on and self.window is not None:
            self._comes_back = self.window.isVisible()
            self.window.hide()
        elif self._comes_back:
            self._bring()

    def _bring(self) -> None:
        """To the front, or as soon as the lock is opened."""
        self._comes_back = self._locked
        if self._locked:
            return
        window = self._opened()
        window.show()
        window.raise_()
        window.activateWindow()
        window.names.setFocus()

    def close(self) -> None:
        """Stop whatever runs; the preview goes with its window."""
        for desk in (self._listing, self._drawing, self._printing):
            desk.close()
        if self.window is not None:
            self.window.close()

    def print_on(
        self, printer: QPrinter, pictures: Sequence[bytes], sizes: Sequence[QSizeF]
    ) -> int:
        """Put pages on a printer, each on paper of its size; how many it took.

        0 where it cannot be printed on: it is switched off, or its file cannot be written.
        """
        painter = QPainter()
        for number, (picture, size_mm) in enumerate(zip(pictures, sizes, strict=True)):
            _lay(printer, size_mm)
            if number == 0:
                if not painter.begin(printer):
                    return 0
            else:
                printer.newPage()
            painter.drawImage(painter.viewport(), QImage.fromData(picture))
        painter.end()
        return len(pictures)

    def _opened(self) -> PreviewWindow:
        if self.window is None:
            parent = self.parent()
            assert isinstance(parent, QWidget)
            self.window = PreviewWindow(self._lang, parent)
            self.window.chosen.connect(self._on_chosen)
            self.window.asked.connect(self._on_asked)
            if self._look is not None:
                self.window.set_look(*self._look)
        return self.window

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self._row = row
        file = self._shown[row].file
        assert self.window is not None
        self.window.show_note(Text("{path}", path=str(file)))

        def work(_progress: Progress, stop: Stop) -> list[QImage]:
            return [QImage.fromData(page) for page in _drawn(file, SCREEN_DPI, stop)]

        self._drawing.start(work)

    @Slot(object)
    def _on_drawn(self, pages: list[QImage]) -> None:
        if self.window is not None:
            self.window.show_pages(pages)

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        window = self.window
        if window is None or not self._shown:
            return
        if name == "folder":
            folder = self._shown[self._row].file.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        elif name in ("smaller", "larger"):
            window.resize_pages(1 if name == "larger" else -1)
        else:
            self._print(self._shown if name == "print_all" else self._shown[self._row :][:1])

    def _print(self, sheets: Sequence[Shown]) -> None:
        """Ask which printer, then draw the pages as finely as it prints."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.window)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._start_printing(printer, [sheet.file for sheet in sheets])

    def _start_printing(self, printer: QPrinter, files: Sequence[Path]) -> None:
        self._printer = printer
        self._say(Text("Printing …"))

        def work(_progress: Progress, stop: Stop) -> tuple[list[bytes], list[QSizeF]]:
            pictures: list[bytes] = []
            sizes: list[QSizeF] = []
            for file in files:
                sizes += [
                    QSizeF(size.wide_pt * POINT_MM, size.high_pt * POINT_MM)
                    for size in page_sizes(file)
                ]
                pictures += _drawn(file, PRINTER_DPI, stop)
            return pictures, sizes

        self._printing.start(work)

    @Slot(object)
    def _on_to_print(self, pages: tuple[list[bytes], list[QSizeF]]) -> None:
        count = self.print_on(self._printer, *pages)
        sent = Text("{n} pages sent to the printer", n=count)
        self._say(sent if count else Text("The printer takes nothing: look at it, then try again"))

    def _say(self, text: Text) -> None:
        if self.window is not None:
            self.window.show_note(text)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))


def _drawn(file: Path, dots_per_inch: float, stop: Stop) -> list[bytes]:
    pages: list[bytes] = []
    for page in page_pictures(file, dots_per_inch):
        if stop():
            raise Cancelled
        pages.append(page)
    return pages


def _lay(printer: QPrinter, size_mm: QSizeF) -> None:
    """Paper of that size, no margins besides those that the page has itself."""
    upright = QSizeF(min(size_mm.width(), size_mm.height()), max(size_mm.width(), size_mm.height()))
    across = size_mm.width() > size_mm.height()
    turn = QPageLayout.Orientation
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Millimeter))
    printer.setPageOrientation(turn.Landscape if across else turn.Portrait)
    printer.setFullPage(True)
