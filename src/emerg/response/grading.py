"""The table of grades of environmental emergencies: dated data that an office may replace."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

from emerg.playbooks.schema import Confidence
from emerg.records import NotNegative
from emerg.response.said_words import Grade
from emerg.shipped import shipped
from emerg.texts import Bilingual

GRADES: tuple[Grade, ...] = get_args(Grade)  # the gravest first
MAJOR: tuple[Grade, ...] = ("I", "II")
Counted: TypeAlias = Literal["deaths", "injured", "evacuated", "loss_yuan"]
Stated: TypeAlias = Literal["water_cut", "border", "ecology", "radiation"]


@dataclass(frozen=True, slots=True)
class CountRule:
    """A figure, and the least of it that makes each of the four grades."""

    key: Counted
    text: Bilingual
    unit: Bilingual
    at_least: tuple[NotNegative, NotNegative, NotNegative, NotNegative]

    def grade(self, figure: float) -> Grade | None:
        """The grade of `figure`; None below all of them."""
        reached = zip(GRADES, self.at_least, strict=True)
        return next((grade for grade, least in reached if figure >= least), None)


@dataclass(frozen=True, slots=True)
class StateWord:
    """One state of affairs, and its grade."""

    key: str
    grade: Grade
    text: Bilingual


@dataclass(frozen=True, slots=True)
class StateRule:
    """Something that is one of several states, the gravest first, or none of them.

    `seldom` says that nobody need be asked about it: it concerns few incidents.
    """

    key: Stated
    text: Bilingual
    word: tuple[StateWord, ...]
    seldom: bool = False

    def named(self, key: str) -> StateWord | None:
        """The state called `key`; None: none of them."""
        return next((word for word in self.word if word.key == key), None)


@dataclass(frozen=True, slots=True)
class Lead:
    grade: Grade
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Grading:
    """grading.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    note: Bilingual
    count: tuple[CountRule, ...]
    state: tuple[StateRule, ...]
    lead: tuple[Lead, ...]

    def leads(self, grade: Grade) -> Bilingual | None:
        """Who leads the response to an emergency of `grade`."""
        return next((lead.text for lead in self.lead if lead.grade == grade), None)


@cache
def grading() -> Grading:
    """The table that ships with the program."""
    return shipped(Grading, "emerg.response", "grading.toml")


def gravest(grades: list[Grade]) -> Grade | None:
    """The gravest of `grades`; None where there are none."""
    return min(grades, key=GRADES.index, default=None)
