"""Dosing reckoned for an incident: at its place, at the first places that hold, at the intakes.

In-river dosing is realistic on tributaries and at winter low flow; on a main stem the figures say
so themselves. No row goes without a jar test.
"""

from collections.abc import Iterator, Mapping, Sequence

from emerg.hazards.dosing import (
    WAN_M3_D,
    DosingRow,
    Pair,
    dosed,
    load_dosing,
    neutralisers,
    powder_kg_d,
)
from emerg.hazards.substances import Substance
from emerg.response.answer import Holding, Incident
from emerg.response.doses import AtIntake, Caught, DoseAt, DosePlace, Dosing, Neutral
from emerg.response.intakes import IntakeRow
from emerg.response.passing import Passing
from emerg.texts import Prose, Text

# So many of the places that hold water, the first ones down the river.
MOST_PLACES = 3
CYANIDE_RULE = Text(
    "Never chlorinate cyanide in the open river on this tool's word alone: poisonous cyanogen "
    "chloride (ClCN) may form"
)


def dosing(
    incident: Incident,
    holding: Sequence[Holding],
    intakes: Sequence[IntakeRow],
    passings: Mapping[str, Passing],
) -> Dosing:
    """What it would take, wherever the table knows a product for the substance's species."""
    substance, table = incident.substance, load_dosing()
    wanted = _species(substance)
    rows = [(row, species) for species in wanted for row in table.of(species)]
    places = tuple(_places(incident, holding, passings))
    river = [(row, species) for row, species in rows if row.where == "river"]
    return Dosing(
        river=tuple(_in_river(river, places)),
        unreckoned=tuple((row, species) for row, species in river if not _reckoned(row)),
        intakes=tuple(_at_intakes([row for row, _s in rows if row.where == "intake"], intakes)),
        caught=tuple(_caught(incident, [pair for pair in rows if pair[0].where == "dike"])),
        neutral=tuple(_neutral(incident)),
        undosed=tuple(s for s in wanted if not table.of(s)),
        lines=tuple(_lines(substance, [row for row, _species in rows])),
    )


def _species(substance: Substance) -> tuple[str, ...]:
    """What is regulated; where nothing is, what is sampled and the table treats."""
    if substance.regulated:
        return tuple(part.species for part in substance.regulated)
    if substance.hazard == "unknown":
        return ()
    return tuple(one for one in substance.measure if load_dosing().of(one))


def _reckoned(row: DosingRow) -> bool:
    return row.mg_l is not None or row.per_mg is not None


def _places(
    incident: Incident, holding: Sequence[Holding], passings: Mapping[str, Passing]
) -> Iterator[DosePlace]:
    scenario = incident.scenario
    name = Text(
        "where it enters, {river} km {km}", river=incident.river_name, km=f"{incident.km:.1f}"
    )
    flow = incident.discharge_m3_s[1]
    lasts = scenario.duration_h or None  # all at once: by the time of a dose it has gone by
    yield DosePlace(name, incident.river, incident.km, flow, lasts, None, None)
    for place in holding[:MOST_PLACES]:
        here = passings.get(place.site)
        if here is not None:
            peak = None if here.peak_mg_l is None else here.peak_mg_l[2]
            yield DosePlace(
                place.title,
                place.river,
                place.km,
                here.discharge_m3_s,
                _passage_h(incident, here),
                peak,
                here.species,
            )


def _passage_h(incident: Incident, here: Passing) -> float | None:
    """Hours from the earliest front to the latest tail above the limit; None is not known.

    Nor is it for one that reservoirs draw out beyond what anybody doses for.
    """
    scenario = incident.scenario
    goes_on = scenario.duration_h is None or (scenario.steps and scenario.steps[-1].to_h is None)
    if goes_on or here.last_above_h is None:
        return None
    spread = 0.0
    if scenario.start is not None:
        spread = (scenario.start.latest - scenario.start.earliest).total_seconds() / 3600
    hours = max(here.last_above_h - here.front_h[0], 0.0) + spread
    return hours if hours <= load_dosing().longest_passage_h else None


def _in_river(
    rows: Sequence[tuple[DosingRow, str]], places: Sequence[DosePlace]
) -> Iterator[DoseAt]:
    for row, species in rows:
        for place in places:
            known = place.pollutant_mg_l if place.species == species else None
            each = row.per_mg is not None and known is None
            found = dosed(row, place.flow_m3_s, 1.0 if each else known)
            if found is not None:
                yield DoseAt(place, species, found, each)


def _at_intakes(rows: Sequence[DosingRow], intakes: Sequence[IntakeRow]) -> Iterator[AtIntake]:
    """By the water that each draws; those of which that is not known together, by 10⁴ m³ a day."""
    known = [one for one in intakes if one.capacity_m3_d is not None]
    others = tuple(one.name for one in intakes if one.capacity_m3_d is None)
    waters: list[tuple[Prose, float | None]] = [(one.name, one.capacity_m3_d) for one in known]
    if others:
        waters.append((Text("{names}", names=others), None))
    for row in dict.fromkeys(rows):
        for name, water in waters or [(Text("any waterworks"), None)]:
            product = powder_kg_d(row, WAN_M3_D if water is None else water)
            if product is not None:
                yield AtIntake(row, name, water, product)


def _caught(incident: Incident, rows: Sequence[tuple[DosingRow, str]]) -> Iterator[Caught]:
    """The product for all of the pollutant that was spilled, as if all of it were caught."""
    shares = {part.species: part.mass_fraction for part in incident.substance.regulated}
    pure = pure_kg(incident)
    for row, species in rows:
        kg = None if pure is None else _times(pure, shares.get(species, 1.0))
        product = None
        if kg is not None and row.per_mg is not None:
            product = (kg[0] * row.per_mg[0] / 1000, kg[1] * row.per_mg[1] / 1000)
        yield Caught(row, species, kg, product)


def pure_kg(incident: Incident) -> Pair | None:
    """The pure compound in what was spilled [kg]; None where the amount is not known."""
    scenario = incident.scenario
    goes_on = bool(scenario.steps) and scenario.steps[-1].to_h is None
    if incident.amount_kg is None or goes_on:
        return None
    return incident.amount_kg


def _times(pair: Pair, factor: float) -> Pair:
    return pair[0] * factor, pair[1] * factor


def _neutral(incident: Incident) -> Iterator[Neutral]:
    substance, amount = incident.substance, incident.scenario.amount
    said = None if amount is None else amount.purity
    purity = said or substance.typical_purity or 1.0
    pure = pure_kg(incident)
    for product, per_pure in neutralisers(substance.id):
        total = None if pure is None else _times(pure, per_pure / 1000)
        yield Neutral(product, purity, per_pure * purity, total)


def _lines(substance: Substance, rows: Sequence[DosingRow]) -> Iterator[Prose]:
    table = load_dosing()
    if substance.hazard == "cyanide":
        yield CYANIDE_RULE
    if substance.hazard == "unknown":
        yield Text("Substance not known: no product until it is; hold it, stop the intakes, sample")
    if substance.floats:
        yield Text("Oil on the water: booms, skimmers and pads; no product goes into the river")
    yield Text(
        "Jar test before any dose, with the river's own water at its own temperature; cold and "
        "turbid water reacts slowly"
    )
    if rows:
        yield Text(
            "Names in full: poly-aluminium chloride is a coagulant, powdered activated carbon a "
            "sorbent; the short name is the same for both and is not used"
        )
    if any(row.where == "river" for row in rows):
        yield Text(
            "Chemicals to set the pH are not reckoned: titrate the river's water. Lorries of {t} "
            "t each ({source}); more than {most} t a day counts as not realistic",
            t=f"{table.payload_t:g}",
            source=table.payload_source,
            most=f"{table.most_t_d:g}",
        )
