"""What if: every place that a measure changes something at, without and with it."""

from emerg.paper.content import Cell, Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.incident_front import closing
from emerg.paper.incident_tables import Counties, peak_cell, place_cell
from emerg.paper.words import NONE, fronts
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.what_if import NO_EFFECT
from emerg.texts import Prose, Text
from emerg.units import beijing

# Places on paper; the command line and the window have them all.
MOST = 20


def what_if_parts(answer: Answer, counties: Counties) -> list[Part]:
    """The comparison; nothing where no measure is thought of."""
    if answer.what_if is None:
        return []
    rows: list[tuple[Cell, ...]] = []
    clocked = [row for row in answer.what_if.rows if row.without.has_clocks]
    clocked = clocked or list(answer.what_if.rows)
    for row in clocked[:MOST]:
        place = place_cell(answer, row.without, counties)
        rows.append(
            (str(row.without.number), place, Text("without"), *_figures(answer, row.without))
        )
        rows.append(("", "", Strong(Text("with")), *_figures(answer, row.with_it)))
    return [
        Heading(Text("What if: with and without the measures")),
        *(Note(line, "loud") for line in answer.what_if.measures),
        Note(
            Text(
                "By the model, and only as good as the measure is carried out: everything else on "
                "these sheets reckons without it. Confirm it, and make the sheets anew."
            )
        ),
        Table(
            (
                Column(Text("No."), 0.55, "right"),
                Column(Text("Place"), 3.3),
                Column(Text("Measures"), 0.9, "center"),
                Column(Text("Front h"), 1.8, "center"),
                Column(Text("Peak mg/L\nlikely, low–high"), 1.6, "center"),
                Column(Text("Close by"), 1.8, "center"),
                Column(Text("Reopen not before"), 2.05, "center"),
            ),
            tuple(rows),
            NO_EFFECT,
            Text("what if"),
        ),
        *_left_out(len(clocked) - MOST),
    ]


def _left_out(number: int) -> list[Part]:
    if number <= 0:
        return []
    return [Note(Text("{n} places further down are left out here.", n=number), "quiet")]


def _figures(answer: Answer, hit: Hit) -> tuple[Cell, ...]:
    return (
        Stack((fronts(hit.front_h),)),
        peak_cell(answer, hit),
        closing(answer, hit) if hit.has_clocks else NONE,
        _reopen(hit),
    )


def _reopen(hit: Hit) -> Prose:
    return NONE if hit.reopen_not_before is None else beijing(hit.reopen_not_before)
