"""What a package says of itself: read with the caution that strangers deserve, and written."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emerg import __version__
from emerg.errors import InputError
from emerg.incident.model import ID, is_name
from emerg.texts import Prose, Text

FORMAT = "emerg-package"
VERSION = 1
MANIFEST = "manifest.json"
SEAL = "seal.json"
ENTRIES = "entries.jsonl"
FILE = re.compile(r"files/([0-9a-f]{64})")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold."""

    members: int = 100_000
    directory_bytes: int = 16 * 1024**2
    manifest_bytes: int = 32 * 1024**2
    entries_bytes: int = 1024**3
    entries: int = 2_000_000
    line_bytes: int = 40 * 1024**2
    files_bytes: int = 64 * 1024**3


MOST = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the zip, as the manifest names it."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself, its seal proven.

    Attributes
    ----------
    signer : str
        Fingerprint of the key that sealed it.
    post : str
        Post that sealed it, by its own word.
    playbooks : mapping of str to str
        SHA-256 of each playbook that the sender worked with.
    """

    incident: str
    post: str
    signer: str
    app: str
    playbooks: Mapping[str, str]
    members: Mapping[str, Member]


def manifest_text(
    incident: str, post: str, playbooks: Mapping[str, str], members: Mapping[str, Member]
) -> bytes:
    """What `manifest_of` reads."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "app": __version__,
        "incident": incident,
        "post": post,
        "playbooks": dict(sorted(playbooks.items())),
        "members": {
            name: {"sha256": member.sha256, "size": member.size}
            for name, member in sorted(members.items())
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def manifest_of(content: bytes, signer: str, path: Path) -> Manifest:
    """What the manifest of the package at `path` says, sealed by the key `signer`.

    Raises
    ------
    InputError
        It is none, of a version to come, or promises more than `MOST`.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise refused(Text("it is no package of emerg, or was cut short"), path)
    version = told.get("version")
    if type(version) is not int or version > VERSION:
        raise InputError(
            Text("the package was made by a newer emerg (format {n})", n=str(version)[:20]),
            where=str(path),
            fix=Text("install that version here too; nothing was changed"),
        )
    members = told.get("members")
    incident, post, app = words = [told.get(key) for key in ("incident", "post", "app")]
    playbooks = told.get("playbooks")
    if (
        not isinstance(members, dict)
        or not isinstance(playbooks, dict)
        or not all(isinstance(word, str) and is_name(word) for word in words)
        or not ID.fullmatch(str(incident))
        or not all(is_name(name) and SHA256.fullmatch(str(n)) for name, n in playbooks.items())
    ):
        raise refused(Text("'{name}' is not as emerg writes it", name=MANIFEST), path)
    return Manifest(str(incident), str(post), signer, str(app), playbooks, _members(members, path))


def _members(told: Mapping[str, Any], path: Path) -> dict[str, Member]:
    members = {}
    for name, said in told.items():
        sha256 = said.get("sha256") if isinstance(said, dict) else None
        size = said.get("size") if isinstance(said, dict) else None
        file = FILE.fullmatch(name)
        most = MOST.entries_bytes if name == ENTRIES else MOST.files_bytes
        if (
            not (file or name == ENTRIES)
            or not isinstance(sha256, str)
            or not SHA256.fullmatch(sha256)
            or (file and file[1] != sha256)
            or type(size) is not int
            or not 0 <= size <= most
        ):
            raise refused(Text("'{name}' is not as emerg writes it", name=MANIFEST), path)
        members[name] = Member(sha256, size)
    files = sum(member.size for member in members.values())
    if ENTRIES not in members or len(members) > MOST.members or files > MOST.files_bytes:
        raise refused(Text("'{name}' is not as emerg writes it", name=MANIFEST), path)
    return members


def refused(what: Prose, path: Path) -> InputError:
    """What to tell of a package of which nothing was taken."""
    return InputError(
        what, where=str(path), fix=Text("copy it once more from the other post; nothing was taken")
    )
