"""The cloud as it passes any place on the way, hit or not."""

from dataclasses import dataclass

from emerg.response.hits import Three


@dataclass(frozen=True, slots=True)
class Passing:
    """The cloud passing a place, hit or not; hours from the start of the release.

    Attributes
    ----------
    last_above_h : float or None
        99 % of the last time above the limit; None where there is none, or it is not exceeded.
    peak_mg_l : (low, likely, high) or None
        Of `species`.
    discharge_m3_s : float
        Likely.
    """

    front_h: Three
    last_above_h: float | None
    peak_mg_l: Three | None
    species: str | None
    discharge_m3_s: float
