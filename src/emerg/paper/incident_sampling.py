"""Where, when and how to sample, and what was found there already."""

from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Heading,
    Note,
    Part,
    Points,
    Stack,
    Strong,
    Table,
)
from emerg.paper.sampling_words import grid_words, plan_lines, result_lines, start_words
from emerg.paper.words import NONE, km
from emerg.response.answer import Answer
from emerg.response.sample import ROLES, Sample
from emerg.texts import Prose, Text


def sampling_parts(answer: Answer) -> list[Part]:
    """The plan point by point, then what all points have in common."""
    lines = () if answer.sampling_plan is None else tuple(plan_lines(answer, answer.sampling_plan))
    return [
        Heading(Text("Sampling sections")),
        Note(
            Text(
                "Verticals follow the width at mean flow, which is reckoned, not surveyed: check "
                "on the spot. A line under Result is still to be filled in."
            ),
            "quiet",
        ),
        Table(
            (
                Column(Text("No."), 0.5, "right"),
                Column(Text("Type"), 1.15),
                Column(Text("Section"), 2.9),
                Column(Text("Why (rule)"), 2.75),
                Column(Text("Start, how often"), 1.6, "center"),
                Column(Text("Verticals, points"), 1.7),
                Column(Text("Result"), 1.4),
            ),
            tuple(_row(answer, point) for point in answer.sampling),
            NONE,
            Text("sampling sections"),
        ),
        Points(lines),
    ]


def _row(answer: Answer, point: Sample) -> tuple[Cell, ...]:
    at: Prose = Text("{river} km {km}", river=point.river_name, km=km(point.km))
    place = (point.name, at) if point.named else (point.name,)
    rule = point.rule.replace(" ", "\u00a0")
    why: Prose = Text("{why} ({rule})", why=point.why, rule=rule)
    flow = (Text("with the flow"),) if point.flow else ()
    found = result_lines(point)
    return (
        str(point.order),
        Strong(ROLES[point.role]),
        Stack(place),
        Stack((why, *flow)),
        Stack((Strong(start_words(answer, point)), point.every)),
        Stack(grid_words(point.grid, short=True)),
        Stack(found) if found else Blank(),
    )
