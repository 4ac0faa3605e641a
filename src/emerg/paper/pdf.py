"""The finished document: pages with header, footer and watermark, in one reproducible file."""

from dataclasses import dataclass, replace
from io import BytesIO
from math import atan2, degrees, hypot

from reportlab.pdfgen.canvas import Canvas

from emerg.paper import page
from emerg.paper.blocks import sheet_blocks
from emerg.paper.content import Format, Sheet, Table
from emerg.paper.flow import Page, pages
from emerg.paper.page import A4, A5_WIDE, Area, Paper, Pen, Style
from emerg.paper.page_proof import page_hash
from emerg.paper.typeset import font_name, said, width
from emerg.texts import Lang, Text

PAPERS: dict[Format, Paper] = {"A4": A4, "A5": A5_WIDE}
SUBJECT = Style(9.5, leading=1.35)
LEVEL = Style(9.5, bold=True, leading=1.35)
BAND = Style(10.0, bold=True)
BAND_HIGH = 16.0
HEADER_GAP = 10.0
FOOTER_HIGH = 20.0
PROOF_HIGH = 13.0  # of the line above the footer that proves a page
SUBJECT_LINES = 2
# As much of an orange as leaves letters below it readable and survives a grey copy.
WATERMARK, WATERMARK_ALPHA = "#E4610F", 0.17
WATERMARK_SIZE = 190.0
WATERMARK_SHARE = 0.78  # of the page's diagonal


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page, in words."""

    title: str
    subject: tuple[str, ...]
    made: str
    status: str
    version: str
    drill: str
    proven: bool
    level: str = ""
    paper: Paper = A4

    @property
    def footer_high(self) -> float:
        """Height [pt] of the footer with the space above it."""
        return FOOTER_HIGH + (PROOF_HIGH if self.proven else 0.0)

    @property
    def header_high(self) -> float:
        """Height [pt] of the header with the space below it."""
        band = BAND_HIGH + 5.0 if self.drill else 0.0
        level = self.enlarged(LEVEL).line if self.level else 0.0
        lines = len(self.subject) * self.enlarged(SUBJECT).line + level
        return band + self.enlarged(page.TITLE).line + lines + 3.0 + HEADER_GAP

    def enlarged(self, style: Style) -> Style:
        """A style of the header as large as this paper has it."""
        return replace(style, size=style.size * self.paper.zoom)


def pdf(sheet: Sheet, lang: Lang) -> bytes:
    """The sheet as the bytes of a PDF: our fonts only, the same for the same sheet.

    Raises
    ------
    OutputError
        The fonts lack a character of the sheet.
    """
    frame = frame_of(sheet, lang, PAPERS[sheet.format])
    top, bottom = frame.paper.top - frame.header_high, frame.paper.bottom + frame.footer_high
    set_pages = pages(sheet_blocks(sheet.parts, lang, top - bottom), top, bottom)
    buffer = BytesIO()
    canvas = canvas_for(buffer, sheet, frame, lang)
    for number, placed in enumerate(set_pages, start=1):
        draw_page(Pen(canvas), frame, placed, lang, number_words(number, len(set_pages), lang))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def frame_of(sheet: Sheet, lang: Lang, paper: Paper = A4) -> Frame:
    """What stands on every page of `sheet`."""
    subject = said(sheet.subject, lang, Text("header"))
    level = said(sheet.level, lang, Text("header"))
    version = said(sheet.version, lang, Text("footer"))
    if sheet.data:
        words = Text("{version} · data {hash}", version=version, hash=sheet.data)
        version = said(words, lang, Text("footer"))
    return Frame(
        title=said(sheet.title, lang, Text("header")),
        subject=SUBJECT.lines(subject, paper.room / paper.zoom, SUBJECT_LINES) if subject else (),
        made=said(sheet.made, lang, Text("header")),
        status=said(sheet.status, lang, Text("footer")),
        version=version,
        drill=said(sheet.drill, lang, Text("header")),
        proven=any(isinstance(part, Table) and part.proofs for part in sheet.parts),
        level=LEVEL.one(level, paper.room / paper.zoom),
        paper=paper,
    )


def number_words(number: int, count: int, lang: Lang) -> str:
    """Which page of how many."""
    return said(Text("page {n} / {m}", n=f"{number}", m=f"{count}"), lang, Text("footer"))


def canvas_for(buffer: BytesIO, sheet: Sheet, frame: Frame, lang: Lang) -> Canvas:
    """A document that says what it is, on the paper of `frame`."""
    canvas = Canvas(
        buffer,
        pagesize=(frame.paper.wide, frame.paper.high),
        # Else Helvetica, which is never embedded, would be in every file. (The stub errs.)
        initialFontName=font_name(bold=False),  # type: ignore[arg-type]
        invariant=1,
        pageCompression=1,
        lang="zh-CN" if lang == "zh" else "en",
    )
    canvas.setTitle(f"{frame.title} {''.join(frame.subject)}".strip())
    canvas.setSubject(frame.status)
    canvas.setAuthor("emerg")
    canvas.setCreator(f"emerg {sheet.version}")
    canvas.setKeywords(", ".join(sheet.keywords))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def draw_page(pen: Pen, frame: Frame, placed: Page, lang: Lang, number: str) -> None:
    """The blocks of a page, and its frame around them."""
    for block in placed:
        block.draw(pen)
    if proof := page_hash(one.block.proof for one in placed):
        line = Text("SHA-256 of the entries on this page: {hash}", hash=proof)
        _draw_proof(pen, frame.paper, said(line, lang, Text("footer")))
    draw_frame(pen, frame, number)


def draw_frame(pen: Pen, frame: Frame, number: str) -> None:
    """Header, footer and, in a drill, its band and watermark."""
    draw_footer(pen, frame, number)
    _draw_header(pen, frame)
    if frame.drill:
        # Last, so that readers that copy it find it behind the same words of the band.
        _draw_band(pen, frame)
        _draw_watermark(pen, frame.drill, frame.paper)


def _draw_header(pen: Pen, frame: Frame) -> None:
    paper = frame.paper
    top = paper.top - (BAND_HIGH + 5.0 if frame.drill else 0.0)
    title, subject, level = (frame.enlarged(one) for one in (page.TITLE, SUBJECT, LEVEL))
    y = page.baseline(top, title)
    pen.text(paper.right, y, frame.made, page.CAPTION, "right")
    room = paper.room - page.CAPTION.width(frame.made) - page.GUTTER
    pen.text(paper.left, y, title.one(frame.title, room), title)
    y = pen.lines(paper.left, top - title.line, frame.subject, subject)
    if frame.level:
        y = pen.lines(paper.left, y, (frame.level,), level)
    y -= 3.0
    pen.rule(paper.left, y, paper.right, y, weight=1.2, colour=page.BLACK)


def _draw_band(pen: Pen, frame: Frame) -> None:
    paper, words = frame.paper, frame.drill
    area = Area(paper.left, paper.top - BAND_HIGH, paper.room, BAND_HIGH)
    pen.box(area, fill=page.DRILL, edge=page.BLACK, weight=0.8)
    y = page.baseline(paper.top - (BAND_HIGH - BAND.line) / 2, BAND)
    pen.text(paper.left + paper.room / 2, y, BAND.one(words, paper.room), BAND, "center")


def draw_footer(pen: Pen, frame: Frame, number: str) -> None:
    """What the data are worth, of which version, and which page it is."""
    paper = frame.paper
    line = paper.bottom + 12.0
    pen.rule(paper.left, line, paper.right, line, weight=0.5)
    y = paper.bottom + 2.0
    strong = Style(8.0, bold=True)
    pen.text(paper.right, y, number, strong, "right")
    right = paper.right - strong.width(number) - page.GUTTER
    pen.text(right, y, frame.version, page.CAPTION, "right")
    room = right - page.CAPTION.width(frame.version) - page.GUTTER - paper.left
    pen.text(paper.left, y, strong.one(frame.status, room), strong)


def _draw_proof(pen: Pen, paper: Paper, words: str) -> None:
    y = paper.bottom + 12.0 + PROOF_HIGH - page.CAPTION.size - 1.0
    pen.text(paper.left, y, page.CAPTION.one(words, paper.room), page.CAPTION)


def _draw_watermark(pen: Pen, words: str, paper: Paper = A4) -> None:
    """The drill's words from corner to corner, above everything, pale."""
    diagonal = hypot(paper.wide, paper.high) * WATERMARK_SHARE
    size = min(diagonal / width(words, 1.0, bold=True), WATERMARK_SIZE)
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(paper.wide / 2, paper.high / 2)
    canvas.rotate(degrees(atan2(paper.high, paper.wide)))
    canvas.setFont(font_name(bold=True), size)
    canvas.setFillColor(page.ink(WATERMARK), alpha=WATERMARK_ALPHA)
    canvas.addLiteral(page.UNSAID)  # the band says it; here it would fall between the lines
    canvas.drawCentredString(0, -0.375 * size, words)
    canvas.addLiteral(page.SAID)
    canvas.restoreState()
