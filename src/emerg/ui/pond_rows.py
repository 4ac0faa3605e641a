"""What a leak adds to the answer, as rows and lines of the window. Knows no widget."""

from collections.abc import Sequence

from emerg.hazards.limits import load_limits
from emerg.paper.pond_words import (
    dose_words,
    mud_words,
    over_words,
    plume_words,
    space_words,
    volume_words,
    wave_words,
)
from emerg.paper.words import CONFIDENCES, NONE, worded
from emerg.response.ledger import Ledger, Space
from emerg.response.pond import Arrival, PondAnswer
from emerg.texts import Prose, Text
from emerg.ui.plain_table import Cell, Tone, Toned, keyed
from emerg.ui.typed.leaks import span

# How the figures of an exercise are called among what was assumed.
EXAMPLE = "example figure, for the drill only: {name}"


def example_names(found: PondAnswer) -> tuple[object, ...]:
    """What was read from examples, invented for drills."""
    told = (line for line in found.release.assumed if isinstance(line, Text))
    return tuple(line.fields["name"] for line in told if line.msgid == EXAMPLE)


def assumed_lines(found: PondAnswer) -> tuple[Prose, ...]:
    """What else nobody told and was taken."""
    return tuple(
        line
        for line in found.release.assumed
        if not (isinstance(line, Text) and line.msgid == EXAMPLE)
    )


def arrival_rows(found: PondAnswer) -> list[tuple[Cell, ...]]:
    """Wave, mud and plume at every place, by its number of the map where it has one."""
    return [
        (
            _numbered(one),
            f"{one.path_km:.1f}" if one.path_km < 100 else f"{one.path_km:.0f}",
            keyed(wave_words(one), _least(one.wave_h)),
            keyed(mud_words(one), _least(one.mud_h)),
            keyed(plume_words(one), _least(one.plume_h)),
            Toned((over_words(one),), _over_tone(one)),
        )
        for one in found.arrivals
    ]


def _least(hours: Sequence[float] | None) -> float | None:
    return None if hours is None else hours[0]


def _numbered(one: Arrival) -> Prose:
    return one.name if one.hit is None else Text("{number} · {name}", number=one.hit, name=one.name)


def _over_tone(one: Arrival) -> Tone:
    kinds = {peak.exceeds for peak in one.species}
    return "danger" if "yes" in kinds else "warn" if "possible" in kinds else ""


def ledger_rows(found: Ledger) -> list[tuple[Cell, ...]]:
    """Every place that can hold water, and what all down to it hold together."""
    return [
        (
            one.name,
            f"{one.path_km:g}",
            Toned((space_words(one),), "ok" if one.measured else "", key=_least(one.capacity_m3)),
            keyed(volume_words(one.reached_m3), _least(one.reached_m3)),
            _basis(one),
        )
        for one in found.spaces
    ]


def _basis(one: Space) -> Prose:
    return Text("measured") if one.measured else worded(CONFIDENCES, one.confidence)


def ledger_tone(found: Ledger) -> Tone:
    """How the sum stands; its words say the same."""
    if found.missing_m3 is None:
        return "warn"
    return "danger" if found.missing_m3 > 0 else "ok"


def content_rows(found: PondAnswer) -> list[tuple[Cell, ...]]:
    """What is in the water that leaves, beside its limit."""
    limits = load_limits()
    rows: list[tuple[Cell, ...]] = []
    for one in found.release.dissolved:
        limit = limits.intake(one.species)
        over = limit is not None and one.mg_l[1] > limit.mg_l
        rows.append(
            (
                limits.name(one.species),
                Toned((span(one.mg_l),), "danger" if over else "", key=one.mg_l[1]),
                NONE if limit is None else f"{limit.mg_l:g}",
                NONE if one.kg is None else keyed(span(one.kg), one.kg[1]),
                Text("told") if one.confidence == "told" else worded(CONFIDENCES, one.confidence),
            )
        )
    return rows


def dose_lines(found: PondAnswer) -> Sequence[Prose]:
    """What each pollutant takes, or that nothing is listed for it."""
    names = load_limits()
    lines: list[Prose] = [dose_words(one) for one in found.doses]
    lines += [
        Text("{species}: no dose is listed; ask an expert", species=names.name(species))
        for species in found.undosed
    ]
    return lines or [Text("not known what is in the water: no dose can be told")]
