"""What can be done at a place of the map: only what applies there and just now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from emerg.texts import Prose, Text

Deed: TypeAlias = Literal[
    "incident",
    "incident_on_road",
    "would_go",
    "way_from",
    "way_to",
    "close_road",
    "measure",
    "centre",
    "note",
    "sample",
]
# Where the menu draws a line: before the first of each group.
GROUPS: tuple[tuple[Deed, ...], ...] = (
    ("incident", "incident_on_road", "would_go"),
    ("way_from", "way_to", "close_road"),
    ("measure", "centre"),
    ("note", "sample"),
)


@dataclass(frozen=True, slots=True)
class RoadHere:
    """A road at the place: the stretch, its name, its number if it has one, closed or not."""

    stretch: str
    name: Prose
    ref: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Here:
    """A place of the map (WGS84), and what stands or runs there."""

    lon: float
    lat: float
    words: tuple[Prose, ...] = ()
    road: RoadHere | None = None

    @property
    def lonlat(self) -> str:
        """As the boxes for places read it."""
        return f"{self.lon:.5f},{self.lat:.5f}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the window can do just now.

    Attributes
    ----------
    rivers, roads : bool
        Whether they are loaded.
    writes : bool
        Whether this computer notes anything.
    """

    rivers: bool = True
    roads: bool = True
    writes: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of the menu."""

    deed: Deed
    text: Prose = field(compare=False)


def offers(here: Here, standing: Standing) -> tuple[tuple[Offer, ...], ...]:
    """What can be done at `here`, in groups; a group without an entry is left out."""
    there = {offer.deed: offer for offer in _all(here, standing)}
    groups = (tuple(there[deed] for deed in group if deed in there) for group in GROUPS)
    return tuple(group for group in groups if group)


def _all(here: Here, standing: Standing) -> Iterator[Offer]:
    road = here.road
    if standing.rivers:
        yield Offer("incident", Text("Incident here"))
        yield Offer("would_go", Text("Where would it go from here?"))
    if standing.rivers and road is not None and road.ref:
        yield Offer("incident_on_road", Text("Incident on {road} here", road=road.ref))
    if standing.roads:
        yield Offer("way_from", Text("Way by road from here"))
        yield Offer("way_to", Text("Way by road to here"))
    if road is not None and road.closed:
        yield Offer("close_road", Text("Open {road} again", road=road.name))
    elif road is not None:
        yield Offer("close_road", Text("Close {road}", road=road.name))
    yield Offer("measure", Text("Measure from here"))
    yield Offer("centre", Text("Centre the map here"))
    if standing.writes:
        yield Offer("note", Text("Note this place"))
        yield Offer("sample", Text("Sample taken here"))
