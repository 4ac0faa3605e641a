"""What stands in the form, as data: light to import, for the form is shown before all else."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.geodata.datums import Datum
from emerg.response.leak_modes import Mode
from emerg.response.said_words import FlowWord, Grade

Question: TypeAlias = Literal["where", "what", "amount", "when", "flow"]
QUESTIONS: tuple[Question, ...] = ("where", "what", "amount", "when", "flow")

Unit: TypeAlias = Literal["kg", "t", "L", "m3"]
VolumeUnit: TypeAlias = Literal["wan", "m3"]
WaterCut: TypeAlias = Literal["", "city", "county", "township", "none"]
Border: TypeAlias = Literal["", "country", "province", "prefecture", "county", "none"]
Ecology: TypeAlias = Literal["", "lost", "partly", "protected", "none"]
Radiation: TypeAlias = Literal["", "wide", "larger", "small", "minor", "none"]


@dataclass(frozen=True, slots=True)
class LeakTyped:
    """What stands in the questions of a leak; an empty answer is not known."""

    mode: Mode | None = None
    content: str = ""
    water: str = ""
    water_unit: VolumeUnit = "wan"
    volume: str = ""
    volume_unit: VolumeUnit = "wan"


NO_LEAK = LeakTyped()


@dataclass(frozen=True, slots=True)
class LevelTyped:
    """What stands on the page of the level; empty is not known."""

    deaths: str = ""
    injured: str = ""
    evacuated: str = ""
    loss_yuan: str = ""  # in 10⁴ yuan, as offices reckon
    water_cut: WaterCut = ""
    border: Border = ""
    ecology: Ecology = ""
    radiation: Radiation = ""
    ruled: Grade | None = None
    reason: str = ""
    verified: str = ""
    judged: str = ""


NO_LEVEL = LevelTyped()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; an empty answer is not known."""

    where: str = ""
    datum: Datum = "wgs84"
    what: str = ""
    amount: str = ""
    unit: Unit = "t"  # as the box begins
    purity: str = ""
    when: str = ""
    reported: str = ""
    duration: str = ""
    ongoing: bool = False
    flow: FlowWord = "unknown"
    flow_m3_s: str = ""
    title: str = ""
    exercise: bool = False
    leak: LeakTyped = NO_LEAK
    level: LevelTyped = NO_LEVEL
