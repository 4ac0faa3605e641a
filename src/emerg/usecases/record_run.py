"""What the program answered, noted in the record with what it was asked and by which versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from emerg import __version__
from emerg.incident.model import Draft, Entry, Person
from emerg.response.next_things import CLOSING_GROUPS
from emerg.texts import Lang, Text, render
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
    answer: Mapping[str, Any],
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
    answer : mapping
        As `emerg.usecases.as_json.answer_json` makes it; clocks and arrivals of every place are
        kept, the rest can be computed again.
    playbooks : mapping of str to str
        SHA-256 of every playbook, by kind and id.

    Raises
    ------
    InputError, OutputError, DataError
        It was not noted.
    """
    data = {
        "command": "respond",
        "version": __version__,
        "asked": asked,
        "playbooks": dict(playbooks),
        "incident": answer["incident"],
        "hits": [{key: hit[key] for key in HIT_FIGURES} for hit in answer["hits"]],
    }
    return note(home, id_, Draft("run", render(_told(answer), lang), data), person, now)


def _told(answer: Mapping[str, Any]) -> Text:
    """The answer in a line, for who reads the log."""
    incident = answer["incident"]
    first = _closes_first(answer["hits"])
    where = {
        "substance": incident["substance_name"],
        "river": incident["river_name"],
        "km": f"{incident['km']:.1f}",
        "n": len(answer["hits"]),
    }
    if first is None:
        return Text("Forecast: {substance}, {river} km {km}; {n} places below", **where)
    return Text(
        "Forecast: {substance}, {river} km {km}; {n} places below, first to close: {place} by {by}",
        place=first["name"],
        by=str(first["close_by"])[:16].replace("T", " "),
        **where,
    )


def _closes_first(hits: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Whoever the headline names: an intake before a town, a town before any other place."""
    closing = [hit for hit in hits if hit["close_by"] is not None]
    for kinds in CLOSING_GROUPS:
        group = [hit for hit in closing if hit["kind"] in kinds]
        if group:
            return min(group, key=lambda hit: str(hit["close_by"]))
    return None
