"""Map tiles of the office: a file of MBTiles with pictures, read and never written.

The grid is that of web maps (EPSG:3857). Whether its pictures are shifted, as those of phone maps
in China are (GCJ-02), cannot be told from the file.
"""

import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from emerg.errors import DataError, Findings, why
from emerg.texts import Prose, Text
from emerg.texts.letters import MOST_LETTERS, harmless

if TYPE_CHECKING:
    import sqlite3

SUFFIX = ".mbtiles"
MAGIC = b"SQLite format 3\x00"
# What a tile begins with, by the name of its format.
PICTURES: Mapping[str, bytes] = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}
VECTOR = ("pbf", "mvt")
DEEPEST = 24
MOST_ROWS = 200  # of what a file says of itself
# A tile of 512 pixels takes far less; what is larger is left out.
MOST_BYTES = 4 * 1024**2
# Names under which the number of a map's approval is written down.
APPROVAL_KEYS = ("审图号", "approval", "approval_number", "map_approval", "shentuhao")
# GS(2019)1652号, GS京(2023)0123号, 藏S(2021)012号
_APPROVAL = re.compile(r"(?:GS[\u4e00-\u9fff]?|[\u4e00-\u9fff]S)\s*[(（]\d{4}[)）]\s*\d+\s*号")
_MARKUP = re.compile(r"<[^>]*>")


class Tile(NamedTuple):
    """A tile of the grid: level, column from the west, row from the **north**."""

    zoom: int
    x: int
    y: int

    def parent(self) -> "Tile":
        """The tile of the level above that it is a quarter of."""
        return Tile(self.zoom - 1, self.x // 2, self.y // 2)


@dataclass(frozen=True, slots=True)
class TileSet:
    """A file of tiles, and what it says of itself.

    Attributes
    ----------
    attribution : str
        Whose the pictures are, as plain text; empty where the file does not say.
    approval : str
        The number under which the map was approved (审图号); empty where the file names none.
    furthest, nearest : int
        The levels that it holds.
    """

    path: Path
    name: str
    attribution: str
    approval: str
    furthest: int
    nearest: int


def tile_files(folder: Path) -> list[Path]:
    """The files of tiles in a folder, by name; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)


def read_tile_set(path: Path) -> TileSet:
    """What a file of tiles says of itself.

    Raises
    ------
    DataError
        It is no MBTiles file, holds no tiles, or such that are no pictures.
    """
    with _opened(path) as connection:
        told = {
            str(name).strip().lower(): str(value)
            for name, value in _rows(
                connection, path, f"SELECT name, value FROM metadata LIMIT {MOST_ROWS}"
            )
        }
        levels = _rows(connection, path, "SELECT min(zoom_level), max(zoom_level) FROM tiles")
        sample = _rows(connection, path, "SELECT tile_data FROM tiles LIMIT 1")
    _check_pictures(path, told, sample)
    furthest, nearest = levels[0]
    if not (isinstance(furthest, int) and isinstance(nearest, int) and 0 <= furthest <= nearest):
        raise _broken(path, Text("its tiles have no levels"))
    attribution = _plain(told.get("attribution", ""))
    return TileSet(
        path,
        _plain(told.get("name", "")) or path.stem,
        attribution,
        _approval(told),
        furthest,
        min(nearest, DEEPEST),
    )


def read_tiles(path: Path, tiles: Sequence[Tile]) -> Iterator[tuple[Tile, bytes | None]]:
    """The pictures of `tiles`, one after the other; None for one that the file has not.

    Raises
    ------
    DataError
        The file is gone, or damaged.
    """
    one = (
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? "
        "LIMIT 1"
    )
    with _opened(path) as connection:
        for tile in tiles:
            # The rows of the file are counted from the south.
            south = (1 << tile.zoom) - 1 - tile.y
            found = _rows(connection, path, one, (tile.zoom, tile.x, south))
            data = found[0][0] if found else None
            yield tile, data if isinstance(data, bytes) and len(data) <= MOST_BYTES else None


@contextmanager
def _opened(path: Path) -> "Iterator[sqlite3.Connection]":
    import sqlite3

    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise _broken(path, Text("it is a pipe or a device"))  # to open it may never end
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise _broken(path, Text("it cannot be read ({reason})", reason=why(error))) from error
    if head != MAGIC:
        raise _broken(path, Text("it is no MBTiles file"))
    # Nothing is written beside it either: a stick or a share may be read-only.
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True)
    except sqlite3.Error as error:
        raise _broken(path, Text("it cannot be read ({reason})", reason=str(error))) from error
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with closing(connection):
        yield connection


def _rows(
    connection: "sqlite3.Connection", path: Path, asked: str, values: Sequence[int] = ()
) -> list[tuple[object, ...]]:
    import sqlite3

    try:
        return connection.execute(asked, values).fetchall()
    except sqlite3.Error as error:
        reason = harmless(str(error))
        raise _broken(path, Text("it is no map of tiles ({reason})", reason=reason)) from error


def _check_pictures(
    path: Path, told: Mapping[str, str], sample: Sequence[tuple[object, ...]]
) -> None:
    """Refuse what cannot be drawn; what the pictures are is seen from one of them."""
    if told.get("format", "").lower() in VECTOR:
        raise _broken(path, Text("its tiles are vectors, not pictures"))
    if not sample:
        raise _broken(path, Text("it holds no tiles"))
    data = sample[0][0]
    if not (isinstance(data, bytes) and data.startswith(tuple(PICTURES.values()))):
        known = ", ".join(PICTURES)
        raise _broken(path, Text("its tiles are none of these pictures: {known}", known=known))


def _approval(told: Mapping[str, str]) -> str:
    """The number under a name of its own, or wherever the file writes one down."""
    own = next((told[key] for key in APPROVAL_KEYS if told.get(key, "").strip()), "")
    if own:
        found = _APPROVAL.search(own)
        return found[0] if found else _plain(own)
    written = " ".join(told.get(key, "") for key in ("attribution", "description", "legend"))
    found = _APPROVAL.search(_plain(written))
    return found[0] if found else ""


def _plain(text: str) -> str:
    """Text from a file in one line, without markup and hidden letters, no longer than a name."""
    line = harmless(" ".join(_MARKUP.sub(" ", text).split()))
    return line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS]}…"


def _broken(path: Path, what: Prose) -> DataError:
    findings = Findings()
    fix = Text("make it anew as MBTiles with pictures (png, jpg or webp), or take it away")
    findings.add(Text("{file} is not shown: {what}", file=path.name, what=what), str(path), fix)
    return DataError(findings.problems)
