"""How a leak from a pond is worded, on paper and on the terminal alike."""

from emerg.hazards.dosing import Dose
from emerg.hazards.limits import load_limits
from emerg.response.ledger import Ledger, Space
from emerg.response.pond import SWELLS, Arrival, PondAnswer
from emerg.texts import Prose, Text
from emerg.units import early_h, late_h, significant

WAN = 10_000.0
CHANCES: dict[str, Prose] = {"likely": Text("likely"), "possible": Text("possible")}


def hours_words(found: PondAnswer) -> Prose:
    """From which moment the hours of the arrivals count: not from that of the hit list."""
    early, late = found.release.enters_h
    return Text(
        "Hours from the failure, {gully} h down the gully included; those of the hit list count "
        "from the earliest entry into the river. Km along the flow path from the pond. The wave "
        "outruns the mud; the dissolved plume goes on where the solids have stopped.",
        gully=f"{early_h(early)}–{late_h(late)}",
    )


def wan(cubic_metres: float) -> str:
    """A volume in 10⁴ m³, to a tenth or two figures.

    >>> wan(31_000.0), wan(2_530_000.0), wan(150.0)
    ('3.1', '253', '0.015')
    """
    value = cubic_metres / WAN
    return significant(value, 3) if value >= 100 else significant(value)


def volume_words(pair: tuple[float, float] | None) -> Prose:
    """A volume, or a range, in 10⁴ m³."""
    if pair is None:
        return Text("not known")
    low, high = wan(pair[0]), wan(pair[1])
    return Text("{v} ×10⁴ m³", v=low if low == high else f"{low}–{high}")


def ledger_words(found: Ledger) -> Prose:
    """What is to be held, what finds room, and by which km."""
    if found.to_hold_m3 is None:
        return Text("How much is to be held is not known: ask for the ponded water first")
    most, room = found.to_hold_m3[1], found.held_m3[0]
    if found.enough_by_km is not None:
        return Text(
            "Room for all of {most} ×10⁴ m³ by km {km}",
            most=wan(most),
            km=f"{found.enough_by_km:g}",
        )
    last = found.spaces[-1].path_km if found.spaces else 0.0
    return Text(
        "Holds {room} of {most} ×10⁴ m³ by km {km}: {missing} ×10⁴ m³ find no room",
        room=wan(min(room, most)),
        most=wan(most),
        km=f"{last:g}",
        missing=wan(most - min(room, most)),
    )


def space_words(one: Space) -> Prose:
    """What one place holds."""
    if one.capacity_m3 is None:
        return Text("not surveyed: counts nothing")
    return volume_words(one.capacity_m3)


def dose_words(one: Dose) -> Text:
    """What a pollutant takes; or that it cannot be done, in one plain sentence."""
    name = load_limits().name(one.row.species)
    low, high = one.t_d
    if not one.feasible:
        return Text(
            "{species}: {product}, {low} to {high} t a day at {flow} m³/s: not realistic here, "
            "hold at the source instead",
            species=name,
            product=one.row.product,
            low=significant(low),
            high=significant(high),
            flow=significant(one.flow_m3_s),
        )
    return Text(
        "{species}: {product}, {low} to {high} kg an hour at {flow} m³/s ({ph}); jar test first",
        species=name,
        product=one.row.product,
        low=significant(one.kg_h[0]),
        high=significant(one.kg_h[1]),
        flow=significant(one.flow_m3_s),
        ph=one.row.ph,
    )


def swell_words(swells: float | None) -> Prose | None:
    """That the leak itself makes the river rise, where it does."""
    if swells is None or swells < SWELLS:
        return None
    return Text(
        "The leak is {n} times the river's flow where it enters: the water rises and runs faster. "
        "Closing reckons with all of it, reopening with none; rising flow is outside the method's "
        "validity: keep an eye on the wave's times",
        n=significant(swells) if swells < 100 else Text("more than 100"),
    )


def wave_words(one: Arrival) -> Prose:
    if one.wave_h is None:
        return "—"
    return f"{early_h(one.wave_h[0])}–{late_h(one.wave_h[1])}"


def mud_words(one: Arrival) -> Prose:
    if one.mud_h is None or one.mud is None:
        return "—"
    return Text(
        "{a}–{b} ({chance})",
        a=early_h(one.mud_h[0]),
        b=late_h(one.mud_h[1]),
        chance=CHANCES[one.mud],
    )


def plume_words(one: Arrival) -> Prose:
    if one.plume_h is None:
        return "—"
    earliest, likely, latest = one.plume_h
    return f"{early_h(earliest)} / {early_h(likely)} / {late_h(latest)}"


def over_words(one: Arrival) -> Prose:
    """Which species exceed their limit there."""
    names = load_limits()
    over = tuple(names.name(peak.species) for peak in one.species if peak.exceeds == "yes")
    may = tuple(names.name(peak.species) for peak in one.species if peak.exceeds == "possible")
    if over and may:
        return Text("{names}; possibly {more}", names=over, more=may)
    if over:
        return Text("{names}", names=over)
    return Text("possibly {more}", more=may) if may else "—"
