"""The pages of a PDF as pictures: for a preview, a printer, and documents that hold no drawing.

PDFium is not made for threads, and sheets are written and looked at by several: one at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from emerg.errors import DataError, Problem
from emerg.texts import Text

if TYPE_CHECKING:
    from PIL.Image import Image

_ONE_AT_A_TIME = Lock()
POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page in points."""

    wide_pt: float
    high_pt: float


def page_sizes(file: Path) -> tuple[PageSize, ...]:
    """The size of every page.

    Raises
    ------
    DataError
        It cannot be read as a PDF.
    """
    import pypdfium2  # type: ignore[import-untyped]

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(file)
            try:
                return tuple(PageSize(*page.get_size()) for page in document)
            finally:
                document.close()
        except (pypdfium2.PdfiumError, OSError) as error:
            raise _unreadable(file) from error


def page_pictures(file: Path, dots_per_inch: float) -> Iterator[bytes]:
    """Every page as a PNG, one after the other; the file is read once.

    Raises
    ------
    DataError
        It cannot be read as a PDF.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unreadable(file) from error
    for number in range(len(page_sizes(file))):
        yield page_picture(content, number, dots_per_inch)


def page_picture(pdf: bytes, number: int, dots_per_inch: float) -> bytes:
    """One page, counted from 0, as a PNG."""
    picture = BytesIO()
    drawn_page(pdf, number, dots_per_inch).save(picture, "PNG", compress_level=1)
    return picture.getvalue()


def drawn_page(pdf: bytes, number: int, dots_per_inch: float) -> "Image":
    """One page, counted from 0, as a picture in memory."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            found: Image = document[number].render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
        finally:
            document.close()
    return found


def page_count(pdf: bytes) -> int:
    """How many pages a finished document has, by a reader that did not make it."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def _unreadable(file: Path) -> DataError:
    return DataError(
        [
            Problem(
                Text("the sheet cannot be read"),
                str(file),
                Text("write it anew with F9, and do not change it meanwhile"),
            )
        ]
    )
