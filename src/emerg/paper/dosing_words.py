"""How doses are worded, on paper and on the terminal alike."""

from collections.abc import Iterator

from emerg.hazards.dosing import DosingRow, Pair, load_dosing
from emerg.hazards.limits import load_limits
from emerg.paper.words import CONFIDENCES, NONE, band, worded
from emerg.response.doses import AtIntake, Caught, DoseAt, Dosing, Neutral
from emerg.response.stock import Stock
from emerg.texts import Prose, Text
from emerg.units import late_h, significant


def pair_words(pair: Pair | None) -> str:
    """A range, once where both ends read the same."""
    return NONE if pair is None else band(*pair)


def count_words(pair: tuple[int, int]) -> str:
    low, high = pair
    return f"{low}" if low == high else f"{low}–{high}"


def place_lines(one: DoseAt) -> tuple[Prose, ...]:
    """The place and the flow reckoned with."""
    flow = significant(one.place.flow_m3_s, 3)
    return one.place.name, Text("flow {flow} m³/s", flow=flow)


def basis_line(one: DoseAt) -> Prose:
    """mg/L of product, or for each mg/L of the pollutant."""
    mg_l = pair_words(one.dose.mg_l)
    return (
        Text("{mg_l} for each mg/L of {species}", mg_l=mg_l, species=_name(one.species))
        if one.each_mg_l
        else mg_l
    )


def total_lines(one: DoseAt) -> tuple[Prose, ...]:
    """Tonnes for the whole passage and how long that is."""
    if one.total_t is None or one.place.passage_h is None:
        return (Text("hours of passage not known, or too many"),)
    return pair_words(one.total_t), Text("over {h} h", h=late_h(one.place.passage_h))


def feasible_words(one: DoseAt) -> Prose:
    """Whether so much can be brought in a day, with the figure it is measured by."""
    if one.each_mg_l:
        return Text("depends on the concentration measured")
    most = f"{load_dosing().most_t_d:g}"
    high = one.dose.t_d[1]
    if not one.dose.feasible:
        return Text(
            "not realistic: more than {most} t a day; hold it at the source and on side streams, "
            "stop the intakes, dilute from reservoirs once the earlier front is reckoned",
            most=most,
        )
    if high > load_dosing().most_t_d:
        return Text("at the lower dose only: the higher is more than {most} t a day", most=most)
    return Text("possible by quantity; jar test first")


def undosed_words(found: Dosing) -> Iterator[Prose]:
    """Species without a product, and products without a dose."""
    if found.undosed:
        yield Text(
            "No product is listed for {names}: hold it, stop the intakes, ask the experts",
            names=tuple(_name(species) for species in found.undosed),
        )
    for row, species in found.unreckoned:
        yield Text(
            "{species}: {product}; no dose is published, a jar test alone can tell",
            species=_name(species),
            product=row.product,
        )


def intake_words(one: AtIntake) -> Prose:
    """Product at a waterworks."""
    kg, product = pair_words(one.kg_d), one.row.product
    if one.water_m3_d is None:
        return Text(
            "{name}: {product} {kg} kg a day for every 10⁴ m³/d (capacity not known)",
            name=one.name,
            product=product,
            kg=kg,
        )
    water = f"{one.water_m3_d:,.0f}"
    return Text(
        "{name}: {product} {kg} kg a day for {water} m³/d",
        name=one.name,
        product=product,
        kg=kg,
        water=water,
    )


def caught_words(one: Caught) -> Prose:
    """Product for caught water, by theory."""
    fields = {
        "species": _name(one.species),
        "product": one.row.product,
        "ratio": NONE if one.row.per_mg is None else band(*one.row.per_mg, 3),
    }
    if one.product_t is None or one.pollutant_kg is None:
        return Text(
            "Caught water only: {product}, {ratio} kg for each kg of {species} (theory); how much "
            "was caught is not known",
            **fields,
        )
    return Text(
        "Caught water only: {product}, {ratio} kg for each kg of {species} (theory); {t} t if all "
        "{kg} kg were caught",
        t=pair_words(one.product_t),
        kg=pair_words(one.pollutant_kg),
        **fields,
    )


def neutral_words(one: Neutral) -> Prose:
    """Product that neutralises the spill."""
    fields = {"product": one.product.name, "t": f"{one.per_tonne:.2f}"}
    purity = f"{100 * one.purity:g}"
    if one.total_t is None:
        return Text("{product}: {t} t per tonne spilled at {purity} %", purity=purity, **fields)
    return Text(
        "{product}: {t} t per tonne spilled at {purity} %; {total} t for all of it",
        purity=purity,
        total=pair_words(one.total_t),
        **fields,
    )


def row_words(row: DosingRow) -> Prose:
    """When, and when not: conditions, limits of use, where it comes from."""
    fields = {
        "product": row.product,
        "ph": row.ph,
        "limits": row.limits,
        "source": row.source,
        "confidence": worded(CONFIDENCES, row.confidence),
    }
    if not row.note.zh:
        return Text(
            "{product}. Condition: {ph}. Limits: {limits}. Jar test first. {source} ({confidence})",
            **fields,
        )
    return Text(
        "{product}. Condition: {ph}. Limits: {limits}. Case: {note}. Jar test first. {source} "
        "({confidence})",
        note=row.note,
        **fields,
    )


def stock_words(stock: Stock) -> Prose:
    """How much there is, and where most of it."""
    total = f"{stock.total:,.0f}"
    if not stock.where:
        return Text("{name}: none in the lists that are loaded", name=stock.name)
    places = tuple(
        Text(
            "{office} {depot} {quantity}",
            office=held.office,
            depot=held.depot,
            quantity=f"{held.quantity:,.0f}",
        )
        for held in stock.where[:4]
    )
    return Text(
        "{name}: {total} {unit} ({places})",
        name=stock.name,
        total=total,
        unit=stock.unit,
        places=places,
    )


def _name(species: str) -> Prose:
    return load_limits().name(species)
