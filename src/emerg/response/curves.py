"""The curve at one place of an answer: what a sampler there should find, and when."""

from dataclasses import dataclass
from math import isnan

import numpy as np

from emerg.errors import InputError
from emerg.network.river import Place
from emerg.response.answering import answered
from emerg.response.entering import release_of
from emerg.response.forecasting import staged
from emerg.response.incident import Spot
from emerg.response.limits import Governing
from emerg.response.running import Case, Stage
from emerg.response.way_down import Passed, put_on_way
from emerg.texts import Prose, Text
from emerg.transport.breakthrough import Breakthrough, breakthrough
from emerg.transport.draws import spread_mass, taken


@dataclass(frozen=True, slots=True)
class PlaceCurve:
    """The curve at a place of the hit list, and the limit that governs there."""

    name: Prose
    river: str
    km: float
    distance_m: float
    rule: Governing
    curve: Breakthrough


def curve_at(case: Case, place: Place, name: str) -> PlaceCurve:
    """The curve at the place of this name or id, on the first way down that it lies on.

    Raises
    ------
    InputError
        It lies on none, or no concentration can be told: the amount is not known, or the product
        does not mix through the water.
    """
    stage, number = _there(case, place, name)
    passed, rule = stage.down.passed[number], stage.rules[number]
    found = answered(stage)
    release = release_of(case.scenario, case.substance, case.amount_kg, found.ran.entering_m3_s)
    if release.mass_kg is None or not release.mixes:
        raise InputError(
            Text("no concentration can be told here"),
            where=Text("amount")
            if release.mass_kg is None
            else Text("substance {name}", name=case.substance.name),
            fix=Text("give an amount")
            if release.mass_kg is None
            else Text("a product that does not mix through the water has no curve"),
        )
    members = np.arange(found.ran.draws.members) if found.members is None else found.members
    here = found.ran.passages.part(members, slice(number, number + 1)).peak
    mass = spread_mass(release.mass_kg, taken(found.ran.draws, members))
    background = 0.0 if isnan(rule.background_mg_l) else rule.background_mg_l
    told = breakthrough(here, mass, release.rates, rule.fraction, background)
    site = passed.site
    return PlaceCurve(site.name, site.river, site.km or 0.0, passed.distance_m, rule, told)


def _there(case: Case, place: Place, name: str) -> tuple[Stage, int]:
    """The way down that the place lies on, and its number there."""
    stages = staged(case, place)
    where = Text("curve at {name}", name=name)
    for stage in stages:
        try:
            spot = put_on_way(case.rivers, stage.down, Spot(name), where)
        except InputError:
            if stage is stages[-1]:
                raise
            continue
        return stage, _number(stage.down.passed, name, spot.distance_m)
    raise AssertionError("there is always a way down")


def _number(passed: tuple[Passed, ...], name: str, distance_m: float) -> int:
    """Of the places so far down the river, the one of this name."""
    near = [n for n, p in enumerate(passed) if p.distance_m == distance_m]
    named = [n for n in near if name in (passed[n].site.id, passed[n].site.name.zh)]
    alike = [n for n in near if name in passed[n].site.name.zh or name == passed[n].site.name.en]
    return (named or alike or near)[0]
