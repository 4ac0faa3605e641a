"""What the points of a sampling plan have in common: bottles, rounds, the load, standing rules."""

from collections.abc import Iterator, Sequence

from emerg.hazards.limits import load_limits
from emerg.hazards.substances import Substance
from emerg.response.answer import Incident
from emerg.response.sample import Load, Sample, SamplingPlan, Take
from emerg.response.sampling_table import IN_THE_FIELD, load_sampling
from emerg.texts import Prose, Text

FIELD: tuple[Prose, ...] = (
    Text("water temperature"),
    Text("pH"),
    Text("dissolved oxygen"),
    Text("conductivity"),
    Text("turbidity"),
)


def sampling_plan(incident: Incident, points: Sequence[Sample]) -> SamplingPlan:
    """How much a round is, what to take, how often, and when it ends."""
    take, table = take_of(incident.substance), load_sampling()
    soon = [p for p in points if p.front_h is None or p.front_h <= table.first_day_h]
    return SamplingPlan(
        take,
        load_of(soon, take),
        load_of(points, take),
        tuple(row.text for row in table.interval),
        tuple(_rules(incident, take)),
    )


def take_of(substance: Substance) -> Take:
    """Species and bottles for a substance; where nothing is listed nobody can say how many."""
    limits, table = load_limits(), load_sampling()
    species = [one for one in substance.to_sample if one not in IN_THE_FIELD]
    rows = {one: table.bottle_of(one) for one in species}
    groups = dict.fromkeys(row for row in rows.values() if row is not None)
    alone = [one for one, row in rows.items() if row is None]
    return Take(
        tuple(limits.name(one) for one in species),
        FIELD,
        (
            *(group.name for group in groups),
            *(Text("{species}, a bottle", species=limits.name(one)) for one in alone),
        ),
        sum(group.bottles for group in groups) + len(alone) if substance.to_sample else None,
        any(group.filtered for group in groups),
    )


def load_of(points: Sequence[Sample], take: Take) -> Load:
    """One round at these points."""
    total = sum(point.grid.points for point in points)
    bottles = None if take.each is None else total * take.each
    return Load(len(points), total, bottles, all(point.grid.sure for point in points))


def _rules(incident: Incident, take: Take) -> Iterator[Prose]:
    table = load_sampling()
    rule = table.verticals
    yield Text(
        "Where: a straight, even reach, from a bridge if there is one, at the gauging section if "
        "there is one; no dead water, backwater or outfall (HJ 91.2-2022). Before it is mixed: "
        "left, middle and right."
    )
    yield Text(
        "Verticals: width up to {a} m 1, up to {b} m 2, above 3. Points on each: depth up to {c} m "
        "1, up to {d} m 2, above 3; the first {top} m below the surface, the lowest {top} m above "
        "the bed; shallower than {half} m at half depth ({source})",
        a=f"{rule.width_m[0]:g}",
        b=f"{rule.width_m[1]:g}",
        c=f"{rule.layers_m[0]:g}",
        d=f"{rule.layers_m[1]:g}",
        top=f"{rule.below_surface_m:g}",
        half=f"{rule.half_depth_below_m:g}",
        source=rule.source,
    )
    if incident.scenario.ice:
        yield Text("Ice: {top} m below the ice", top=f"{rule.below_surface_m:g}")
    if take.filtered:
        yield Text("Metals: filter on the spot; dissolved and total are never mixed up in a result")
    yield Text(
        "Background: As, B, Li, F and Sb are naturally high near hot springs, turbidity in July "
        "and August; compare with the reference section before anything is called over the limit"
    )
    yield Text(
        "Until every point of the latest plan has stayed within its limit for {h} h, or is back to "
        "background: then propose the end to the command (HJ 589-2021)",
        h=f"{table.within_limits_h:g}",
    )
    yield Text(
        "A result goes in on the page of sampling (in a scenario: [[sample]], with `at` as the "
        "point is printed here); what is taken above the incident or on a tributary is "
        "background and not learned from"
    )
