"""What can be done at a place on the way: gates, a dam, a space beside it, dosing, a boom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from emerg.hazards.dosing import Dose, dose
from emerg.playbooks.schema import Site
from emerg.response.candidates import Candidate
from emerg.response.holding_ground import Ground, Water
from emerg.response.holding_option import HoldingOption, Method
from emerg.response.usable import Usable, usable
from emerg.response.waters import boom_at, section_at
from emerg.response.works import Section, temporary_dam
from emerg.texts import Text
from emerg.units import HOUR_S, significant

# What is done at a place of each class; where a road comes to the water, what crews can bring.
BY_CLASS: Mapping[str, tuple[Method, ...]] = {
    "SK": ("gates",),
    "BD": ("gates",),
    "ZB": ("gates", "dose", "boom"),
    "YD": ("side",),
    "SD": ("side",),
    "KT": ("side",),
    "GH": ("side",),
    "JX": ("side", "boom"),
    "QT": ("side", "boom"),
    "QL": ("dam", "dose", "boom"),
    "ZD": ("dam", "dose", "boom"),
}
BY_ROAD: tuple[Method, ...] = ("dam", "dose", "boom")
# What a crew must be able to do; gates are shut by those who are there.
SKILL: Mapping[Method, str] = {"dam": "hold", "side": "hold", "dose": "dose", "boom": "boom"}

NO_SPACE = Text("its free space is not known: ask for it, and have it surveyed")
NO_SECTION = Text("width, depth or slope of the water are not known: look on the spot")
LED_ASIDE = Text("what is led through it comes back below: it parts the water and holds none")
FLOATS = Text("what floats is held at the surface: what share of it cannot be reckoned")


@dataclass(frozen=True, slots=True)
class Spot:
    """A candidate with what is known of it."""

    place: Candidate
    site: Site | None
    water: Water
    at: Section

    def figure(self, key: str) -> float | None:
        """A number that the playbook gives for it."""
        value = ((self.site.attributes if self.site is not None else None) or {}).get(key)
        return float(value) if isinstance(value, int | float) else None


Maker: TypeAlias = Callable[[Ground, Spot], HoldingOption | None]


def options_at(ground: Ground, place: Candidate, water: Water) -> Iterator[HoldingOption]:
    """Every method that there is at a place for this substance."""
    site = ground.sites.get(place.id)
    methods = BY_ROAD
    if site is not None and site.space_class is not None:
        methods = BY_CLASS[site.space_class]
    spot = Spot(place, site, water, section_at(ground.case.rivers, place, site, water))
    for method in methods:
        found = _MAKERS[method](ground, spot)
        if found is not None:
            yield found


def _option(ground: Ground, spot: Spot, method: Method, work_h: float) -> HoldingOption:
    arrival: float | None = ground.table.gates.order_h
    if method in SKILL:
        arrival = ground.arrival_h.get((SKILL[method], spot.place.id))
    return HoldingOption(
        method,
        spot.place,
        spot.site,
        spot.water.flow_m3_s,
        spot.water.velocity_m_s,
        spot.at,
        ground.left_h(spot.place.front_h),
        work_h,
        None if arrival is None else arrival + work_h,
    )


def _gates(ground: Ground, spot: Spot) -> HoldingOption:
    """Shut until the space is full; where nobody knows that, for some hours, to see."""
    row = ground.table.gates
    minutes = spot.figure("gate_min") or spot.figure("closing_min")
    found = _option(ground, spot, "gates", row.act_h if minutes is None else minutes / 60)
    if (space := _usable(ground, spot)) is not None:
        return replace(found, space=space)
    asked_m3 = spot.water.flow_m3_s[2] * row.asked_h * HOUR_S
    # More than the works hold when they are full need not be asked for.
    most_m3 = spot.figure("live_storage_m3") or spot.figure("storage_m3") or asked_m3
    share = min(most_m3 / asked_m3, 1.0)
    return replace(found, asked_h=row.asked_h * share, asked_m3=asked_m3 * share)


def _usable(ground: Ground, spot: Spot) -> Usable | None:
    if spot.site is None:
        return None
    return usable(spot.site, wet=ground.wet, free_m3=ground.free_m3(spot.site))


def _side(ground: Ground, spot: Spot) -> HoldingOption:
    """Led into a space beside the river, until that is full."""
    found = _option(ground, spot, "side", ground.table.side.set_h)
    space = _usable(ground, spot)
    if space is None:
        through = spot.figure("design_discharge_m3_s") is not None
        return replace(found, why_not=LED_ASIDE if through else NO_SPACE)
    return replace(found, space=space)


def _dam(ground: Ground, spot: Spot) -> HoldingOption | None:
    """An earth dam from bank to bank, which holds until what it backs up is full.

    None where there is too much water, or it is too deep, and nobody listed it as a dam site.
    """
    row, flow = ground.table.dam, spot.water.flow_m3_s[1]
    dam = temporary_dam(spot.at, row)
    listed = spot.site is not None and spot.site.space_class == "ZD"
    too_high = dam is not None and dam.height_m > row.most_height_m
    if not listed and (flow > row.most_flow_m3_s or too_high):
        return None
    minutes = spot.figure("closing_min")
    build_h = row.least_h if dam is None else dam.build_h
    found = _option(ground, spot, "dam", build_h if minutes is None else minutes / 60)
    if dam is not None and too_high:
        return replace(
            found,
            dam=dam,
            why_not=Text(
                "too deep for an earth dam: {h} m from the bed, {most} m at most",
                h=significant(dam.height_m),
                most=f"{row.most_height_m:g}",
            ),
        )
    if flow > row.most_flow_m3_s:
        return replace(
            found,
            dam=dam,
            why_not=Text(
                "too much water for an earth dam: {flow} m³/s, {most} m³/s at most",
                flow=significant(flow),
                most=f"{row.most_flow_m3_s:g}",
            ),
        )
    if dam is None or dam.stored_m3 is None:
        return replace(found, dam=dam, why_not=NO_SECTION)
    return replace(
        found, dam=dam, space=Usable(dam.stored_m3, Text("backed up behind the dam, reckoned"))
    )


def _dose(ground: Ground, spot: Spot) -> HoldingOption | None:
    """A product into the water; None where the table has none, or too much would be needed."""
    front_h, flow = spot.place.front_h, spot.water.flow_m3_s[1]
    found: Dose | None = None
    for part in ground.case.substance.regulated:
        found = found or dose(part.species, flow, ground.mg_l_at(front_h))
    if found is None or not found.feasible or not ground.case.substance.mixes:
        return None
    option = _option(ground, spot, "dose", ground.table.dosing.set_h)
    option = replace(option, dose=found)
    removal = ground.table.removed(found.row.species)
    if removal is None:
        return replace(
            option,
            why_not=Text(
                "nothing published says how much of {species} one dosing point takes out",
                species=found.row.species,
            ),
        )
    return replace(option, removal=removal)


def _boom(ground: Ground, spot: Spot) -> HoldingOption | None:
    """Lines across the current; for what floats."""
    if not ground.case.substance.floats:
        return None
    row = ground.table.boom
    option = _option(ground, spot, "boom", row.set_h)
    lacks = spot.place.id in ground.too_little
    return replace(option, boom=boom_at(spot.at, spot.water, row), lacks=lacks, why_not=FLOATS)


_MAKERS: Mapping[Method, Maker] = {
    "gates": _gates,
    "side": _side,
    "dam": _dam,
    "dose": _dose,
    "boom": _boom,
}
