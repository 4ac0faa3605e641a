"""What a form tells besides the forecast: what was reported when, done since, and can be held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emerg.response.containment import Containment
from emerg.texts import Prose

# Ids of the forms, as they stand in the record and on the command line.
FIRST, FOLLOW_UP, FINAL = "first-report", "follow-up", "final-report"
NEIGHBOUR, PUBLIC = "neighbour-notice", "public-notice"
RUN = "run"  # no form: a forecast, where nothing has been reported yet
REPORTS = (FIRST, FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the record, as last amended."""

    time: datetime
    text: str
    by: Prose


@dataclass(frozen=True, slots=True)
class Written:
    """A form that was written, or a forecast, and what it said.

    Attributes
    ----------
    number : int
        Among those of its form, and to the same addressee, from 1.
    to : str
        Whom a notice is for; empty for other forms.
    said : mapping
        As `emerg.usecases.form_story.said` makes it; of a forecast, as it was noted.
    """

    form: str
    number: int
    time: datetime
    said: Mapping[str, Any]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Calls:
    """Who was called, by how far it is."""

    confirmed: tuple[Prose, ...] = ()
    called: tuple[Prose, ...] = ()
    unreached: tuple[Prose, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """The record, as a form needs it, and where the spill can be held; without any, all is empty.

    Attributes
    ----------
    number : int
        Of the form that is being written, among its kind.
    written : tuple of Written
        Every form before it, in the order of time.
    last : Written or None
        The report that this one follows; where nothing was reported, the first forecast.
    done, samples, facts : tuple of Told
        Orders and decisions; samples; what was found out.
    calls, calls_then : Calls or None
        Now, and when `last` was written; None without a record.
    held : Containment or None
        None where nobody has worked it out: what is intended names the nearest place to hold it.
    """

    id: str = ""
    exercise: bool = False
    number: int = 1
    written: tuple[Written, ...] = ()
    last: Written | None = None
    done: tuple[Told, ...] = ()
    samples: tuple[Told, ...] = ()
    facts: tuple[Told, ...] = ()
    calls: Calls | None = None
    calls_then: Calls | None = None
    closed: Told | None = None
    held: Containment | None = None

    def since(self, told: tuple[Told, ...]) -> tuple[Told, ...]:
        """Of `told` what came after the last report."""
        return tuple(one for one in told if self._is_new(one.time))

    def written_since(self, written: Iterable[Written]) -> tuple[Written, ...]:
        """Of forms that were written those after the last report."""
        return tuple(one for one in written if self._is_new(one.time))

    def _is_new(self, moment: datetime) -> bool:
        return self.last is None or moment > self.last.time


NO_STORY = Story()
