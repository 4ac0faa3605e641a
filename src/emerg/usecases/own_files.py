"""Which files in a folder an earlier set of sheets wrote, by the index that it left."""

import hashlib
from collections.abc import Collection
from html.parser import HTMLParser
from pathlib import Path

# An attribute of each link in an index: the hash of the file as it was written.
HASH = "data-sha256"
MOST_BYTES = 2_000_000  # of an index; ours are a hundredth of it


def stale_files(index: Path, keep: Collection[str]) -> list[Path]:
    """Files that the index at `index` lists, beside it, unchanged, and not among `keep`."""
    listed = _Listed()
    try:
        if index.stat().st_size > MOST_BYTES:
            return []
        listed.feed(index.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []
    found = []
    for name, sha256 in listed.files.items():
        path = index.parent / name
        # A name only: whoever forges an index must not reach another folder with it.
        if name not in keep and Path(name).name == name and _hash(path) == sha256:
            found.append(path)
    return found


class _Listed(HTMLParser):
    """Collects names and hashes of an index of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, sha256 = given.get("href"), given.get(HASH)
        if tag == "a" and name and sha256:
            self.files[name] = sha256


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""
