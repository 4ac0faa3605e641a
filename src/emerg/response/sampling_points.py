"""Which points to sample: reference, control, attenuation, intakes, borders, confluences.

HJ 589-2021 asks for a section above the incident, control sections at and below it, every drinking
and irrigation intake of the reach, borders, and both sides of confluences.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from emerg.playbooks.schema import SamplingPoint
from emerg.response.hits import Hit, name_of
from emerg.response.sample import Role
from emerg.response.sampling_ground import Ground, Mouth, Spot
from emerg.response.sampling_table import load_sampling
from emerg.texts import Prose, Text

BORDERS = ("prefecture", "exit", "entry")
SECTIONS = ("monitoring", "county", "station")
# Where a crew can stand: from a bridge, or at a section that is sampled or gauged anyway.
STANDS = ("bridge", "station", "monitoring")
RULES: Mapping[Role, str] = {
    "reference": "HJ 589-2021",
    "control": "HJ 589-2021",
    "attenuation": "HJ/T 91-2002",
    "intake": "HJ 589-2021",
    "border": "HJ 589-2021",
    "before": "HJ 589-2021",
    "tributary": "HJ 589-2021",
    "after": "HJ 589-2021",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the plan before its clock and its grid.

    Attributes
    ----------
    verticals : int or None
        As the playbook's plan has them.
    raw : bool
        Raw water at an intake.
    """

    role: Role
    spot: Spot
    why: Prose
    hit: Hit | None = None
    site: str = ""
    name: Prose | None = None
    verticals: int | None = None
    flow: bool = False
    raw: bool = False


def points(ground: Ground, hits: Sequence[Hit], first: Hit | None) -> tuple[Point, ...]:
    """Every point, the reference section first, then down the river."""
    planned = {
        point.site: point
        for book in ground.rivers.playbooks.values()
        for point in book.plan.sampling
    }
    attenuation = _attenuating(hits)
    down = [
        _control(ground),
        *(_of_hit(ground, hit, attenuation, planned) for hit in _chosen(hits, first, planned)),
        *_confluences(ground),
    ]
    if attenuation is None:
        down += _plain_attenuation(ground)
    ordered = sorted(down, key=lambda point: point.spot.distance_m or 0.0)
    return (_reference(ground), *ordered)


def _reference(ground: Ground) -> Point:
    """The nearest bridge, station or section above the incident, else the river above it."""
    table = load_sampling()
    why = Text("not touched: what the river carries of its own; without it nothing is over a limit")
    drill = ground.incident.scenario.exercise
    for distance_m, site, reach in ground.above():
        if distance_m > table.control_within_km * 1000:
            break
        usable = site.kind in STANDS and (drill or site.confidence != "example")
        doubt = site.position_error_km or 0.0
        if usable and distance_m / 1000 > max(doubt, table.control_below_km):
            station = site.kind == "station"
            spot = Spot(reach, site.km or 0.0)
            name = name_of(site.name, site.confidence)
            return Point("reference", spot, why, site=site.id, name=name, flow=station)
    place = ground.at
    lowest = ground.rivers.network.rivers[place.reach.river][0].from_m
    km = max(place.chainage_m - table.control_above_km * 1000, (lowest + place.chainage_m) / 2)
    return Point("reference", Spot(place.reach, km / 1000), why)


def _control(ground: Ground) -> Point:
    below = min(load_sampling().control_below_km * 1000, ground.length_m / 2)
    why = Text("just below where it enters: on the bank it came from, then right across")
    return Point("control", ground.spot(below), why)


def _attenuating(hits: Sequence[Hit]) -> Hit | None:
    """The first section or bridge far enough below the control section."""
    table = load_sampling()
    low, high = ((table.control_below_km + km) * 1000 for km in _attenuation_km())
    return next((h for h in hits if h.kind in STANDS and low <= h.distance_m <= high), None)


def _attenuation_km() -> tuple[float, float]:
    table = load_sampling()
    return table.attenuation_km, table.attenuation_to_km


def _plain_attenuation(ground: Ground) -> Iterator[Point]:
    table = load_sampling()
    far = (table.control_below_km + table.attenuation_km) * 1000
    if far < ground.length_m:
        yield Point("attenuation", ground.spot(far), _attenuation_why())


def _attenuation_why() -> Text:
    km = f"{load_sampling().attenuation_km:g}"
    return Text("mixed and thinned: at least {km} km below the control section", km=km)


def _chosen(
    hits: Sequence[Hit], first: Hit | None, planned: Mapping[str, SamplingPoint]
) -> Iterator[Hit]:
    """Intakes and borders; county lines that may be exceeded; of the others the first ones."""
    others = 0
    attenuation = _attenuating(hits)
    for hit in hits:
        always = hit.is_intake or hit.kind in (*BORDERS, "irrigation")
        if always or hit is first or hit is attenuation:
            yield hit
        elif hit.kind == "county":
            if hit.exceeds != "no":
                yield hit
        elif (hit.kind in SECTIONS or hit.site in planned) and others < load_sampling().most_others:
            others += 1
            yield hit


def _of_hit(
    ground: Ground, hit: Hit, attenuation: Hit | None, planned: Mapping[str, SamplingPoint]
) -> Point:
    role, point = _role(hit, attenuation), planned.get(hit.site)
    why: Prose = _why(hit, role) if point is None or role == "attenuation" else point.why
    reach = ground.spot(hit.distance_m).reach
    site = ground.sites.get(hit.site)
    if site is not None and site.reach is not None:
        reach = ground.rivers.network.reach(site.reach)
    return Point(
        role,
        Spot(reach, hit.km, hit.distance_m),
        why,
        hit,
        hit.site,
        hit.title,
        None if point is None else point.verticals,
        flow=hit.kind == "station",
        raw=hit.is_intake,
    )


def _role(hit: Hit, attenuation: Hit | None) -> Role:
    if hit.is_intake or hit.kind == "irrigation":
        return "intake"
    if hit.kind in ("county", *BORDERS):
        return "border"
    return "attenuation" if hit is attenuation else "control"


def _why(hit: Hit, role: Role) -> Text:
    if role == "attenuation":
        return _attenuation_why()
    if hit.is_intake:
        return Text("drinking water intake")
    if hit.kind == "irrigation":
        return Text("irrigation intake: every one of the reach")
    if hit.kind in ("county", "prefecture"):
        return Text("county line: what one passes on to the next")
    if hit.kind in ("exit", "entry"):
        return Text("exit section: report up to the region")
    if hit.kind == "station":
        return Text("hydrological station: take the flow with the sample")
    return Text("from the bridge") if hit.kind == "bridge" else Text("monitoring section")


def _confluences(ground: Ground) -> Iterator[Point]:
    """Both rivers above, and the river below, of the first larger confluences."""
    table = load_sampling()
    taken = 0
    for mouth in ground.mouths():
        soon = ground.front_h(mouth.distance_m) <= table.confluence_within_h
        if soon and mouth.share >= table.confluence_share and taken < table.most_confluences:
            taken += 1
            yield from _around(ground, mouth)


def _around(ground: Ground, mouth: Mouth) -> Iterator[Point]:
    table = load_sampling()
    above, below = table.confluence_above_km, table.confluence_below_km
    before, after, other = _words(ground, mouth)
    distance_m = mouth.distance_m - above * 1000
    if distance_m > table.control_below_km * 1000:
        yield Point("before", ground.spot(distance_m), before)
    length_km = (mouth.other.to_m - mouth.other.from_m) / 1000
    km = mouth.other.to_m / 1000 - min(above, length_km / 2)
    yield Point("tributary", Spot(mouth.other, km, mouth.distance_m), other, flow=True)
    distance_m = mouth.distance_m + below * 1000
    if distance_m < ground.length_m:
        yield Point("after", ground.spot(distance_m), after)


def _words(ground: Ground, mouth: Mouth) -> tuple[Prose, Prose, Prose]:
    """Why above, below, and on the other river, whichever of the two is the tributary."""
    name = ground.rivers.network.name
    ours, other = name(ground.spot(mouth.distance_m - 1.0).river), name(mouth.other.river)
    joins, into = (other, ours) if mouth.below.river != mouth.other.river else (ours, other)
    share = f"{100 * min(mouth.share, 1.0):.0f}"
    return (
        Text("before {river} joins {other}", river=joins, other=into),
        Text("after {river} has joined {other}, where both are mixed", river=joins, other=into),
        Text("background and flow: {share} % of what runs below", share=share),
    )
