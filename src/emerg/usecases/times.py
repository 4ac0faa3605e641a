"""Moments as people write them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emerg.errors import InputError
from emerg.response.incident import Start
from emerg.texts import Text
from emerg.units import BEIJING

FIRST_YEAR, LAST_YEAR = 1950, 2100


@dataclass(frozen=True, slots=True)
class Times:
    """Reads moments; without an offset they are Beijing time."""

    where: str
    now: datetime

    def start(self, when: Any) -> Start | None:
        if when is None:
            return Start(self.now, self.now)
        if when == "unknown":
            return None
        if isinstance(when, tuple):
            first, last = (self.moment(moment, "when") for moment in when)
            if last < first:
                raise InputError(
                    Text("the latest start lies before the earliest"),
                    where=f"{self.where}, when",
                    fix=Text("write the earlier moment first"),
                )
            return Start(first, last)
        moment = self.moment(when, "when")
        return Start(moment, moment)

    def moment(self, value: datetime | str, key: str) -> datetime:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError as error:
                raise InputError(
                    Text("'{value}' is not a time", value=value),
                    where=f"{self.where}, {key}",
                    fix=Text("write it as 2026-11-25T02:40+08:00"),
                ) from error
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise InputError(
                Text("the year {year} cannot be meant", year=value.year),
                where=f"{self.where}, {key}",
                fix=Text("write it as 2026-11-25T02:40+08:00"),
            )
        return value if value.tzinfo else value.replace(tzinfo=BEIJING)
