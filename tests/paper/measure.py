"""What a ruler finds on a printed page: lines by their ink, letters by their size."""

import ctypes
from collections.abc import Iterator

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

Lines = list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]


def strokes(data: bytes, number: int, ink: str) -> Lines:
    """The stroked lines of a page in `ink`, a hex colour, as points of the page [pt]."""
    page = pypdfium2.PdfDocument(data)[number]
    found = []
    for one in _objects(page.raw):
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_PATH and _ink(one) == ink.upper():
            found.append(_points(one))
    return found


def boxes(data: bytes, number: int, high: float) -> list[tuple[float, float, float, float]]:
    """The filled rectangles of a page that are so high [pt]: left, bottom, right, top."""
    page = pypdfium2.PdfDocument(data)[number]
    found = []
    for one in _objects(page.raw):
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_PATH:
            points = _points(one)
            (left, low), (right, top) = points.min(axis=0), points.max(axis=0)
            if len(points) in (4, 5) and abs(top - low - high) < 0.01:
                found.append((float(left), float(low), float(right), float(top)))
    return found


def largest(data: bytes, number: int = 0) -> str:
    """The words of a page in its largest letters; a watermark, which is turned, is none of them."""
    page = pypdfium2.PdfDocument(data)[number]
    text = page.get_textpage()
    sizes = [
        pdfium.FPDFText_GetFontSize(text.raw, n)
        if abs(pdfium.FPDFText_GetCharAngle(text.raw, n)) < 0.01
        else 0.0
        for n in range(text.count_chars())
    ]
    letters = text.get_text_range()
    most = max(sizes)
    return "".join(
        letter for letter, size in zip(letters, sizes, strict=False) if size == most
    ).strip()


def _objects(page: object) -> Iterator[object]:
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, number)


def _ink(one: object) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetStrokeColor(one, red, green, blue, alpha)
    return f"#{red.value:02X}{green.value:02X}{blue.value:02X}"


def _points(one: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, matrix)
    points = []
    for number in range(pdfium.FPDFPath_CountSegments(one)):
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(one, number), x, y)
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    return np.array(points)
