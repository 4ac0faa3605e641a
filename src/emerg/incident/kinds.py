"""The kinds of entries, as people read them."""

from collections.abc import Mapping

from emerg.texts import Text

KIND_NAMES: Mapping[str, Text] = {
    "note": Text("noted"),
    "fact": Text("fact"),
    "call": Text("call"),
    "order": Text("order"),
    "sample": Text("sample"),
    "decision": Text("decision"),
    "run": Text("model run"),
    "open": Text("opened"),
    "file": Text("file"),
    "amend": Text("amends"),
    "strike": Text("strikes"),
    "settle": Text("settles"),
}
