"""A photograph on a card: as large as its frame lets it be, or a frame that asks for one."""

from pathlib import Path
from typing import TYPE_CHECKING

from emerg.paper import page
from emerg.paper.page import Area, Pen, Style

if TYPE_CHECKING:
    from PIL.Image import Image

CAPTION = Style(9.0, ink=page.GREY, leading=1.35)
# A phone's picture has fifty times the points that print: so many to a point of the page do.
DOTS_PER_POINT = 3.0
MOST_PIXELS = 60_000_000  # greater ones are not opened: they could fill the memory


def draw_photo(
    path: Path | None, asked: str, pen: Pen, x: float, top: float, wide: float, high: float
) -> None:
    """The picture at `path` in its frame; where there is none, or none can be read, `asked`."""
    area = Area(x, top - high, wide, high)
    picture = None if path is None else _opened(path, wide, high)
    if picture is None:
        pen.box(area, edge=page.GREY, weight=0.8)
        lines = CAPTION.lines(asked, wide - 12.0)
        pen.lines(
            x + wide / 2, top - (high - len(lines) * CAPTION.line) / 2, lines, CAPTION, "center"
        )
        return
    from reportlab.lib.utils import ImageReader

    share = min(wide / picture.width, high / picture.height)
    shown_wide, shown_high = picture.width * share, picture.height * share
    pen.canvas.drawImage(
        ImageReader(picture),
        x + (wide - shown_wide) / 2,
        top - high + (high - shown_high) / 2,
        shown_wide,
        shown_high,
    )
    pen.box(area, edge=page.GREY, weight=0.5)


def _opened(path: Path, wide: float, high: float) -> "Image | None":
    """The picture upright and no finer than it prints; None where it is none."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as found:
            if found.width * found.height > MOST_PIXELS:
                return None
            found.draft("RGB", (int(wide * DOTS_PER_POINT), int(high * DOTS_PER_POINT)))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((int(wide * DOTS_PER_POINT), int(high * DOTS_PER_POINT)))
    return upright
