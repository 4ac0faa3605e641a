"""What somebody has dropped onto the window: told by what it holds, not by its name alone."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from emerg.errors import Findings, InputError, why
from emerg.geodata.mbtiles import read_tile_set
from emerg.incident.contact_table import SHEET
from emerg.playbooks.shelf import FOLDERS, Kind
from emerg.resources.csvfile import read_csv
from emerg.resources.read import OFFICE_FILE, WORKBOOK
from emerg.textfiles import read_toml
from emerg.texts import Prose, Text

What: TypeAlias = Literal["package", "playbook", "office", "contacts", "scenario", "tiles", "file"]
PACKAGE, TILES = ".emerg", ".mbtiles"
LOCKED = b"age-encryption.org/"  # how a package begins that is locked
ABOUT = {file: kind for kind, (_folder, file) in FOLDERS.items()}
BESIDE = ("plan.toml", "map.geojson")  # stand in a playbook's folder with its own file
TABLES = ("depots.csv", "teams.csv", "stock.csv")  # and in an office's with office.toml
KINDS: dict[Kind, Text] = {
    "river": Text("playbook of a river"),
    "road": Text("playbook of a road"),
    "tailings": Text("playbook of a tailings pond"),
}
ONE_OF = Text(
    "drop a package (.emerg), the folder of a playbook, an office's list (.xlsx or its folder), "
    "contacts (.csv), a scenario (.toml) or map tiles (.mbtiles); anything else is kept as a file "
    "of the incident"
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What it is, where, and how to call it; `path` may be the folder that a file belongs to."""

    what: What
    path: Path
    words: Prose


def recognise(path: Path) -> Dropped:
    """What lies at `path`.

    Raises
    ------
    InputError, DataError
        It cannot be read, is broken, or is of no use here; and what would be.
    """
    try:
        return _folder(path) if path.is_dir() else _file(path)
    except OSError as error:
        raise InputError(
            Text("the file cannot be read ({reason})", reason=why(error)),
            where=str(path),
            fix=Text("check that it exists and may be read"),
        ) from error


def _folder(path: Path) -> Dropped:
    for file, kind in ABOUT.items():
        if (path / file).exists():
            return Dropped("playbook", path, _named(KINDS[kind], path))
    if (path / OFFICE_FILE).exists():
        return Dropped("office", path, _named(Text("list of an office"), path))
    raise InputError(Text("this folder is no playbook and no list"), where=str(path), fix=ONE_OF)


def _file(path: Path) -> Dropped:
    if path.name in (*ABOUT, *BESIDE, OFFICE_FILE, *TABLES) and _belongs(path.parent):
        return _folder(path.parent)
    ending = path.suffix.lower()
    if ending == PACKAGE:
        return _package(path)
    if ending == TILES:
        tiles = read_tile_set(path)
        return Dropped("tiles", path, Text("map tiles: {name}", name=tiles.name))
    if ending == WORKBOOK:
        return Dropped("office", path, _named(Text("list of an office"), path))
    if ending == ".csv":
        return _contacts(path)
    if ending == ".toml":
        return _scenario(path)
    with path.open("rb"):
        return Dropped("file", path, _named(Text("file"), path))


def _belongs(folder: Path) -> bool:
    return any((folder / file).exists() for file in (*ABOUT, OFFICE_FILE))


def _package(path: Path) -> Dropped:
    with path.open("rb") as file:
        locked = file.read(len(LOCKED)) == LOCKED
    if not locked and not zipfile.is_zipfile(path):
        raise InputError(
            Text("it is no package of emerg, or was cut short"),
            where=str(path),
            fix=Text("have it made and copied again, and copy it whole"),
        )
    what = Text("package of another post, locked") if locked else Text("package of another post")
    return Dropped("package", path, _named(what, path))


def _contacts(path: Path) -> Dropped:
    found = Findings()
    read_csv(SHEET, path, found)
    if found.problems:
        first = found.problems[0]
        raise InputError(
            Text("this table is not one of contacts: {what}", what=first.what),
            where=first.where,
            fix=Text(
                "emerg contacts template writes one to fill in; of an office's list drop the whole "
                "folder"
            ),
        )
    return Dropped("contacts", path, _named(Text("telephone numbers of the office"), path))


def _scenario(path: Path) -> Dropped:
    found = Findings()
    table: dict[str, Any] | None = read_toml(path, found)
    found.raise_any()
    if not table or "at" not in table:
        raise InputError(
            Text("this TOML file is no scenario: it does not say where, under [at]"),
            where=str(path),
            fix=Text("of a playbook or an office's list drop the whole folder"),
        )
    return Dropped("scenario", path, _named(Text("scenario"), path))


def _named(what: Prose, path: Path) -> Text:
    return Text("{what}: {name}", what=what, name=path.name)
