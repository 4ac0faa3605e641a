"""What to look at on a tailings pond, how often, and what was not looked at in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal

from emerg.hazards.limits import Confidence
from emerg.playbooks.dam_schema import Check
from emerg.records import Range
from emerg.shipped import shipped
from emerg.texts import Bilingual

FLOOD_MONTHS, WINTER_MONTHS = (5, 6, 7, 8, 9), (11, 12, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of danger."""

    id: str
    text: Bilingual
    when: Literal["always", "flood", "quake", "winter"]
    every_days: Annotated[int, Range(1, 3660)]

    def due_in(self, month: int) -> bool:
        """Whether it is looked at in this month without a reason of its own."""
        if self.when == "flood":
            return month in FLOOD_MONTHS
        if self.when == "winter":
            return month in WINTER_MONTHS
        return self.when == "always"


@dataclass(frozen=True, slots=True)
class SignsTable:
    """pond_signs.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    sign: tuple[Sign, ...]


@cache
def load_signs() -> SignsTable:
    """The table that ships with the program."""
    return shipped(SignsTable, "emerg.hazards", "pond_signs.toml")


def last_look(checks: Sequence[Check], pond: str, sign: str) -> Check | None:
    """The latest entry of a sign at a pond at which somebody saw something."""
    found = [
        row for row in checks if (row.pond, row.sign) == (pond, sign) and row.result != "not_seen"
    ]
    return max(found, key=lambda row: row.on, default=None)


def overdue(checks: Sequence[Check], pond: str, today: date) -> tuple[Sign, ...]:
    """The signs of the season that nobody has looked at in time."""
    found = []
    for sign in load_signs().sign:
        look = last_look(checks, pond, sign.id)
        fresh = look is not None and today - look.on <= timedelta(sign.every_days)
        if sign.due_in(today.month) and not fresh:
            found.append(sign)
    return tuple(found)
