"""A dispatch: the plan, and the ways to be driven for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from emerg.geodesy import FloatArray
from emerg.network.road import Conditions, net
from emerg.network.route import Route, route
from emerg.playbooks.roads import RoadMap
from emerg.resources.schema import Office
from emerg.response.dispatch import dispatch
from emerg.response.dispatch_plan import Ground, Plan
from emerg.response.route_line import line_of_route
from emerg.response.supplies import Placed
from emerg.response.turns import Turn, turns
from emerg.texts import Text

State: TypeAlias = Literal[
    "source", "in_time", "short", "partly", "too_late", "unreachable", "no_data", "unknown"
]


@dataclass(frozen=True, slots=True)
class Drive:
    """The way of one depot's people and goods to one place.

    Attributes
    ----------
    lonlat : array, shape (n, 2)
        The roads as drawn, from depot to place.
    """

    depot: str
    point: str
    route: Route
    turns: tuple[Turn, ...]
    lonlat: FloatArray


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The plan, and the ways to be driven for it."""

    plan: Plan
    drives: tuple[Drive, ...]
    offices: tuple[Office, ...]
    roads: RoadMap
    exercise: bool

    def name_of(self, drive: Drive) -> Text:
        """From which depot to which place."""
        place = next(p.place.name for p in self.plan.points if p.place.id == drive.point)
        office, depot = drive.depot.split("/", 1)
        found = next(o.depots[depot].name for o in self.offices if o.id == office)
        return Text("{a} → {b}", a=found, b=place)

    @property
    def example(self) -> bool:
        """Something of it rests on an example list."""
        return any(office.example for office in self.offices)


def dispatched(
    laid: Ground,
    roads: RoadMap,
    offices: Sequence[Office],
    conditions: Conditions,
    now: datetime,
) -> Dispatch:
    """The plan as the roads are and as late as it is, with the ways to be driven."""
    plan = dispatch(laid, conditions, now)
    drives = tuple(_drives(roads, plan))
    return Dispatch(plan, drives, tuple(offices), roads, laid.exercise)


def _drives(roads: RoadMap, plan: Plan) -> list[Drive]:
    network = net(roads.roads, plan.conditions)
    found: dict[tuple[str, str], Drive] = {}
    for served in plan.served:
        point = served.need.at
        for option in served.sent:
            depot = option.supply.depot
            key = f"{option.supply.office.id}/{depot.id}", point.place.id
            if key in found or point.on is None:
                continue
            way = route(roads.roads, network, plan.conditions, option.supply.on, point.on)
            if way is not None:
                rows = turns(roads, way, option.supply.on, point.on, point.place.name)
                line = line_of_route(roads, way, option.supply.on, point.on)
                found[key] = Drive(*key, way, rows, line)
    return list(found.values())


def state(plan: Plan, point: Placed) -> State:
    """How it stands at a place; "short": what is sent is in time, and is less than is needed."""
    if point.place.kind == "source":
        return "source"
    if not plan.ground.supplies:
        return "no_data"
    if point in plan.late:
        return "too_late"
    sent = [one for served in plan.at(point) for one in served.sent]
    if point.on is None or not sent:
        return "unreachable"
    in_time = [one.slack_h >= 0 for one in sent if one.slack_h is not None]
    if not in_time:
        return "unknown"
    if not all(in_time):
        return "partly" if any(in_time) else "too_late"
    return "short" if any(served.lacks for served in plan.at(point)) else "in_time"
