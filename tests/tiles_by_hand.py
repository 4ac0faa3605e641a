"""A small file of map tiles, as an office may have one."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path


def write_tiles(path: Path, tiles: Mapping[tuple[int, int, int], bytes], **told: str) -> Path:
    """Tiles by level, column and row from the north; what the file says of itself in `told`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
            "tile_data blob)"
        )
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles.items()]
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path
