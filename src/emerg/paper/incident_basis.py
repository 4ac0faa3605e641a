"""What the answer rests on: assumptions, formulas, the figures behind each row, sources."""

from collections.abc import Mapping

from emerg.paper.content import Cell, Column, Heading, Note, Part, Points, Stack, Table
from emerg.paper.words import CONFIDENCES, NONE, POSITIONS, worded
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.texts import Prose, Text
from emerg.units import significant

FORMULAS: tuple[Prose, ...] = (
    Text(
        "Close by = earliest start + min(first time above the limit in 1 % of the runs, front of "
        "the highest probable velocity) − time to close; amount not known: from the front"
    ),
    Text(
        "Reopen not before = latest start + last time above the limit in 99 % of the runs; given "
        "only where nothing speaks against it"
    ),
    Text(
        "Highest probable velocity (Jobson 1996): "
        "0.25 + 0.02·D'a^0.919·Q'a^−0.469·S^0.159·Q/Da; D'a = Da^1.25·√g/Qa, Q'a = Q/Qa; m, s"
    ),
    Text("Bank factor until mixed = max(1, W·√(U/(π·εt·x))), εt = 0.6·H·u*"),
    Text("Times over the limit = C/S − 1"),
)
VELOCITIES: Mapping[str, Prose] = {
    "jobson with slope": Text("Jobson with slope"),
    "jobson": Text("Jobson without slope"),
    "entered": Text("velocity as entered"),
    "rating": Text("rating of the playbook"),
    "measured section": Text("measured section"),
}


def basis_parts(answer: Answer) -> list[Part]:
    """What was assumed, by which formulas, from which data."""
    return [
        Heading(Text("Assumptions")),
        Points(answer.assumptions, numbered=True),
        Heading(Text("Formulas")),
        Points(FORMULAS),
        Heading(Text("What each row rests on")),
        *_velocity_note(answer),
        detail_table(answer),
        Heading(Text("Data sources")),
        Points((*answer.sources, answer.data_status)),
    ]


def _bases(answer: Answer) -> set[str]:
    return {hit.velocity_basis for hit in answer.hits}


def _velocity_note(answer: Answer) -> list[Part]:
    """One basis for all velocities is said once."""
    bases = _bases(answer)
    if len(bases) != 1:
        return []
    return [Note(Text("Velocity: {basis}.", basis=worded(VELOCITIES, bases.pop())), "quiet")]


def detail_table(answer: Answer) -> Table:
    """Flow, velocity, mixing, position and source of every row of the hit list."""
    several = len(_bases(answer)) > 1
    return Table(
        (
            Column(Text("No."), 0.6, "right"),
            Column(Text("Place"), 3.0),
            Column(Text("Flow m³/s"), 0.9, "right"),
            Column(Text("Velocity m/s"), 1.2, "center"),
            Column(Text("Bank factor"), 1.1, "center"),
            Column(Text("Position, ± km"), 1.3, "center"),
            Column(Text("Source (confidence)"), 3.9),
        ),
        tuple(_detail_row(hit, several) for hit in answer.hits),
        NONE,
        Text("what the rows rest on"),
    )


def _detail_row(hit: Hit, several: bool) -> tuple[Cell, ...]:
    error = "" if hit.position_error_km is None else f" ±{hit.position_error_km:g}"
    velocity = significant(hit.velocity_m_s)
    basis = worded(VELOCITIES, hit.velocity_basis)
    return (
        str(hit.number),
        hit.title,
        significant(hit.discharge_m3_s, 3),
        Stack((velocity, basis)) if several else velocity,
        Text("mixed") if hit.mixed else f"× {significant(hit.bank_factor)}",
        Text("{basis}{error}", basis=worded(POSITIONS, hit.position_basis), error=error),
        Text(
            "{source} ({confidence})",
            source=hit.source,
            confidence=worded(CONFIDENCES, hit.confidence),
        ),
    )
