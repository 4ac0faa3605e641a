"""What we know, what we do not, and what was assumed: one line each, with its source."""

from collections.abc import Sequence

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Incident
from emerg.response.clocks import CLOSING_H
from emerg.response.first_report import amount_text
from emerg.response.hits import Hit
from emerg.response.way_down import WayDown
from emerg.texts import Prose, Text
from emerg.transport.ensemble import MEMBERS, SEED
from emerg.units import beijing

FLOW_WORDS = {
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
            county=incident.county or "—",
        )
    ]
    if incident.snap_m is not None:
        lines.append(
            Text("Position given lies {m} m from the drawn river", m=f"{incident.snap_m:.0f}")
        )
    if incident.substance.hazard != "unknown":
        lines.append(Text("Substance: {name}", name=incident.substance.name))
    if incident.amount_kg is not None:
        lines.append(Text("Amount: {amount}", amount=amount_text(incident)))
    if scenario.start is not None:
        lines.append(Text("Start: {time}", time=beijing(scenario.start.earliest, year=True)))
    if scenario.flow != "unknown":
        lines.append(flow_line(incident))
    return tuple(lines)


def flow_line(incident: Incident) -> Prose:
    """The flow at the incident with its band."""
    low, middle, high = incident.discharge_m3_s
    flow = incident.scenario.flow
    word: Prose = FLOW_WORDS[flow] if isinstance(flow, str) else Text("flow as entered")
    return Text(
        "{word}: {likely} m³/s at the incident ({low} to {high})",
        word=word,
        likely=f"{middle:.3g}",
        low=f"{low:.3g}",
        high=f"{high:.3g}",
    )


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
    if scenario.duration_h is None:
        lines.append(Text("The leak goes on: no time of reopening"))
    if scenario.flow == "unknown":
        lines.append(flow_line(incident))
    if incident.substance.floats and scenario.wind_m_s is None:
        lines.append(Text("Wind: taken as calm"))
    if not any(hit.is_intake for hit in hits):
        lines.append(Text("No intake is listed on the way: that does not mean there is none"))
    return tuple(lines)


def assumptions(
    rivers: Rivers, incident: Incident, way: WayDown, hits: Sequence[Hit]
) -> tuple[Prose, ...]:
    """Every assumption with its formula and the date of its data."""
    books = dict.fromkeys(reach.playbook for reach in way.course.reaches)
    lines: list[Prose] = [
        Text(
            "Velocity: {bases} (Jobson 1996, USGS WRIR 96-4013); "
            "not valid in reservoirs, on a rising flood, or before mixing across",
            bases=", ".join(dict.fromkeys(hit.velocity_basis for hit in hits)) or "jobson",
        ),
        Text(
            "Spreading: seven formulas and their spread where width and depth are known, else "
            "Jobson's unit peak; no loss on the way"
        ),
        Text(
            "Ensemble of {n} members (seed {seed}): earliest, likely, latest are 5, 50 and 95 %; "
            "the earliest is never later than the fastest formula",
            n=MEMBERS,
            seed=SEED,
        ),
        Text(
            "Chainage counts from the source along the drawn line; distances use published length"
        ),
        Text("Time to close an intake: {h} h where the playbook does not say", h=f"{CLOSING_H:g}"),
        Text("Natural background: not known, taken as 0; sample above the incident"),
    ]
    for book in books:
        flow = rivers.playbooks[book].river.flow
        lines.append(
            Text(
                "Flow of {river}: {source} (confidence {confidence})",
                river=rivers.playbooks[book].river.name,
                source=flow.source,
                confidence=confidence_text(flow.confidence),
            )
        )
    if way.stores:
        lines.append(
            Text(
                "On the way lie {names}: front times take no credit for them; what passes is later "
                "and longer than printed",
                names=tuple(store.name for store in way.stores[:6]),
            )
        )
    if incident.substance.hazard != "unknown" and not incident.substance.regulated:
        lines.append(Text("No limit in mg/L for this substance: clocks count from the front"))
    return tuple(lines)


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
                found[source.title] = Text(
                    "{title} ({licence}; {as_of})",
                    title=source.title,
                    licence=source.licence,
                    as_of=source.as_of,
                )
    return tuple(found.values())
