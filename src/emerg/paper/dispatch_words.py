"""How a dispatch is worded, on paper, in the window and on the terminal alike."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil, floor

from emerg.incident.contacts import Contacts
from emerg.incident.listed import contact_of, post_of
from emerg.network.driving import load_driving
from emerg.paper.numbers import number_lines
from emerg.resources.items import items, lot_words, unit_name
from emerg.response.dispatch_plan import Option, Plan, Served
from emerg.response.supplies import Placed, Supply
from emerg.texts import Prose, Text
from emerg.units import beijing, front_clock

STATES: Mapping[str, Prose] = {
    "source": Text("source"),
    "in_time": Text("in time"),
    "short": Text("something missing"),
    "partly": Text("partly in time"),
    "too_late": Text("too late"),
    "unreachable": Text("cannot be reached"),
    "no_data": Text("no data on resources"),
    "unknown": Text("start not known: the front may have passed"),
}


def slack_words(slack_h: float | None) -> str:
    """Slack with its sign, in hours to a tenth, down: less than there is.

    >>> slack_words(1.29), slack_words(-0.31), slack_words(None)
    ('+1.2', '-0.4', '—')
    """
    return "—" if slack_h is None else f"{floor(slack_h * 10 + 1e-9) / 10:+.1f}"


def ready_words(plan: Plan, ready_h: float | None) -> str:
    """When it works there, up to the next five minutes."""
    if ready_h is None:
        return "—"
    seconds = (plan.now + timedelta(hours=ready_h)).timestamp()
    return beijing(datetime.fromtimestamp(ceil(seconds / 300) * 300, plan.now.tzinfo))


def front_words(plan: Plan, point: Placed) -> Prose:
    """When the front may be there at the earliest, down to five minutes."""
    if point.place.kind == "source":
        return "—"
    if plan.ground.start is None:
        hours = f"{floor(point.place.front_h * 10 + 1e-9) / 10:.1f}"
        return Text("{h} h after the start, which is not known", h=hours)
    # No hours beside it: those of the hit list go by coarser steps, and would seem to differ.
    return beijing(front_clock(plan.ground.start + timedelta(hours=point.place.front_h)))


def late_words(plan: Plan, point: Placed) -> Text:
    """A place that nobody reaches in time, and by how much it is missed."""
    slack = plan.best_slack_h(point)
    return Text(
        "Missed: {name}, front at the earliest {front}, {h} h too late at best",
        name=point.place.name,
        front=front_words(plan, point),
        h="—" if slack is None else f"{ceil(-slack * 10 - 1e-9) / 10:.1f}",
    )


def supply_name(supply: Supply) -> Prose:
    """The team, or the goods as the office calls them."""
    if supply.team is not None:
        return supply.team.name
    return lot_words(supply.lot.name, supply.lot.item) if supply.lot is not None else ""


def sent_words(option: Option) -> Text:
    """Who or what, how much of it, from where."""
    return Text(
        "{what}{much}, from {depot}",
        what=supply_name(option.supply),
        much=_much(option),
        depot=option.supply.depot.name,
    )


def call_words(option: Option, contacts: Contacts = ()) -> Text:
    """Whom to call for it, by the address book if it was opened; a line where no number is known.

    The team's own number goes before that of its depot; what holds for it by name before what
    holds for its post.
    """
    supply = option.supply
    asked = [one for one in (supply.team, supply.depot) if one is not None]
    found = (
        number_lines(contact_of(contacts, supply.office, one), one.phone)
        or number_lines(post_of(contacts, supply.office, one), "")
        for one in asked
    )
    lines = next(filter(None, found), "________")
    role = next((one.contact_role for one in asked if one.contact_role), "—")
    return Text("call: {role} {phone}", role=role, phone=lines)


def _much(option: Option) -> Prose:
    lot = option.supply.lot
    if lot is None:
        return ""
    quantity = option.quantity or option.supply.quantity
    return Text("×{n} {unit}", n=f"{quantity:,}", unit=unit_name(lot.unit))


def quantity_words(served: Served) -> Prose:
    """How much is needed."""
    if served.need.quantity is None:
        return Text("as much as there is")
    if served.need.row.item is None:
        return f"{served.need.quantity:,}"
    unit = unit_name(items()[served.need.row.item].unit)
    return Text("{n} {unit}", n=f"{served.need.quantity:,}", unit=unit)


def short_words(served: Served, *, known: bool = True) -> Prose:
    """What is missing; "" where nothing is. `known`: somebody's list is loaded."""
    if not served.sent and not known:
        return Text("not known")
    if not served.sent:
        return Text("nobody") if served.need.row.skill else Text("none")
    return f"{served.short:,}" if served.short else ""


def honest_lines(plan: Plan, *, example: bool) -> tuple[Prose, ...]:
    """What a plan rests on, and does not know."""
    lines: list[Prose] = []
    if example:
        lines.append(Text("Resources of example offices: for exercises only, none of it is real"))
    if not plan.ground.supplies:
        lines.append(
            Text("No list of resources is loaded: what is needed is told, who has it is not known")
        )
    if len(plan.points) == 1:
        lines.append(
            Text("No place below is known that could be held in time: hold it at the source")
        )
    if plan.ground.left_out:
        names = tuple(lot_words(lot.name, lot.item) for lot in plan.ground.left_out)
        lines.append(Text("Past their day and left out: {names}", names=names))
    if plan.ground.far:
        depots = tuple(depot.name for depot in plan.ground.far)
        lines.append(Text("Far from any road and left out: {names}", names=depots))
    table = plan.ground.table
    lines += [
        Text(
            "Needs and set-up times are estimates ({as_of}); where a list gives no times, "
            "{alert} min to turn out and {load} min to load are assumed",
            as_of=table.as_of,
            alert=f"{table.alert_min:g}",
            load=f"{table.load_min:g}",
        ),
        Text(
            "Drives are a car's; goods and machines take {factor} times as long (assumed)",
            factor=f"{load_driving().lorry:g}",
        ),
        Text("Vehicles for the goods are not assigned; bridges and bans are not checked"),
        Text("Road network: a sketch from public data (class C and D), not for navigation"),
    ]
    return tuple(lines)
