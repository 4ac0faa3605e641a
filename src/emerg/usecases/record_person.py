"""Who sits at this computer: said with the command, or kept in ``settings.toml``."""

from pathlib import Path
from typing import cast, get_args

from emerg.errors import Findings, InputError
from emerg.incident.model import Person, Role
from emerg.textfiles import read_toml
from emerg.texts import Text
from emerg.usecases.incident import read_log
from emerg.usecases.settings import FILE


def person_of(home: Path, author: str | None, post: str | None) -> Person:
    """The person as said, else as ``settings.toml`` in `home` says, else without a name.

    Raises
    ------
    DataError, InputError
        ``settings.toml`` cannot be read: a note under nobody's name would be worse than none.
    """
    path = home / FILE
    kept: dict[str, object] = {}
    if path.exists():
        findings = Findings()
        kept = read_toml(path, findings) or {}
        if author is None or post is None:
            findings.raise_any()
    role = kept.get("role", "")
    if role not in get_args(Role):
        raise InputError(
            Text("'{role}' is no role", role=str(role)),
            where=f"{path}, role",
            fix=Text("use one of: {known}", known=", ".join(filter(None, get_args(Role)))),
        )
    return Person(
        str(kept.get("author", "")) if author is None else author,
        str(kept.get("post", "")) if post is None else post,
        cast(Role, role),
    )


def named_posts(home: Path, id_: str) -> tuple[str, ...]:
    """The posts that have spoken in an incident under their names, the first of them first.

    Raises
    ------
    InputError, DataError
        As of `read_log`.
    """
    return tuple(dict.fromkeys(entry.post for entry in read_log(home, id_) if entry.post))
