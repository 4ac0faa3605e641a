"""What we know and what we do not: one line each."""

from collections.abc import Iterator, Mapping, Sequence

from emerg.hazards.limits import load_limits
from emerg.hazards.substances import Substance
from emerg.response.answer import Incident
from emerg.response.first_report import amount_text
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.texts import Prose, Text
from emerg.units import beijing, significant

FLOW_WORDS: dict[str, Prose] = {
    "low": Text("low flow of the month (10 %)"),
    "mean": Text("mean flow of the month (50 %)"),
    "high": Text("high flow of the month (90 %)"),
    "unknown": Text("flow not known: the full band of the month"),
}


def known(incident: Incident) -> tuple[Prose, ...]:
    """What was reported or follows from it."""
    scenario = incident.scenario
    lines: list[Prose] = [
        Text(
            "Place: {river} km {km}, {county}",
            river=incident.river_name,
            km=f"{incident.km:.1f}",
            county=incident.county_name,
        )
    ]
    if incident.snap_m is not None:
        lines.append(
            Text("Position given lies {m} m from the drawn river", m=f"{incident.snap_m:.0f}")
        )
    lines += _substance(incident.substance)
    if incident.amount_kg is not None:
        lines.append(Text("Amount: {amount}", amount=amount_text(incident)))
    if scenario.start is not None:
        lines.append(Text("Start: {time}", time=beijing(scenario.start.earliest, year=True)))
    if scenario.flow != "unknown":
        lines.append(flow_line(incident))
    return (*scenario.notes, *lines)


def _substance(substance: Substance) -> Iterator[Prose]:
    if substance.hazard == "unknown":
        return
    yield Text("Substance: {name}", name=substance.name)
    if substance.to_sample:
        limits = load_limits()
        names = tuple(limits.name(species) for species in substance.to_sample)
        yield Text("Measure: {names}", names=names)
    if substance.note.zh:
        yield substance.note


def flow_line(incident: Incident) -> Prose:
    """The flow at the incident with its band."""
    low, middle, high = incident.discharge_m3_s
    word = flow_word(incident.scenario, FLOW_WORDS, Text("flow as entered"))
    return Text(
        "{word}: {likely} m³/s at the incident ({low} to {high})",
        word=word,
        likely=significant(middle, 3),
        low=significant(low, 3),
        high=significant(high, 3),
    )


def flow_word(scenario: Scenario, words: Mapping[str, Prose], entered: Prose) -> Prose:
    """The flow in a word; where a leak swells the river, that of the river and the leak."""
    without = None if scenario.origin is None else scenario.origin.flow
    flow = scenario.flow if without is None else without
    word = words[flow] if isinstance(flow, str) else entered
    return word if without is None else Text("{word}, with the leak", word=word)


def unknown(incident: Incident, hits: Sequence[Hit]) -> tuple[Prose, ...]:
    """What is not known and what that does to the answer."""
    scenario = incident.scenario
    lines: list[Prose] = []
    if incident.substance.hazard == "unknown":
        lines.append(Text("Substance: treated as conservative and dissolved; ask for the placard"))
    if incident.amount_kg is None:
        lines.append(Text("Amount: times only, and mg/L per tonne"))
    if scenario.start is None:
        lines.append(Text("Start: everything within reach may already have been passed"))
        if scenario.samples:
            lines.append(Text("Samples cannot be used while the start is not known"))
    if scenario.duration_h is None:
        lines.append(Text("The leak goes on: no time of reopening"))
    if scenario.flow == "unknown":
        lines.append(flow_line(incident))
    if not (incident.substance.mixes or incident.substance.floats):
        lines.append(
            Text("Does not spread through the water: no concentration; sample water and bed")
        )
    if incident.substance.floats and scenario.wind_m_s is None:
        lines.append(Text("Wind: taken as calm"))
    if not any(hit.is_intake for hit in hits):
        lines.append(Text("No intake is listed on the way: that does not mean there is none"))
    return tuple(lines)
