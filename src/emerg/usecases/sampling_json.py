"""The sampling plan as plain values."""

from typing import Any

from emerg.response.answer import Answer
from emerg.response.sample import Grid, Load, Sample, SamplingPlan
from emerg.texts import Lang, render
from emerg.units import iso


def sampling_json(answer: Answer, lang: Lang) -> dict[str, Any]:
    """Every point with its results, how much a round is, and the standing rules."""
    plan = answer.sampling_plan
    points = [_point(point, lang) for point in answer.sampling]
    return {"points": points} | ({} if plan is None else _plan(plan, lang))


def _plan(plan: SamplingPlan, lang: Lang) -> dict[str, Any]:
    take = plan.take
    return {
        "take": {
            "species": [render(one, lang) for one in take.species],
            "field": [render(one, lang) for one in take.field],
            "bottles": [render(one, lang) for one in take.bottles],
            "bottles_each": take.each,
        },
        "first_day": _load(plan.first_day),
        "all": _load(plan.all),
        "rounds": [render(line, lang) for line in plan.rounds],
        "rules": [render(line, lang) for line in plan.rules],
    }


def _load(load: Load) -> dict[str, Any]:
    return {
        "places": load.places,
        "sampling_points": load.points,
        "bottles": load.bottles,
        "at_least": not load.sure,
    }


def _point(point: Sample, lang: Lang) -> dict[str, Any]:
    return {
        "order": point.order,
        "name": render(point.name, lang),
        "at": point.at,
        "site": point.site or None,
        "role": point.role,
        "river": point.river,
        "km": round(point.km, 2),
        "why": render(point.why, lang),
        "rule": point.rule,
        "front_h": None if point.front_h is None else round(point.front_h, 3),
        "start": iso(point.start),
        "every": render(point.every, lang),
        "flow": point.flow,
        "grid": _grid(point.grid),
        "results": [
            {"time": iso(one.time), "found": render(one.words, lang)} for one in point.results
        ],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "width_m": grid.width_m,
        "depth_m": grid.depth_m,
        "verticals": grid.verticals,
        "layers": grid.layers,
        "sampling_points": grid.points,
        "raw_water": grid.raw,
    }
