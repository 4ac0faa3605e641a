"""A map as a picture, for documents that hold no drawing: the drawing of the PDF, rasterised."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from emerg.paper.drawing import draw_map
from emerg.paper.kept import kept
from emerg.paper.map_content import MapContent
from emerg.paper.page import Area, Pen
from emerg.paper.pages import drawn_page
from emerg.paper.typeset import font_name
from emerg.texts import Lang

WIDE_PT, HIGH_PT = 450.0, 520.0
WIDE_CM = WIDE_PT / 72 * 2.54  # so wide the scale on it is true
DOTS_PER_INCH = 200
COLOURS = 256


@kept
def map_picture(content: MapContent, lang: Lang) -> bytes:
    """The map with its title and legend as a PNG, the same scale as on a brief."""
    from PIL import Image

    buffer = BytesIO()
    font = font_name(bold=False)
    canvas = Canvas(
        buffer,
        pagesize=(WIDE_PT, HIGH_PT),
        initialFontName=font,  # type: ignore[arg-type]
        invariant=1,
    )
    draw_map(Pen(canvas), content, lang, Area(4.0, 4.0, WIDE_PT - 8.0, HIGH_PT - 8.0))
    canvas.showPage()
    canvas.save()
    picture = BytesIO()
    drawn = drawn_page(buffer.getvalue(), 0, DOTS_PER_INCH)
    # A map has few colours: a palette takes a third of the room and of the time to pack it.
    drawn.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(picture, "PNG")
    return picture.getvalue()
