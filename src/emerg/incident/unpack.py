"""Reading a package that comes from a stranger: see `emerg.incident.package` for what is in it."""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from emerg.errors import InputError
from emerg.incident.chain import proven
from emerg.incident.disk import PIECE_BYTES, Blob, unwritten
from emerg.incident.manifest import (
    ENTRIES,
    FILE,
    MANIFEST,
    MOST,
    SEAL,
    Manifest,
    Member,
    manifest_of,
    refused,
)
from emerg.incident.model import Entry
from emerg.incident.seal import signer_of
from emerg.texts import Text


class Package:
    """A package open for reading; what it hands out has been checked.

    Attributes
    ----------
    manifest : Manifest
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._zip = archive
        self.manifest = self._checked_manifest()

    def entries(self) -> Iterator[Entry]:
        """Every entry, each of them what its hash says.

        Raises
        ------
        InputError
            One is not, or they are not the ones that were sealed.
        """
        count = 0
        with self._sealed(ENTRIES) as pieces:
            for line in _lines(pieces, self._path):
                count += 1
                entry = _entry(line)
                if entry is None or count > MOST.entries:
                    what = Text("entry {n} of the package is not what was written", n=count)
                    raise refused(what, self._path)
                yield entry

    def files(self) -> dict[str, Blob]:
        """The files in it, by SHA-256, and their sizes."""
        named = ((FILE.fullmatch(name), member) for name, member in self.manifest.members.items())
        return {match[1]: Blob(match[1], member.size) for match, member in named if match}

    def unpack(self, sha256: str, target: Path) -> None:
        """Write the file `sha256` to `target`, on disk when this returns.

        Raises
        ------
        InputError
            It is not what was sealed.
        OutputError
            There is no room for it.
        """
        with self._sealed(f"files/{sha256}") as pieces:
            try:
                with target.open("xb") as file:
                    for piece in pieces:
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                raise unwritten(target, error) from error

    @contextmanager
    def _sealed(self, name: str) -> Iterator[Iterator[bytes]]:
        """The content of a member; at its end, proof that it is what was sealed."""
        member = self.manifest.members[name]
        with self._reading(name) as source:
            yield self._pieces(source, member, name)

    def _pieces(self, source: IO[bytes], member: Member, name: str) -> Iterator[bytes]:
        seen, left = hashlib.sha256(), member.size
        with _understood(self._path):
            # One byte more than there should be is asked for, and never a whole bomb.
            while piece := source.read(min(PIECE_BYTES, left + 1)):
                left -= len(piece)
                seen.update(piece)
                if left < 0:
                    break
                yield piece
        if left != 0 or seen.hexdigest() != member.sha256:
            raise refused(
                Text("'{name}' in the package is not what was sealed", name=name), self._path
            )

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        with _understood(self._path):
            source = self._zip.open(name)
        with source:
            yield source

    def _checked_manifest(self) -> Manifest:
        names = self._zip.namelist()
        for name in (MANIFEST, SEAL):
            if names.count(name) != 1:
                raise refused(Text("'{name}' is missing", name=name), self._path)
        content = self._small(MANIFEST, MOST.manifest_bytes)
        signer = signer_of(self._small(SEAL, 4096), content)
        if signer is None:
            raise refused(Text("the seal of the package is broken"), self._path)
        manifest = manifest_of(content, signer, self._path)
        sealed = {MANIFEST, SEAL, *manifest.members}
        if len(names) != len(sealed) or set(names) != sealed:
            raise refused(Text("the package holds other things than were sealed"), self._path)
        return manifest

    def _small(self, name: str, most: int) -> bytes:
        with self._reading(name) as source, _understood(self._path):
            content = source.read(most + 1)
        if len(content) > most:
            raise refused(Text("'{name}' is too long", name=name), self._path)
        return content


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """The package at `path`, which is not locked.

    Raises
    ------
    InputError
        It is none, is damaged, of a version to come, or its seal is broken.
    """
    with ExitStack() as stack:
        with _understood(path):
            file = stack.enter_context(path.open("rb"))
            _check_directory(file, path)
            archive = stack.enter_context(zipfile.ZipFile(file))
        if any(not _plain(info) for info in archive.infolist()):
            raise refused(Text("it is packed in a way that emerg does not use"), path)
        yield Package(path, archive)


def _plain(info: zipfile.ZipInfo) -> bool:
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return packed and not info.flag_bits & 1


def _check_directory(file: IO[bytes], path: Path) -> None:
    """Refuse a directory that would fill the memory before it can be looked at."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_600))
    tail = file.read()
    end = tail.rfind(b"PK\5\6")
    stated = [struct.unpack_from("<I", tail, end + 12)[0]] if 0 <= end <= len(tail) - 22 else []
    large = tail.rfind(b"PK\6\6")
    if 0 <= large <= len(tail) - 56:
        stated.append(struct.unpack_from("<Q", tail, large + 40)[0])
    # The 32-bit field of a large zip says only "look in the other one".
    real = [number for number in stated if number != 0xFFFFFFFF]
    if not real or max(real) > MOST.directory_bytes:
        raise refused(Text("it is no package of emerg, or was cut short"), path)
    file.seek(0)


def _lines(pieces: Iterator[bytes], path: Path) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        if len(rest) > MOST.line_bytes:
            raise refused(Text("'{name}' is too long", name=ENTRIES), path)
    if rest:
        yield rest


def _entry(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        if not isinstance(told, list):
            return None
        return proven(tuple(w.encode() if isinstance(w, str) else w for w in told))
    except (ValueError, RecursionError):
        return None


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    """What a zip can be wrong in, in words."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OverflowError,
        UnicodeDecodeError,
    ) as error:
        raise refused(Text("it is no package of emerg, or was cut short"), path) from error
    except OSError as error:
        raise InputError(
            Text("the package cannot be read ({reason})", reason=error.strerror or str(error)),
            where=str(path),
            fix=Text("check that it exists and may be read"),
        ) from error
