"""Whom each intake serves and how long it can do without the river: a table of its own."""

from emerg.paper.content import Cell, Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.intake_words import (
    alternative_words,
    capacity_words,
    danger_words,
    people_words,
    storage_words,
)
from emerg.paper.words import NONE
from emerg.response.answer import Answer
from emerg.response.drawn_from import water_words
from emerg.response.intakes import IntakeRow
from emerg.texts import Text


def supply_parts(answer: Answer) -> list[Part]:
    """Storage and alternative of every intake hit, and what falls short; nothing where none is."""
    if not answer.intakes:
        return []
    return [
        Heading(Text("Intakes: water supply while the intake is closed")),
        Note(
            Text(
                "Dangerous: from the earliest front to the latest tail above the limit. Not known "
                "is to be asked of the waterworks, the water, housing and health offices; nothing "
                "here is assumed."
            ),
            "quiet",
        ),
        Table(
            (
                Column(Text("No."), 0.6, "right"),
                Column(Text("Intake"), 2.3),
                Column(Text("People served"), 1.4),
                Column(Text("m³ a day"), 1.0, "center"),
                Column(Text("Storage"), 0.9, "center"),
                Column(Text("Alternative source"), 2.3),
                Column(Text("Dangerous"), 1.2, "center"),
                Column(Text("What falls short"), 2.3),
            ),
            tuple(_row(row) for row in answer.intakes),
            NONE,
            Text("water supply"),
        ),
    ]


def _row(row: IntakeRow) -> tuple[Cell, ...]:
    return (
        str(row.number),
        Stack((row.name, *((water_words(row.water),) if row.water else ()))),
        people_words(row),
        capacity_words(row),
        storage_words(row),
        Stack(alternative_words(row)),
        Strong(danger_words(row)),
        Stack(row.short),
    )
