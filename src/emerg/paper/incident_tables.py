"""Who is hit: the hit list of an incident brief, and the limits it is measured against."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from emerg.hazards.limits import load_limits
from emerg.paper.content import Cell, Column, Heading, Note, Part, Stack, Table
from emerg.paper.words import (
    EXCEEDS,
    KINDS,
    NONE,
    at_clock,
    band,
    fronts,
    km,
    river_of,
    worded,
)
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.since import since_when
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing, significant

# Up to so many places stand in one table; beyond, bridges and lines get one of their own.
ONE_TABLE = 45
SECONDARY = ("bridge", "county", "prefecture")
Counties: TypeAlias = Mapping[str, Bilingual]
# What a limit is of and where it stands, with its letter in the table.
Letters: TypeAlias = Mapping[tuple[str | None, Prose | None], str]


def hit_parts(answer: Answer, counties: Counties) -> list[Part]:
    """The hit list, soonest first, under the sentences that say how to read it."""
    hits = answer.hits
    letters = limit_letters(hits)
    parts: list[Part] = [
        Heading(Text("Who is hit, soonest first (numbers as on the map)")),
        Note(
            Text(
                "Hours after {since}: earliest–likely–latest (5, 50, 95 %). Front: {basis}. "
                "Chainage counts from the source; distance along the river from the incident.",
                since=since_when(answer.incident.scenario),
                basis=hits[0].front_basis if hits else NONE,
            ),
            "quiet",
        ),
        *limit_note(letters),
    ]
    second = [hit for hit in hits if hit.kind in SECONDARY] if len(hits) > ONE_TABLE else []
    first = [hit for hit in hits if hit not in second]
    parts.append(hit_table(answer, first, counties, Text("hit list"), letters))
    if second:
        parts.append(Heading(Text("Bridges and county lines on the way")))
        name = Text("bridges and county lines")
        parts.append(hit_table(answer, second, counties, name, letters))
    return parts


def limit_letters(hits: Sequence[Hit]) -> Letters:
    """A letter for every standard that a limit of these places comes from."""
    found = dict.fromkeys(
        (hit.species, hit.limit_basis) for hit in hits if hit.limit_mg_l is not None
    )
    return {basis: chr(ord("a") + number) for number, basis in enumerate(found)}


def limit_note(letters: Letters) -> list[Part]:
    """What the letters beside the limits mean; nothing where there is no limit."""
    if not letters:
        return []
    items = tuple(
        Text(
            "({letter}) {species}, {basis}",
            letter=letter,
            species=species_name(species),
            basis=basis or NONE,
        )
        for (species, basis), letter in letters.items()
    )
    return [Note(Text("Limits: {items}.", items=items), "quiet")]


def species_name(species: str | None) -> Prose:
    """A regulated species as people call it."""
    row = load_limits().rows.get(species or "")
    return (species or NONE) if row is None else row.name


def hit_table(
    answer: Answer, hits: Sequence[Hit], counties: Counties, name: Prose, letters: Letters
) -> Table:
    """One row for every place."""
    per_tonne = answer.incident.amount_kg is None and not answer.incident.substance.floats
    peak = Text("Peak mg/L per tonne") if per_tonne else Text("Peak mg/L\nlikely, low–high")
    return Table(
        (
            Column(Text("No."), 0.55, "right"),
            Column(Text("Place"), 3.35),
            Column(Text("km away"), 0.85, "right"),
            Column(Text("Front h"), 1.75, "center"),
            Column(Text("Peak h"), 1.8, "center"),
            Column(peak, 1.5, "center"),
            Column(Text("Limit mg/L"), 0.85, "center"),
            Column(Text("Above the limit, times over"), 1.35, "center"),
        ),
        tuple(_hit_row(answer, hit, counties, letters) for hit in hits),
        Text("no listed place lies on the way: that does not mean there is none"),
        name,
    )


def _hit_row(answer: Answer, hit: Hit, counties: Counties, letters: Letters) -> tuple[Cell, ...]:
    return (
        str(hit.number),
        place_cell(answer, hit, counties),
        f"{hit.distance_m / 1000:.1f}",
        Stack((fronts(hit.front_h), *_from(at_clock(answer, hit.front_h[0])))),
        Stack((fronts(hit.peak_h), *_from(at_clock(answer, hit.peak_h[0])))),
        peak_cell(answer, hit),
        *_against_limit(answer, hit, letters),
    )


def _from(moment: datetime | None) -> tuple[Prose, ...]:
    return () if moment is None else (Text("from {time}", time=beijing(moment)),)


def place_cell(answer: Answer, hit: Hit, counties: Counties) -> Stack:
    """Name, what it is, where along which river."""
    return Stack(
        (
            hit.title,
            Text(
                "{kind} · {river} km {km} · {county}",
                kind=worded(KINDS, hit.kind),
                river=river_of(answer, hit.river),
                km=km(hit.km),
                county=counties.get(hit.county, hit.county or NONE),
            ),
        )
    )


def peak_cell(answer: Answer, hit: Hit) -> Cell:
    """The likely peak over its band; per tonne where no amount is known; or why there is none."""
    if answer.incident.substance.floats and hit.peak_mg_l is None:
        return Text("slick: no mixed concentration")
    if hit.peak_mg_l is not None:
        low, likely, high = hit.peak_mg_l
        return Stack((significant(likely), band(low, high)))
    return NONE if hit.mg_l_per_tonne is None else significant(hit.mg_l_per_tonne)


def _against_limit(answer: Answer, hit: Hit, letters: Letters) -> tuple[Cell, Cell]:
    """The limit with its letter, and whether it is passed."""
    if answer.incident.substance.hazard == "unknown":
        return Text("not known"), Text("not known")
    if hit.limit_mg_l is None:
        return Text("no limit"), NONE
    limit = f"{hit.limit_mg_l:g} ({letters[hit.species, hit.limit_basis]})"
    return limit, _exceeds(hit)


def _exceeds(hit: Hit) -> Cell:
    if hit.exceeds is None:
        return Text("not known")
    word = EXCEEDS[hit.exceeds]
    if hit.times_over is None:
        return word
    low, _likely, high = hit.times_over
    if low <= 0:
        return Stack((word, Text("to {times} times", times=significant(high))))
    return Stack((word, Text("{times} times", times=band(low, high))))
