"""The flow in words: what was said or read, and what it comes to at the incident."""

from collections.abc import Mapping
from dataclasses import dataclass

from emerg.response.answer import Incident
from emerg.response.incident import Reading, Scenario
from emerg.texts import Prose, Text
from emerg.units import significant

FLOW_WORDS: dict[str, Prose] = {
    "low": Text("low flow of the month (10 %)"),
    "mean": Text("mean flow of the month (50 %)"),
    "high": Text("high flow of the month (90 %)"),
    "unknown": Text("flow not known: the full band of the month"),
}


@dataclass(frozen=True, slots=True)
class FlowSaid:
    """The flow at the incident, as figures to print.

    Attributes
    ----------
    likely : str
        Of a reading at the incident the very figure that was entered.
    elsewhere : tuple of Prose
        Readings at other places, as entered, where none was taken at the incident.
    """

    likely: str
    low: str
    high: str
    elsewhere: tuple[Prose, ...] = ()


def flow_said(incident: Incident) -> FlowSaid:
    """The flow at the incident: what was read there is told as it was read.

    Where a leak swells the river, what runs there is neither.
    """
    low, likely, high = (significant(value, 3) for value in incident.discharge_m3_s)
    flow = incident.scenario.flow
    if isinstance(flow, str) or _swollen(incident.scenario):
        return FlowSaid(likely, low, high)
    here = [one for one in flow if one.station is None and one.river is None]
    if here:
        return FlowSaid(_figures(here[0]), low, high)
    return FlowSaid(likely, low, high, tuple(_read(one) for one in flow))


def flow_word(scenario: Scenario, words: Mapping[str, Prose], entered: Prose) -> Prose:
    """The flow in a word; where a leak swells the river, that of the river and the leak."""
    flow = scenario.flow
    if scenario.origin is not None and scenario.origin.flow is not None:
        flow = scenario.origin.flow
    word = words[flow] if isinstance(flow, str) else entered
    return Text("{word}, with the leak", word=word) if _swollen(scenario) else word


def _swollen(scenario: Scenario) -> bool:
    """Whether the flow is told with what leaks into the river."""
    return scenario.origin is not None and scenario.origin.flow is not None


def _figures(reading: Reading) -> str:
    low, high = f"{reading.low_m3_s:.10g}", f"{reading.high_m3_s:.10g}"
    return low if low == high else f"{low}–{high}"


def _read(reading: Reading) -> Prose:
    place: Prose = reading.station or ""
    if not place:
        place = Text("{river} km {km}", river=reading.river, km=f"{reading.km:g}")
    return Text("{figure} m³/s at {place}", figure=_figures(reading), place=place)


def flow_line(incident: Incident) -> Prose:
    """The flow at the incident with its band."""
    said = flow_said(incident)
    if said.elsewhere:
        return Text(
            "flow as entered: {readings}; reckoned from that {likely} m³/s at the incident "
            "({low} to {high})",
            readings=said.elsewhere,
            likely=said.likely,
            low=said.low,
            high=said.high,
        )
    return Text(
        "{word}: {likely} m³/s at the incident ({low} to {high})",
        word=flow_word(incident.scenario, FLOW_WORDS, Text("flow as entered")),
        likely=said.likely,
        low=said.low,
        high=said.high,
    )
