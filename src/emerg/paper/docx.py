"""Documents for Word and WPS: headings, forms, tables and pictures as an office files them.

Type as official documents have it (GB/T 9704): headline and headings in 黑体, text in 仿宋, by name
only, for every Chinese system brings them; nothing is embedded.
"""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from emerg.paper.docx_table import Filled, Row, Type, table_of
from emerg.texts import Lang, Prose, render
from emerg.texts.letters import harmless

if TYPE_CHECKING:
    from docx.document import Document as Made
    from docx.text.paragraph import Paragraph

TEXT_FONT, HEAD_FONT, LATIN_FONT = "仿宋", "黑体", "Times New Roman"
BO_FONT = "Microsoft Himalaya"  # Tibetan letters, on every Windows
TEXT_PT, SMALL_PT, LARGE_PT, HEAD_PT, TITLE_PT = 12, 9, 14, 14, 20
FORM_CM = (4.2, 12.0)
CELL_PT = 2  # above and below the words of a cell
TALL_CM = 1.6  # of a cell that a person writes sentences into
MARGINS_CM = (2.6, 2.4)  # above and below, left and right
BLANK = "＿＿＿＿＿＿＿＿"  # a line to fill in
SHORT_BLANK = "＿＿＿＿"  # the same in a table, whose columns are narrow
DRILL_RGB = RGBColor(0xC6, 0x28, 0x28)

# What stands in a cell: a sentence, or several, each on a line of its own.
Words: TypeAlias = Prose | tuple[Prose, ...]


class Docx:
    """A document being written, in one language."""

    def __init__(
        self, lang: Lang, title: Prose, status: Prose, drill: Prose, made: datetime
    ) -> None:
        self._lang: Lang = lang
        self._made: Made = Document()
        self._looks: dict[tuple[str, int, bool], Any] = {}
        self._headed: Any = None
        self._set_page()
        self._set_core(title, made)
        self._foot(status)
        if drill:
            self._head(drill)
        heading = self._made.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(heading, title, HEAD_FONT, TITLE_PT, bold=True)

    def heading(self, text: Prose) -> None:
        """A heading in the text; a reader of the document finds its way by it."""
        paragraph: Paragraph
        if self._headed is None:  # to look a style up takes longer than to copy what it left
            paragraph = self._made.add_heading(level=1)
            paragraph.paragraph_format.keep_with_next = True
            self._headed = deepcopy(paragraph._p.get_or_add_pPr())
        else:
            paragraph = self._made.add_paragraph()
            paragraph._p.insert(0, deepcopy(self._headed))
        self._run(paragraph, text, HEAD_FONT, HEAD_PT, bold=True)

    def paragraph(
        self, text: Prose, *, small: bool = False, large: bool = False, bold: bool = False
    ) -> None:
        paragraph = self._made.add_paragraph()
        size = SMALL_PT if small else LARGE_PT if large else TEXT_PT
        paragraph.paragraph_format.keep_with_next = bold
        paragraph.paragraph_format.space_before = Pt(3 * CELL_PT)
        paragraph.paragraph_format.space_after = Pt(3 * CELL_PT)
        self._run(paragraph, text, TEXT_FONT, size, bold=bold)

    def centred(self, text: Prose) -> None:
        """A line in the middle, as where a slip is cut off."""
        paragraph = self._made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, text, TEXT_FONT, TEXT_PT)

    def tibetan(self, text: str) -> None:
        """Lines in Tibetan letters, as an office wrote them."""
        for line in text.splitlines():
            run = self._run(self._made.add_paragraph(), line, BO_FONT, LARGE_PT)
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            for letters in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{letters}"), BO_FONT)

    def new_page(self) -> None:
        self._made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def form(
        self,
        rows: Sequence[tuple[Prose, Words]],
        *,
        tall: bool = False,
        large: bool = False,
        together: bool = False,
    ) -> None:
        """Labels and what stands beside them; what is empty is a line to fill in.

        `tall` leaves room for sentences where a line is to be filled in; `together` keeps all of it
        on one page.
        """
        size = LARGE_PT if large else TEXT_PT
        made = [
            Row(
                (self._filled(label, size, bold=True), self._filled(value, size)),
                keep=together and number < len(rows),
                least_cm=TALL_CM if tall and not value else None,
            )
            for number, (label, value) in enumerate(rows, start=1)
        ]
        self._put(made, FORM_CM)

    def table(
        self,
        heads: Sequence[Prose],
        rows: Sequence[Sequence[Words]],
        wide_cm: Sequence[float],
        *,
        large: bool = False,
    ) -> None:
        """A table whose heads stand on every page, its columns so wide; no cell stays empty."""
        size = TEXT_PT if large else SMALL_PT + 1
        made = [Row(tuple(self._filled(head, size, bold=True) for head in heads), head=True)]
        made += [
            Row(tuple(self._filled(words, size, blank=SHORT_BLANK) for words in row))
            for row in rows
        ]
        self._put(made, wide_cm)

    def picture(self, png: bytes, about: Prose, wide_cm: float) -> None:
        """A picture, and in words what it shows, for who cannot see it."""
        paragraph = self._made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Cm(wide_cm))
        shape._inline.docPr.set("descr", self._say(about))

    def content(self) -> bytes:
        """The document as a file."""
        buffer = BytesIO()
        self._made.save(buffer)
        return buffer.getvalue()

    def _say(self, text: Prose) -> str:
        """Letters that a document may hold: XML knows no control characters."""
        return "\n".join(map(harmless, render(text, self._lang).splitlines()))

    def _set_page(self) -> None:
        section = self._made.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        upright, across = MARGINS_CM
        section.top_margin = section.bottom_margin = Cm(upright)
        section.left_margin = section.right_margin = Cm(across)

    def _set_core(self, title: Prose, made: datetime) -> None:
        core = self._made.core_properties
        core.title, core.author, core.comments = self._say(title), "emerg", ""
        core.language = "zh-CN" if self._lang == "zh" else "en"
        core.created = core.modified = made.replace(tzinfo=None)

    def _head(self, drill: Prose) -> None:
        paragraph = self._made.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = self._run(paragraph, drill, HEAD_FONT, HEAD_PT, bold=True)
        run.font.color.rgb = DRILL_RGB

    def _foot(self, status: Prose) -> None:
        paragraph = self._made.sections[0].footer.paragraphs[0]
        self._run(paragraph, status, TEXT_FONT, SMALL_PT)
        run = self._run(paragraph, "    ", TEXT_FONT, SMALL_PT)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, text))

    def _filled(
        self, words: Words, size_pt: int, *, bold: bool = False, blank: str = BLANK
    ) -> Filled:
        """A sentence a paragraph; a line to fill in where there is none."""
        lines = words if isinstance(words, tuple) else (words,)
        told = tuple(line for line in map(self._say, lines) if line.strip()) or (blank,)
        return Filled(told, Type(TEXT_FONT, LATIN_FONT, size_pt, bold))

    def _put(self, rows: Sequence[Row], wide_cm: Sequence[float]) -> None:
        self._made.element.body._insert_tbl(table_of(rows, wide_cm, CELL_PT))

    def _run(
        self, paragraph: "Paragraph", text: Prose, font: str, size_pt: int, *, bold: bool = False
    ) -> Any:
        run = paragraph.add_run(self._say(text))
        look = self._looks.get((font, size_pt, bold))
        if look is not None:  # a copy of what was set before, in a fiftieth of the time
            run._r.insert(0, deepcopy(look))
            return run
        run.font.size, run.font.bold, run.font.name = Pt(size_pt), bold, LATIN_FONT
        run.font.color.rgb = RGBColor(0, 0, 0)
        made = run._r.get_or_add_rPr()
        made.get_or_add_rFonts().set(qn("w:eastAsia"), font)
        self._looks[font, size_pt, bold] = deepcopy(made)
        return run


def _field(kind: str, text: str) -> Any:
    """A part of a field that Word fills in itself."""
    if kind:
        made = OxmlElement("w:fldChar")
        made.set(qn("w:fldCharType"), kind)
        return made
    made = OxmlElement("w:instrText")
    made.text = text
    return made
