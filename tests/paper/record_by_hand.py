"""Records of an incident without a disk: what posts say, one entry a minute."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from emerg.errors import Problem
from emerg.incident.chain import genesis, sealed
from emerg.incident.conflicts import answering
from emerg.incident.model import OPEN, Draft, Entry, Person, in_order
from emerg.paper.record_words import Record
from emerg.units import BEIJING

ID = "20261124-1905-abc123"
START = datetime(2026, 11, 24, 11, 5, 12, tzinfo=UTC).astimezone(BEIJING)
FRONT, REAR = Person("扎西", "前方"), Person("Li", "后方")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@dataclass
class Talk:
    """Posts that speak, one a minute from `START` on; the first opens the incident."""

    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.say("苯泄漏，曲水", OPEN, data={"id": ID})

    def say(
        self,
        text: str,
        kind: str = "note",
        person: Person = FRONT,
        *,
        data: dict[str, Any] | None = None,
        to: Entry | None = None,
    ) -> Entry:
        before = [entry for entry in self.entries if entry.post == person.post]
        previous = before[-1].hash if before else genesis(ID)
        draft = Draft(kind, text, data or {}, to.hash if to else "")
        entry = sealed(draft, person, at(len(self.entries)), len(before) + 1, previous)
        self.entries.append(entry)
        return entry

    def answer(
        self, about: str, value: str, *after: Entry, person: Person = FRONT, kind: str = "decision"
    ) -> Entry:
        data = answering(about, value, after)
        return self.say(f"{about}: {value}", kind, person, data=data)

    def record(self, *problems: Problem) -> Record:
        return Record(ID, "苯泄漏，曲水", tuple(in_order(self.entries)), 0, problems)
