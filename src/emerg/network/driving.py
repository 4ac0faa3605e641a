"""How night, snow and a convoy slow a drive: factors from a table, dated and sourced."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from emerg.network.road import Conditions
from emerg.records import Range
from emerg.shipped import shipped

Factor = Annotated[float, Range(1.0, 20.0)]


@dataclass(frozen=True, slots=True)
class Driving:
    """driving.toml"""

    format: Literal[1]
    as_of: str
    source: str
    confidence: Literal["high", "medium", "low"]
    night: Factor
    snow: Factor
    snow_on_passes: Factor
    convoy: Factor
    lorry: Factor
    works: Factor


@cache
def load_driving() -> Driving:
    """The factors that ship with the program."""
    return shipped(Driving, "emerg.network", "driving.toml")


def conditions(
    *,
    closed: Collection[str] = (),
    works: Collection[str] = (),
    night: bool = False,
    snow: bool = False,
    convoy: bool = False,
    gross_t: float | None = None,
    hazmat: bool = False,
) -> Conditions:
    """The roads today; every factor that holds is multiplied.

    Parameters
    ----------
    closed, works : collection of str
        Ids of what nobody passes; of stretches with road works.
    gross_t : float or None
        Of the vehicle [t].
    hazmat : bool
        It carries dangerous goods.
    """
    table = load_driving()
    everywhere = 1.0
    for holds, factor in ((night, table.night), (snow, table.snow), (convoy, table.convoy)):
        everywhere *= factor if holds else 1.0
    return Conditions(
        everywhere,
        table.snow_on_passes if snow else 1.0,
        frozenset(closed),
        dict.fromkeys(works, table.works),
        gross_t,
        hazmat,
    )
