"""The kinds of entries, as people read them."""

from collections.abc import Mapping

from emerg.incident.model import ROLE, Entry
from emerg.texts import Prose, Text

KIND_NAMES: Mapping[str, Text] = {
    "note": Text("noted"),
    "fact": Text("fact"),
    "call": Text("call"),
    "order": Text("order"),
    "sample": Text("sample"),
    "decision": Text("decision"),
    "period": Text("period begins"),
    "run": Text("model run"),
    "open": Text("opened"),
    "file": Text("file"),
    "amend": Text("amends"),
    "strike": Text("strikes"),
    "settle": Text("settles"),
    "close": Text("closed"),
}

ROLE_NAMES: Mapping[str, Text] = {
    "duty": Text("duty officer"),
    "command": Text("commander"),
    "field": Text("field"),
    "control": Text("drill controller"),
    "reader": Text("reader"),
}


def with_role_name(author: str, entry: Entry) -> Prose:
    """`author` of `entry`, and what they are there for where that is set."""
    role = entry.figures().get(ROLE)
    if not isinstance(role, str) or role not in ROLE_NAMES:
        return author
    return Text("{author} ({role})", author=author, role=ROLE_NAMES[role])
