"""Where to sample first: above the release, ahead of the front, at every intake and section.

HJ 589-2021 asks for a control section upstream, control sections at and below the release, and
every intake of the reach. When to start is before the earliest front.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import SamplingPoint
from emerg.response.answer import Incident, Sample
from emerg.response.hits import Hit
from emerg.texts import Prose, Text
from emerg.units import clock_after, clock_before

# Time for a crew to leave, drive and stand ready, said among the assumptions.
CREW_H = 2.0
# Begin this long before the earliest front.
LEAD_H = 1.0
# Intakes and borders are all sampled; of other sections the first ones.
MOST_OTHERS = 12
BORDERS = ("prefecture", "exit", "entry")
SECTIONS = ("monitoring", "county", "station")
AT_BRIDGES = ("bridge",)


def sampling(rivers: Rivers, incident: Incident, hits: Sequence[Hit]) -> tuple[Sample, ...]:
    """Sampling points in downstream order, the first one ahead of the front marked."""
    planned = {
        point.site: point for book in rivers.playbooks.values() for point in book.plan.sampling
    }
    first = first_ahead(incident, hits)
    points = [_control(incident)]
    for order, hit in enumerate(_chosen(hits, first, planned), start=2):
        points.append(_sample(order, incident, hit, first, planned.get(hit.site)))
    return tuple(points)


def _control(incident: Incident) -> Sample:
    return Sample(
        1,
        Text("control section above the incident"),
        incident.river,
        None,
        Text("natural background: Tibet's rivers carry As, B, F and mud of their own"),
        incident.now,
        Text("at once"),
    )


def _chosen(
    hits: Sequence[Hit], first: Hit | None, planned: Mapping[str, SamplingPoint]
) -> Iterator[Hit]:
    others = 0
    for hit in hits:
        if hit.is_intake or hit.kind in BORDERS or (first is not None and hit.site == first.site):
            yield hit
        elif (hit.kind in SECTIONS or hit.site in planned) and others < MOST_OTHERS:
            others += 1
            yield hit


def _sample(
    order: int,
    incident: Incident,
    hit: Hit,
    first: Hit | None,
    point: SamplingPoint | None,
) -> Sample:
    why: Prose = point.why if point is not None else _why(hit)
    if first is not None and hit.site == first.site:
        why = Text("first point that a crew can reach ahead of the front")
    note: Prose = Text("before the front; every 1-2 h while it passes")
    if point is not None and point.verticals is not None:
        note = Text(
            "before the front; every 1-2 h while it passes; {n} verticals", n=point.verticals
        )
    start = begin_sampling(incident, hit, crew=first is not None and hit.site == first.site)
    return Sample(order, hit.title, hit.river, hit.km, why, start, note)


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


def _why(hit: Hit) -> Text:
    if hit.is_intake:
        return Text("drinking water intake")
    if hit.kind in ("county", "prefecture"):
        return Text("county line: what one passes on to the next")
    if hit.kind in ("exit", "entry"):
        return Text("exit section: report up to the region")
    if hit.kind == "station":
        return Text("hydrological station: take the flow with the sample")
    return Text("monitoring section")


def begin_sampling(incident: Incident, hit: Hit, *, crew: bool) -> datetime:
    """Before the earliest front, but not before now; with an unknown start at once.

    Where a `crew` has to be sent, not before it can be there.
    """
    start = incident.scenario.start
    if start is None:
        return incident.now
    seconds = hit.front_h[0] * 3600
    ahead = timedelta(seconds=seconds - LEAD_H * 3600)
    begin = max(clock_before(start.earliest + ahead, seconds), incident.now)
    if not crew:
        return begin
    return max(begin, clock_after(incident.now + timedelta(hours=CREW_H), 0.0))
