"""Union of two records of one incident: what the other post wrote is added, nothing is changed.

Every post's entries are a chain of their own, so a union needs no order of arrival: whatever
packages come, in whatever order and how often, the same entries stand in the journal at the end.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import InputError
from emerg.incident.chain import genesis
from emerg.incident.disk import Blob, blob_of, sync_folder, unwritten
from emerg.incident.model import FILE, OPEN, Entry, is_name
from emerg.incident.reader import read_head
from emerg.incident.store import FILES, JOURNAL, Journal, set_up
from emerg.incident.unpack import Package
from emerg.texts import Prose, Text

ZONE = re.compile(r"[+-][0-9]{2}:[0-9]{2}")
Places = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a package brought.

    Attributes
    ----------
    founded : bool
        The incident was not here before.
    entries : tuple of Entry
        Those that were not here.
    files : int
        How many were not here.
    """

    founded: bool
    entries: tuple[Entry, ...]
    files: int


def merge(root: Path, package: Package) -> Merged:
    """Add to the incident in ``<root>/<id>`` what `package` holds and it does not, all or nothing.

    Raises
    ------
    InputError
        The package is of another incident or not whole; somebody is writing the record.
    OutputError, DataError
        The record cannot be written, or is damaged.
    """
    incident = package.manifest.incident
    folder = root / incident
    entries = list(package.entries())
    if not (folder / JOURNAL).is_file():
        return _founded(root, incident, entries, package)
    with Journal(folder) as journal:
        opened = read_head(journal.path).opened
        known = journal.places()
        fresh = [entry for entry in entries if entry.hash not in known]
        _check(fresh, known, incident, opened)
        wanted = _wanted(fresh, folder / FILES, package)
        _bring(wanted, folder / FILES, package)
        if fresh:
            journal.admit(fresh)
    return Merged(False, tuple(fresh), len(wanted))


def _founded(root: Path, incident: str, entries: list[Entry], package: Package) -> Merged:
    first = next((entry for entry in entries if entry.kind == OPEN), None)
    if first is None or first.figures().get("id") != incident:
        raise _refused(Text("the entry that opened the journal is missing"), incident)
    _check(entries, {}, incident, first)
    wanted = _wanted(entries, root / incident / FILES, package)
    set_up(root, incident, entries, lambda files: _bring(wanted, files, package))
    return Merged(True, tuple(entries), len(wanted))


def _check(entries: Iterable[Entry], known: Places, incident: str, opened: Entry) -> None:
    """Whether each of `entries`, in their order, follows one that is here or came before."""
    places = dict(known)
    start = genesis(incident)
    named = set()
    for entry in entries:
        first = entry.number == 1 and entry.previous == start
        follows = places.get(entry.previous) == (entry.post, entry.number - 1)
        if not (first or follows) or entry.hash in places:
            raise _broken(entry, Text("it does not follow the one before it"))
        if not is_name(entry.post) or not is_name(entry.author) or not ZONE.fullmatch(entry.zone):
            raise _broken(entry, Text("it is not as emerg writes it"))
        if entry.kind == OPEN and entry.hash != opened.hash:
            raise _broken(entry, Text("it was written in another incident"))
        places[entry.hash] = (entry.post, entry.number)
        named.add((entry.refers_to, entry))
    for refers_to, entry in named:
        if refers_to and refers_to not in places:
            raise _broken(entry, Text("it refers to an entry that is not here"))


def _wanted(entries: Iterable[Entry], folder: Path, package: Package) -> dict[str, Blob]:
    """The files that `entries` name and that are not in `folder` yet."""
    brought = package.files()
    wanted = {}
    for entry in entries:
        if entry.kind != FILE:
            continue
        data = entry.figures()
        sha256, size = data.get("sha256"), data.get("size")
        if not isinstance(sha256, str) or not isinstance(size, int):
            raise _broken(entry, Text("it names no file"))
        blob = Blob(sha256, size)
        if blob == brought.get(sha256):
            if blob_of(folder / sha256) != blob:
                wanted[sha256] = blob
        else:
            raise _broken(entry, Text("its file is missing"))
    return wanted


def _bring(wanted: Mapping[str, Blob], folder: Path, package: Package) -> None:
    """Put all the `wanted` files in `folder`, or none."""
    if not wanted:
        return
    try:
        folder.mkdir(exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".files-"))
        try:
            for sha256 in wanted:
                package.unpack(sha256, aside / sha256)
            for sha256 in wanted:
                (aside / sha256).replace(folder / sha256)
            sync_folder(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise unwritten(folder, error) from error


def _broken(entry: Entry, what: Prose) -> InputError:
    place = Text("entry {n} is broken: {what}", n=entry.number, what=what)
    return _refused(place, entry.post)


def _refused(what: Prose, where: str) -> InputError:
    return InputError(
        what, where=where, fix=Text("copy it once more from the other post; nothing was taken")
    )
