"""What is built across the water: how large a dam, what it backs up, how a boom must lie."""

from dataclasses import dataclass
from math import asin, ceil, degrees, sin

from emerg.response.holding_table import BoomRow, DamRow

# How width and depth of a river section grow with its flow: at-a-station means of Leopold & Maddock
# 1953 (USGS Professional Paper 252).
WIDTH_GROWS, DEPTH_GROWS = 0.26, 0.40


@dataclass(frozen=True, slots=True)
class Section:
    """The water at a place.

    Attributes
    ----------
    width_m, depth_m : float or None
        At the flow of the day.
    slope : float or None
    """

    width_m: float | None
    depth_m: float | None
    slope: float | None


def section(
    width_m: float | None,
    depth_m: float | None,
    slope: float | None,
    times_mean: float,
) -> Section:
    """The section at `times_mean` the flow that width and depth are told for.

    Examples
    --------
    At twice the mean flow a river 50 m wide and 1 m deep is 60 m wide and 1.3 m deep:

    >>> found = section(50.0, 1.0, None, 2.0)
    >>> round(found.width_m), round(found.depth_m, 1)
    (60, 1.3)
    """
    wide = None if width_m is None else width_m * times_mean**WIDTH_GROWS
    deep = None if depth_m is None else depth_m * times_mean**DEPTH_GROWS
    return Section(wide, deep, slope)


@dataclass(frozen=True, slots=True)
class TemporaryDam:
    """An earth dam from bank to bank.

    Attributes
    ----------
    height_m : float
        From the bed: the water, what it is raised by, and the freeboard.
    stored_m3 : float or None
        Backed up above the usual level: a wedge; None where the slope is not known.
    bags : int
        Sandbags, if it were made of nothing else.
    build_h : float
        With the machines of the table.
    """

    height_m: float
    fill_m3: float
    stored_m3: float | None
    bags: int
    machine_h: float
    build_h: float


def temporary_dam(at: Section, row: DamRow) -> TemporaryDam | None:
    """The dam that a place would need; None where its width or depth is not known.

    Examples
    --------
    20 m wide, 0.5 m deep, falling 1 in 1,000:

    >>> from emerg.response.holding_table import load_holding
    >>> dam = temporary_dam(Section(20.0, 0.5, 0.001), load_holding().dam)
    >>> dam.height_m, dam.fill_m3, dam.stored_m3
    (2.0, 200.0, 10000.0)
    """
    if at.width_m is None or at.depth_m is None:
        return None
    height = at.depth_m + row.raise_m + row.freeboard_m
    fill = at.width_m * height * (row.crest_m + row.side_slope * height)
    stored = None if not at.slope else at.width_m * row.raise_m**2 / (2 * at.slope)
    machine_h = fill / row.fill_m3_h
    return TemporaryDam(
        height,
        fill,
        stored,
        ceil(fill / row.bag_m3),
        machine_h,
        max(machine_h / row.machines, row.least_h),
    )


@dataclass(frozen=True, slots=True)
class Boom:
    """How a boom must lie.

    Attributes
    ----------
    angle_deg : float
        Between boom and bank at most; 90 is straight across.
    length_m : float or None
        Of all its lines; None where the width is not known.
    order_m : int or None
        The same up to the next ten metres, as it is told and ordered.
    divert : bool
        The water is too fast to hold oil against: lead it into slack water.
    """

    surface_m_s: float
    angle_deg: float
    lines: int
    length_m: float | None
    divert: bool

    @property
    def order_m(self) -> int | None:
        return None if self.length_m is None else ceil(self.length_m / 10) * 10


def boom(at: Section, velocity_m_s: float, row: BoomRow) -> Boom:
    """The boom for a mean velocity of the water.

    Examples
    --------
    At 0.7 m/s on the surface the boom may stand at 30° to the bank, no more:

    >>> from emerg.response.holding_table import load_holding
    >>> found = boom(Section(50.0, None, None), 0.7 / 1.2, load_holding().boom)
    >>> round(found.angle_deg), round(found.length_m), found.divert
    (30, 200, False)
    """
    surface = velocity_m_s * row.surface
    angle = asin(min(row.normal_m_s / surface, 1.0)) if surface > 0 else asin(1.0)
    length = None if at.width_m is None else row.lines * at.width_m / sin(angle)
    return Boom(surface, degrees(angle), row.lines, length, surface > row.divert_m_s)
