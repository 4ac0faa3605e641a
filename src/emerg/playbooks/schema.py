"""What a river playbook says: one river, one plan, one map.

    river.toml    who and what                          RiverFile
    plan.toml     what to do, whom to call, what to sample    PlanFile
    map.geojson   reaches, and every place on or beside them  Reach, Site

Every figure points to one of the playbook's `sources` and carries a confidence. Files give
kilometres, as people read chainage; `emerg.playbooks.read` hands metres to the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.records import Fraction, NotNegative, Positive, Range
from emerg.texts import Bilingual, Text

FloatArray: TypeAlias = NDArray[np.float64]
Confidence: TypeAlias = Literal["high", "medium", "low", "example"]
Accuracy: TypeAlias = Literal["A", "B", "C", "D"]
Level: TypeAlias = Literal["county", "prefecture", "region", "neighbour", "operator"]
HazardClass: TypeAlias = Literal[
    "oil", "heavy_metal", "cyanide", "acid_alkali", "organic", "flammable", "unknown"
]
# 断 · 控 · 治 · 测 · 保
Phase: TypeAlias = Literal["stop", "hold", "treat", "measure", "supply"]
Layer: TypeAlias = Literal[
    "target", "space", "risk_source", "station", "section", "dam", "crossing", "confluence"
]
# The 11 classes of emergency space and facility (domain facts, chapter 1).
SpaceClass: TypeAlias = Literal["SK", "SD", "KT", "ZB", "YD", "BD", "GH", "JX", "QL", "ZD", "QT"]
PositionBasis: TypeAlias = Literal["found", "computed", "town", "none"]

# Largest distance [km] of the true line from the drawn one, by accuracy class.
LINE_ERROR_KM: dict[str, float] = {"A": 0.3, "B": 1.0, "C": 2.0, "D": 5.0}


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from."""

    title: str
    licence: str
    as_of: str
    note: str = ""

    @property
    def cited(self) -> Text:
        """Title, licence and date."""
        return Text(
            "{title} ({licence}; {as_of})",
            title=self.title,
            licence=self.licence,
            as_of=self.as_of,
        )


@dataclass(frozen=True, slots=True)
class MonthlyFlow:
    """Low, mean and high flow of each month as factors on the long-term mean flow.

    Low, mean and high are the 10, 50 and 90 % of the month's flows, January first.
    """

    low: tuple[Positive, ...]
    mean: tuple[Positive, ...]
    high: tuple[Positive, ...]
    source: str
    confidence: Confidence
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class Stem:
    """One named river of the playbook: the river itself, or a tributary that rides in its map.

    Attributes
    ----------
    id : str
        ``lhasa`` or ``lhasa/doilung``.
    length_factor : tuple of float
        Shortest, published and longest river length over line length.
    """

    id: str
    code: str
    name: Bilingual
    length_factor: tuple[Positive, Positive, Positive] = (1.0, 1.0, 1.0)
    published_length_km: Positive | None = None
    length_source: str = ""
    name_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Authority:
    """A government or operator with a say on this river, from the county to the region."""

    level: Level
    name: Bilingual
    code: str = ""
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class RiverFile:
    """river.toml"""

    format: Literal[1]
    id: str
    kind: Literal["river"]
    key: bool
    name: Bilingual
    basin: Bilingual
    version: str
    data_status: Bilingual
    flow: MonthlyFlow
    stems: tuple[Stem, ...]
    sources: dict[str, Source]
    authorities: tuple[Authority, ...] = ()
    bo: str = ""
    assumption: Bilingual = Bilingual("")
    approved_by: str = ""
    approved_on: date | None = None
    review_by: date | None = None
    international: bool = False
    background_mg_l: dict[str, NotNegative] | None = None
    background_source: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One arm below a bifurcation and its share of the flow."""

    to: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of river without a branch, directed downstream; figures at its lower end."""

    id: str
    river: str
    to: str | tuple[Branch, ...] | None
    from_km: NotNegative
    to_km: Positive
    length_km: Positive
    area_km2: Positive
    discharge_m3_s: Positive
    slope: Positive | None
    elevation_from_m: float | None
    elevation_to_m: float | None
    width_m: Positive | None
    depth_m: Positive | None
    accuracy: Accuracy
    source: str
    flow_source: str
    confidence: Confidence
    # Measured hydraulics, where an office has them: width and depth at a stated flow, or a rating.
    measured_width_m: Positive | None = None
    measured_depth_m: Positive | None = None
    measured_at_m3_s: Positive | None = None
    rating_a: Positive | None = None
    rating_b: Positive | None = None
    velocity_m_s: Positive | None = None
    velocity_factor: Positive | None = None
    lag_beta: NotNegative | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place on or beside a river: who may be hit, what can hold, what may leak.

    `km` is the chainage of the nearest point of its river, `offset_km` the distance from it.
    A site without a position is listed, not drawn.
    """

    id: str
    layer: Layer
    kind: str
    name: Bilingual
    river: str
    source: str
    confidence: Confidence
    reach: str | None = None
    km: NotNegative | None = None
    offset_km: NotNegative | None = None
    position: PositionBasis = "none"
    position_error_km: NotNegative | None = None
    county: str = ""
    prefecture: str = ""
    as_of: str = ""
    space_class: SpaceClass | None = None
    attributes: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Someone to call: an office, never an invented number.

    `county` names the one county, or prefecture, that a role is for; empty, it holds anywhere.
    """

    order: int
    level: Level
    who: Bilingual
    task: Bilingual
    county: str = ""
    phone: str = field(default="", repr=False)
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan for a class of hazard; `hazard` "any" holds for all."""

    hazard: HazardClass | Literal["any"]
    phase: Phase
    order: int
    text: Bilingual
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SamplingPoint:
    """A section to sample, by the id of its site."""

    site: str
    why: Bilingual
    verticals: Annotated[int, Range(1, 9)] | None = None


@dataclass(frozen=True, slots=True)
class WaterSupply:
    """A water supply on this river and what can stand in for it."""

    town: Bilingual
    supply: Bilingual
    alternative: Bilingual
    source: str
    confidence: Confidence
    site: str = ""


@dataclass(frozen=True, slots=True)
class Termination:
    """When the response may end."""

    text: Bilingual
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class PlanFile:
    """plan.toml"""

    format: Literal[1]
    version: str
    steps: tuple[Step, ...]
    roles: tuple[Role, ...]
    termination: Termination
    sampling: tuple[SamplingPoint, ...] = ()
    water_supply: tuple[WaterSupply, ...] = ()
    generic: bool = False


@dataclass(frozen=True, slots=True)
class RiverPlaybook:
    """A river playbook as read: its files, and geometry in lon/lat (WGS84).

    Attributes
    ----------
    lines : mapping of reach id to array, shape (n, 2)
        Lon/lat, directed downstream.
    positions : mapping of site id to (lon, lat)
        Only sites that have a position.
    """

    folder: Path
    river: RiverFile
    plan: PlanFile
    reaches: tuple[Reach, ...]
    lines: Mapping[str, FloatArray]
    sites: tuple[Site, ...]
    positions: Mapping[str, tuple[float, float]]
