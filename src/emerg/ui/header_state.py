"""What the header shows, from the form and the answer. Knows no widget."""

from dataclasses import dataclass
from datetime import datetime

from emerg.hazards.substances import load_substances
from emerg.response.answer import Answer
from emerg.response.deadlines import deadline, report_rules
from emerg.response.leak import MODES
from emerg.response.pond import PondAnswer
from emerg.texts import Prose, Text
from emerg.ui.typed.form import Typed
from emerg.units import significant

UNVERIFIED = Text("Draft from public data, unverified")
FLOW_SHORT = {
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
    due, hours
        When the first report is due, and how long after it was known; None: not noted.
    flow
        What the flow at the incident is taken to be.
    level
        The first judgement of how grave it is.
    """

    exercise: bool = False
    title: Prose = ""
    due: datetime | None = None
    hours: float | None = None
    flow: Prose = ""
    data_status: Prose = UNVERIFIED
    level: Prose = ""


def header_state(
    typed: Typed,
    reported: datetime | None,
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
    due, hours = report(reported, answer)
    if answer is None:
        return HeaderState(typed.exercise, typed.title.strip() or record, due, hours)
    return HeaderState(
        typed.exercise or answer.exercise,
        title_words(answer, pond),
        due,
        hours,
        flow_words(answer),
        answer.data_status,
        answer.level.words,
    )


def report(
    reported: datetime | None, answer: Answer | None
) -> tuple[datetime | None, float | None]:
    """The report clock; before an answer nothing is known that would allow the longer one."""
    if answer is not None and answer.incident.scenario.reported == reported:
        return answer.deadline.due, answer.deadline.hours
    if reported is None:
        return None, None
    found = deadline(reported, (), load_substances().get("unknown"), report_rules())
    return found.due, found.hours


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
    """The flow at the incident, its band behind it."""
    flow = answer.incident.scenario.flow
    word = FLOW_SHORT[flow] if isinstance(flow, str) else Text("as entered")
    likely = significant(answer.incident.discharge_m3_s[1], 3)
    return Text("Flow {word} {likely} m³/s", word=word, likely=likely)
