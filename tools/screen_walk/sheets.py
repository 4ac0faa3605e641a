"""Several pictures on one sheet, each under its name; and pictures that take little room."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

COLUMNS, GAP_PX, NAME_PX = 2, 8, 18
GROUND, INK = "#777777", "#ffffff"
COLOURS = 200


def contact_sheet(named: Sequence[tuple[str, Path]], to: Path) -> None:
    """Lay pictures side by side, as large as they are."""
    pictures = [(name, Image.open(file).convert("RGB")) for name, file in named]
    wide = max(picture.width for _, picture in pictures) + GAP_PX
    high = max(picture.height for _, picture in pictures) + GAP_PX + NAME_PX
    columns = min(COLUMNS, len(pictures))
    sheet = Image.new("RGB", (wide * columns, high * -(-len(pictures) // columns)), GROUND)
    pen = ImageDraw.Draw(sheet)
    for number, (name, picture) in enumerate(pictures):
        x, y = wide * (number % columns), high * (number // columns)
        pen.text((x + 4, y + 2), name, fill=INK)
        sheet.paste(picture, (x, y + NAME_PX))
    sheet.save(to)


def save_small(file: Path) -> None:
    """Write a picture again with few colours: what is drawn flat needs no more than these."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
