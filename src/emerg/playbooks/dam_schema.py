"""What a tailings playbook says: one pond, one plan, one map.

    dam.toml      which ponds, how they drain, what is in them, where they leak to    DamFile
    plan.toml     what to do, whom to call                                            PlanFile
    map.geojson   the way from pond to river, and what lies on it                     DamSite

What no public source gives is `confidence = "example"`: read in exercises only, printed as such.
Kilometres of the map count along the flow path from the pond.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from emerg.geodesy import FloatArray
from emerg.playbooks.schema import Authority, Confidence, PlanFile, PositionBasis, Source
from emerg.records import NotNegative, Positive
from emerg.texts import Bilingual

DamSiteKind: TypeAlias = Literal[
    "village", "town", "school", "road", "bridge", "intake", "mouth",
    "interception", "side_valley", "pit", "diversion", "pool",
]  # fmt: skip
Method: TypeAlias = Literal["wet", "thickened", "dry", "unknown"]
Drainage: TypeAlias = Literal["well", "tunnel", "pipe", "spillway", "none", "unknown"]
CheckResult: TypeAlias = Literal["good", "bad", "not_seen"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or a range, and how far it is to be believed."""

    value: Positive | tuple[Positive, Positive]
    source: str
    confidence: Confidence
    as_of: str = ""

    @property
    def low(self) -> float:
        return self.value[0] if isinstance(self.value, tuple) else self.value

    @property
    def high(self) -> float:
        return self.value[1] if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, slots=True)
class Content:
    """What the pond's water holds of a species [mg/L], dissolved."""

    species: str
    mg_l: Figure


@dataclass(frozen=True, slots=True)
class Pond:
    """One pond.

    Attributes
    ----------
    height_m, stored_m3, water_m3 : Figure or None
        Height of the dam, all that is behind it, and the ponded water of it.
    pipe_m3_s, well_m3_s : Figure or None
        What the slurry line carries; what the drainage lets through where it breaks.
    """

    id: str
    name: Bilingual
    source: str
    confidence: Confidence
    lon: float | None = None
    lat: float | None = None
    position: PositionBasis = "none"
    position_error_km: NotNegative | None = None
    method: Method = "unknown"
    drainage: tuple[Drainage, ...] = ("unknown",)
    height_m: Figure | None = None
    stored_m3: Figure | None = None
    design_m3: Figure | None = None
    water_m3: Figure | None = None
    pipe_m3_s: Figure | None = None
    well_m3_s: Figure | None = None
    content: tuple[Content, ...] = ()
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class Receiving:
    """Where a leak runs to: down a gully into a river that a river playbook has."""

    gully: Bilingual
    river: str
    km: NotNegative
    gully_km: Figure
    how: Bilingual
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Graded:
    """What an office has entered of the risk; nothing of it is computed here."""

    hazard: Literal["H1", "H2", "H3"]
    surroundings: Literal["S1", "S2", "S3"]
    control: Literal["R1", "R2", "R3"]
    level: Bilingual
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Check:
    """A sign that somebody looked at, on a day; `pond` is an id, `sign` of the table of signs."""

    pond: str
    sign: str
    on: date
    result: CheckResult
    by: str
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class DamFile:
    """dam.toml

    Attributes
    ----------
    receiving : tuple of Receiving
        The likeliest first; the rest may also be.
    """

    format: Literal[1]
    id: str
    kind: Literal["tailings"]
    key: bool
    name: Bilingual
    ore: Bilingual
    county: str
    prefecture: str
    version: str
    data_status: Bilingual
    sources: dict[str, Source]
    receiving: tuple[Receiving, ...]
    ponds: tuple[Pond, ...]
    owner: Bilingual = Bilingual("")
    risk: Graded | None = None
    checks: tuple[Check, ...] = ()
    authorities: tuple[Authority, ...] = ()
    assumption: Bilingual = Bilingual("")
    approved_by: str = ""
    approved_on: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class DamSite:
    """A place on the flow path.

    Attributes
    ----------
    path_km : float
        From the pond along the way the leak takes, down to the river and on.
    capacity_m3 : Figure or None
        What it can hold.
    people : float or None
    """

    id: str
    kind: DamSiteKind
    name: Bilingual
    path_km: NotNegative
    source: str
    confidence: Confidence
    position: PositionBasis = "none"
    offset_m: NotNegative | None = None
    capacity_m3: Figure | None = None
    people: NotNegative | None = None
    road: str = ""
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class DamPlaybook:
    """A tailings playbook as read.

    Attributes
    ----------
    path : array, shape (n, 2), or None
        Lon/lat from the pond to the river; None is not drawn.
    """

    folder: Path
    dam: DamFile
    plan: PlanFile
    sites: tuple[DamSite, ...]
    points: Mapping[str, tuple[float, float]]
    path: FloatArray | None
