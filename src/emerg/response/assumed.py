"""What was assumed, each with its formula or the source and date of its data; and the sources."""

from collections.abc import Iterator, Sequence

from emerg.hazards.losses import LossRow, load_losses
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import RiverPlaybook
from emerg.response.answer import Incident
from emerg.response.clocks import CLOSING_H
from emerg.response.entering import GOES_ON_H
from emerg.response.fate import (
    COLD_C,
    DEEP,
    SHALLOW,
    SLICK_H,
    SUSPENDED_MG_L,
    WARM_C,
    dissolved_band,
    evaporated_band,
    half_life_d,
)
from emerg.response.hits import Hit
from emerg.response.sampling import CREW_H
from emerg.response.way_down import Store, WayDown
from emerg.texts import Prose, Text
from emerg.transport.draws import MEMBERS, SEED
from emerg.units import significant

VELOCITY_WORDS = {
    "jobson with slope": Text(
        "Jobson 1996 with slope, V = 0.094 + 0.0143 D'a^0.919 Q'a^-0.469 S^0.159 Q/Da"
    ),
    "jobson": Text("Jobson 1996 without slope, V = 0.020 + 0.051 D'a^0.821 Q'a^-0.465 Q/Da"),
    "discharge alone": Text(
        "velocity from the discharge alone, ln V = a + b ln Q (USGS dye studies)"
    ),
    "entered": Text("velocity entered or measured by tracer"),
    "rating": Text("rating V = a Q^b of the playbook"),
    "measured section": Text("Q/(W H) of the measured section, V ~ Q^0.56"),
}


def assumptions(
    rivers: Rivers, incident: Incident, way: WayDown, hits: Sequence[Hit]
) -> tuple[Prose, ...]:
    """Every assumption with its formula and the date of its data."""
    books = dict.fromkeys(reach.playbook for reach in way.course.reaches)
    return (
        *_method(hits),
        *_times(),
        *(_flow(rivers.playbooks[book]) for book in books),
        *(_background(rivers.playbooks[book]) for book in books),
        *_of_this_case(incident, way),
        *loss_lines(incident.substance),
    )


def _method(hits: Sequence[Hit]) -> Iterator[Prose]:
    bases = dict.fromkeys(hit.velocity_basis for hit in hits)
    for basis in bases or ("jobson",):
        yield Text("Velocity: {formula}", formula=VELOCITY_WORDS[basis])
    yield Text("Velocity is not valid in reservoirs, on a rising flood, or before mixing across")
    yield Text(
        "Cloud: advection-dispersion, C = M f(t)/Q, the equation of HJ 2.3-2018; spreading by "
        "seven formulas and their disagreement where width and depth are known, else Jobson's "
        "unit peak Cup = 857 T^(-0.760 Q'a^-0.079); no loss on the way"
    )
    yield Text(
        "Mixed across from x = 0.4 U W²/(0.6 H u*) on; before that the bank of the spill is "
        "reckoned with, on both banks"
    )
    yield Text(
        "Ensemble of {n} members (seed {seed}): earliest, likely, latest are 5, 50 and 95 %; the "
        "earliest is never later than the fastest formula",
        n=MEMBERS,
        seed=SEED,
    )


def _times() -> Iterator[Prose]:
    yield Text(
        "Chainage counts from the source along the drawn line; distances use published length"
    )
    yield Text("Time to close an intake: {h} h where the playbook does not say", h=f"{CLOSING_H:g}")
    yield Text(
        "Closing and reopening times allow for the doubt in where a place stands on the river"
    )
    yield Text("Time for a crew to be ready at a section: {h} h", h=f"{CREW_H:g}")


def _flow(book: RiverPlaybook) -> Prose:
    flow = book.river.flow
    source = book.river.sources[flow.source]
    return Text(
        "Flow of {river} by month: {source} ({as_of}; confidence {confidence})",
        river=book.river.name,
        source=source.title,
        as_of=source.as_of,
        confidence=confidence_text(flow.confidence),
    )


def _background(book: RiverPlaybook) -> Prose:
    known = book.river.background_mg_l
    if not known:
        return Text(
            "Natural background of {river}: not known, taken as 0; sample above the incident",
            river=book.river.name,
        )
    return Text(
        "Natural background of {river} added: {species} ({source})",
        river=book.river.name,
        species=", ".join(f"{name} {value:g} mg/L" for name, value in known.items()),
        source=book.river.background_source,
    )


def _of_this_case(incident: Incident, way: WayDown) -> Iterator[Prose]:
    if way.unknown_stores:
        yield Text(
            "On the way lie {names}: front times take no credit for them; what passes is later "
            "and longer than printed",
            names=tuple(store.name for store in way.unknown_stores[:6]),
        )
    for store in way.stores:
        if store.volume_m3 is not None:
            yield _stored(store, store.volume_m3)
    if incident.scenario.ice:
        yield Text(
            "Ice cover as reported: likely and latest run at half to all of the open-water "
            "velocity, the earliest at all of it; nothing evaporates"
        )
    if incident.scenario.steps and incident.scenario.steps[-1].to_h is None:
        yield Text("The last rate of the release goes on; reckoned for {d} d", d=GOES_ON_H // 24)
    if incident.substance.hazard != "unknown" and not incident.substance.regulated:
        yield Text("No limit in mg/L for this substance: clocks count from the front")


def _stored(store: Store, volume_m3: tuple[float, float]) -> Prose:
    low, high = (significant(volume / 1e4) for volume in volume_m3)
    return Text(
        "{name} holds {volume} ×10⁴ m³ ({basis}): how much of it the river mixes with is drawn; "
        "the earliest front and closing take no credit for it, likely and latest do",
        name=store.name,
        volume=low if low == high else f"{low}–{high}",
        basis=store.basis,
    )


def loss_lines(substance: Substance) -> Iterator[Prose]:
    """What is known of a substance's loss on the way; nothing where nothing is."""
    row = load_losses().of(substance.id)
    if row is None:
        return
    if row.half_life_20_d is not None or row.volatile is not None:
        yield _half_life(substance, row)
    if row.sorbing is not None:
        yield _dissolved(substance, row)
    if row.evaporation is not None:
        yield _slick(substance, row)


def _half_life(substance: Substance, row: LossRow) -> Prose:
    fast, slow = half_life_d(row)
    return Text(
        "Loss on the way: none for closing; reopening is also shown with the slow end of it. "
        "Half-life of {name} {fast} to {slow} d, from {shallow} m of water at {warm} °C to "
        "{deep} m at {cold} °C ({source}; confidence {confidence})",
        name=substance.name,
        fast=significant(fast),
        slow=significant(slow),
        shallow=f"{SHALLOW[0]:g}",
        warm=f"{WARM_C:g}",
        deep=f"{DEEP[0]:g}",
        cold=f"{COLD_C:g}",
        source=row.source,
        confidence=confidence_text(row.confidence),
    )


def _dissolved(substance: Substance, row: LossRow) -> Prose:
    low, likely, high = (significant(100 * share) for share in dissolved_band(row))
    return Text(
        "{name}: total and dissolved are two figures. At {suspended} mg/L of suspended matter "
        "about {likely} % of the total is dissolved, anything from {low} to {high} % ({source}; "
        "confidence {confidence}): have both measured",
        name=substance.name,
        suspended=f"{SUSPENDED_MG_L:g}",
        likely=likely,
        low=low,
        high=high,
        source=row.source,
        confidence=confidence_text(row.confidence),
    )


def _slick(substance: Substance, row: LossRow) -> Prose:
    cold, warm = evaporated_band(row)
    return Text(
        "Slick of {name}: after {hours} h about {cold} % has evaporated at {low} °C, {warm} % at "
        "{high} °C, nothing under ice ({source}; confidence {confidence})",
        name=substance.name,
        hours=f"{SLICK_H:g}",
        cold=f"{100 * cold:.0f}",
        warm=f"{100 * warm:.0f}",
        low=f"{COLD_C:g}",
        high=f"{WARM_C:g}",
        source=row.source,
        confidence=confidence_text(row.confidence),
    )


def confidence_text(word: str) -> Text:
    """A confidence as people read it."""
    return {
        "high": Text("high"),
        "medium": Text("medium"),
        "low": Text("low"),
        "example": Text("example, invented"),
    }[word]


def sources(rivers: Rivers, way: WayDown) -> tuple[Prose, ...]:
    """Titles, licences and dates of what the rivers on the way are drawn from."""
    found: dict[str, Prose] = {}
    for book in dict.fromkeys(reach.playbook for reach in way.course.reaches):
        used = {r.source for r in rivers.playbooks[book].reaches}
        used |= {r.flow_source for r in rivers.playbooks[book].reaches}
        for key in sorted(used):
            source = rivers.playbooks[book].river.sources.get(key)
            if source is not None:
                found[source.title] = source.cited
    return tuple(found.values())
