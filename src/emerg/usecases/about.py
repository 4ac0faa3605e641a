"""What this installation is: version, playbooks with their editions, libraries and licences."""

import platform
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

import emerg
from emerg import __version__
from emerg.errors import Findings
from emerg.playbooks.read import read_about
from emerg.playbooks.read_dam import read_dam_about
from emerg.playbooks.read_road import read_road_about
from emerg.playbooks.shelf import Entry, Kind, entries, is_shipped, roots
from emerg.textfiles import read_text
from emerg.texts import Bilingual
from emerg.usecases.run import Progress, Stop, never, steps, unwatched

PACKAGE, EXTRA = "emerg", "app"
LICENCE_FILE = "LICENSE.md"
LICENCE_LIMIT_BYTES = 1024**2
MOST_LETTERS = 60  # of a licence: some packages carry all of its text there
_READ = {"river": read_about, "road": read_road_about, "tailings": read_dam_about}


@dataclass(frozen=True, slots=True)
class Edition:
    """A playbook as it is found here.

    Attributes
    ----------
    version : str
        "" where it cannot be read.
    own : bool
        It is the office's own, and not the one that ships.
    """

    id: str
    kind: Kind
    name: Bilingual
    version: str = ""
    status: Bilingual = Bilingual("")
    approved_by: str = ""
    approved_on: date | None = None
    review_by: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """A library that the program stands on; "" where its licence is not stated."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class About:
    """This installation.

    Attributes
    ----------
    data_licences : str
        The page on the licences of the data, Markdown in both languages; "" where it is missing.
    """

    version: str
    python: str
    system: str
    home: Path
    editions: tuple[Edition, ...]
    libraries: tuple[Library, ...]
    data_licences: str


def about(
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    *,
    progress: Progress = unwatched,
    stop: Stop = never,
) -> About:
    """What is installed here, and the playbooks as they are found.

    Raises
    ------
    InputError
        There are no playbooks.
    """
    found = entries(roots(explicit, environ, home))
    return About(
        __version__,
        platform.python_version(),
        platform.platform(terse=True),
        home,
        tuple(_edition(entry) for entry in steps(found, progress, stop)),
        tuple(libraries()),
        _data_licences(),
    )


def _edition(entry: Entry) -> Edition:
    own = not is_shipped(entry.folder)
    file = _READ[entry.kind](entry.folder, Findings())
    if file is None:
        return Edition(entry.id, entry.kind, Bilingual(entry.id), own=own)
    return Edition(
        entry.id,
        entry.kind,
        file.name,
        file.version,
        file.data_status,
        file.approved_by,
        file.approved_on,
        file.review_by,
        own,
    )


def libraries() -> Iterator[Library]:
    """What the program and its window ask for, by name; what is not installed is left out."""
    try:
        asked = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:  # run from its sources alone
        return
    for need in sorted(filter(_is_ours, asked), key=str.casefold):
        name = re.split(r"[^\w.-]", need)[0]
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield Library(found["Name"], found["Version"], licence_of(found))


def _is_ours(need: str) -> bool:
    """Whether the program or its window asks for it, and no tool of ours alone."""
    return "extra ==" not in need or re.search(rf"extra == ['\"]{EXTRA}['\"]", need) is not None


def licence_of(found: metadata.PackageMetadata) -> str:
    """The licence that a package states, in a few words."""
    classes = [c for c in found.get_all("Classifier") or [] if c.startswith("License ::")]
    if "License-Expression" in found:
        stated = found["License-Expression"]
    elif classes:
        stated = classes[0].rpartition(" :: ")[2]
    else:
        stated = next(iter(found.get_all("License") or []), "")
    first = stated.strip().partition("\n")[0]
    return first if len(first) <= MOST_LETTERS else f"{first[:MOST_LETTERS]}…"


def _data_licences() -> str:
    package = Path(emerg.__file__).parent
    for folder in (package / "data" / "playbooks", package.parents[1] / "playbooks"):
        if (folder / LICENCE_FILE).is_file():
            return read_text(folder / LICENCE_FILE, LICENCE_LIMIT_BYTES, Findings()) or ""
    return ""
