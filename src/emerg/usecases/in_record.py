"""The incident whose record a document is made of, and who makes it when."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emerg.incident.model import Person


@dataclass(frozen=True, slots=True)
class InRecord:
    """An incident of this computer, and who speaks in its record when."""

    home: Path
    id: str
    person: Person
    now: datetime
