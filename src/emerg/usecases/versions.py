"""Which playbooks an answer rests on: their hashes, for the record and for packages."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

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
                seen.update(hashlib.sha256(path.name.encode() + b"\0" + path.read_bytes()).digest())
        found[f"{entry.kind}/{entry.id}"] = seen.hexdigest()
    return found
