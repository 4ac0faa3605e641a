"""How much leaves a tailings pond that fails, and how far it runs: regressions with honest bands.

The fit on the open list makes the band; published regressions stand beside it. None of them knows
the pond: ask for its water first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.hazards.tailings_table import Band, Published, TailingsTable, load_tailings
from emerg.texts import Prose, Text


@dataclass(frozen=True, slots=True)
class ModelValue:
    """What one regression says; None where it says nothing."""

    name: str
    source: Prose
    released_m3: float | None
    runout_km: float | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What may leave a pond and how far it may run.

    Attributes
    ----------
    invalid : tuple of Prose
        Why the figures are extrapolated; empty where they are not.
    """

    released_m3: Band
    runout_km: Band
    models: tuple[ModelValue, ...]
    invalid: tuple[Prose, ...]

    @property
    def valid(self) -> bool:
        return not self.invalid


def estimate(
    height_m: float,
    stored_m3: float,
    water_m3: float | None = None,
    released_m3: tuple[float, float] | None = None,
) -> Estimate:
    """Released volume and run-out of a pond that fails.

    Parameters
    ----------
    stored_m3 : float
        All that is behind the dam, water included.
    water_m3 : float or None
        The ponded water of it: where it is known, the middle and the upper end hold at least it.
    released_m3 : (low, high) or None
        What was released, where somebody knows: it is taken instead.

    Raises
    ------
    InputError
        A figure cannot be: no height, nothing stored, more water or more released than is stored.

    Examples
    --------
    >>> found = estimate(30.0, 2e6)
    >>> found.released_m3.p5 < found.released_m3.p50 < found.released_m3.p95 <= 2e6
    True
    """
    _check(height_m, stored_m3, water_m3, released_m3)
    table = load_tailings()
    expected = table.released.at(stored_m3 / 1e6)
    if released_m3 is None:
        released = _capped(expected, stored_m3, water_m3)
        runout = table.runout.at(height_m * expected.p50)
    else:
        low, high = released_m3
        middle = (low * high) ** 0.5
        released = Band(low, middle, high)
        runout = _known(table, height_m, released)
    models = tuple(_models(table, height_m, stored_m3, released_m3 and released.p50))
    return Estimate(released, runout, models, tuple(_invalid(table, height_m, stored_m3)))


def _capped(expected: Band, stored_m3: float, water_m3: float | None) -> Band:
    """No more than is there; with its water known, at least that in the middle and above."""
    least = 0.0 if water_m3 is None else water_m3
    p50 = min(max(expected.p50 * 1e6, least), stored_m3)
    p95 = min(max(expected.p95 * 1e6, least, p50), stored_m3)
    return Band(min(expected.p5 * 1e6, p50), p50, p95)


def _known(table: TailingsTable, height_m: float, released: Band) -> Band:
    low = table.runout_known.at(height_m * released.p5 / 1e6)
    middle = table.runout_known.at(height_m * released.p50 / 1e6)
    high = table.runout_known.at(height_m * released.p95 / 1e6)
    return Band(low.p5, middle.p50, high.p95)


def _models(
    table: TailingsTable, height_m: float, stored_m3: float, known_m3: float | None
) -> Iterator[ModelValue]:
    """Every published regression by itself, and ours."""
    stored = stored_m3 / 1e6
    for one in table.published:
        released = _released(one, height_m, stored) if known_m3 is None else known_m3 / 1e6
        released = None if released is None else min(released, stored)
        runout = None if released is None else _runout(one, height_m, stored, released)
        said = None if released is None else released * 1e6
        yield ModelValue(one.name, _source(one), said, runout)
    ours = table.released.at(stored).p50 if known_m3 is None else known_m3 / 1e6
    fit = table.runout if known_m3 is None else table.runout_known
    runout = fit.at(height_m * ours).p50
    source = Text("open rows of the CSP2 list, refitted")
    yield ModelValue("emerg", source, min(ours, stored) * 1e6, runout)


def _source(one: Published) -> Prose:
    if one.remark is None:
        return one.source
    return Text("{source}; {remark}", source=one.source, remark=one.remark)


def _released(one: Published, height_m: float, stored: float) -> float | None:
    if one.released is not None:
        a, b = one.released
        return float(10**a * stored**b)
    if one.released_of_height is not None:
        a, b, c = one.released_of_height
        return float(10**a * (stored * 1e6) ** b * height_m**c / 1e6)
    return None


def _runout(one: Published, height_m: float, stored: float, released: float) -> float | None:
    if one.runout_of_height_times_released is not None:
        a, b = one.runout_of_height_times_released
        return float(10**a * (height_m * released) ** b)
    if one.runout_of_height_factor is not None:
        a, b = one.runout_of_height_factor
        return float(10**a * (height_m * released / stored * released) ** b)
    return None


def _check(
    height_m: float,
    stored_m3: float,
    water_m3: float | None,
    released_m3: tuple[float, float] | None,
) -> None:
    for name, value in ((Text("height of the dam"), height_m), (Text("stored volume"), stored_m3)):
        if not value > 0:
            raise InputError(
                Text("{value} cannot be", value=f"{value:g}"),
                where=name,
                fix=Text("write a number {range}", range=Text("above {low}", low="0")),
            )
    check_stored(stored_m3, water_m3, released_m3)


def check_stored(
    stored_m3: float, water_m3: float | None, released_m3: tuple[float, float] | None
) -> None:
    """Refuse more water in a pond, or more leaving it, than it holds.

    Raises
    ------
    InputError
        One of them is more than `stored_m3`, or cannot be.
    """
    if water_m3 is not None and not 0 <= water_m3 <= stored_m3:
        raise InputError(
            Text(
                "more water than the pond holds: {water} of {stored} m³",
                water=f"{water_m3:,.10g}",
                stored=f"{stored_m3:,.10g}",
            ),
            where=Text("ponded water"),
            fix=Text("the stored volume is all that is behind the dam, water included"),
        )
    if released_m3 is not None and not 0 < released_m3[0] <= released_m3[1] <= stored_m3:
        raise InputError(
            Text(
                "more released than was stored: {released} of {stored} m³",
                released=f"{released_m3[1]:,.10g}",
                stored=f"{stored_m3:,.10g}",
            ),
            where=Text("released volume"),
            fix=Text("check both volumes and their units: m³ or 10⁴ m³"),
        )


def _invalid(table: TailingsTable, height_m: float, stored_m3: float) -> Iterator[Prose]:
    for name, value, (low, high), unit in (
        (Text("height of the dam"), height_m, table.height_m, "m"),
        (Text("stored volume"), stored_m3, table.stored_m3, "m³"),
    ):
        if not low <= value <= high:
            yield Text(
                "{name} {value} {unit} lies outside of what was fitted, {low} to {high}: "
                "extrapolated",
                name=name,
                value=f"{value:,.0f}",
                unit=unit,
                low=f"{low:,.0f}",
                high=f"{high:,.0f}",
            )


def grade(height_m: float, stored_m3: float) -> int:
    """Grade one (largest) to five by GB 39496-2020.

    >>> grade(40.0, 3e6), grade(110.0, 3e7), grade(110.0, 5e5), grade(20.0, 5e5)
    (4, 2, 3, 5)
    """
    grading = load_tailings().grading
    by_height = _grade(height_m, grading.height_m)
    by_volume = _grade(stored_m3, grading.stored_m3)
    higher = min(by_height, by_volume)
    return higher if abs(by_height - by_volume) <= 1 else higher + 1


def _grade(value: float, ends: tuple[float, ...]) -> int:
    return 1 + sum(value < end for end in ends)


def peak_m3_s(water_m3: float, depth_m: float) -> Band | None:
    """Peak outflow of a breach; None where volume and depth do not belong together.

    Parameters
    ----------
    water_m3, depth_m : float
        Of the mobile water above the breach: not the height of the dam.
    """
    peak = load_tailings().peak
    middle = peak.coefficient * water_m3**peak.volume_power * depth_m**peak.depth_power
    if water_m3 / middle < peak.least_emptying_s:
        return None
    low, high = peak.spread
    return Band(low * middle, middle, high * middle)
