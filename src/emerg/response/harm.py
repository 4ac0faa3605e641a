"""What is known of the harm, and the level that an officer set."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Harm:
    """What is known of the harm; what nobody has said is None.

    Attributes
    ----------
    deaths, injured, evacuated : (low, high) or None
        People.
    loss_yuan : (low, high) or None
    water_cut, border, ecology, radiation : str or None
        A state of the table of grades, or "none".
    """

    deaths: tuple[float, float] | None = None
    injured: tuple[float, float] | None = None
    evacuated: tuple[float, float] | None = None
    loss_yuan: tuple[float, float] | None = None
    water_cut: str | None = None
    border: str | None = None
    ecology: str | None = None
    radiation: str | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """The level that an officer set, and why."""

    grade: Literal["I", "II", "III", "IV"]
    reason: str
