"""Where playbooks are looked for, and which of them are there; the first folder with an id wins."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import emerg
from emerg.errors import Findings, InputError
from emerg.playbooks.links import check_links
from emerg.playbooks.read import read_river
from emerg.playbooks.schema import RiverPlaybook
from emerg.texts import Prose, Text

Kind: TypeAlias = Literal["river", "road", "tailings"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDERS: Mapping[Kind, tuple[str, str]] = {
    # kind: folder, and the file that makes it a playbook
    "river": ("rivers", "river.toml"),
    "road": ("roads", "road.toml"),
    "tailings": ("tailings", "dam.toml"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A playbook's folder; its id is the folder's name."""

    id: str
    kind: Kind
    folder: Path


@dataclass(frozen=True, slots=True)
class Shelf:
    """The river playbooks that were read, by id, in the order found."""

    rivers: Mapping[str, RiverPlaybook]


def roots(explicit: Path | None, environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """The folders to look in, first to last: given, `EMERG_PLAYBOOKS`, home, package, checkout.

    Raises
    ------
    InputError
        A folder that was named does not exist or holds no playbooks.
    """
    named: list[tuple[Path, Prose]] = []
    if explicit is not None:
        named.append((explicit, "--playbooks"))
    for word in filter(None, environ.get("EMERG_PLAYBOOKS", "").split(os.pathsep)):
        named.append((Path(word), "EMERG_PLAYBOOKS"))
    for folder, who in named:
        if not any((folder / name).is_dir() for name, _file in FOLDERS.values()):
            raise InputError(
                Text("no playbooks in the folder {folder}", folder=str(folder)),
                where=who,
                fix=Text(
                    "name a folder that holds {folders}, each with one folder per playbook",
                    folders=", ".join(name for name, _file in FOLDERS.values()),
                ),
            )
    ours = (home / "playbooks", *_shipped())
    return (*(folder for folder, _who in named), *(f for f in ours if f.is_dir()))


def own_roots(explicit: Path | None, environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Of these the folders that are the office's own: neither of the package nor of the checkout.

    Raises
    ------
    InputError
        As `roots`.
    """
    found = roots(explicit, environ, home)
    return tuple(dict.fromkeys(folder for folder in found if not is_shipped(folder)))


def is_shipped(path: Path) -> bool:
    """Whether `path` came with the program."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in _shipped())


def _shipped() -> tuple[Path, Path]:
    package = Path(emerg.__file__).parent
    return package / "data" / "playbooks", package.parents[1] / "playbooks"


def entries(folders: Sequence[Path], kind: Kind | None = None) -> tuple[Entry, ...]:
    """Every playbook in `folders`, rivers first; of two with one id the first found counts.

    Raises
    ------
    InputError
        There is not one playbook of that kind.
    """
    found: dict[tuple[str, str], Entry] = {}
    for wanted in KINDS if kind is None else (kind,):
        for root in folders:
            for entry in entries_in(root, wanted):
                found.setdefault((wanted, entry.id), entry)
    if not found and kind in (None, "river"):
        raise InputError(
            Text("no playbook was found"),
            where=", ".join(str(folder) for folder in folders) or "—",
            fix=Text("name their folder with --playbooks, or install emerg again"),
        )
    return tuple(found.values())


def entries_in(root: Path, kind: Kind) -> Iterator[Entry]:
    """The playbooks of one kind in one folder, by name."""
    name, file = FOLDERS[kind]
    folder = root / name
    if folder.is_dir():
        for place in sorted(folder.iterdir()):
            # A folder or a pipe of that name is no playbook, and is told when it is read.
            if os.path.lexists(place / file):
                yield Entry(place.name, kind, place)


def load_rivers(folders: Sequence[Path]) -> Shelf:
    """Read every river playbook and check how they join.

    Raises
    ------
    DataError
        Every problem of every playbook.
    """
    findings = Findings()
    books: dict[str, RiverPlaybook] = {}
    for entry in entries(folders, "river"):
        book = read_river(entry.folder, findings)
        if book is not None:
            books[entry.id] = book
    findings.raise_any()
    check_links(books, findings)
    findings.raise_any()
    return Shelf(books)
