"""What was found already, put beside the points of the plan."""

from collections.abc import Sequence
from dataclasses import replace

from emerg.hazards.limits import load_limits
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import FieldSample, SampleState, Spot
from emerg.response.sample import Result, Sample
from emerg.response.typed_place import typed
from emerg.texts import Bilingual, Prose, Text

# Kilometres are printed with one decimal.
AS_PRINTED_KM = 0.06
WORDS: dict[SampleState, Text] = {
    "not_yet": Text("not here yet"),
    "here": Text("here"),
    "gone": Text("gone by"),
}


def with_results(
    rivers: Rivers, points: Sequence[Sample], samples: Sequence[FieldSample]
) -> tuple[Sample, ...]:
    """The points, each with what was found there, the latest first."""
    found: dict[int, list[Result]] = {}
    for sample in samples:
        point = point_of(rivers, points, sample)
        if point is not None:
            found.setdefault(point.order, []).append(Result(sample.time, result_words(sample)))
    return tuple(
        replace(
            point,
            results=tuple(sorted(found.get(point.order, ()), key=lambda r: r.time, reverse=True)),
        )
        for point in points
    )


def point_of(rivers: Rivers, points: Sequence[Sample], sample: FieldSample) -> Sample | None:
    """The point of the plan where a sample was taken; None where it was elsewhere."""
    spot = typed(rivers, Spot(sample.station, sample.river, sample.km))
    if spot.name is not None:
        called = [point for point in points if spot.name in _names(point)]
        holding = [point for point in points if spot.name in point.at]
        return next(iter(called or (holding if len(holding) == 1 else ())), None)
    near = [
        point
        for point in points
        if point.river == spot.river and abs(point.km - (spot.km or 0.0)) <= AS_PRINTED_KM
    ]
    # Of several at one place the river section, not the raw water of an intake.
    return next((point for point in near if point.role != "intake"), next(iter(near), None))


def _names(point: Sample) -> tuple[str, ...]:
    name = point.name
    both = (name.zh, name.en) if isinstance(name, Bilingual) else ()
    return (point.site, point.at, *both)


def result_words(sample: FieldSample) -> Prose:
    """A result in words, with what was measured where it is said."""
    species: Prose = load_limits().name(sample.species) if sample.species else ""
    if sample.state == "value":
        value = f"{sample.value_mg_l:g}"
        return (
            Text("{species} {value} mg/L", species=species, value=value)
            if species
            else Text("{value} mg/L", value=value)
        )
    if sample.state == "below":
        return Text("below {value} mg/L", value=f"{sample.detection_mg_l:g}")
    return WORDS[sample.state]
