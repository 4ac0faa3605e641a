"""The curve at one place of an answer: what a sampler there should find, and when."""

from dataclasses import dataclass
from math import inf, isnan

from emerg.errors import InputError
from emerg.network.river import Place
from emerg.response.answering import carried
from emerg.response.entering import release_of
from emerg.response.forecasting import staged
from emerg.response.incident import FieldSample, Spot
from emerg.response.limits import Governing
from emerg.response.running import Case, Run, Stage
from emerg.response.way_down import Passed, put_on_way
from emerg.texts import Prose, Text
from emerg.transport.breakthrough import Breakthrough, breakthrough
from emerg.transport.draws import spread_mass, taken
from emerg.transport.forecast import Release

TONNE_KG = 1000.0
# A sample taken no farther from a place than this was taken there.
HERE_M = 100.0


@dataclass(frozen=True, slots=True)
class PlaceCurve:
    """The curve at a place of the hit list, and the limit that governs there.

    Attributes
    ----------
    per_tonne : bool
        How much it is is not known: mg/L for every tonne of the product, without what is in the
        river anyway.
    seen : tuple of FieldSample
        What was found at this place.
    """

    name: Prose
    river: str
    km: float
    distance_m: float
    rule: Governing
    curve: Breakthrough
    per_tonne: bool = False
    seen: tuple[FieldSample, ...] = ()


def curve_at(case: Case, place: Place, name: str) -> PlaceCurve:
    """The curve at the place of this name or id, on the first way down that it lies on.

    Raises
    ------
    InputError
        It lies on none; or no concentration can be told, for the product does not mix through
        the water.
    """
    stage, number = _there(case, place, name)
    passed, rule = stage.down.passed[number], stage.rules[number]
    ran, members = carried(stage)
    release = mixing_release(case, ran)
    here = ran.passages.part(members, slice(number, number + 1)).peak
    mass = spread_mass(release.mass_kg or (TONNE_KG, TONNE_KG), taken(ran.draws, members))
    background = 0.0 if isnan(rule.background_mg_l) else rule.background_mg_l
    per_tonne = release.mass_kg is None
    told = breakthrough(
        here,
        mass,
        release.rates,
        rule.fraction,
        0.0 if per_tonne else background,
        most_mg_l=inf if per_tonne else release.most_mg_l,
    )
    site, far_m = passed.site, passed.distance_m
    seen = tuple(one.sample for one in stage.seen if abs(one.distance_m - far_m) <= HERE_M)
    return PlaceCurve(site.name, site.river, site.km or 0.0, far_m, rule, told, per_tonne, seen)


def mixing_release(case: Case, ran: Run) -> Release:
    """The release, of which a concentration can be told.

    Raises
    ------
    InputError
        As of `curve_at`.
    """
    release = release_of(case.scenario, case.substance, case.amount_kg, ran.entering_m3_s)
    if not release.mixes:
        raise InputError(
            Text("no concentration can be told here"),
            where=Text("substance {name}", name=case.substance.name),
            fix=Text("a product that does not mix through the water has no curve"),
        )
    return release


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
