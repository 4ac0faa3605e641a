"""What enters the river: a release, or a cloud that was seen at the place of the incident."""

from collections.abc import Sequence

import numpy as np

from emerg.hazards.substances import Substance
from emerg.response.hits import Three
from emerg.response.incident import Scenario, Step
from emerg.transport.cloud import density
from emerg.transport.ensemble import Boundary
from emerg.transport.forecast import MG_L_PER_KG_M3, Release
from emerg.transport.rates import Rates
from emerg.transport.shape import BELL, shaped
from emerg.units import HOUR_S

# A leak that goes on is reckoned with for so long: by then every place on the way is on its plateau
# or the rest of the answer is too old to use.
GOES_ON_H = 720.0
WATER_KG_M3 = 1000.0


def release_of(
    scenario: Scenario,
    substance: Substance,
    amount_kg: tuple[float, float] | None,
    entering_m3_s: Three,
) -> Release:
    """The release; `entering_m3_s` is the flow it meets (5, 50, 95 %)."""
    hours = scenario.duration_h
    return Release(
        _mass(scenario, amount_kg, entering_m3_s),
        rates_of(scenario),
        hours is None or rates_of(scenario).goes_on,
        substance.floats,
        substance.mixes,
        product_mg_l(scenario, substance),
    )


def product_mg_l(scenario: Scenario, substance: Substance) -> float:
    """How much of the pure product is in the product as it travels; of a solid, as in water."""
    said = None if scenario.amount is None else scenario.amount.purity
    return (substance.density_kg_m3 or WATER_KG_M3) * MG_L_PER_KG_M3 * (said or 1.0)


def rates_of(scenario: Scenario) -> Rates:
    """How the release comes over time; one that goes on does so for a month."""
    if not scenario.steps:
        return Rates.steady((scenario.duration_h or 0.0) * HOUR_S)
    ends = [step.from_h + GOES_ON_H if step.to_h is None else step.to_h for step in scenario.steps]
    # The shape of the upper ends: at the most that may have been released each step is at its own.
    most = [step.high_kg_h for step in scenario.steps]
    return Rates.stepped(
        [
            (step.from_h * HOUR_S, end * HOUR_S, rate * (end - step.from_h))
            for step, end, rate in zip(scenario.steps, ends, most, strict=True)
            if rate > 0
        ],
        goes_on=scenario.steps[-1].to_h is None,
    )


def stepped_kg(steps: Sequence[Step]) -> tuple[float, float]:
    """What steps release altogether; one that goes on, in a month."""
    hours = [GOES_ON_H if step.to_h is None else step.to_h - step.from_h for step in steps]
    return (
        sum(step.low_kg_h * h for step, h in zip(steps, hours, strict=True)),
        sum(step.high_kg_h * h for step, h in zip(steps, hours, strict=True)),
    )


def head(scenario: Scenario) -> Boundary:
    """The cloud seen at the incident; where one of its edges was not, it is taken as a bell."""
    seen = scenario.observed
    if seen is None:
        return Boundary()
    ahead = None if seen.front_h is None else (seen.peak_h - seen.front_h) * HOUR_S
    behind = None if seen.tail_h is None else (seen.tail_h - seen.peak_h) * HOUR_S
    if ahead is None:
        ahead = 0.0 if behind is None else behind / BELL
    return Boundary(seen.peak_h * HOUR_S, ahead, ahead * BELL if behind is None else behind)


def _mass(
    scenario: Scenario, amount_kg: tuple[float, float] | None, entering: Three
) -> tuple[float, float] | None:
    """The mass released; of an observed cloud, its peak times the flow over its density there."""
    seen = scenario.observed
    if seen is None or seen.peak_mg_l is None or amount_kg is not None:
        return amount_kg
    cloud_seen = head(scenario)
    if cloud_seen.ahead_s <= 0:
        return None
    times = np.array([cloud_seen.peak_s, cloud_seen.ahead_s, cloud_seen.behind_s])
    cloud = shaped(times[0], times[1], times[2], cloud_seen.begins_s)
    per_flow = seen.peak_mg_l / 1000.0 / float(density(cloud, cloud.mode))
    return per_flow * entering[0], per_flow * entering[2]
