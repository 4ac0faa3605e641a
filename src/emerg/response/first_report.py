"""The fields of the first report (17号令 art. 12), filled where known, blank where not."""

from collections.abc import Sequence

from emerg.response.answer import Advice, Incident, ReportField
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing, early_h, late_h


def first_report(
    incident: Incident, hits: Sequence[Hit], things: Sequence[Advice]
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
            ("主要污染物和数量", "Main pollutants and amount", _amount(incident)),
            ("监测数据", "Monitoring data", ""),
            ("人员受害情况", "Harm to people", ""),
            (
                "饮用水水源地等环境敏感点受影响情况",
                "Effect on water sources and other sensitive places",
                _sensitive(hits),
            ),
            ("事件发展趋势", "Outlook", _outlook(hits)),
            ("处置情况", "Measures taken", ""),
            ("拟采取的措施", "Measures intended", intended(things)),
            ("下一步工作建议", "Advice on what to do next", ""),
        )
    )


def start_words(scenario: Scenario) -> Prose:
    """When the release began, as far as it is known."""
    if scenario.start is None:
        return Text("not known; being checked")
    first, last = (beijing(t, year=True) for t in (scenario.start.earliest, scenario.start.latest))
    return first if first == last else Text("between {a} and {b}", a=first, b=last)


def _place(incident: Incident) -> Prose:
    return Text(
        "{county}, {river} km {km} (from the source), {lon}°E {lat}°N",
        county=incident.county_name,
        river=incident.river_name,
        km=f"{incident.km:.1f}",
        lon=f"{incident.lon:.4f}",
        lat=f"{incident.lat:.4f}",
    )


def amount_text(incident: Incident) -> Prose:
    """The amount as reported."""
    amount = incident.amount_kg
    if amount is None:
        return Text("amount not known")
    low, high = (f"{value / 1000:,.3f}".rstrip("0").rstrip(".") for value in amount)
    return Text("{a} t", a=low) if low == high else Text("{a} to {b} t", a=low, b=high)


def _amount(incident: Incident) -> Prose:
    return Text(
        "{substance}, {amount}", substance=incident.substance.name, amount=amount_text(incident)
    )


def _sensitive(hits: Sequence[Hit]) -> Prose:
    intakes = tuple(hit.name for hit in hits if hit.is_intake)
    listed: Prose = intakes_text(intakes)
    return Text(
        "listed on the way: {listed}. The list of intakes is not verified: check with water, "
        "housing and health offices",
        listed=listed,
    )


def intakes_text(names: tuple[Bilingual, ...]) -> Prose:
    """Names as a list, or "none"."""
    return Text("{names}", names=names[:5]) if names else Text("none")


def _outlook(hits: Sequence[Hit]) -> Prose:
    soonest = next((h for h in hits if h.kind in ("county_seat", "town", "waterworks")), None)
    if soonest is None:
        return ""
    return Text(
        "by the model the front may reach {name} {early} to {late} h after the start",
        name=soonest.name,
        early=early_h(soonest.front_h[0]),
        late=late_h(soonest.front_h[2]),
    )


def intended(things: Sequence[Advice]) -> Prose:
    """The next things, numbered, as one paragraph."""
    return Text(
        "(1) {a}; (2) {b}; (3) {c}; (4) {d}; (5) {e}",
        **dict(zip("abcde", (thing.text for thing in things), strict=True)),
    )
