"""What we know and what we do not: one line each."""

from collections.abc import Iterator, Sequence

from emerg.hazards.limits import load_limits
from emerg.hazards.substances import Substance
from emerg.response.answer import Incident
from emerg.response.first_report import amount_text
from emerg.response.flow_said import flow_line
from emerg.response.hits import Hit
from emerg.response.incident import Scenario, Start
from emerg.response.since import enters_later
from emerg.texts import Prose, Text
from emerg.units import beijing


def known(incident: Incident) -> tuple[Prose, ...]:
    """What was reported or follows from it."""
    scenario = incident.scenario
    spot = {"river": incident.river_name, "km": f"{incident.km:.1f}"}
    lines: list[Prose] = [
        Text("Place: {river} km {km}, {county}", county=incident.county_name, **spot)
        if incident.county
        else Text("Place: {river} km {km}", **spot)
    ]
    if incident.snap_m is not None:
        lines.append(
            Text("Position given lies {m} m from the drawn river", m=f"{incident.snap_m:.0f}")
        )
    lines += _substance(incident.substance)
    if incident.amount_kg is not None:
        lines.append(Text("Amount: {amount}", amount=amount_text(incident)))
    if scenario.start is not None:
        lines += _started(scenario, scenario.start)
    if scenario.flow != "unknown":
        lines.append(flow_line(incident))
    return (*scenario.notes, *lines)


def _started(scenario: Scenario, start: Start) -> Iterator[Prose]:
    """When it began as was told; and when it enters the river, if that is later."""
    if scenario.origin is None or scenario.origin.start is None or not enters_later(scenario):
        yield Text("Start: {time}", time=beijing(start.earliest, year=True))
        return
    yield Text("Start: {time}", time=beijing(scenario.origin.start.earliest, year=True))
    yield Text(
        "Earliest entry into the river, from which the hours count: {time}",
        time=beijing(start.earliest, year=True),
    )


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
