"""The fields of the first report (17号令 art. 12 to 14), filled where known, blank where not."""

from collections.abc import Sequence

from emerg.response.answer import Advice, Incident, ReportField
from emerg.response.entering import stepped_kg
from emerg.response.harm import Harm
from emerg.response.hits import Hit
from emerg.response.incident import Scenario, Start, Step
from emerg.response.level import Judged
from emerg.response.since import since
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing, early_h, late_h

# Rates that are written out.
MOST_TOLD = 4
INTENDED = Bilingual("拟采取的措施", "Measures intended")
REPORT = 2  # the number of the advice to report, see `emerg.response.next_things`


def first_report(
    incident: Incident,
    hits: Sequence[Hit],
    things: Sequence[Advice],
    level: Judged | None = None,
) -> tuple[ReportField, ...]:
    """The thirteen fields in the order of the rule."""
    return tuple(
        ReportField(Bilingual(zh, en), value)
        for zh, en, value in (
            ("发生时间", "Time", start_words(incident.scenario)),
            ("地点", "Place", _place(incident)),
            ("信息来源", "Source of the information", ""),
            ("事件起因和性质", "Cause and nature", ""),
            ("基本过程", "Course of events", ""),
            ("主要污染物和数量", "Main pollutants and amount", what_words(incident)),
            ("监测数据", "Monitoring data", ""),
            ("人员受害情况", "Harm to people", harm_words(incident.scenario.harm)),
            (
                "饮用水水源地等环境敏感点受影响情况",
                "Effect on water sources and other sensitive places",
                _sensitive(hits, level),
            ),
            ("事件发展趋势", "Outlook", _outlook(incident, hits)),
            ("处置情况", "Measures taken", ""),
            (INTENDED.zh, INTENDED.en, intended(things)),
            ("下一步工作建议", "Advice on what to do next", ""),
        )
    )


def start_words(scenario: Scenario) -> Prose:
    """When it happened, as far as is known; and when it enters the river, if not there."""
    origin = scenario.origin
    if origin is None or origin.start is None or origin.start == scenario.start:
        return _span(scenario.start)
    return Text(
        "{began}; into the river {entered}",
        began=_span(origin.start),
        entered=_span(scenario.start),
    )


def _span(start: Start | None) -> Prose:
    if start is None:
        return Text("not known; being checked")
    first, last = (beijing(t, year=True) for t in (start.earliest, start.latest))
    return first if first == last else Text("between {a} and {b}", a=first, b=last)


def harm_words(harm: Harm) -> Prose:
    """What has been said of people; what nobody has said is told as that."""
    told = (harm.deaths, harm.injured, harm.evacuated)
    if not any(told):
        return ""
    dead, hurt, moved = (_people(span) for span in told)
    return Text(
        "deaths {dead}, poisoned or severely injured {hurt}, evacuated {moved}",
        dead=dead,
        hurt=hurt,
        moved=moved,
    )


def _people(span: tuple[float, float] | None) -> Prose:
    if span is None:
        return Text("nobody has said")
    low, high = span
    return Text("{n} people", n=f"{low:,g}" if low == high else f"{low:,g}–{high:,g}")


def _place(incident: Incident) -> Prose:
    origin = incident.scenario.origin
    river = _in_river(incident)
    if origin is None:
        return river
    return Text("{place}; enters the river at: {river}", place=origin.place, river=river)


def _in_river(incident: Incident) -> Prose:
    spot = {
        "river": incident.river_name,
        "km": f"{incident.km:.1f}",
        "lon": f"{incident.lon:.4f}",
        "lat": f"{incident.lat:.4f}",
    }
    if not incident.county:
        return Text("{river} km {km} (from the source), {lon}°E {lat}°N", **spot)
    county = incident.county_name
    return Text(
        "{county}, {river} km {km} (from the source), {lon}°E {lat}°N", county=county, **spot
    )


def amount_text(incident: Incident) -> Prose:
    """The amount as reported; where it was given by volume or share, what that makes in mass."""
    counted = incident.amount_kg
    if incident.scenario.steps:
        return _steps(incident.scenario.steps)
    if counted is None:
        return Text("amount not known")
    said = incident.scenario.amount
    in_mass = mass_words(*counted)
    if said is None or (said.unit in ("kg", "t") and said.purity is None):
        return in_mass
    as_said = _range(said.low, said.high, {"m3": "m³"}.get(said.unit, said.unit))
    if said.purity is None:
        return Text("{said} (counted as {mass})", said=as_said, mass=in_mass)
    return Text(
        "{said} of {purity} % (counted as {mass} pure)",
        said=as_said,
        purity=f"{said.purity * 100:.3g}",
        mass=in_mass,
    )


def _steps(steps: Sequence[Step]) -> Prose:
    """A release whose rate changes: its first steps, and how much that makes."""
    told = tuple(
        Text(
            "{from_h} h to {to_h} h: {rate}",
            from_h=f"{step.from_h:g}",
            to_h="…" if step.to_h is None else f"{step.to_h:g}",
            rate=_range(step.low_kg_h, step.high_kg_h, "kg/h"),
        )
        for step in steps[:MOST_TOLD]
    )
    more = Text(" and {n} rates more", n=len(steps) - MOST_TOLD) if steps[MOST_TOLD:] else ""
    if steps[-1].to_h is None:
        return Text("{steps}{more}; it goes on", steps=told, more=more)
    return Text(
        "{steps}{more}; {mass} in all", steps=told, more=more, mass=mass_words(*stepped_kg(steps))
    )


def mass_words(low_kg: float, high_kg: float) -> Prose:
    """A mass in the unit that people take for it."""
    if high_kg < 1000:
        return _range(low_kg, high_kg, "kg")
    return _range(low_kg / 1000, high_kg / 1000, "t")


def _range(low: float, high: float, unit: str) -> Prose:
    a, b = (f"{value:,.3f}".rstrip("0").rstrip(".") for value in (low, high))
    if a == b:
        return Text("{a} {unit}", a=a, unit=unit)
    return Text("{a} to {b} {unit}", a=a, b=b, unit=unit)


def what_words(incident: Incident) -> Prose:
    """The substance and its amount."""
    return Text(
        "{substance}, {amount}", substance=incident.substance.name, amount=amount_text(incident)
    )


def _sensitive(hits: Sequence[Hit], level: Judged | None) -> Prose:
    intakes = tuple(hit.title for hit in hits if hit.is_intake)
    listed: Prose = intakes_text(intakes)
    told = Text(
        "listed on the way: {listed}. The list of intakes is not verified: check with water, "
        "housing and health offices",
        listed=listed,
    )
    cut = _water_cut(level)
    return told if cut is None else Text("{cut}; {told}", cut=cut, told=told)


def _water_cut(level: Judged | None) -> Prose | None:
    """Whose water is cut off, where somebody has said so."""
    rows = () if level is None else level.criteria
    row = next((one for one in rows if one.key == "water_cut" and one.said), None)
    if row is None or row.reached is None:
        return None
    return Text("{what}: {whose}", what=row.text, whose=row.why)


def intakes_text(names: tuple[Prose, ...]) -> Prose:
    """Names as a list, or "none"."""
    return Text("{names}", names=names[:5]) if names else Text("none")


def _outlook(incident: Incident, hits: Sequence[Hit]) -> Prose:
    soonest = next((h for h in hits if h.kind in ("county_seat", "town", "waterworks")), None)
    if soonest is None:
        return ""
    return Text(
        "by the model the front may reach {name} {early} to {late} h after {since}",
        since=since(incident.scenario),
        name=soonest.title,
        early=early_h(soonest.front_h[0]),
        late=late_h(soonest.front_h[2]),
    )


def intended(things: Sequence[Advice]) -> Prose:
    """The next things, numbered, as one paragraph; all but the report itself."""
    told = [thing.text for thing in things if thing.number != REPORT]
    return Text(
        "(1) {a}; (2) {b}; (3) {c}; (4) {d}",
        **dict(zip("abcd", told, strict=True)),
    )
