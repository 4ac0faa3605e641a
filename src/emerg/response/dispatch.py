"""Who can be where when, with what, and who should go: the plan that covers most with most slack.

Quick: it is run again whenever a road closes, the flow changes or time has passed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from emerg.network.assignment import assigned
from emerg.network.driving import load_driving
from emerg.network.matrix import driving_h
from emerg.network.road import Conditions, net
from emerg.response.dispatch_plan import Ground, Need, Option, Plan, Served
from emerg.response.supplies import Placed, Supply

# Places to hold it: so many that can be reached in time, and one that cannot, to be seen.
IN_TIME, TOO_LATE = 3, 1
BOOM = "boom"  # the item, and the skill to set it
SECONDS = 2  # of those who could go instead
ENOUGH_H = 24.0  # more slack than a day is worth no more


@dataclass(frozen=True)
class _Reach:
    """How soon any supply is ready at any place, from one sweep of the roads."""

    ground: Ground
    now: datetime
    drive_h: Mapping[tuple[str, str], float]

    def option(self, supply: Supply, point: Placed, setup_h: float) -> Option | None:
        drive = self.drive_h.get((supply.id, point.place.id), float("inf"))
        if not isfinite(drive):
            return None
        ready = supply.alert_h + supply.load_h + drive + setup_h
        return Option(supply, drive, ready, self.slack_h(point, ready))

    def slack_h(self, point: Placed, ready_h: float) -> float | None:
        start = self.ground.start
        if start is None or point.place.kind == "source":
            return None
        front = start + timedelta(hours=point.place.front_h)
        return (front - self.now).total_seconds() / 3600 - ready_h


def dispatch(ground: Ground, conditions: Conditions, now: datetime) -> Plan:
    """Who goes where, as the roads are and as late as it is."""
    reach = _Reach(ground, now, _driven(ground, conditions))
    best = _best_slack(ground, reach)
    points, late = (ground.chosen, ()) if ground.wanted else _choose(ground, best, now)
    needs = (*_needs(ground, points), *ground.wanted)
    options = {need.id: _options(ground, reach, need) for need in needs}
    shares = _assign(needs, options)
    served = tuple(_served(need, options[need.id], shares) for need in needs)
    return Plan(now, (ground.source, *points), late, best, served, ground, conditions)


def arrivals(ground: Ground, conditions: Conditions) -> dict[tuple[str, str], float]:
    """Hours from the call until the first crew of a skill is at a place; by (skill, place)."""
    found: dict[tuple[str, str], float] = {}
    crews = {supply.id: supply for supply in ground.supplies if supply.team is not None}
    for (name, place), drive_h in _driven(ground, conditions).items():
        crew = crews.get(name)
        if crew is None or crew.team is None or not isfinite(drive_h):
            continue
        hours = crew.alert_h + crew.load_h + drive_h
        for skill in crew.team.skills:
            found[skill, place] = min(hours, found.get((skill, place), hours))
    return found


def boom_arrivals(ground: Ground, conditions: Conditions) -> dict[str, float | None]:
    """Hours from the call until enough boom is at a place; None where there is not so much."""
    return _enough_boom(ground, _driven(ground, conditions))


def _enough_boom(
    ground: Ground, driven_h: Mapping[tuple[str, str], float]
) -> dict[str, float | None]:
    lots: dict[str, list[tuple[float, int]]] = {}
    booms = {one.id: one for one in ground.supplies if one.lot is not None and one.lot.item == BOOM}
    for (name, place), drive_h in driven_h.items():
        one = booms.get(name)
        if one is not None and isfinite(drive_h):
            hours = one.alert_h + one.load_h + drive_h
            lots.setdefault(place, []).append((hours, one.quantity))
    return {
        place: _enough_h(sorted(lots.get(place, ())), metres)
        for place, metres in ground.boom_m.items()
    }


def _enough_h(lots: Sequence[tuple[float, int]], metres: int) -> float | None:
    """When the last lot comes that is needed for so many metres."""
    lying = 0
    for hours, quantity in lots:
        lying += quantity
        if lying >= metres:
            return hours
    return None


def crews_of(ground: Ground) -> dict[str, int]:
    """How many crews of each skill there are."""
    return Counter(
        skill
        for supply in ground.supplies
        if supply.team is not None
        for skill in supply.team.skills
    )


def _driven(ground: Ground, conditions: Conditions) -> dict[tuple[str, str], float]:
    every = {p.place.id: p for p in (ground.source, *ground.places, *ground.chosen)}
    goals = [point for point in every.values() if point.on is not None]
    depots = {supply.on: supply.on for supply in ground.supplies}
    starts = list(depots)
    if not starts or not goals:
        return {}
    network = net(ground.roads, conditions)
    ends = [point.on for point in goals if point.on is not None]
    hours = driving_h(ground.roads, network, conditions, starts, ends)
    row = {on: n for n, on in enumerate(starts)}
    lorry = load_driving().lorry
    speed_m_h = ground.table.off_road_km_h * 1000
    return {
        (supply.id, point.place.id): float(hours[row[supply.on], j])
        * (lorry if supply.by_lorry else 1.0)
        + (supply.on.off_road_m + end.off_road_m) / speed_m_h
        for supply in ground.supplies
        for j, (point, end) in enumerate(zip(goals, ends, strict=True))
    }


def _best_slack(ground: Ground, reach: _Reach) -> dict[str, float]:
    """The most slack of anybody who can hold it, at every place that somebody reaches.

    Where a boom is needed and there is enough of it, no more than that leaves.
    """
    holding = next((row for row in ground.rows if row.at == "water" and row.skill), None)
    if holding is None:
        return {}
    crews = [supply for supply in ground.supplies if supply.can(holding)]
    found: dict[str, float] = {}
    for point in ground.places:
        reached = (reach.option(crew, point, holding.setup_h) for crew in crews)
        slacks = [one.slack_h for one in reached if one is not None and one.slack_h is not None]
        if slacks:
            found[point.place.id] = max(slacks)
    for place, slack in _boom_slack(ground, reach).items():
        if place in found:
            found[place] = min(found[place], slack)
    return found


def _boom_slack(ground: Ground, reach: _Reach) -> dict[str, float]:
    """The slack that boom leaves, at every place that enough of it reaches."""
    row = next((row for row in ground.rows if row.at == "water" and row.item == BOOM), None)
    if row is None:
        return {}
    enough, found = _enough_boom(ground, reach.drive_h), {}
    for point in ground.places:
        boom_h = enough.get(point.place.id)
        slack = None if boom_h is None else reach.slack_h(point, boom_h + row.setup_h)
        if slack is not None:
            found[point.place.id] = slack
    return found


def _choose(
    ground: Ground, best: Mapping[str, float], now: datetime
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """The first places that can be held in time, and the last before them that cannot.

    Where none can, the least late are served: the tail may still be held.
    """
    near = [point for point in ground.places if point.on is not None]
    if not best:
        # Nobody is known who could come: the places where whoever works at once is in time.
        ahead = [point for point in near if ground.time_to_set_up(point, now)]
        return tuple((ahead or near)[:IN_TIME]), ()
    early = [point for point in near if best.get(point.place.id, -1.0) >= 0]
    if not early:
        late = sorted(
            (point for point in near if point.place.id in best),
            key=lambda point: -best[point.place.id],
        )[:IN_TIME]
        return tuple(sorted(late, key=lambda point: point.place.front_h)), ()
    first_h = early[0].place.front_h
    before = [p for p in near if p.place.front_h < first_h and p.place.id in best]
    return tuple(early[:IN_TIME]), tuple(before[-TOO_LATE:])


def _needs(ground: Ground, points: Sequence[Placed]) -> tuple[Need, ...]:
    found = []
    for row in (row for row in ground.rows if row.at == "source" or not ground.wanted):
        where = {
            "source": (ground.source,),
            "water": tuple(points),
            "first": tuple(points[:1]),
        }[row.at]
        for point in where:
            quantity = row.quantity(ground.boom_m.get(point.place.id), ground.amount_kg)
            found.append(Need(f"{point.place.id}/{row.id}", row, point, quantity))
    return tuple(found)


def _options(ground: Ground, reach: _Reach, need: Need) -> tuple[Option, ...]:
    """Whoever can serve the need, most slack first."""
    found = [
        option
        for supply in ground.supplies
        if supply.can(need.row)
        if (option := reach.option(supply, need.at, need.row.setup_h)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.ready_h, one.supply.id)))


def _assign(
    needs: Sequence[Need], options: Mapping[str, Sequence[Option]]
) -> Mapping[tuple[str, str], int]:
    """Shares of supplies by (supply, need): in time before late, near the source before far."""
    pool = {one.supply.id: one.supply for group in options.values() for one in group}
    # What the table names first, nearest the source, comes first.
    weight = {need.id: 1 - rank / len(needs) for rank, need in enumerate(needs)}
    gain = {
        (one.supply.id, need.id): _gain(one, weight[need.id])
        for need in needs
        for one in options[need.id]
    }
    demands = []
    for need in needs:
        # Where it cannot be told how much, the best single supply goes.
        best = options[need.id][0].supply.quantity if options[need.id] else 0
        units = best if need.quantity is None else need.quantity
        demands.append((need.id, units, weight[need.id]))
    return assigned({key: one.quantity for key, one in pool.items()}, demands, gain)


def _gain(option: Option, weight: float) -> float:
    """What an option is worth: in time, then with slack; too late, then as little as may be."""
    if option.slack_h is None:
        return 100.0 + 100.0 * weight - min(option.ready_h, 90.0)
    if option.slack_h >= 0:
        return 300.0 + 300.0 * weight + min(option.slack_h, ENOUGH_H) * 5
    return 100.0 + max(option.slack_h, -90.0)


def _served(need: Need, options: Sequence[Option], shares: Mapping[tuple[str, str], int]) -> Served:
    sent = tuple(
        Option(one.supply, one.drive_h, one.ready_h, one.slack_h, share)
        for one in options
        if (share := shares.get((one.supply.id, need.id), 0))
    )
    going = {one.supply.id for one in sent}
    second = tuple(one for one in options if one.supply.id not in going)[:SECONDS]
    brought = sum(one.quantity for one in sent)
    short = 0 if need.quantity is None else max(need.quantity - brought, 0)
    return Served(need, sent, second, short)
