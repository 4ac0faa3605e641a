"""What a leak from a pond adds to the brief: three arrivals, the ledger, the doses."""

from emerg.hazards.limits import load_limits
from emerg.paper.content import Cell, Column, Heading, Note, Part, Points, Stack, Strong, Table
from emerg.paper.pond_words import (
    dose_words,
    hours_words,
    ledger_words,
    mud_words,
    over_words,
    plume_words,
    space_words,
    swell_words,
    volume_words,
    wave_words,
)
from emerg.paper.words import CONFIDENCES, NONE, worded
from emerg.response.leak_modes import MODES
from emerg.response.pond import PondAnswer
from emerg.texts import Prose, Text
from emerg.units import significant

# Rows on paper; the command line's JSON has them all.
MOST = 24


def pond_parts(found: PondAnswer) -> list[Part]:
    """The parts, right behind the commander's page."""
    return [
        Heading(Text("The pond: {pond}", pond=found.release.pond.name), new_page=True),
        *_leak(found),
        *_arrivals(found),
        *_ledger(found),
        *_doses(found),
    ]


def _leak(found: PondAnswer) -> list[Part]:
    leak = found.release
    parts: list[Part] = [
        Note(
            Text(
                "{mode}; {volume} leave, of it {water} water; by {gully} to the river ({how})",
                mode=MODES[leak.mode],
                volume=volume_words(leak.volume_m3),
                water=volume_words(leak.water_m3),
                gully=leak.receiving.gully,
                how=leak.receiving.how,
            )
        )
    ]
    if found.overhead:
        names = tuple(site.name for site in found.overhead)
        parts.append(Note(Text("Within a kilometre below the toe: {names}", names=names), "loud"))
    swell = swell_words(found.swells)
    if swell is not None:
        parts.append(Note(swell, "loud"))
    if leak.assumed:
        parts.append(Points(leak.assumed))
    limits = load_limits()
    rows: list[tuple[Cell, ...]] = []
    for one in leak.dissolved:
        limit = limits.intake(one.species)
        rows.append(
            (
                Strong(limits.name(one.species)),
                _range(one.mg_l),
                NONE if one.kg is None else _range(one.kg),
                NONE if limit is None else f"{limit.mg_l:g}",
                worded(CONFIDENCES, one.confidence) if one.confidence != "told" else Text("told"),
            )
        )
    columns = (
        Column(Text("In the water"), 3.0),
        Column("mg/L", 2.4, "right"),
        Column("kg", 2.4, "right"),
        Column(Text("limit mg/L"), 2.2, "right"),
        Column(Text("Confidence"), 2.0),
    )
    empty = Text("not known: times only, no concentrations")
    return [*parts, Table(columns, tuple(rows), empty, Text("in the water"))]


def _range(pair: tuple[float, float]) -> str:
    low, high = significant(pair[0]), significant(pair[1])
    return low if low == high else f"{low}–{high}"


def _arrivals(found: PondAnswer) -> list[Part]:
    rows: list[tuple[Cell, ...]] = [
        (
            NONE if one.hit is None else str(one.hit),
            one.name,
            f"{one.path_km:.1f}",
            wave_words(one),
            mud_words(one),
            Strong(plume_words(one)),
            over_words(one),
        )
        for one in found.arrivals[:MOST]
    ]
    columns = (
        Column(Text("No."), 0.6, "right"),
        Column(Text("Place"), 3.0),
        Column("km", 0.9, "right"),
        Column(Text("Wave h"), 1.3, "center"),
        Column(Text("Mud h"), 1.9, "center"),
        Column(Text("Plume h: earliest / likely / latest"), 2.3, "center"),
        Column(Text("Above its limit"), 2.0),
    )
    return [
        Heading(Text("Three arrivals, never one: wave, mud, plume")),
        Note(
            hours_words(found),
            "quiet",
        ),
        Table(columns, tuple(rows), Text("nobody is listed on the way"), Text("arrivals")),
    ]


def _ledger(found: PondAnswer) -> list[Part]:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{one.path_km:g}",
            Stack((one.name,)),
            space_words(one),
            volume_words(one.reached_m3),
            worded(CONFIDENCES, one.confidence),
        )
        for one in found.ledger.spaces
    ]
    columns = (
        Column("km", 0.9, "right"),
        Column(Text("Place"), 4.6),
        Column(Text("Holds"), 2.4, "right"),
        Column(Text("with those above"), 2.4, "right"),
        Column(Text("Confidence"), 1.7),
    )
    empty: Prose = Text("the playbook lists no place to hold water: survey and enter them")
    return [
        Heading(Text("Volume ledger")),
        Note(ledger_words(found.ledger), "loud"),
        Table(columns, tuple(rows), empty, Text("ledger")),
    ]


def _doses(found: PondAnswer) -> list[Part]:
    if not found.doses and not found.undosed:
        return []
    names = load_limits()
    lines: list[Prose] = [dose_words(one) for one in found.doses]
    lines += [
        Text("{species}: no dose is listed; ask an expert", species=names.name(species))
        for species in found.undosed
    ]
    return [Heading(Text("Dosing, at the likely flow where it enters")), Points(tuple(lines))]
