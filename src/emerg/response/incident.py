"""The five answers, as put: where, what, how much, when, and what flow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from emerg.response.harm import Harm, Ruled
from emerg.response.reporting import Reporting
from emerg.response.said_words import FlowWord
from emerg.texts import Prose

Datum: TypeAlias = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
MeasureKind: TypeAlias = Literal["hold", "remove", "divert", "outflow"]
SampleState: TypeAlias = Literal["value", "below", "not_yet", "here", "gone"]


@dataclass(frozen=True, slots=True)
class Where:
    """A position, a river and its km, a named place, or a stake on a road: one of them."""

    lon: float | None = None
    lat: float | None = None
    datum: Datum = "wgs84"
    river: str | None = None
    km: float | None = None
    place: str | None = None
    road: str | None = None
    stake: str | None = None
    tailings: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of the product, low and high equal when it is known."""

    low: float
    high: float
    unit: Literal["kg", "t", "L", "m3"] = "kg"
    purity: float | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """When the release began: earliest and latest moment (UTC-aware)."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """A flow known at a place: river and km, or the name of a station."""

    low_m3_s: float
    high_m3_s: float
    river: str | None = None
    km: float | None = None
    station: str | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """A cloud seen at the place of the incident, in hours from `when`, instead of a release."""

    peak_h: float
    front_h: float | None = None
    tail_h: float | None = None
    peak_mg_l: float | None = None


@dataclass(frozen=True, slots=True)
class FieldSample:
    """What was found in the water at a place and a moment.

    Attributes
    ----------
    state : str
        "value" with `value_mg_l`; "below" the detection level; or in words: "not_yet", "here",
        "gone".
    species : str
        What was measured; "" is what the limit at the place is about.
    """

    time: datetime
    state: SampleState
    river: str | None = None
    km: float | None = None
    station: str | None = None
    value_mg_l: float | None = None
    detection_mg_l: float | None = None
    background_mg_l: float = 0.0
    species: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A rate of the release [kg/h] from hour to hour; `to_h` None: it goes on."""

    from_h: float
    to_h: float | None
    low_kg_h: float
    high_kg_h: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the way down: the name or id of a site, or river and km."""

    name: str | None = None
    river: str | None = None
    km: float | None = None

    @property
    def words(self) -> str:
        """The place as given."""
        return self.name or f"{self.river} km {self.km:g}"


@dataclass(frozen=True, slots=True)
class Storage:
    """What a reservoir or lake on the way holds now [m³]."""

    at: Spot
    low_m3: float
    high_m3: float


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done to the river at a place, or thought of.

    Attributes
    ----------
    begins : datetime or None
        None: in time, before the cloud comes.
    hold_h, space_m3 : float or None
        Hours held; and the space there is for what comes meanwhile.
    share : float or None
        Of the mass removed, or of the river led aside.
    outflow_m3_s : (low, high) or None
    done : bool
        Confirmed: the forecast reckons with it. Otherwise it is only compared.
    """

    kind: MeasureKind
    at: Spot
    begins: datetime | None = None
    hold_h: float | None = None
    space_m3: float | None = None
    share: float | None = None
    outflow_m3_s: tuple[float, float] | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted at a place to hold the spill: a thing of the resource table, or a skill.

    Attributes
    ----------
    quantity : float or None
        In the thing's own unit, or crews; None: as much as there is.
    """

    at: Spot
    item: str | None = None
    skill: str | None = None
    quantity: float | None = None
    setup_h: float = 1.0


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak from a tailings pond, as told; what was not told is None.

    Attributes
    ----------
    book : str
        Id of the playbook; `pond` one of its ponds.
    volume_m3, water_m3 : (low, high) or None
        All that leaves; the ponded water there was.
    content : mapping of species to (low, high)
        Dissolved in the water that leaves [mg/L].
    held : tuple of (site, m³ or None)
        Where it is to be held, and space that was measured there.
    """

    book: str
    mode: Literal["well", "breach", "seepage", "pipe"]
    pond: str | None = None
    volume_m3: tuple[float, float] | None = None
    water_m3: tuple[float, float] | None = None
    discharge_m3_s: tuple[float, float] | None = None
    duration_h: tuple[float, float] | None = None
    goes_on: bool = False
    content: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    held: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when it happened, where that is not in the river itself.

    Attributes
    ----------
    place : Prose
        The stake of the road, or the pond.
    start : Start or None
        Of the accident; `Scenario.start` is then when it enters the river.
    flow : FlowWord or tuple of Reading or None
        Of the river without what leaks into it, where that swells it: `Scenario.flow` is then
        with it.
    """

    place: Prose
    start: Start | None
    flow: FlowWord | tuple[Reading, ...] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """An incident as reported. What is not known is None, never a default.

    Attributes
    ----------
    start : Start or None
        None: unknown.
    duration_h : float or None
        0 is a slug; None: the leak goes on.
    flow : word, or readings
        Readings without a place hold at the incident.
    ice : bool
        The river is covered with ice.
    steps : tuple of Step
        A release whose rate changes; then neither an amount nor a duration is given.
    storage : tuple of Storage
        Reservoirs whose volume is known today.
    measures : tuple of Measure
    samples : tuple of FieldSample
        What the forecast learns from.
    notes : tuple of Prose
        How the incident was put where it is, told beside what is known.
    leak : Leak or None
        From a tailings pond; then neither an amount nor a substance is given.
    needs : tuple of Wanted
        What is to be brought where; none: what the table of needs says.
    harm : Harm
        What the level hangs on.
    ruled : Ruled or None
        The level as an officer set it.
    reporting : Reporting
        What was verified, judged and reported so far.
    origin : Origin or None
        Where it did not happen in the river.
    confirmed : bool
        The officer lets two agreeing samples delay a closing, or bring a reopening forward.
    """

    where: Where
    substance: str
    title: str = ""
    amount: Amount | None = None
    start: Start | None = None
    reported: datetime | None = None
    duration_h: float | None = 0.0
    flow: FlowWord | tuple[Reading, ...] = "unknown"
    wind_m_s: float | None = None
    ice: bool = False
    observed: Observed | None = None
    steps: tuple[Step, ...] = ()
    storage: tuple[Storage, ...] = ()
    measures: tuple[Measure, ...] = ()
    samples: tuple[FieldSample, ...] = ()
    confirmed: bool = False
    exercise: bool = False
    notes: tuple[Prose, ...] = ()
    needs: tuple[Wanted, ...] = ()
    leak: Leak | None = None
    harm: Harm = field(default_factory=Harm)
    ruled: Ruled | None = None
    reporting: Reporting = field(default_factory=Reporting)
    origin: Origin | None = None
