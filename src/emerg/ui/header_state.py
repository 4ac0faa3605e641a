"""What the header shows, from the form and the answer. Knows no widget."""

from dataclasses import dataclass

from emerg.response.answer import Answer, ReportClock
from emerg.response.flow_said import flow_said, flow_word
from emerg.response.leak_modes import MODES
from emerg.response.pond import PondAnswer
from emerg.texts import Prose, Text
from emerg.ui.typed.answers import NO_LEVEL, Typed
from emerg.usecases.judging import Standing

UNVERIFIED = Text("Draft from public data, unverified")
FLOW_SHORT: dict[str, Prose] = {
    "low": Text("low water"),
    "mean": Text("mean water"),
    "high": Text("high water"),
    "unknown": Text("not known"),
}


@dataclass(frozen=True, slots=True)
class HeaderState:
    """Everything the header shows.

    Attributes
    ----------
    clocks
        The reports that are due, the first one before all others.
    flow
        What the flow at the incident is taken to be.
    level
        The first judgement of how grave it is.
    """

    exercise: bool = False
    title: Prose = ""
    clocks: tuple[ReportClock, ...] = ()
    flow: Prose = ""
    data_status: Prose = UNVERIFIED
    level: Prose = ""


def header_state(
    typed: Typed,
    standing: Standing,
    answer: Answer | None,
    pond: PondAnswer | None = None,
    record: str = "",
) -> HeaderState:
    """The header for what stands in the form and the answer on show, of a pond if it leaks.

    Parameters
    ----------
    record : str
        What the incident on the desk is called.
    """
    clocks = standing.clocks
    if answer is None:
        level = standing.level.short if typed.level != NO_LEVEL else ""
        title = typed.title.strip() or record
        return HeaderState(typed.exercise, title, clocks, level=level)
    return HeaderState(
        typed.exercise or answer.exercise,
        title_words(answer, pond),
        clocks,
        flow_words(answer),
        answer.data_status,
        standing.level.short,
    )


def title_words(answer: Answer, pond: PondAnswer | None = None) -> Prose:
    """The incident in a few words, where nobody gave it a title."""
    incident = answer.incident
    if incident.scenario.title:
        return incident.scenario.title
    if pond is not None:
        leak = pond.release
        return Text("{pond}: {mode}", pond=leak.pond.name, mode=MODES[leak.mode])
    return Text(
        "{river} km {km}, {substance}",
        river=incident.river_name,
        km=f"{incident.km:.1f}",
        substance=incident.substance.name,
    )


def flow_words(answer: Answer) -> Prose:
    """The flow at the incident in a word and a figure."""
    said = flow_said(answer.incident)
    if said.elsewhere:
        return Text("Flow reckoned from readings: {likely} m³/s", likely=said.likely)
    word = flow_word(answer.incident.scenario, FLOW_SHORT, Text("as entered"))
    return Text("Flow {word} {likely} m³/s", word=word, likely=said.likely)
