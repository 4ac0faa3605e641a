"""What of the map can be switched off, layer by layer. Nothing here knows Qt."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.paper.symbols import SymbolName
from emerg.playbooks.schema import Layer
from emerg.texts import Text

Switch: TypeAlias = Literal[
    "relief",
    "lakes",
    "roads",
    "river_names",
    "towns",
    "intakes",
    "spaces",
    "sections",
    "risks",
    "crossings",
    "plume",
    "hits",
    "isolation",
    "routes",
    "supplies",
    "sampling",
]
Hidden: TypeAlias = frozenset[Switch]
NOTHING: Hidden = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """A layer that can be left out: what it is called, and how the map draws it.

    Attributes
    ----------
    symbol : SymbolName or None
    sign : str
        As the legend has it; "" where it has none.
    """

    name: Switch
    text: Text
    symbol: SymbolName | None = None
    sign: str = ""


# In the order of the panel: the ground first, then what the playbooks know, then the incident.
SWITCHES: tuple[Shown, ...] = (
    Shown("relief", Text("Relief")),
    Shown("lakes", Text("Lakes")),
    Shown("roads", Text("Roads")),
    Shown("river_names", Text("Names of rivers")),
    Shown("towns", Text("Towns"), "town"),
    Shown("intakes", Text("Intakes, sensitive places"), "intake"),
    Shown("spaces", Text("Spaces, dams"), "dam"),
    Shown("sections", Text("Sections, stations"), "station"),
    Shown("risks", Text("Risk sources"), "risk"),
    Shown("crossings", Text("Crossings"), "bridge"),
    Shown("plume", Text("Cloud on the river"), sign="cloud may"),
    Shown("hits", Text("Who is hit"), sign="intake"),
    Shown("isolation", Text("Isolation zones"), sign="zone large"),
    Shown("routes", Text("Ways, closed roads"), sign="closed"),
    Shown("supplies", Text("Stock, teams, places to hold it"), "depot"),
    Shown("sampling", Text("Sampling points"), "sampling"),
)
SITES: dict[Layer, Switch] = {
    "target": "intakes",
    "space": "spaces",
    "dam": "spaces",
    "station": "sections",
    "section": "sections",
    "risk_source": "risks",
    "crossing": "crossings",
}


def switched(hidden: Hidden, name: Switch, *, on: bool) -> Hidden:
    """What is hidden once `name` is switched on or off.

    >>> sorted(switched(frozenset({"roads"}), "lakes", on=False))
    ['lakes', 'roads']
    """
    return hidden - {name} if on else hidden | {name}
