"""The record of an incident as a window shows it, and the forecast it was left with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emerg.errors import Findings
from emerg.incident.conflicts import Conflict, conflicts
from emerg.incident.model import Entry
from emerg.incident.reader import Head, read_head
from emerg.paper.record_words import Trail
from emerg.records import record
from emerg.usecases.case import changed_at
from emerg.usecases.incident import read_log
from emerg.usecases.unfinished import Unfinished

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """What a window knows of a record.

    Attributes
    ----------
    stamp : tuple
        As `changed_at` saw the journal before it was read: another one since is news.
    """

    head: Head
    entries: tuple[Entry, ...]
    trail: Trail
    conflicts: tuple[Conflict, ...]
    stamp: Stamp


def look_at(home: Path, id_: str, file: Path) -> ShownCase:
    """Read the record of the incident `id_`, whose journal is `file`.

    Raises
    ------
    InputError, DataError
        There is none; it is damaged, and what is readable is written beside it.
    """
    stamp = changed_at(file)
    entries = tuple(read_log(home, id_))
    return ShownCase(read_head(file), entries, Trail(entries), conflicts(entries), stamp)


@dataclass(frozen=True, slots=True)
class LastAsked:
    """What the last forecast that a window noted was asked: as noted, and to be put back."""

    asked: Mapping[str, Any]
    work: Unfinished


def last_asked(entries: tuple[Entry, ...]) -> LastAsked | None:
    """What the last forecast of a window was asked; None: no window asked any that is known here.

    Another post may have written it, with another version.
    """
    for entry in reversed(entries):
        asked = entry.figures().get("asked") if entry.kind == "run" else None
        if not isinstance(asked, dict):
            continue
        findings = Findings()
        table = {**asked, "saved": entry.time.isoformat()}
        work = record(Unfinished, table, where="asked", findings=findings)
        if work is not None and work.form:
            return LastAsked(asked, work)
    return None
