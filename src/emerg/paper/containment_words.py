"""How a containment is worded, on paper, in the window and on the terminal alike."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from math import ceil, floor

from emerg.paper.dispatch_words import slack_words
from emerg.response.containment import Containment
from emerg.response.effect import Effect
from emerg.response.holding_option import HoldingOption, State
from emerg.texts import Prose, Text
from emerg.units import beijing, front_clock, significant

STATES: Mapping[State, Prose] = {
    "in_time": Text("in time"),
    "unknown": Text("not known who could come"),
    "short": Text("not enough boom"),
    "too_late": Text("too late"),
    "passed": Text("front has passed"),
}
START_UNKNOWN = Text("start not known: the front may have passed")
TEN_THOUSAND_M3, HUNDRED_MILLION_M3 = 1e4, 1e8


def state_words(option: HoldingOption) -> Prose:
    """Whether there is time."""
    if option.front_in_h is None:
        return START_UNKNOWN
    return STATES[option.state]


def front_at(found: Containment, option: HoldingOption) -> str:
    """When the front may be there at the earliest, down to five minutes."""
    if option.front_in_h is None:
        return "—"
    return _clock(found.now + timedelta(hours=option.front_in_h))


def begin_words(found: Containment, option: HoldingOption) -> Prose:
    """By when it must be ordered, or work on the spot must have begun."""
    if option.begin_in_h is None:
        return Text("at once: when the front comes is not known")
    due = found.now + timedelta(hours=option.begin_in_h)
    if option.method == "gates":
        due -= timedelta(hours=found.table.gates.order_h)
    if due <= found.now:
        return Text("that was due {time}", time=_clock(due))
    if option.method == "gates":
        return Text("ask by {time}", time=_clock(due))
    return Text("on the spot by {time}", time=_clock(due))


def slack_of(option: HoldingOption) -> str:
    """Slack with its sign; "—" where nobody is known who could come."""
    return slack_words(option.slack_h)


def holds_words(option: HoldingOption) -> Prose:
    """What it holds, and for how long at the flow of the day."""
    if option.method == "dose" and option.removal is not None:
        low, high = (f"{100 * share:.0f}" for share in option.removal.share)
        return Text("takes out {low}–{high} %", low=low, high=high)
    if option.asked_h is not None and option.asked_m3 is not None:
        return Text(
            "{h} h need {m3} of free space: ask",
            h=_hours(option.asked_h),
            m3=volume(option.asked_m3),
        )
    if option.held_m3 is None or option.full_h is None:
        return option.why_not or "—"
    soonest, likely, _latest = option.full_h
    return Text(
        "{m3}: full after {h} ({least} at high flow)",
        m3=volume(option.held_m3),
        h=lasting(likely),
        least=lasting(soonest),
    )


def spares_words(option: HoldingOption) -> Prose:
    """What it spares, by the model."""
    if option.effect is None:
        return Text("not reckoned: {why}", why=option.why_not)
    return effect_words(option.effect)


def effect_words(found: Effect) -> Prose:
    """Who is kept under the limit, and how many hours are gained."""
    parts: list[Prose] = []
    if found.people >= 1:
        parts.append(Text("{n} people kept under the limit", n=significant(found.people)))
    if found.places >= 0.05:
        parts.append(Text("{n} places kept under the limit", n=f"{found.places:.1f}"))
    if found.later_h >= 0.1:
        parts.append(
            Text(
                "front up to {h} h later at {n} places",
                h=_hours(found.later_h),
                n=sum(one.later_h > 0 for one in found.spared),
            )
        )
    if not parts:
        return Text("spares nobody by the model")
    return Text("{parts}", parts=tuple(parts))


def reasons(found: Containment, option: HoldingOption) -> Iterator[Prose]:
    """Every figure with the rule it comes from."""
    table = found.table
    flow = "–".join(significant(value) for value in (option.flow_m3_s[0], option.flow_m3_s[2]))
    yield Text(
        "flow {likely} m³/s ({band}), velocity {v} m/s",
        likely=significant(option.flow_m3_s[1]),
        band=flow,
        v=f"{option.velocity_m_s[1]:.2f}",
    )
    if option.method == "gates":
        yield Text(
            "{order} h to get the order and {act} h to shut, {slack} h of slack",
            order=f"{table.gates.order_h:g}",
            act=_hours(option.work_h),
            slack=slack_of(option),
        )
    else:
        yield Text("{h} h on the spot", h=_hours(option.work_h))
    if option.space is not None:
        yield Text("space: {basis}; {checked}", basis=option.space.basis, checked=_checked(option))
    yield from _built(found, option)
    if option.site is not None:
        for key in ("how_to_use", "order_by", "materials", "access"):
            if value := (option.site.attributes or {}).get(key):
                yield Text("{label}: {value}", label=_LABELS[key], value=str(value))


_LABELS = {
    "how_to_use": Text("How to use it"),
    "order_by": Text("Who may order it"),
    "materials": Text("Material"),
    "access": Text("Access"),
}


def _checked(option: HoldingOption) -> Prose:
    day = None if option.space is None else option.space.checked_on
    if day is None:
        return Text("never checked on the spot: counts nothing in the ledger")
    return Text("checked on the spot {day}", day=day.isoformat())


def _built(found: Containment, option: HoldingOption) -> Iterator[Prose]:
    table = found.table
    if option.dam is not None:
        dam = option.dam
        yield Text(
            "dam {high} m high, {wide} m long, {fill} m³ of fill, or {bags} sandbags; "
            "{machine} machine hours ({basis})",
            high=f"{dam.height_m:.1f}",
            wide="—" if option.at.width_m is None else f"{option.at.width_m:.0f}",
            fill=f"{ceil(dam.fill_m3):,}",
            bags=f"{dam.bags:,}",
            machine=_hours(dam.machine_h),
            basis=table.dam.basis,
        )
    if option.dose is not None:
        low, high = option.dose.kg_h
        yield Text(
            "{product}: {low}–{high} kg/h at {flow} m³/s; jar test first",
            product=option.dose.row.product,
            low=significant(low),
            high=significant(high),
            flow=significant(option.dose.flow_m3_s),
        )
    if option.removal is not None:
        yield option.removal.basis
    if option.boom is not None:
        yield boom_words(found, option)


def boom_words(found: Containment, option: HoldingOption) -> Prose:
    """How the boom must lie."""
    boom = option.boom
    assert boom is not None
    length: Prose = Text("width not known")
    if boom.order_m is not None:
        length = Text("{m} m in all", m=f"{boom.order_m:,}")
    lies = Text(
        "boom at {angle}° to the bank at most, {lines} lines, {length} "
        "(surface {v} m/s when it is fast; {basis})",
        angle=f"{floor(boom.angle_deg):d}",
        lines=boom.lines,
        length=length,
        v=f"{boom.surface_m_s:.2f}",
        basis=found.table.boom.basis,
    )
    if not boom.divert:
        return lies
    return Text("{lies}; too fast to hold against: lead it into slack water", lies=lies)


def volume(m3: float) -> Prose:
    """A volume as people say it."""
    if m3 < TEN_THOUSAND_M3:
        return Text("{v} m³", v=significant(m3))
    if m3 < HUNDRED_MILLION_M3:
        return Text("{v} ×10⁴ m³", v=significant(m3 / TEN_THOUSAND_M3))
    return Text("{v} ×10⁸ m³", v=significant(m3 / HUNDRED_MILLION_M3))


def lasting(hours: float) -> Prose:
    """How long a space takes what comes, down: seconds, minutes, hours or days."""
    seconds = hours * 3600
    if seconds < 60:
        return Text("{n} s", n=floor(seconds))
    if seconds < 3600:
        return Text("{n} min", n=floor(seconds / 60))
    if hours < 72:
        return Text("{n} h", n=_hours(hours))
    return Text("{n} days", n=floor(hours / 24))


def _hours(hours: float) -> str:
    return f"{floor(hours * 10 + 1e-9) / 10:g}"


def _clock(moment: datetime) -> str:
    """Down to five minutes."""
    return beijing(front_clock(moment))
