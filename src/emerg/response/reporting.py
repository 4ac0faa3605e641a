"""What has been verified, judged and reported so far, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from emerg.response.said_words import Grade


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent.

    Attributes
    ----------
    clock : str
        Key of the clock that it stops.
    grade : Grade or None
        The level it was sent at; None: none could be told, or nobody noted it.
    """

    clock: str
    at: datetime
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Moments that the clocks hang on; what nobody has said is None.

    Attributes
    ----------
    verified : datetime or None
        When the region had verified the report.
    judged : datetime or None
        When the level was judged.
    """

    verified: datetime | None = None
    judged: datetime | None = None
    sent: tuple[Sent, ...] = ()

    def since(
        self, what: Literal["known", "verified", "level"], known: datetime | None
    ) -> datetime | None:
        """The moment from which a clock of that kind runs."""
        return {"known": known, "verified": self.verified, "level": self.judged}[what]

    def of(self, clock: str) -> Sent | None:
        """The last report that was sent for a clock."""
        return next((one for one in reversed(self.sent) if one.clock == clock), None)
