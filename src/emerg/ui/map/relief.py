"""The shaded relief, bent from even steps of latitude to the window's projection."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from emerg.geodata import layers
from emerg.ui.map.mercator import lonlat, plane
from emerg.ui.map.palette import Palette

# How much of the shade is let through.
STRENGTH = 0.25
# Nearer than this the picture's own grid would show: it fades out, and is gone at the second.
FADES_FROM, GONE_AT = 900.0, 330.0
# Shades of grey need no more figures, and a picture of them takes half the room.
Shades: TypeAlias = NDArray[np.float32]
# At its edges the picture runs out over this many pixels.
FEATHER_PX = 40
_FLAT_GREY = 234.0
_DEEP = 140.0  # so much darker is full shade


@dataclass(frozen=True, slots=True)
class Relief:
    """The picture in the colours of a theme, and where it lies (plane coordinates)."""

    picture: QPixmap
    area: QRectF

    def paint(self, painter: QPainter, metres_per_px: float) -> None:
        """Draw it, fainter the nearer the view."""
        strength = min(max((metres_per_px - GONE_AT) / (FADES_FROM - GONE_AT), 0.0), 1.0)
        if strength == 0.0:
            return
        painter.save()
        painter.setOpacity(strength)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.area, self.picture, QRectF(self.picture.rect()))
        painter.restore()


def relief(colours: Palette) -> Relief:
    """The relief in `colours`: shade darkens; on dark ground the lit slopes stand out as well."""
    picture, area = shaded(colours)
    return Relief(QPixmap.fromImage(picture), area)


@lru_cache(maxsize=2)  # of a theme, and of the one before: a second map wants the same
def shaded(colours: Palette) -> tuple[QImage, QRectF]:
    """The picture and where it lies; a tenth of a second, which may pass on any thread."""
    grey = _ground().astype(np.float32)
    west, south, east, north = layers.relief().bounds
    edge = _feather(grey.shape)
    shade = np.clip((_FLAT_GREY - grey) / _DEEP, 0, 1) * edge * STRENGTH
    light = np.clip((grey - _FLAT_GREY) / (255 - _FLAT_GREY), 0, 1) * edge * STRENGTH
    picture = (
        _picture(colours.text, light * 0.5, np.minimum(shade * 3, 1))
        if colours.dark
        else _picture(colours.text, np.zeros_like(light), shade)
    )
    corners = plane([[west, north], [east, south]])
    return picture, QRectF(QPointF(*corners[0]), QPointF(*corners[1]))


@cache
def _ground() -> NDArray[np.uint8]:
    """How light the picture is, bent to the projection: the same in every theme."""
    source = layers.relief()
    _west, south, _east, north = source.bounds
    return np.round(_bent(_grey(QImage(str(source.png))), south, north)).astype(np.uint8)


def _grey(image: QImage) -> Shades:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(np.float32)


def _bent(grey: Shades, south: float, north: float) -> Shades:
    """`grey`, whose rows are even in latitude, with rows even in the projection."""
    height = len(grey)
    (_, top), (_, bottom) = plane([[0.0, north], [0.0, south]])
    middles = top + (np.arange(height) + 0.5) / height * (bottom - top)
    lat = lonlat(np.column_stack([np.zeros(height), middles]))[:, 1]
    at = np.clip((north - lat) / (north - south) * height - 0.5, 0, height - 1)
    upper = np.floor(at).astype(int)
    lower = np.minimum(upper + 1, height - 1)
    share = (at - upper)[:, None].astype(np.float32)
    bent: Shades = grey[upper] * (1 - share) + grey[lower] * share
    return bent


def _feather(shape: tuple[int, ...]) -> Shades:
    steps = [np.arange(n, dtype=np.float32) for n in shape]
    sides = [np.clip(np.minimum(n, n[::-1]) / FEATHER_PX, 0, 1) for n in steps]
    edge: Shades = np.minimum.outer(sides[0], sides[1])
    return edge


def _picture(ink: str, light: Shades, shade: Shades) -> QImage:
    """A picture of `ink` where there is light and of black where there is shade, so far opaque."""
    colour = QColor(ink)
    height, width = light.shape
    pixels = np.empty((height, width, 4), np.uint8)
    # Premultiplied, in the byte order of RGBA8888.
    for channel, value in enumerate((colour.red(), colour.green(), colour.blue())):
        pixels[..., channel] = np.round(light * value)
    pixels[..., 3] = np.round(np.maximum(light, shade) * 255)
    image = QImage(
        pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied
    )
    # As pixmaps have it: they share it then.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
