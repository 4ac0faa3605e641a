"""How a sampling plan is worded, on paper and on the terminal alike."""

from collections.abc import Iterator

from emerg.paper.words import when
from emerg.response.answer import Answer
from emerg.response.sample import Grid, Load, Sample, SamplingPlan
from emerg.response.sampling_table import load_sampling
from emerg.texts import Prose, Text


def grid_words(grid: Grid, *, short: bool = False) -> tuple[Prose, ...]:
    """Verticals and points, and the width they follow from; or how to tell by eye.

    In `short` the classes of width, and that it is the width at mean flow, stand beside the table.
    """
    if grid.raw:
        return (Text("raw water, 1"),)
    if short and grid.verticals is None and grid.layers is None:
        return (Text("width and depth not known: by eye, as below"),)
    size: tuple[Prose, ...] = ()
    if grid.width_m is not None:
        width = f"{grid.width_m:.0f}"
        size = (Text("width {w} m", w=width) if short else _at_mean_flow(width),)
    if grid.verticals is not None and grid.layers is not None:
        return (Text("{n} verticals × {m}", n=grid.verticals, m=grid.layers), *size)
    layers: Prose = (
        Text("depth not known: sound it")
        if grid.layers is None
        else Text("{n} points on each", n=grid.layers)
    )
    return (_verticals(grid, short=short), layers, *size)


def _at_mean_flow(width: str) -> Text:
    return Text("(width {w} m at mean flow)", w=width)


def _verticals(grid: Grid, *, short: bool) -> Prose:
    if grid.verticals is not None:
        return Text("{n} verticals", n=grid.verticals)
    if short:
        return Text("width not known: by eye, as below")
    ends = load_sampling().verticals
    return Text(
        "width not known, by eye: up to {a} m 1, up to {b} m 2, above 3",
        a=f"{ends.width_m[0]:g}",
        b=f"{ends.width_m[1]:g}",
    )


def start_words(answer: Answer, point: Sample) -> Prose:
    return Text("at once") if point.start <= answer.incident.now else when(point.start)


def result_lines(point: Sample) -> tuple[Prose, ...]:
    """What was found there already, the latest first."""
    return tuple(
        Text("{time} {found}", time=when(one.time), found=one.words) for one in point.results
    )


def load_words(load: Load) -> Prose:
    """How much a round is."""
    fields = {"places": load.places, "points": load.points}
    if load.bottles is None:
        return (
            Text("{places} sections, {points} sampling points", **fields)
            if load.sure
            else Text("{places} sections, at least {points} sampling points", **fields)
        )
    bottles = load.bottles
    return (
        Text(
            "{places} sections, {points} sampling points, {bottles} bottles",
            bottles=bottles,
            **fields,
        )
        if load.sure
        else Text(
            "{places} sections, at least {points} sampling points and {bottles} bottles",
            bottles=bottles,
            **fields,
        )
    )


def plan_lines(answer: Answer, plan: SamplingPlan) -> Iterator[Prose]:
    """Load of a round, what to take, how often, and the standing rules."""
    take = plan.take
    yield Text(
        "A round on the first day: {first}; all points: {all}",
        first=load_words(plan.first_day),
        all=load_words(plan.all),
    )
    if answer.hazard == "unknown":
        yield Text("Substance not known: the list is for screening; the laboratory decides")
    if take.each is None:
        yield Text("Nothing is listed for this substance: the laboratory decides what to take")
    elif take.each:
        yield Text(
            "To measure: {species}; each sampling point: {bottles}",
            species=take.species,
            bottles=take.bottles,
        )
    yield Text("On the spot: {field}", field=take.field)
    yield Text("How often, by estimate and past cases; the plan of the case decides:")
    yield from plan.rounds
    yield from plan.rules
