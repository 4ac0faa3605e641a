"""The curve at a place, and the curves down the river: what a sampler there should find."""

from datetime import datetime, timedelta
from typing import Any

from emerg.hazards.limits import load_limits
from emerg.network.river import Place
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.curves import PlaceCurve, curve_at
from emerg.response.incident import Scenario
from emerg.response.locate import locate
from emerg.response.river_chart import main_species
from emerg.response.river_curves import RiverCurves, river_curves
from emerg.response.running import Case
from emerg.texts import Lang, render
from emerg.units import HOUR_S, iso
from emerg.usecases.respond import case_of
from emerg.usecases.run import Cancelled, Progress, Stop, never, unwatched


def curve_of(rivers: Rivers, answer: Answer, site: str) -> PlaceCurve:
    """The curve at a place of the hit list of `answer`; per tonne if the amount is unknown.

    Raises
    ------
    InputError
        The place is not on the way down, or the product does not mix through the water.
    """
    case, place = _again(rivers, answer)
    return curve_at(case, place, site)


def curves_of(
    rivers: Rivers, answer: Answer, progress: Progress = unwatched, stop: Stop = never
) -> RiverCurves:
    """The curves down the river of `answer`, of the species that most of its places are told of.

    Raises
    ------
    InputError
        The product does not mix through the water.
    Cancelled
    """

    def tick(done: int, total: int) -> None:
        if stop():
            raise Cancelled
        progress(done, total)

    case, place = _again(rivers, answer)
    return river_curves(case, place, main_species(answer.hits), tick)


def _again(rivers: Rivers, answer: Answer) -> tuple[Case, Place]:
    """What was answered, put on the river once more."""
    asked = answer.incident.scenario
    return case_of(rivers, asked, answer.incident.now), locate(rivers, asked.where).place


def moments(scenario: Scenario, found: PlaceCurve) -> list[datetime | None]:
    """The clock times of the curve; None where the start is not known."""
    start = scenario.start
    if start is None:
        return [None] * len(found.curve.time_s)
    return [start.earliest + timedelta(seconds=float(t)) for t in found.curve.time_s]


def _figure(mg_l: float) -> float:
    return float(f"{mg_l:.4g}") if mg_l > 1e-9 else 0.0


def curve_json(scenario: Scenario, found: PlaceCurve, lang: Lang) -> dict[str, Any]:
    """The curve as plain values: hours after the earliest start, mg/L of the governing species."""
    low, likely, high = found.curve.mg_l
    return {
        "place": render(found.name, lang),
        "river": found.river,
        "km": round(found.km, 2),
        "distance_km": round(found.distance_m / 1000, 2),
        "species": found.rule.species,
        "species_name": None
        if found.rule.species is None
        else render(load_limits().name(found.rule.species), lang),
        "limit_mg_l": found.rule.limit_mg_l,
        "per_tonne": found.per_tonne,
        "curve": [
            {
                "h": round(float(t) / HOUR_S, 3),
                "time": None if moment is None else iso(moment),
                "low_mg_l": _figure(a),
                "likely_mg_l": _figure(b),
                "high_mg_l": _figure(c),
            }
            for t, moment, a, b, c in zip(
                found.curve.time_s, moments(scenario, found), low, likely, high, strict=True
            )
        ],
    }
