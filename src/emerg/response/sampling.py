"""The sampling plan: every point with its clock, how often, how many verticals, and its results.

To start is before the earliest front. What was found already stands beside each point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from emerg.response.answer import Incident
from emerg.response.hits import Hit
from emerg.response.sample import Grid, Sample
from emerg.response.sampling_ground import Ground, grid_of
from emerg.response.sampling_points import BORDERS, RULES, SECTIONS, Point, points
from emerg.response.sampling_results import with_results
from emerg.response.sampling_table import load_sampling
from emerg.texts import Prose, Text
from emerg.units import clock_after, clock_before

# Time for a crew to leave, drive and stand ready, said among the assumptions.
CREW_H = 2.0
# Begin this long before the earliest front.
LEAD_H = 1.0
AT_BRIDGES = ("bridge",)
RAW = Grid(None, None, 1, 1, raw=True)


def sampling(ground: Ground, hits: Sequence[Hit]) -> tuple[Sample, ...]:
    """Sampling points in downstream order, the first one ahead of the front marked."""
    first = first_ahead(ground.incident, hits)
    sites = {site.id: site for book in ground.rivers.playbooks.values() for site in book.sites}
    ground = replace(ground, sites=sites)
    names = _typed_names(ground)
    found = tuple(
        _sample(ground, order, point, first, names)
        for order, point in enumerate(points(ground, hits, first), start=1)
    )
    return with_results(ground.rivers, found, ground.incident.scenario.samples)


def _typed_names(ground: Ground) -> Mapping[str, str]:
    """Names that only one place on the way has, by the id of its site: they can be typed."""
    at: dict[str, set[float]] = {}
    for passed in ground.down.passed:
        at.setdefault(passed.site.name.zh, set()).add(passed.distance_m)
    return {
        site.id: site.name.zh for site in ground.sites.values() if len(at.get(site.name.zh, ())) < 2
    }


def _sample(
    ground: Ground, order: int, point: Point, first: Hit | None, names: Mapping[str, str]
) -> Sample:
    incident, spot, table = ground.incident, point.spot, load_sampling()
    crew = first is not None and point.hit is first
    river = ground.rivers.network.name(spot.river)
    km = f"{spot.km:.1f}"
    named = point.site in names and point.name is not None
    why = Text("first point that a crew can reach ahead of the front") if crew else point.why
    if point.name is not None and not named:
        why = Text("{name}: {why}", name=point.name, why=why)
    front = None if spot.distance_m is None else ground.front_h(spot.distance_m)
    if point.hit is not None:
        front = point.hit.front_h[0]
    own = point.role in ("reference", "tributary")
    every = table.every("reference" if own else "passing", 0.0 if front is None else front)
    start = incident.now if front is None else begin(incident, front, crew=crew)
    return Sample(
        order=order,
        name=(point.name or "") if named else Text("{river} km {km}", river=river, km=km),
        river=spot.river,
        river_name=river,
        km=spot.km,
        role=point.role,
        why=why,
        rule=RULES[point.role],
        at=names[point.site] if named else f"{river.zh} {km} km",
        start=start,
        every=_often(own=own, hours=every.hours),
        grid=Grid(None, None, 1, 1, raw=True)
        if point.raw
        else grid_of(spot.reach, point.verticals),
        site=point.site,
        named=named,
        front_h=None if own else front,
        flow=point.flow,
    )


def _often(*, own: bool, hours: float) -> Prose:
    if own:
        return Text("once, then every {h} h", h=f"{hours:g}")
    return Text("every {h} h while it passes", h=f"{hours:g}")


def gone_h(incident: Incident) -> float:
    """Hours since the earliest start; 0 where that is not known."""
    start = incident.scenario.start
    if start is None:
        return 0.0
    return max((incident.now - start.earliest).total_seconds() / 3600, 0.0)


def first_ahead(incident: Incident, hits: Sequence[Hit]) -> Hit | None:
    """The first bridge or section that the earliest front leaves time to reach.

    With an unknown start there is none: the front may be anywhere.
    """
    if incident.scenario.start is None:
        return None
    usable = (h for h in hits if h.is_intake or h.kind in (*BORDERS, *SECTIONS, *AT_BRIDGES))
    return next((hit for hit in usable if hit.front_h[0] - gone_h(incident) > CREW_H), None)


def begin_sampling(incident: Incident, hit: Hit, *, crew: bool) -> datetime:
    """When to begin at a place of the hit list, see `begin`."""
    return begin(incident, hit.front_h[0], crew=crew)


def begin(incident: Incident, front_h: float, *, crew: bool) -> datetime:
    """Before the earliest front, but not before now; with an unknown start at once.

    Where a `crew` has to be sent, not before it can be there.
    """
    start = incident.scenario.start
    if start is None:
        return incident.now
    seconds = front_h * 3600
    ahead = timedelta(seconds=seconds - LEAD_H * 3600)
    moment = max(clock_before(start.earliest + ahead, seconds), incident.now)
    if not crew:
        return moment
    return max(moment, clock_after(incident.now + timedelta(hours=CREW_H), 0.0))
