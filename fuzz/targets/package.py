"""Sealed packages. The members of an input are those of the zip, and how it is made:

``raw``       the file as it stands, no zip is made
``chained``   entries whose hashes are made right before they are sealed
``seal.json`` a seal; without it the manifest is sealed by a stranger's key
``manifest.json`` a manifest; without it one that names the other members
``<name>``    a member
"""

import hashlib
import io
import json
import shutil
import warnings
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from emerg.errors import EmergError
from emerg.incident.chain import digest, genesis
from emerg.incident.manifest import ENTRIES, MANIFEST, SEAL, Member, manifest_text
from emerg.incident.model import FILE
from emerg.incident.package import FIELDS
from emerg.incident.reader import read_entries
from emerg.incident.seal import Keys, own_keys, signature
from emerg.incident.store import FILES, JOURNAL
from emerg.usecases.exchange import import_package
from emerg.usecases.incident import INCIDENTS
from fuzz import bundle
from fuzz.bundle import Members
from fuzz.mutate import TEXTS, Blunt, Random, json_member, tree
from fuzz.rule import bench, refusing, room, tell
from fuzz.rule import tree as files_of
from tests.incident.journals_by_hand import ID, talked

CHAINED, RAW = "chained", "raw"


@cache
def stranger() -> Keys:
    keys = own_keys(bench() / "stranger")
    return Keys("", "", Ed25519PrivateKey.from_private_bytes(bytes(32)), keys.opener)


@cache
def home() -> Path:
    """A home that holds the first half of the incident and keys of its own."""
    folder = bench() / "home"
    talked(folder / INCIDENTS, entries=3, files=0)
    own_keys(folder)
    return folder


@cache
def seeds() -> list[bytes]:
    talked(bench() / "other", entries=5, files=1)
    folder = bench() / "other" / ID
    entries = read_entries(folder / JOURNAL)
    lines = [json.dumps(FIELDS(e), ensure_ascii=False)[:1500] for e in entries if len(e.text) < 300]
    chained = "\n".join(lines).encode()
    names = [str(e.figures()["sha256"]) for e in entries if e.kind == FILE]
    attached = [(f"files/{name}", (folder / FILES / name).read_bytes()) for name in names]
    sealed = [(ENTRIES, proven(chained)), *attached]
    return [
        bundle.packed([(CHAINED, chained), *attached]),
        bundle.packed(sealed),
        bundle.packed([(MANIFEST, named(sealed)), *sealed]),
        bundle.packed([(RAW, zipped(sealed))]),
    ]


def feed(data: bytes) -> None:
    members = bundle.unpacked(data)
    with room() as folder:
        source = folder / "x.emerg"
        raw = bundle.first(members, RAW)
        source.write_bytes(zipped(members) if raw is None else raw)
        for there in (home(), None):
            here = folder / "home"
            shutil.rmtree(here, ignore_errors=True)
            if there is not None:
                shutil.copytree(there, here)
            before = files_of(here)
            with refusing():
                try:
                    import_package(here, source, playbooks={})
                except EmergError as error:
                    tell(error.problems)
                    assert _same(before, files_of(here)), "a refused package left something behind"
                    raise


def _same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Empty folders for what is to come, and the lock, are no part of a record."""

    def told(found: dict[str, Any]) -> dict[str, Any]:
        return {name: content for name, content in found.items() if content}

    return told(before) == told(after)


def zipped(members: Members) -> bytes:
    """A package of `members`, sealed as the head of this module says."""
    told = [(ENTRIES, proven(c)) if name == CHAINED else (name, c) for name, c in members]
    manifest = bundle.first(told, MANIFEST)
    if manifest is None:
        told.append((MANIFEST, manifest := named(told)))
    if bundle.first(told, SEAL) is None:
        told.append((SEAL, signature(stranger(), manifest)))
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as package:
        warnings.simplefilter("ignore")  # of a name that comes twice
        for name, content in told:
            package.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def named(members: Members) -> bytes:
    """A manifest that names `members`."""
    told = {n: Member(hashlib.sha256(c).hexdigest(), len(c)) for n, c in members if n != SEAL}
    return manifest_text(ID, "前方", {}, told)


def proven(lines: bytes) -> bytes:
    """Entries as JSON lines, chained and hashed anew; a line that is no entry stays as it is."""
    tips: dict[str, str] = {}
    done = []
    for line in lines.split(b"\n"):
        try:
            row = json.loads(line)
            post = str(row[0])
            row[9] = tips.get(post, genesis(ID)) if row[9] is not None else row[9]
            fields = tuple(word.encode() if isinstance(word, str) else word for word in row[:10])
            row[10] = tips[post] = digest(fields)
            done.append(json.dumps(row, ensure_ascii=False).encode())
        except (ValueError, TypeError, IndexError, KeyError, RecursionError):
            done.append(line)
    return b"\n".join(done)


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    at = rng.randrange(len(members)) if members else -1
    if at < 0 or rng.random() < 0.3:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    name, content = members[at]
    if name in (CHAINED, ENTRIES):
        content = _entries(content, rng)
    elif name in (MANIFEST, SEAL):
        content = json_member(content, rng)
    elif rng.random() < 0.5:
        name = (
            rng.choice(
                ("files/../x", "/x", "..\\x", "C:x", "entries.jsonl/", "\x00", *TEXTS[:8], MANIFEST)
            )
            .encode(errors="replace")
            .decode()
        )
    else:
        content = blunt(content)
    return bundle.packed([*members[:at], (name, content), *members[at + 1 :]])


def _entries(content: bytes, rng: Random) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(rng.randrange(len(lines)), lines[at])
        case 2:
            rng.shuffle(lines)
        case _:
            lines[at] = _entry(lines[at], rng)
    return b"\n".join(lines)


def _entry(line: bytes, rng: Random) -> bytes:
    """A line with something in it changed, often in its data: that is JSON within JSON."""
    try:
        row = json.loads(line)
        if rng.random() < 0.4:
            row[7] = json.dumps(tree(json.loads(row[7]), rng), ensure_ascii=False)
            return json.dumps(row, ensure_ascii=False).encode(errors="replace")
    except (ValueError, TypeError, IndexError, KeyError, RecursionError):
        return line
    return json_member(line, rng)
