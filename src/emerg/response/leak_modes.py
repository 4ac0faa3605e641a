"""The ways in which a tailings pond leaks, and what they are called."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from emerg.texts import Prose, Text

Mode: TypeAlias = Literal["well", "breach", "seepage", "pipe"]

MODES: Mapping[Mode, Prose] = {
    "well": Text("drainage well or tunnel"),
    "breach": Text("overtopping or breach"),
    "seepage": Text("seepage"),
    "pipe": Text("burst pipeline"),
}
