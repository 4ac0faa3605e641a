"""A table of a document, written out at once: cell by cell it takes ten times so long.

Lines around every cell, columns as wide as said, no row on two pages (ECMA-376, part 1, 17.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

TWIPS_PER_PT = 20


@dataclass(frozen=True, slots=True)
class Type:
    """Letters: East Asian and Latin fonts by name, size, weight."""

    font: str
    latin: str
    size_pt: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell: its lines, each a paragraph, in one type."""

    lines: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `head` stands on every page, `keep` stays with the next, `least_cm` is its height."""

    cells: tuple[Filled, ...]
    head: bool = False
    keep: bool = False
    least_cm: float | None = None


def table_of(rows: Sequence[Row], wide_cm: Sequence[float], apart_pt: int) -> Any:
    """The table as an element of a document; `apart_pt` is left above and below each line."""
    widths = [Cm(wide).twips for wide in wide_cm]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    body = "".join(_row(row, widths, apart_pt) for row in rows)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        '<w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[int], apart_pt: int) -> str:
    height = ""
    if row.least_cm is not None:
        height = f'<w:trHeight w:val="{Cm(row.least_cm).twips}"/>'
    head = '<w:tblHeader w:val="true"/>' if row.head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{wide}"/></w:tcPr>'
        f"{''.join(_paragraphs(cell, apart_pt, keep=row.keep))}</w:tc>"
        for cell, wide in zip(row.cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _paragraphs(cell: Filled, apart_pt: int, *, keep: bool) -> Iterator[str]:
    apart = apart_pt * TWIPS_PER_PT
    kept = "<w:keepNext/>" if keep else ""
    look = _look(cell.type)
    for number, line in enumerate(cell.lines):
        words = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\n")
        )
        yield (
            f"<w:p><w:pPr>{'' if number else kept}"
            f'<w:spacing w:before="{apart}" w:after="{apart}"/></w:pPr>'
            f"<w:r>{look}{words}</w:r></w:p>"
        )


def _look(letters: Type) -> str:
    bold = "<w:b/>" if letters.bold else '<w:b w:val="0"/>'
    return (
        f'<w:rPr><w:rFonts w:ascii="{letters.latin}" w:hAnsi="{letters.latin}"'
        f' w:eastAsia="{letters.font}"/>{bold}<w:color w:val="000000"/>'
        f'<w:sz w:val="{2 * letters.size_pt}"/></w:rPr>'
    )
