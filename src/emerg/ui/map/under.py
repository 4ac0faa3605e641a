"""Tiles under the map: which are wanted, those that are there, and how they are drawn."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor, log2, pi

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QTransform

from emerg.geodata.mbtiles import Tile, TileSet
from emerg.geodesy import EQUATOR_RADIUS_M
from emerg.texts import Prose, Text
from emerg.ui.map.mercator import MIDDLE_LAT, MIDDLE_LON, epsg3857
from emerg.ui.map.palette import Palette, mixed

WORLD_M = 2 * pi * EQUATOR_RADIUS_M
TILE_PX = 256
# A picture with more pixels on a side than this is no tile.
MOST_PX = 1024
# Kept as pictures: so many bytes, or several times what a view needs where that is more; and so
# many tiles, those among them that the file has not.
MOST_BYTES, BYTES_PER_PX, MOST_TILES = 48_000_000, 16, 4000
# Further out than this above its furthest level a file is left out: too many tiles for a view.
LEVELS_OUT = 2
# How bright tiles are where eyes must stay used to the dark.
DIMMED = 0.33
_MIDDLE_X, _MIDDLE_Y = (float(value) for value in epsg3857([MIDDLE_LON, MIDDLE_LAT]))


def zoom_for(metres_per_px: float, tile_px: int = TILE_PX) -> int:
    """The level whose tiles are drawn nearest to their own size.

    >>> zoom_for(WORLD_M / 256), zoom_for(100.0), zoom_for(1.0), zoom_for(1.0, 512)
    (0, 11, 17, 16)
    """
    return max(round(log2(WORLD_M / (tile_px * metres_per_px))), 0)


def area_of(tile: Tile) -> QRectF:
    """Where a tile lies (plane coordinates)."""
    side = WORLD_M / (1 << tile.zoom)
    west = tile.x * side - WORLD_M / 2 - _MIDDLE_X
    north = tile.y * side - WORLD_M / 2 + _MIDDLE_Y
    return QRectF(west, north, side, side)


def tiles_in(view: QRectF, zoom: int) -> Iterator[Tile]:
    """The tiles of a level that a part of the plane is covered by."""
    side, most = WORLD_M / (1 << zoom), (1 << zoom) - 1
    west = floor((view.left() + _MIDDLE_X + WORLD_M / 2) / side)
    east = ceil((view.right() + _MIDDLE_X + WORLD_M / 2) / side)
    north = floor((view.top() - _MIDDLE_Y + WORLD_M / 2) / side)
    south = ceil((view.bottom() - _MIDDLE_Y + WORLD_M / 2) / side)
    for y in range(max(north, 0), min(south, most + 1)):
        for x in range(max(west, 0), min(east, most + 1)):
            yield Tile(zoom, x, y)


def tint_of(colours: Palette) -> str:
    """What tiles are multiplied by so that they do not blind; empty by day."""
    return mixed(colours.text, "#000000", DIMMED) if colours.dark else ""


def decoded(data: bytes, tint: str) -> QImage | None:
    """A tile as a picture in the light of the theme; None where it is none. On any thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isEmpty() or size.boundedTo(QSize(MOST_PX, MOST_PX)) != size:
        return None
    image = reader.read()
    if image.isNull():
        return None
    drawn = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return _tinted(drawn, QColor(tint)) if tint else drawn


def _tinted(image: QImage, tint: QColor) -> QImage:
    """Darker by `tint`; of a single hue where the tint is one."""
    ground = image.copy()
    if tint.hsvSaturationF() > DIMMED:
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        ground = grey.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(ground)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(ground.rect(), tint)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


class Under(QObject):
    """The tiles of one file: draws those that are there, and says which are wanted."""

    wanted = Signal()  # some of what is in view is not there yet
    changed = Signal()

    def __init__(self, tiles: TileSet, opacity: float) -> None:
        super().__init__()
        self.tiles = tiles
        self.opacity = opacity
        self.tint = ""
        self._missing: dict[Tile, None] = {}
        self._tile_px = TILE_PX
        self._room = MOST_BYTES
        self._kept: OrderedDict[Tile, QImage | None] = OrderedDict()
        self._bytes = 0
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self.wanted)

    @property
    def credit(self) -> tuple[Prose, ...]:
        """Whose the pictures are, and the number of their approval, in parts."""
        about = self.tiles
        parts: list[Prose] = [Text("tiles: {name}", name=about.name)]
        if about.attribution:
            parts.append(about.attribution)
        if about.approval and about.approval not in about.attribution:
            parts.append(Text("approval no. {number}", number=about.approval))
        return tuple(parts)

    def put(self, found: Mapping[Tile, QImage | None], tint: str) -> None:
        """Keep what was read; None for what the file has not. Of another light it is too late."""
        if tint != self.tint:
            return
        for tile, image in found.items():
            self._bytes += _size(image) - _size(self._kept.get(tile))
            self._kept[tile] = image
            if image is not None:
                self._tile_px = image.width()
        while self._bytes > self._room or len(self._kept) > MOST_TILES:
            _tile, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)
        self.changed.emit()

    def take(self, most: int) -> tuple[Tile, ...]:
        """Of what is wanted the newest; what else is, the next drawing of the view says again."""
        newest = tuple(reversed(self._missing))[:most]
        self._missing.clear()
        return newest

    def paint(self, painter: QPainter, view: QRectF, colours: Palette) -> None:
        """What of `view` (plane coordinates) is there; for the rest the levels above it."""
        self._light(tint_of(colours))
        zoom = zoom_for(1 / painter.worldTransform().m11(), self._tile_px)
        if zoom < self.tiles.furthest - LEVELS_OUT:
            return
        zoom = min(max(zoom, self.tiles.furthest), self.tiles.nearest)
        window, transform = painter.viewport(), painter.worldTransform()
        self._room = max(MOST_BYTES, BYTES_PER_PX * window.width() * window.height())
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setOpacity(self.opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile in tiles_in(view, zoom):
            there, ask = self._best(tile)
            self._missing |= dict.fromkeys(ask)
            if there is not None:
                self._draw(painter, transform, tile, there)
        painter.restore()
        if self._missing:
            self._asking.start()

    def _light(self, tint: str) -> None:
        if tint != self.tint:
            self.tint = tint
            self._kept.clear()
            self._missing.clear()
            self._bytes = 0

    def _best(self, tile: Tile) -> tuple[Tile | None, Iterable[Tile]]:
        """The nearest of a tile and those above it that is there; and what to read for better."""
        ask: list[Tile] = []
        at = tile
        while True:
            if at not in self._kept:
                # Those above are asked for once it is known that there is nothing below.
                ask = ask or [at]
            elif self._kept[at] is not None:
                self._kept.move_to_end(at)
                return at, ask
            if at.zoom <= self.tiles.furthest:
                return None, ask
            at = at.parent()

    def _draw(self, painter: QPainter, transform: QTransform, tile: Tile, there: Tile) -> None:
        """The part of `there` that `tile` covers, on whole pixels: no seams between tiles."""
        image = self._kept[there]
        assert image is not None
        inside = 1 << (tile.zoom - there.zoom)
        wide, high = image.width() / inside, image.height() / inside
        part = QRectF((tile.x % inside) * wide, (tile.y % inside) * high, wide, high)
        corner = transform.mapRect(area_of(tile))
        left, top = round(corner.left()), round(corner.top())
        target = QRect(left, top, round(corner.right()) - left, round(corner.bottom()) - top)
        painter.drawImage(QRectF(target), image, part)


def _size(image: QImage | None) -> int:
    return 0 if image is None else image.sizeInBytes()
