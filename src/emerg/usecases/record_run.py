"""What the program answered, noted in the record with what it was asked and by which versions."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from emerg import __version__
from emerg.incident.model import Draft, Entry, Person
from emerg.response.answer import Answer
from emerg.response.next_things import closing_order
from emerg.texts import Lang, Text, render
from emerg.units import beijing
from emerg.usecases.as_json import answer_json
from emerg.usecases.incident import note

HIT_FIGURES = (
    "number",
    "name",
    "river",
    "km",
    "earliest_h",
    "likely_h",
    "latest_h",
    "exceeds",
    "close_by",
    "reopen_not_before",
)


def note_run(
    home: Path,
    id_: str,
    asked: object,
    answer: Answer,
    playbooks: Mapping[str, str],
    *,
    lang: Lang,
    person: Person,
    now: datetime,
) -> Entry:
    """Note a forecast as an entry of kind ``run``; returns once it is on disk.

    Parameters
    ----------
    asked : object
        The scenario as it was given: the text of its file, or the table of options.
    answer : Answer
        Clocks and arrivals of every place are kept, the rest can be computed again.
    playbooks : mapping of str to str
        SHA-256 of every playbook, by kind and id.

    Raises
    ------
    InputError, OutputError, DataError
        It was not noted.
    """
    found = answer_json(answer, lang, [])
    data = {
        "command": "respond",
        "version": __version__,
        "asked": asked,
        "playbooks": dict(playbooks),
        "incident": found["incident"],
        "hits": [{key: hit[key] for key in HIT_FIGURES} for hit in found["hits"]],
    }
    return note(home, id_, Draft("run", render(_told(answer), lang), data), person, now)


def _told(answer: Answer) -> Text:
    """The answer in a line, for who reads the log; its figures are those of every sheet."""
    incident = answer.incident
    order = closing_order(incident, answer.hits)
    first = next((hit for hit in order if hit.close_by is not None), None)
    where = {
        "substance": incident.substance.name,
        "river": incident.river_name,
        "km": f"{incident.km:.1f}",
        "n": len(answer.hits),
    }
    if first is None or first.close_by is None:
        return Text("Forecast: {substance}, {river} km {km}; {n} places below", **where)
    return Text(
        "Forecast: {substance}, {river} km {km}; {n} places below, first to close: {place} by {by}",
        place=first.name,
        by=beijing(first.close_by, year=True),
        **where,
    )
