"""Ground around letters, so that they are read over anything.

Made from the dots that the letters cover: to stroke their outlines takes ten times as long.
"""

from functools import cache
from math import ceil, hypot

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

# Full cover, in fixed point.
WHOLE = 256


def haloed(letters: QImage, colour: QColor, radius: float) -> QImage:
    """`letters` on a ground of `colour` that reaches `radius` dots further than they do."""
    cover = letters.convertToFormat(QImage.Format.Format_Alpha8)
    rows = np.frombuffer(cover.constBits(), np.uint8).reshape(cover.height(), -1)
    wider = dilated(rows[:, : cover.width()], radius)
    high, wide = wider.shape
    shape = QImage(wider.tobytes(), wide, high, wide, QImage.Format.Format_Alpha8)
    ground = QImage(letters.size(), QImage.Format.Format_ARGB32_Premultiplied)
    ground.fill(colour)
    painter = QPainter(ground)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    ground.setDevicePixelRatio(letters.devicePixelRatio())
    painter.end()
    painter.begin(ground)
    painter.drawImage(0, 0, letters)
    painter.end()
    return ground


def dilated(cover: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """Every dot as covered as the most covered one within `radius`, its rim softened.

    >>> dilated(np.array([[0, 0, 255, 0, 0]], np.uint8), 1.0).tolist()
    [[0, 255, 255, 255, 0]]
    """
    reach = ceil(radius)
    padded = np.pad(cover.astype(np.uint16), reach)
    high, wide = cover.shape
    most = np.zeros(cover.shape, np.uint16)
    for down, across, share in _disc(radius):
        shifted = padded[reach + down : reach + down + high, reach + across : reach + across + wide]
        np.maximum(most, shifted * share // WHOLE if share < WHOLE else shifted, out=most)
    return most.astype(np.uint8)


@cache
def _disc(radius: float) -> tuple[tuple[int, int, int], ...]:
    """The dots that lie within `radius` of the rim of one, and how much of each does."""
    reach = range(-ceil(radius), ceil(radius) + 1)
    shares = (
        (down, across, round(WHOLE * min(max(radius + 1 - hypot(down, across), 0.0), 1.0)))
        for down in reach
        for across in reach
    )
    return tuple(dot for dot in shares if dot[2] > 0)
