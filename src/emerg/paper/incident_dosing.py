"""Dosing in an incident brief: figures at every place, then conditions and limits of use."""

from collections.abc import Iterator

from emerg.hazards.dosing import load_dosing
from emerg.hazards.limits import load_limits
from emerg.paper.content import Cell, Column, Heading, Note, Part, Points, Stack, Strong, Table
from emerg.paper.dosing_words import (
    basis_line,
    caught_words,
    count_words,
    feasible_words,
    intake_words,
    neutral_words,
    pair_words,
    place_lines,
    row_words,
    total_lines,
    undosed_words,
)
from emerg.paper.words import NONE
from emerg.response.answer import Answer
from emerg.response.doses import DoseAt, Dosing
from emerg.texts import Prose, Text


def dosing_parts(answer: Answer) -> list[Part]:
    """What it would take, where the table knows a product; and what must not be done."""
    found = answer.dosing
    if found is None:
        return []
    parts: list[Part] = [Heading(Text("Dosing: reckoned, never without a jar test"))]
    first, *lines = found.lines
    parts.append(Note(first, "loud"))
    if found.river:
        parts.append(_table(found))
    points = (*_figures(found), *(row_words(row) for row in found.rows), *_neutral_limits(found))
    return [*parts, Points((*points, *lines))]


def _figures(found: Dosing) -> Iterator[Prose]:
    yield from undosed_words(found)
    yield from (intake_words(one) for one in found.intakes)
    yield from (caught_words(one) for one in found.caught)
    yield from (neutral_words(one) for one in found.neutral)


def _neutral_limits(found: Dosing) -> Iterator[Prose]:
    if found.neutral:
        table = load_dosing().neutral
        yield Text("{limits} ({source})", limits=table.limits, source=table.source)


def _table(found: Dosing) -> Table:
    return Table(
        (
            Column(Text("Pollutant, product"), 2.2),
            Column(Text("Place, flow"), 2.2),
            Column(Text("Product mg/L"), 1.3, "center"),
            Column(Text("kg an hour"), 1.2, "center"),
            Column(Text("t a day, lorries"), 1.4, "center"),
            Column(Text("In all t"), 1.3, "center"),
            Column(Text("Can it be done"), 2.4),
        ),
        tuple(_row(one) for one in found.river),
        NONE,
        Text("dosing"),
    )


def _row(one: DoseAt) -> tuple[Cell, ...]:
    lorries = Text("{n} lorries a day", n=count_words(one.lorries_d))
    feasible = feasible_words(one)
    return (
        Stack((load_limits().name(one.species), one.dose.row.product)),
        Stack(place_lines(one)),
        basis_line(one),
        pair_words(one.dose.kg_h),
        Stack((pair_words(one.dose.t_d), lorries)),
        Stack(total_lines(one)),
        feasible if one.each_mg_l or one.dose.feasible else Strong(feasible),
    )
