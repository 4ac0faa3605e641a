"""The finished document: pages with header, footer and watermark, in one reproducible file."""

from dataclasses import dataclass
from io import BytesIO
from math import atan2, degrees, hypot

from reportlab.pdfgen.canvas import Canvas

from emerg.paper import page
from emerg.paper.blocks import sheet_blocks
from emerg.paper.content import Sheet, Table
from emerg.paper.flow import Page, pages
from emerg.paper.page import Area, Pen, Style
from emerg.paper.page_proof import page_hash
from emerg.paper.typeset import font_name, said, width
from emerg.texts import Lang, Text

SUBJECT = Style(9.5, leading=1.35)
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
    high: float
    margin: float

    @property
    def top(self) -> float:
        """Upper edge [pt] of what is printed."""
        return self.high - self.margin

    @property
    def bottom(self) -> float:
        """Lower edge [pt] of what is printed."""
        return self.margin

    @property
    def footer_high(self) -> float:
        """Height [pt] of the footer with the space above it."""
        return FOOTER_HIGH + (PROOF_HIGH if self.proven else 0.0)

    @property
    def header_high(self) -> float:
        """Height [pt] of the header with the space below it."""
        band = BAND_HIGH + 5.0 if self.drill else 0.0
        return band + page.TITLE.line + len(self.subject) * SUBJECT.line + 3.0 + HEADER_GAP


def pdf(sheet: Sheet, lang: Lang) -> bytes:
    """The sheet as the bytes of a PDF: our fonts only, the same for the same sheet.

    Raises
    ------
    OutputError
        The fonts lack a character of the sheet.
    """
    frame = _frame(sheet, lang)
    top, bottom = frame.top - frame.header_high, frame.bottom + frame.footer_high
    set_pages = pages(sheet_blocks(sheet.parts, lang, top - bottom), top, bottom)
    buffer = BytesIO()
    canvas = _canvas(buffer, sheet, frame, lang)
    for number, placed in enumerate(set_pages, start=1):
        _draw_page(Pen(canvas), frame, placed, lang, f"{number}", f"{len(set_pages)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _frame(sheet: Sheet, lang: Lang) -> Frame:
    subject = said(sheet.subject, lang, Text("header"))
    high, margin = page.HEIGHTS[sheet.format]
    return Frame(
        title=said(sheet.title, lang, Text("header")),
        subject=SUBJECT.lines(subject, page.ROOM, SUBJECT_LINES) if subject else (),
        made=said(sheet.made, lang, Text("header")),
        status=said(sheet.status, lang, Text("footer")),
        version=said(sheet.version, lang, Text("footer")),
        drill=said(sheet.drill, lang, Text("header")),
        proven=any(isinstance(part, Table) and part.proofs for part in sheet.parts),
        high=high,
        margin=margin,
    )


def _canvas(buffer: BytesIO, sheet: Sheet, frame: Frame, lang: Lang) -> Canvas:
    canvas = Canvas(
        buffer,
        pagesize=(page.WIDE, frame.high),
        # Else Helvetica, which is never embedded, would be in every file. (The stub errs.)
        initialFontName=font_name(bold=False),  # type: ignore[arg-type]
        invariant=1,
        pageCompression=1,
        lang="zh-CN" if lang == "zh" else "en",
    )
    canvas.setTitle(f"{frame.title} {''.join(frame.subject)}".strip())
    canvas.setSubject(frame.status)
    canvas.setAuthor("emerg")
    canvas.setCreator(f"emerg {frame.version}")
    canvas.setKeywords(", ".join(sheet.keywords))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw_page(pen: Pen, frame: Frame, placed: Page, lang: Lang, number: str, count: str) -> None:
    for block in placed:
        block.draw(pen)
    words = said(Text("page {n} / {m}", n=number, m=count), lang, Text("footer"))
    if proof := page_hash(one.block.proof for one in placed):
        line = Text("SHA-256 of the entries on this page: {hash}", hash=proof)
        _draw_proof(pen, frame, said(line, lang, Text("footer")))
    _draw_footer(pen, frame, words)
    _draw_header(pen, frame)
    if frame.drill:
        # Last, so that readers that copy it find it behind the same words of the band.
        _draw_band(pen, frame)
        _draw_watermark(pen, frame.drill, frame.high)


def _draw_header(pen: Pen, frame: Frame) -> None:
    top = frame.top - (BAND_HIGH + 5.0 if frame.drill else 0.0)
    y = page.baseline(top, page.TITLE)
    pen.text(page.RIGHT, y, frame.made, page.CAPTION, "right")
    room = page.ROOM - page.CAPTION.width(frame.made) - page.GUTTER
    pen.text(page.LEFT, y, page.TITLE.one(frame.title, room), page.TITLE)
    y = pen.lines(page.LEFT, top - page.TITLE.line, frame.subject, SUBJECT) - 3.0
    pen.rule(page.LEFT, y, page.RIGHT, y, weight=1.2, colour=page.BLACK)


def _draw_band(pen: Pen, frame: Frame) -> None:
    area = Area(page.LEFT, frame.top - BAND_HIGH, page.ROOM, BAND_HIGH)
    pen.box(area, fill=page.DRILL, edge=page.BLACK, weight=0.8)
    y = page.baseline(frame.top - (BAND_HIGH - BAND.line) / 2, BAND)
    pen.text(page.LEFT + page.ROOM / 2, y, BAND.one(frame.drill, page.ROOM), BAND, "center")


def _draw_footer(pen: Pen, frame: Frame, number: str) -> None:
    line = frame.bottom + 12.0
    pen.rule(page.LEFT, line, page.RIGHT, line, weight=0.5)
    y = frame.bottom + 2.0
    strong = Style(8.0, bold=True)
    pen.text(page.RIGHT, y, number, strong, "right")
    right = page.RIGHT - strong.width(number) - page.GUTTER
    pen.text(right, y, frame.version, page.CAPTION, "right")
    room = right - page.CAPTION.width(frame.version) - page.GUTTER - page.LEFT
    pen.text(page.LEFT, y, strong.one(frame.status, room), strong)


def _draw_proof(pen: Pen, frame: Frame, words: str) -> None:
    y = frame.bottom + 12.0 + PROOF_HIGH - page.CAPTION.size - 1.0
    pen.text(page.LEFT, y, page.CAPTION.one(words, page.ROOM), page.CAPTION)


def _draw_watermark(pen: Pen, words: str, high: float = page.HIGH) -> None:
    """The drill's words from corner to corner, above everything, pale."""
    diagonal = hypot(page.WIDE, high) * WATERMARK_SHARE
    size = min(diagonal / width(words, 1.0, bold=True), WATERMARK_SIZE)
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(page.WIDE / 2, high / 2)
    canvas.rotate(degrees(atan2(high, page.WIDE)))
    canvas.setFont(font_name(bold=True), size)
    canvas.setFillColor(page.ink(WATERMARK), alpha=WATERMARK_ALPHA)
    canvas.addLiteral(page.UNSAID)  # the band says it; here it would fall between the lines
    canvas.drawCentredString(0, -0.375 * size, words)
    canvas.addLiteral(page.SAID)
    canvas.restoreState()
