"""A sealed package: the record of an incident in one file, to be carried by hand.

A zip of ``manifest.json``, ``seal.json`` (who signed the manifest), ``entries.jsonl`` (one list an
entry, its eleven fields in the order of `Entry`, posts one after the other, each from its first
entry on) and ``files/<sha-256>``. The manifest names every other member with size and SHA-256, so
that the seal covers all of it. A locked package is the same inside an age file.

Packages come from strangers: nothing is taken by the name it has in the zip, nothing is read
further than the manifest says, and `emerg.incident.manifest.MOST` bounds what that may say.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from emerg.errors import InputError
from emerg.incident.disk import PART, PIECE_BYTES, sync_folder, unwritten
from emerg.incident.manifest import ENTRIES, MANIFEST, SEAL, Member, manifest_text
from emerg.incident.model import Entry
from emerg.incident.seal import Keys, signature
from emerg.texts import Text

FIELDS = attrgetter(*(field.name for field in fields(Entry)))


def write_package(
    target: Path,
    incident: str,
    entries: Sequence[Entry],
    files: Mapping[str, Path],
    *,
    keys: Keys,
    post: str,
    playbooks: Mapping[str, str],
    lock: Callable[[Path, Path], None] | None = None,
) -> None:
    """Make or replace the package at `target`, whole or not at all.

    Parameters
    ----------
    files : mapping of str to Path
        Where each file named by its SHA-256 stands.
    lock : callable
        Writes its first file, locked, to its second.

    Raises
    ------
    InputError
        A file is not what its name says.
    OutputError
        There is no room for it.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=PART) as folder:
            plain = Path(folder) / "package"
            with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
                members = {ENTRIES: _put_entries(package, entries)}
                for sha256, path in sorted(files.items()):
                    members[f"files/{sha256}"] = _put_file(package, sha256, path)
                manifest = manifest_text(incident, post, playbooks, members)
                package.writestr(MANIFEST, manifest)
                package.writestr(SEAL, signature(keys, manifest))
            done = plain
            if lock is not None:
                lock(plain, done := Path(folder) / "locked")
            with done.open("rb+") as file:
                os.fsync(file.fileno())
            done.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise unwritten(target, error) from error


def _put_entries(package: zipfile.ZipFile, entries: Sequence[Entry]) -> Member:
    seen, size = hashlib.sha256(), 0
    with package.open(ENTRIES, "w", force_zip64=True) as member:
        for entry in sorted(entries, key=lambda entry: (entry.post, entry.number, entry.hash)):
            line = json.dumps(FIELDS(entry), ensure_ascii=False, separators=(",", ":"))
            content = line.encode() + b"\n"
            member.write(content)
            seen.update(content)
            size += len(content)
    return Member(seen.hexdigest(), size)


def _put_file(package: zipfile.ZipFile, sha256: str, path: Path) -> Member:
    seen, size = hashlib.sha256(), 0
    # Photographs do not get smaller; what little else there is need not.
    info = zipfile.ZipInfo(f"files/{sha256}")
    with path.open("rb") as source, package.open(info, "w", force_zip64=True) as member:
        while piece := source.read(PIECE_BYTES):
            member.write(piece)
            seen.update(piece)
            size += len(piece)
    if seen.hexdigest() != sha256:
        raise InputError(
            Text("a stored file is not what was kept"),
            where=str(path),
            fix=Text("see what emerg incident verify says, and put the file back from a copy"),
        )
    return Member(sha256, size)
