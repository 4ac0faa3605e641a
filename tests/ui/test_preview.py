"""The preview: every sheet with its pages, and what is printed is what was seen."""

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from emerg.paper.content import Note
from emerg.paper.pages import page_pictures, page_sizes
from emerg.paper.pdf import pdf
from emerg.texts import Text
from emerg.ui.preview_presenter import POINT_MM, PreviewPresenter
from tests.paper.sheets import hits, sheet


@pytest.fixture
def files(tmp_path):
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    short.write_bytes(pdf(sheet(Note("一页")), "zh"))
    long.write_bytes(pdf(sheet(hits(120)), "zh"))
    return [(short, Text("short")), (long, Text("long"))]


@pytest.fixture
def preview(prepared, qtbot, pool):
    parent = QWidget()
    qtbot.addWidget(parent)
    found = PreviewPresenter(parent, pool, "en")
    yield found
    found.close()


def test_every_sheet_is_listed_with_its_pages_and_the_first_is_drawn(preview, files, qtbot):
    preview.show(files)
    qtbot.waitUntil(lambda: preview.window is not None, timeout=10_000)
    window = preview.window
    pages = len(page_sizes(files[1][0]))
    assert pages > 1
    assert [window.names.item(n).text() for n in range(2)] == [
        "short (1 pages)",
        f"long ({pages} pages)",
    ]
    qtbot.waitUntil(lambda: len(window._pages) == 1, timeout=10_000)
    window.names.setCurrentRow(1)
    qtbot.waitUntil(lambda: len(window._pages) == pages, timeout=10_000)
    assert not any(page.isNull() for page in window._pages)


def test_sheets_are_hidden_while_the_window_is_locked_and_come_back(preview, files, qtbot):
    preview.set_locked(True)
    preview.set_locked(False)
    assert preview.window is None  # none was open: none comes
    preview.show(files)
    qtbot.waitUntil(lambda: preview.window is not None, timeout=10_000)
    preview.window.names.setCurrentRow(1)
    preview.set_locked(True)
    assert not preview.window.isVisible()
    preview.set_locked(False)
    assert preview.window.isVisible()
    assert preview.window.names.currentRow() == 1
    preview.window.close()
    preview.set_locked(True)
    preview.set_locked(False)
    assert not preview.window.isVisible()  # it was closed before


def test_sheets_that_are_ready_while_it_is_locked_wait(preview, files, qtbot):
    preview.set_locked(True)
    preview.show(files)
    qtbot.waitUntil(lambda: preview.window is not None, timeout=10_000)
    assert not preview.window.isVisible()
    preview.set_locked(False)
    assert preview.window.isVisible()


def test_the_lock_of_the_window_hides_the_preview(open_window, files, qtbot):
    window, presenter = open_window()
    preview = presenter.brief.preview
    preview.show(files)
    qtbot.waitUntil(lambda: preview.window is not None, timeout=10_000)
    window.set_locked(True)
    assert not preview.window.isVisible()
    window.set_locked(False)
    assert preview.window.isVisible()


def test_pages_grow_and_shrink_between_their_bounds(preview, files, qtbot):
    preview.show(files)
    qtbot.waitUntil(lambda: preview.window is not None, timeout=10_000)
    for _ in range(9):
        preview.window.asked.emit("larger")
    assert preview.window.width_at == 4
    for _ in range(9):
        preview.window.asked.emit("smaller")
    assert preview.window.width_at == 0


def test_what_is_printed_has_the_pages_and_the_paper_of_the_sheet(preview, files, tmp_path):
    out = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    file = files[1][0]
    sizes = page_sizes(file)
    millimetres = [QSizeF(s.wide_pt * POINT_MM, s.high_pt * POINT_MM) for s in sizes]
    pictures = list(page_pictures(file, 100))
    assert preview.print_on(printer, pictures, millimetres) == len(sizes)
    printed = page_sizes(out)
    assert len(printed) == len(sizes)
    for one, other in zip(printed, sizes, strict=True):
        assert one.wide_pt == pytest.approx(other.wide_pt, abs=2)
        assert one.high_pt == pytest.approx(other.high_pt, abs=2)
    document = pypdfium2.PdfDocument(out)
    seen = document[0].render(scale=0.5).to_pil().convert("L")
    document.close()
    low, high = seen.getextrema()
    assert low < 100 < high, "the page came out empty"


def test_a_sheet_across_lies_across(preview, tmp_path):
    out = tmp_path / "across.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    source = tmp_path / "upright.pdf"
    source.write_bytes(pdf(sheet(Note("一页")), "zh"))
    picture = next(iter(page_pictures(source, 50)))
    preview.print_on(printer, [picture, picture], [QSizeF(210, 297), QSizeF(420, 297)])
    upright, across = page_sizes(out)
    assert upright.wide_pt < upright.high_pt
    assert across.wide_pt == pytest.approx(420 / POINT_MM, abs=3)
    assert across.high_pt == pytest.approx(297 / POINT_MM, abs=3)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_not_said_to_have_printed(preview, files, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(files[0][0] / "below" / "a.pdf"))  # below a file
    picture = next(iter(page_pictures(files[0][0], 50)))
    assert preview.print_on(printer, [picture], [QSizeF(210, 297)]) == 0


def test_a_file_that_is_no_sheet_is_told(preview, tmp_path, qtbot):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"nothing")
    with qtbot.waitSignal(preview.said) as caught:
        preview.show([(bad, Text("bad"))])
    assert "cannot be read" in str(caught.args[0].text)
    assert preview.window is None
