"""Copy a file of map tiles into the home folder, where the map looks for them."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import InputError, OutputError, why
from emerg.geodata.mbtiles import read_tile_set
from emerg.texts import Text
from emerg.usecases.run import Cancelled, Progress, Stop, never, unwatched

FOLDER = "maps"
PIECE_BYTES = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Tiles:
    """A file of tiles that is now the office's own."""

    name: str
    file: Path


def bring_tiles(
    source: Path, home: Path, *, progress: Progress = unwatched, stop: Stop = never
) -> Tiles:
    """Copy `source` whole, or not at all; `progress` counts pieces.

    Raises
    ------
    DataError
        It is no file of tiles that the map can draw.
    InputError
        One of this name is there already.
    OutputError
        It cannot be copied; nothing is left of it.
    """
    found = read_tile_set(source)
    target = home / FOLDER / source.name
    if target.exists():
        raise InputError(
            Text("a file of this name is there already"),
            where=str(target),
            fix=Text("give the new one another name, or take the old one away"),
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=".emerg-"))
        try:
            _copy(source, made / source.name, progress, stop)
            (made / source.name).rename(target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            Text("the tiles cannot be kept ({reason})", reason=why(error)),
            where=str(target),
            fix=Text("make room and allow writing there"),
        ) from error
    return Tiles(found.name, target)


def _copy(source: Path, target: Path, progress: Progress, stop: Stop) -> None:
    total = -(-source.stat().st_size // PIECE_BYTES)
    with target.open("wb") as into:
        for done, piece in enumerate(_pieces(source), start=1):
            if stop():
                raise Cancelled
            into.write(piece)
            progress(done, total)


def _pieces(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece
