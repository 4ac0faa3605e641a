"""Which version of each playbook an office works with."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from emerg.incident.disk import read_pieces
from emerg.playbooks.shelf import entries as shelved
from emerg.playbooks.shelf import roots


def playbook_versions(
    explicit: Path | None, environ: Mapping[str, str], home: Path
) -> dict[str, str]:
    """SHA-256 over the files of every playbook that is found, by kind and id."""
    found = {}
    for entry in shelved(roots(explicit, environ, home)):
        seen = hashlib.sha256()
        for path in sorted(entry.folder.iterdir()):
            if path.is_file():
                seen.update(_file_hash(path))
        found[f"{entry.kind}/{entry.id}"] = seen.hexdigest()
    return found


def _file_hash(path: Path) -> bytes:
    seen = hashlib.sha256(os.fsencode(path.name) + b"\0")
    for piece in read_pieces(path):
        seen.update(piece)
    return seen.digest()
