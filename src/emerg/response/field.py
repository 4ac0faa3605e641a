"""What samples from the field say of the members: which of them could have shown that.

A sample is compared with the cloud of every member at its place and moment, the natural background
taken off. Only the incident's forecast learns; the playbook stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import FieldSample, Spot, Start
from emerg.response.typed_place import is_background, typed
from emerg.response.way_down import WayDown, put_on_way
from emerg.response.weighing import FARTHEST, off
from emerg.texts import Text
from emerg.transport.draws import Draws
from emerg.transport.ensemble import EVERY, Passage, passage_of
from emerg.transport.forecast import FRONT_SHARE, MG_L_PER_KG_M3
from emerg.transport.rates import Rates
from emerg.transport.release import Curve

# A single sample in a moving, unevenly mixed river is believed within about a factor of 1.6.
SAMPLE_LOG_SD = 0.5
LEAST_MG_L = 1e-9


@dataclass(frozen=True, slots=True)
class Seen:
    """A sample put on the way down: reach index, share of its travelled part, and distance [m]."""

    sample: FieldSample
    index: int
    share: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Released:
    """What the members released: mass [kg] of what is measured, or None; and how it came."""

    mass_kg: FloatArray | None
    rates: Rates


def put_on_the_way(
    rivers: Rivers, down: WayDown, samples: Sequence[FieldSample]
) -> tuple[Seen, ...]:
    """Every sample at its place on the way down; what is only background is left out.

    Raises
    ------
    InputError
        A sample was not taken on the way down.
    """
    found = []
    for number, sample in enumerate(samples, start=1):
        where = Text("sample {number}", number=number)
        if is_background(rivers, down, sample, where):
            continue
        spot = typed(rivers, Spot(sample.station, sample.river, sample.km))
        there = put_on_way(rivers, down, spot, where)
        found.append(Seen(sample, there.index, there.share, there.distance_m))
    return tuple(found)


def check_times(seen: Sequence[Seen], start: Start) -> None:
    """Refuse a sample from before the release: it tells of the background, not of the cloud.

    Raises
    ------
    InputError
        Naming the sample.
    """
    for number, one in enumerate(seen, start=1):
        if one.sample.time < start.earliest:
            raise InputError(
                Text("the sample was taken before the release began"),
                where=Text("sample {number}", number=number),
                fix=Text(
                    "correct its time or `when`; what was in the water before is background_mg_l "
                    "of a later sample"
                ),
            )


def measured_fraction(substance: Substance, sample: FieldSample) -> float:
    """Mass of what was measured over mass of the product; the first regulated one if not said."""
    for part in substance.regulated:
        if sample.species in ("", part.species):
            return part.mass_fraction
    return 1.0


def log_weights(
    seen: Sequence[Seen],
    passage: Passage,
    first_column: int,
    draws: Draws,
    start: Start,
    release: Released,
    fractions: Sequence[float],
) -> FloatArray:
    """Log-likelihood of every member; 0 is one that agrees with every sample."""
    began = start.earliest.timestamp()
    since = (start.latest - start.earliest).total_seconds() * draws.start
    found = np.zeros(draws.members)
    for number, (one, fraction) in enumerate(zip(seen, fractions, strict=True)):
        column = first_column + number
        here = passage_of(passage, EVERY, column).curve(release.rates)
        time = one.sample.time.timestamp() - began - since
        scale = None
        if release.mass_kg is not None:
            flow = passage.discharge_m3_s[:, column]
            scale = MG_L_PER_KG_M3 * release.mass_kg * fraction / flow
        bank = np.log(passage.bank[:, column])
        found += _of_one(one.sample, here, time, scale, bank)
    return found


def _of_one(
    sample: FieldSample,
    here: Curve,
    time_s: FloatArray,
    scale: FloatArray | None,
    log_bank: FloatArray,
) -> FloatArray:
    """Log-likelihood of one sample, shape (members,)."""
    if sample.state in ("value", "below") and scale is not None:
        mixed = np.hypot(SAMPLE_LOG_SD, log_bank)
        expected = here.at(time_s) * scale
        return _of_figure(sample, np.maximum(expected, LEAST_MG_L), mixed)
    first, last = here.crossings(FRONT_SHARE * here.peak[1])
    early, late = np.maximum(first - time_s, 0.0), np.maximum(time_s - last, 0.0)
    if sample.state == "not_yet":
        return off(np.maximum(time_s - first, 0.0), time_s)
    if sample.state == "gone":
        return off(np.maximum(last - time_s, 0.0), time_s)
    if sample.state == "below":
        # Before the front or behind the tail: whichever is nearer.
        return off(np.maximum(np.minimum(time_s - first, last - time_s), 0.0), time_s)
    return off(np.maximum(early, late), time_s)


def _of_figure(sample: FieldSample, expected_mg_l: FloatArray, log_sd: FloatArray) -> FloatArray:
    """A measured value within its doubt, or anything below the detection level."""
    if sample.state == "below":
        assert sample.detection_mg_l is not None
        over = np.maximum(np.log(expected_mg_l / sample.detection_mg_l), 0.0)
        found: FloatArray = -0.5 * np.minimum(over / log_sd, FARTHEST) ** 2
        return found
    value = max((sample.value_mg_l or 0.0) - sample.background_mg_l, LEAST_MG_L)
    floor = sample.detection_mg_l or value / 100
    far = np.log((expected_mg_l + floor) / (value + floor)) / log_sd
    apart: FloatArray = -0.5 * np.minimum(np.abs(far), FARTHEST) ** 2
    return apart
