"""Pictures compared as an eye does from afar: block by block, so that fonts may be drawn otherwise.

Another machine draws letters a little otherwise, which a block hardly notices. A panel that is
missing, empty or in the wrong colours is many blocks of another colour, or one with nothing in it.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "pictures"
BLOCK_PX = 16
# A block differs by its mean colour, or by how much is drawn in it, of 255.
MOST_OF_BLOCK, MOST_SHARE, MOST_MEAN = 16.0, 0.0025, 2.0
COLOURS = 128


class Apart(NamedTuple):
    """How far a picture is from its golden one.

    Attributes
    ----------
    share
        Of the blocks that differ.
    mean
        Difference over all blocks, of 255.
    """

    share: float
    mean: float

    @property
    def same(self) -> bool:
        """Whether somebody who looks would call them the same."""
        return self.share <= MOST_SHARE and self.mean <= MOST_MEAN


def apart(shown: Image.Image, golden: Image.Image) -> Apart:
    """How far `shown` is from `golden`; of another size it is as far as can be."""
    if shown.size != golden.size:
        return Apart(1.0, 255.0)
    differences = np.abs(_blocks(shown) - _blocks(golden)).max(axis=2)
    return Apart(float((differences > MOST_OF_BLOCK).mean()), float(differences.mean()))


def read_golden(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as picture:
        return picture.convert("RGB")


def keep_golden(name: str, shown: Image.Image) -> None:
    """Write a picture with few colours, which is small and no block notices."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    few = shown.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


def _blocks(picture: Image.Image) -> np.ndarray:
    """Mean and spread of every block: rows, columns, three and three channels."""
    pixels = np.asarray(picture.convert("RGB"), dtype=float)
    rows, columns = (length // BLOCK_PX for length in pixels.shape[:2])
    cut = pixels[: rows * BLOCK_PX, : columns * BLOCK_PX]
    cells = cut.reshape(rows, BLOCK_PX, columns, BLOCK_PX, 3).swapaxes(1, 2)
    flat = cells.reshape(rows, columns, -1, 3)
    return np.concatenate([flat.mean(axis=2), flat.std(axis=2) / 4], axis=2)
