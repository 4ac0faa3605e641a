"""Where to sample first: above the release, ahead of the front, at every intake and section.

HJ 589-2021 asks for a control section upstream, control sections at and below the release, and
every intake of the reach. When to start is before the earliest front.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from emerg.response.answer import Incident, Sample
from emerg.response.hits import Hit
from emerg.texts import Text
from emerg.units import clock_before

# Time for a crew to leave, drive and stand ready; the first section ahead lies beyond it.
CREW_H = 2.0
MOST = 14
SAMPLED = ("waterworks", "source_area", "monitoring", "county", "prefecture", "exit", "station")
AT_BRIDGES = ("bridge",)


def sampling(incident: Incident, hits: Sequence[Hit]) -> tuple[Sample, ...]:
    """Sampling points in downstream order, the first one ahead of the front marked."""
    upstream = Sample(
        1,
        Text("control section above the incident"),
        incident.river,
        None,
        Text("natural background: Tibet's rivers carry As, B, F and mud of their own"),
        incident.now,
        Text("at once"),
    )
    first = first_ahead(incident, hits)
    wanted = [h for h in hits if h.kind in SAMPLED or (first is not None and h.site == first.site)]
    wanted = wanted[:MOST]
    points = [upstream]
    for order, hit in enumerate(wanted, start=2):
        ahead = first is not None and hit.site == first.site
        why = Text("first point that a crew can reach ahead of the front") if ahead else _why(hit)
        points.append(
            Sample(order, hit.name, hit.river, hit.km, why, _start(incident, hit), _note(hit))
        )
    return tuple(points)


def first_ahead(incident: Incident, hits: Sequence[Hit]) -> Hit | None:
    """The first bridge or section that the earliest front leaves time to reach."""
    usable = [h for h in hits if h.kind in SAMPLED or h.kind in AT_BRIDGES]
    start = incident.scenario.start
    gone_h = 0.0
    if start is not None:
        gone_h = max((incident.now - start.earliest).total_seconds() / 3600, 0.0)
    return next((hit for hit in usable if hit.front_h[0] - gone_h > CREW_H), None)


def _why(hit: Hit) -> Text:
    if hit.is_intake:
        return Text("drinking water intake")
    if hit.kind in ("county", "prefecture"):
        return Text("county line: what one passes on to the next")
    if hit.kind == "exit":
        return Text("exit section: report up to the region")
    if hit.kind == "station":
        return Text("hydrological station: take the flow with the sample")
    return Text("monitoring section")


def _start(incident: Incident, hit: Hit) -> datetime | None:
    start = incident.scenario.start
    if start is None:
        return None
    seconds = hit.front_h[0] * 3600
    begin = clock_before(start.earliest + timedelta(seconds=seconds - 3600), seconds)
    return max(begin, incident.now)


def _note(hit: Hit) -> Text:
    return Text("before the front; every 1-2 h while it passes")
