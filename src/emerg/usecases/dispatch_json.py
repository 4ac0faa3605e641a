"""The plan of a dispatch as plain values."""

from datetime import datetime, timedelta
from typing import Any

from emerg.resources.items import items
from emerg.response.dispatch_plan import Option, Plan, Served
from emerg.response.drives import Dispatch, Drive, state
from emerg.response.supplies import Placed, Supply
from emerg.response.turns import Turn
from emerg.texts import Lang, render
from emerg.units import iso


def dispatch_json(found: Dispatch, lang: Lang) -> dict[str, Any]:
    """Points with their needs, who is sent and who else could be; the ways; what is left out."""
    plan = found.plan
    return {
        "now": iso(plan.now),
        "start": None if plan.ground.start is None else iso(plan.ground.start),
        "example": found.example,
        "no_data": not plan.ground.supplies,
        "closed": sorted(plan.conditions.closed),
        "offices": [
            {
                "id": office.id,
                "name": render(office.name, lang),
                "example": office.example,
                "as_of": None if office.as_of is None else office.as_of.isoformat(),
            }
            for office in found.offices
        ],
        "points": [_point(plan, point, lang) for point in plan.points],
        "too_late": [
            _point(plan, point, lang) | {"slack_h": _hours(plan.best_slack_h(point))}
            for point in plan.late
        ],
        "routes": [_route(drive, lang) for drive in found.drives],
        "left_out": [
            {
                "depot": lot.depot,
                "name": lot.name,
                "expired": None if lot.expires is None else lot.expires.isoformat(),
            }
            for lot in plan.ground.left_out
        ],
        "far_depots": [render(depot.name, lang) for depot in plan.ground.far],
    }


def _point(plan: Plan, point: Placed, lang: Lang) -> dict[str, Any]:
    place, start = point.place, plan.ground.start
    front: datetime | None = None
    if start is not None and place.kind != "source":
        front = start + timedelta(hours=place.front_h)
    return {
        "id": place.id,
        "name": render(place.name, lang),
        "kind": place.kind,
        "state": state(plan, point),
        "river": place.river,
        "km": round(place.km, 2),
        "lon": round(place.lon, 5),
        "lat": round(place.lat, 5),
        "front_h": round(place.front_h, 3),
        "front_at": None if front is None else iso(front),
        "off_road_km": None if point.on is None else round(point.on.off_road_m / 1000, 2),
        "width_m": place.width_m,
        "needs": [_served(plan, one, lang) for one in plan.at(point)],
    }


def _served(plan: Plan, one: Served, lang: Lang) -> dict[str, Any]:
    row = one.need.row
    return {
        "id": row.id,
        "name": render(row.name, lang),
        "item": row.item,
        "skill": row.skill,
        "quantity": one.need.quantity,
        "unit": unit_of(one),
        "short": one.short,
        "slack_h": _hours(one.slack_h),
        "ready_at": None if one.ready_h is None else _at(plan, one.ready_h),
        "why": render(row.why, lang),
        "sent": [_option(plan, option, lang) for option in one.sent],
        "second": [_option(plan, option, lang) for option in one.second],
    }


def unit_of(one: Served) -> str:
    """The unit of what is needed; "" for crews."""
    return "" if one.need.row.item is None else items()[one.need.row.item].unit


def _option(plan: Plan, option: Option, lang: Lang) -> dict[str, Any]:
    supply = option.supply
    return {
        "office": supply.office.id,
        "depot": render(supply.depot.name, lang),
        "what": render(what(supply), lang),
        "quantity": option.quantity or supply.quantity,
        "drive_h": _hours(option.drive_h),
        "ready_at": _at(plan, option.ready_h),
        "slack_h": _hours(option.slack_h),
        "assumed_times": supply.assumed,
        # Whom to ask, and never a number: those stand on the sheet.
        "contact_role": (supply.team and supply.team.contact_role) or supply.depot.contact_role,
    }


def what(supply: Supply) -> Any:
    """The team's name, or the goods'."""
    return supply.team.name if supply.team is not None else (supply.lot.name if supply.lot else "")


def _route(drive: Drive, lang: Lang) -> dict[str, Any]:
    return {
        "depot": drive.depot,
        "point": drive.point,
        "distance_km": round(drive.route.length_m / 1000, 2),
        "hours": round(drive.route.hours, 3),
        "edges": [leg.stretch for leg in drive.route.legs],
        "turns": [_turn(turn, lang) for turn in drive.turns],
    }


def _turn(turn: Turn, lang: Lang) -> dict[str, Any]:
    return {
        "road": render(turn.road, lang),
        "to": render(turn.to, lang),
        "via": [render(name, lang) for name in turn.via],
        "km": round(turn.length_km, 1),
        "hours": round(turn.hours, 2),
        "after_km": round(turn.after_km, 1),
        "from_stake_km": _hours(turn.from_stake),
        "to_stake_km": _hours(turn.to_stake),
        "schematic": turn.rough,
    }


def _hours(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _at(plan: Plan, hours: float) -> str:
    return iso(plan.now + timedelta(hours=hours))
