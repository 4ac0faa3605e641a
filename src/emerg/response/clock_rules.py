"""The clocks that run beside that of the first report: dated data that an office may add to."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.playbooks.schema import Confidence
from emerg.records import Positive
from emerg.response.grading import GRADES
from emerg.response.said_words import Grade
from emerg.texts import Bilingual

Since: TypeAlias = Literal["known", "verified", "level"]
FIRST = "first"  # the clock of the first report, which no table need name


@dataclass(frozen=True, slots=True)
class ClockRule:
    """[[clock]]: a report to somebody, so many minutes after something.

    Attributes
    ----------
    since : "known", "verified" or "level"
        Runs from when it became known, was verified, or the level was judged.
    grades : tuple of Grade
        The levels it holds for; every one where nothing is said.
    confidence : Confidence
        An "example" runs in drills only.
    """

    key: str
    name: Bilingual
    minutes: Positive
    since: Since
    to: Bilingual
    source: str
    confidence: Confidence
    grades: tuple[Grade, ...] = GRADES
