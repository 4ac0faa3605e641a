"""Who sits at this computer: said with the command, or kept in ``settings.toml``."""

from pathlib import Path

from emerg.errors import Findings
from emerg.incident.model import Person
from emerg.textfiles import read_toml
from emerg.usecases.preferences import FILE


def person_of(home: Path, author: str | None, post: str | None) -> Person:
    """The person as said, else as ``settings.toml`` in `home` says, else without a name.

    Raises
    ------
    DataError
        ``settings.toml`` cannot be read: a note under nobody's name would be worse than none.
    """
    path = home / FILE
    kept: dict[str, object] = {}
    if (author is None or post is None) and path.exists():
        findings = Findings()
        kept = read_toml(path, findings) or {}
        findings.raise_any()
    return Person(
        str(kept.get("author", "")) if author is None else author,
        str(kept.get("post", "")) if post is None else post,
    )
