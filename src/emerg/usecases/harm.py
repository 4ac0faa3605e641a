"""What is known of the harm, and the level that an officer set, as they stand in a scenario."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from emerg.errors import InputError
from emerg.records import Range
from emerg.response.harm import Harm, Ruled
from emerg.response.said_words import Grade
from emerg.texts import Text
from emerg.usecases.spans import pair

People = Annotated[float, Range(0.0, 1e7)]
Yuan = Annotated[float, Range(0.0, 1e13)]


@dataclass(frozen=True, slots=True)
class HarmTable:
    """[harm]: what nobody has said is left out."""

    deaths: People | tuple[People, People] | None = None
    injured: People | tuple[People, People] | None = None
    evacuated: People | tuple[People, People] | None = None
    loss_yuan: Yuan | tuple[Yuan, Yuan] | None = None
    water_cut: Literal["city", "county", "township", "none"] | None = None
    border: Literal["country", "province", "prefecture", "county", "none"] | None = None
    ecology: Literal["lost", "partly", "protected", "none"] | None = None
    radiation: Literal["wide", "larger", "small", "minor", "none"] | None = None


@dataclass(frozen=True, slots=True)
class LevelTable:
    """[level]: the officer's word, which holds against the table; not without a reason."""

    value: Grade
    reason: str
    at: datetime | str | None = None


def harm_of(read: HarmTable | None, where: str) -> Harm:
    """The harm in `read`; a single figure is a range of one."""
    if read is None:
        return Harm()

    def span(value: float | tuple[float, float] | None, name: str) -> tuple[float, float] | None:
        return None if value is None else pair(value, f"{where}, {name}")

    return Harm(
        deaths=span(read.deaths, "deaths"),
        injured=span(read.injured, "injured"),
        evacuated=span(read.evacuated, "evacuated"),
        loss_yuan=span(read.loss_yuan, "loss_yuan"),
        water_cut=read.water_cut,
        border=read.border,
        ecology=read.ecology,
        radiation=read.radiation,
    )


def ruled_of(read: LevelTable | None, where: str) -> Ruled | None:
    """The level as ruled.

    Raises
    ------
    InputError
        Without a reason.
    """
    if read is None:
        return None
    reason = " ".join(read.reason.split())
    if not reason:
        raise InputError(
            Text("a level was set without a reason"),
            where=f"{where}, reason",
            fix=Text("say who decided it, and why"),
        )
    return Ruled(read.value, reason)
