"""What a road playbook says: one road, one plan, one map.

    road.toml     which stretches, whose posts, what is carried    RoadFile
    plan.toml     what to do, whom to call                         PlanFile, as of a river
    map.geojson   what is on the road, and what it drains to       RoadSite, Drain

Kilometres count as driven from the beginning of the playbook's road: they are no stake numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from emerg.geodesy import FloatArray
from emerg.playbooks.schema import Authority, Confidence, PlanFile, PositionBasis, Source
from emerg.records import NotNegative, Positive, Range
from emerg.texts import Bilingual

SiteKind: TypeAlias = Literal[
    "pass",
    "descent",
    "riverside",
    "bridge",
    "crossing",
    "tunnel",
    "source_zone",
    "town",
    "service",
    "parking",
    "fuel",
    "check",
    "weigh",
    "school",
    "port",
]
Hazmat: TypeAlias = Literal["open", "limited", "closed"]
Drained: TypeAlias = Literal["crossing", "riverside", "slope"]
Degrees = Annotated[float, Range(-180.0, 180.0)]


@dataclass(frozen=True, slots=True)
class Post:
    """A post that somebody has seen: its kilometre and where it stands. An office's own win."""

    km: NotNegative
    lon: Degrees
    lat: Degrees
    source: str
    as_of: str
    doubt_km: Positive = 0.5


@dataclass(frozen=True, slots=True)
class Cargo:
    """Something dangerous that is carried on the road; `substance` as the substance list has it."""

    substance: str
    name: Bilingual
    source: str
    confidence: Confidence
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class RoadFile:
    """road.toml

    Attributes
    ----------
    stretches : tuple of str
        Of the road network, in order from one end to the other.
    branches : tuple of str
        Short ways into the towns beside it.
    key : bool
        A road of the pilot.
    """

    format: Literal[1]
    id: str
    kind: Literal["road"]
    key: bool
    name: Bilingual
    refs: tuple[str, ...]
    stretches: tuple[str, ...]
    version: str
    data_status: Bilingual
    sources: dict[str, Source]
    branches: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    cargo: tuple[Cargo, ...] = ()
    authorities: tuple[Authority, ...] = ()
    assumption: Bilingual = Bilingual("")
    approved_by: str = ""
    approved_on: date | None = None
    review_by: date | None = None
    international: bool = False


@dataclass(frozen=True, slots=True)
class RoadSite:
    """A place or a stretch on the road; `to_km` equals `from_km` for a place.

    Attributes
    ----------
    length_m : float or None
        Of a tunnel or bridge.
    hazmat : str or None
        Whether dangerous goods may pass; None is not known.
    load_t : float or None
        The heaviest vehicle that may pass.
    """

    id: str
    kind: SiteKind
    name: Bilingual
    from_km: NotNegative
    to_km: NotNegative
    source: str
    confidence: Confidence
    position: PositionBasis = "none"
    stretch: str = ""
    river: str = ""
    river_km: NotNegative | None = None
    offset_m: NotNegative | None = None
    county: str = ""
    elevation_m: float | None = None
    drop_m: Positive | None = None
    length_m: Positive | None = None
    hazmat: Hazmat | None = None
    load_t: Positive | None = None
    note: Bilingual = Bilingual("")
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Drain:
    """A part of the road, and the river that what leaks there runs to.

    Attributes
    ----------
    river_from_km, river_to_km : float
        Chainage of that river where the part begins and ends.
    distance_m : float
        The least on the part.
    """

    id: str
    from_km: NotNegative
    to_km: NotNegative
    river: str
    river_from_km: NotNegative
    river_to_km: NotNegative
    distance_m: NotNegative
    reason: Drained
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RoadPlaybook:
    """A road playbook as read.

    Attributes
    ----------
    points, lines : mapping of id to lon/lat
        Of places; of stretches and parts.
    """

    folder: Path
    road: RoadFile
    plan: PlanFile
    sites: tuple[RoadSite, ...]
    drains: tuple[Drain, ...]
    points: Mapping[str, tuple[float, float]]
    lines: Mapping[str, FloatArray]

    @property
    def rows(self) -> tuple[RoadSite | Drain, ...]:
        """Everything on its map."""
        return (*self.sites, *self.drains)
