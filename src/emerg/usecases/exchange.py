"""An incident carried from post to post: sealed into one file there, merged here."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emerg.errors import InputError, OutputError, why
from emerg.incident.conflicts import conflicts
from emerg.incident.disk import is_plain_file
from emerg.incident.manifest import Manifest
from emerg.incident.merge import Merged, merge
from emerg.incident.model import FILE, Entry, Person
from emerg.incident.package import write_package
from emerg.incident.reader import read_entries
from emerg.incident.seal import (
    Keys,
    is_locked,
    know_signer,
    known_signers,
    locked_by,
    locked_for,
    own_keys,
    recipient_of,
    unlocked,
)
from emerg.incident.store import FILES, JOURNAL
from emerg.incident.unpack import opened_package
from emerg.texts import Text
from emerg.usecases.incident import INCIDENTS, incident_folder, read_log

SUFFIX = ".emerg"


@dataclass(frozen=True, slots=True)
class Lock:
    """Who can open a package; everybody, if nobody is named.

    Attributes
    ----------
    recipients : sequence of str
        Keys as `emerg incident key` prints them.
    """

    recipients: Sequence[str] = ()
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that is on disk."""

    id: str
    file: Path
    entries: int
    files: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a package brought, and what to know of it.

    Attributes
    ----------
    new_key : bool
        No package of that post came before: its key is to be compared by telephone.
    differing : tuple of str
        Playbooks of which the sender works with another version.
    conflicts : int
        What was said differently, in the record as it is now.
    """

    id: str
    file: Path
    manifest: Manifest
    merged: Merged
    new_key: bool
    differing: tuple[str, ...]
    conflicts: int


class OtherKeyError(InputError):
    """A package of a post that came with another key before: people compare it by telephone."""


def keys_here(home: Path) -> Keys:
    """The keys of this computer.

    Raises
    ------
    InputError, OutputError
        They are damaged, or cannot be kept.
    """
    return own_keys(home)


def package_name(id_: str, post: str) -> str:
    """A file name for the package of a post.

    >>> package_name("20261125-1105-abc123", "前方/1")
    '20261125-1105-abc123-前方-1.emerg'
    """
    word = re.sub(r"\W+", "-", post).strip("-")[:40]
    return f"{id_}-{word}{SUFFIX}" if word else f"{id_}{SUFFIX}"


def as_package(target: Path) -> Path:
    """`target` under a name that packages are known by.

    >>> as_package(Path("前方 1.2")).name
    '前方 1.2.emerg'
    """
    named = target.suffix.lower() == SUFFIX
    return target if named else target.with_name(f"{target.name}{SUFFIX}")


def export_incident(
    home: Path,
    id_: str,
    target: Path,
    person: Person,
    *,
    lock: Lock = Lock(),
    playbooks: Mapping[str, str],
) -> Exported:
    """Seal the incident into the file `target`; returns once it is on disk.

    Raises
    ------
    InputError, OutputError, DataError
        There is none of that id, it is damaged, a key is none, or there is no room.
    """
    if lock.recipients and lock.passphrase is not None:
        raise InputError(
            Text("a package is locked for keys or by a passphrase, not both"),
            where="--to",
            fix=Text("make two packages"),
        )
    recipients = [recipient_of(word) for word in lock.recipients]
    folder = incident_folder(home, id_)
    entries = read_log(home, id_)
    keys = own_keys(home)
    files = {name: folder / FILES / name for name in _file_names(entries)}

    def locking(source: Path, locked: Path) -> None:
        if lock.passphrase is None:
            locked_for(source, locked, recipients)
        else:
            locked_by(source, locked, lock.passphrase)

    write_package(
        target,
        id_,
        entries,
        files,
        keys=keys,
        post=person.post,
        playbooks=playbooks,
        lock=locking if recipients or lock.passphrase is not None else None,
    )
    return Exported(id_, target, len(entries), len(files), keys.fingerprint)


def _file_names(entries: Sequence[Entry]) -> set[str]:
    return {str(e.figures().get("sha256")) for e in entries if e.kind == FILE}


def import_package(
    home: Path,
    source: Path,
    *,
    passphrase: str | None = None,
    trusted: str | None = None,
    playbooks: Mapping[str, str],
) -> Imported:
    """Merge the package at `source` into the incident it is of, or open that here.

    Parameters
    ----------
    trusted : str
        Fingerprint of a key that is accepted though the post came with another one before.

    Raises
    ------
    InputError
        It is no package, is damaged, locked for others, or sealed with another key than before
        (`OtherKeyError`).
    OutputError, DataError
        The record cannot be written, or is damaged. Nothing was taken.
    """
    with _readable(home, source, passphrase) as plain, opened_package(plain) as package:
        manifest = package.manifest
        new_key = _check_signer(home, manifest, trusted, source)
        merged = merge(home / INCIDENTS, package)
    if new_key and manifest.post:
        know_signer(home, manifest.post, manifest.signer)
    file = home / INCIDENTS / manifest.incident / JOURNAL
    differing = [
        id_ for id_, told in manifest.playbooks.items() if playbooks.get(id_, told) != told
    ]
    return Imported(
        manifest.incident,
        file,
        manifest,
        merged,
        new_key,
        tuple(sorted(differing)),
        len(conflicts(read_entries(file))),
    )


def _check_signer(home: Path, manifest: Manifest, trusted: str | None, source: Path) -> bool:
    """Whether the key is new here; another one than before is refused."""
    known = known_signers(home).get(manifest.post)
    if known == manifest.signer:
        return False
    said = re.sub(r"[^0-9a-f]", "", trusted) if trusted is not None else None
    if said is not None and said != manifest.signer.replace(" ", ""):
        raise InputError(
            Text("the package is sealed with the key {key}", key=manifest.signer),
            where="--trust",
            fix=Text("type the key that emerg incident key prints at the other post"),
        )
    if known is not None and said is None:
        raise OtherKeyError(
            Text(
                "packages of post '{post}' were sealed with {known}, this one with {key}",
                post=manifest.post,
                known=known,
                key=manifest.signer,
            ),
            where=str(source),
            fix=Text("compare it by telephone with emerg incident key there, then --trust it"),
        )
    return True


@contextmanager
def _readable(home: Path, source: Path, passphrase: str | None) -> Iterator[Path]:
    """The package at `source`, unlocked where it is locked."""
    try:
        if not is_plain_file(source):
            raise InputError(
                Text("this is not a file"), where=str(source), fix=Text("name the package itself")
            )
        locked = is_locked(source)
    except OSError as error:
        raise InputError(
            Text("the file cannot be read ({reason})", reason=why(error)),
            where=str(source),
            fix=Text("check that it exists and may be read"),
        ) from error
    if not locked:
        yield source
        return
    try:
        home.mkdir(parents=True, exist_ok=True)
        aside = tempfile.TemporaryDirectory(dir=home, prefix=".open-")
    except OSError as error:
        raise OutputError(
            Text("the file cannot be written ({reason})", reason=why(error)),
            where=str(home),
            fix=Text("make room and allow writing there, or choose another folder"),
        ) from error
    with aside as folder:
        plain = Path(folder) / source.name
        unlocked(source, plain, home, passphrase)
        yield plain


def exported_json(exported: Exported) -> dict[str, Any]:
    """An export for machines."""
    return {
        "id": exported.id,
        "file": str(exported.file),
        "entries": exported.entries,
        "files": exported.files,
        "key": exported.fingerprint,
    }


def imported_json(imported: Imported) -> dict[str, Any]:
    """An import for machines; the counts are of what was not here."""
    return {
        "id": imported.id,
        "file": str(imported.file),
        "founded": imported.merged.founded,
        "new_entries": len(imported.merged.entries),
        "new_files": imported.merged.files,
        "conflicts": imported.conflicts,
        "post": imported.manifest.post,
        "key": imported.manifest.signer,
        "new_key": imported.new_key,
        "app": imported.manifest.app,
        "playbooks_differ": list(imported.differing),
    }
