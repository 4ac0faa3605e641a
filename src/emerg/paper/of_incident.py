"""What every sheet of an incident has in common: whose, made when, of what data, drill or not."""

from collections.abc import Sequence
from datetime import datetime

from emerg.paper.content import Format, Part, Sheet
from emerg.paper.data_hash import answer_hash
from emerg.paper.words import DRILL
from emerg.response.answer import Answer
from emerg.texts import Prose, Text
from emerg.units import beijing


def sheet_of(
    answer: Answer,
    title: Prose,
    parts: Sequence[Part],
    *,
    made: datetime | None = None,
    level: Prose = "",
    paper: Format = "A4",
) -> Sheet:
    """A sheet of the incident of `answer`; as of the answer, unless it was `made` later."""
    incident = answer.incident
    return Sheet(
        title=title,
        subject=subject_of(answer),
        level=level,
        made=Text("made {time} Beijing time", time=beijing(made or incident.now, year=True)),
        status=answer.data_status,
        version=answer.version,
        data=answer_hash(answer),
        parts=tuple(parts),
        drill=DRILL if answer.exercise else "",
        keywords=(incident.river_name.zh, incident.substance.name.zh),
        format=paper,
    )


def subject_of(answer: Answer) -> Prose:
    """The title of the incident; where it has none, where and what."""
    incident = answer.incident
    return incident.scenario.title or Text(
        "{river} km {km}: {substance}",
        river=incident.river_name,
        km=f"{incident.km:.1f}",
        substance=incident.substance.name,
    )
