"""What enters the river: a release, or a cloud that was seen at the place of the incident."""

import numpy as np

from emerg.hazards.substances import Substance
from emerg.response.hits import Three
from emerg.response.incident import Scenario
from emerg.transport.cloud import density
from emerg.transport.ensemble import Boundary
from emerg.transport.forecast import Release
from emerg.transport.shape import BELL, shaped
from emerg.units import HOUR_S


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
        None if hours is None else hours * HOUR_S,
        substance.floats,
        substance.mixes,
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
