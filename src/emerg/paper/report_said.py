"""What an earlier report or forecast said, read from figures that a stranger may have written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeGuard

from emerg.response.answer import Answer
from emerg.response.first_report import harm_words, mass_words, start_words, what_words
from emerg.response.hits import Hit
from emerg.texts import Lang, Prose, Text, render
from emerg.units import HOUR_S, beijing, clock_before

Figures: TypeAlias = Mapping[str, Any]

SAME_KM = 0.05  # between two prints of the same place
MOST_H = 1e5  # of a front: eleven years
YEARS = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place as it was reported: when to have closed, when the front may come."""

    close_by: datetime | None
    front: datetime | None


def worded(answer: Answer) -> dict[str, Prose]:
    """The sentences that a later report is compared with."""
    incident = answer.incident
    return {
        "level": answer.level.words,
        "amount": what_words(incident),
        "start": start_words(incident.scenario),
        "harm": harm_words(incident.scenario.harm),
    }


def coded(answer: Answer) -> dict[str, Any]:
    """The figures behind those sentences: they tell in any language whether they differ."""
    incident, level = answer.incident, answer.level
    scenario = incident.scenario
    kg = None if incident.amount_kg is None else list(incident.amount_kg)
    steps = [[s.from_h, s.to_h, s.low_kg_h, s.high_kg_h] for s in scenario.steps]
    harm = scenario.harm
    start = scenario.start
    return {
        "level": [level.grade, level.may_be, level.ruled is not None],
        "amount": [incident.substance.id, kg, steps],
        "start": [] if start is None else _minutes((start.earliest, start.latest)),
        "harm": [
            None if span is None else list(span)
            for span in (harm.deaths, harm.injured, harm.evacuated)
        ],
    }


def rendered(answer: Answer, lang: Lang) -> dict[str, str]:
    """`worded`, as they stand in the report."""
    return {key: render(prose, lang) for key, prose in worded(answer).items()}


def _minutes(moments: tuple[datetime, ...]) -> list[str]:
    return [beijing(moment, year=True) for moment in moments]


class Said:
    """One report or forecast; without figures it said nothing."""

    def __init__(self, figures: Figures | None) -> None:
        self._figures = figures or {}
        self._incident = _table(self._figures, "incident")

    def __bool__(self) -> bool:
        return bool(self._figures)

    @property
    def start_known(self) -> bool:
        return bool(self._when())

    def words(self, key: str) -> Prose:
        """The sentence as it was reported; of a forecast, made of its figures."""
        words = _table(self._figures, "words").get(key)
        if isinstance(words, str):
            return words
        made = self._made() if self._incident else {}
        return made.get(key, "")

    def codes(self, key: str) -> object:
        """What stands behind the sentence; None where nobody has said."""
        codes = _table(self._figures, "codes")
        if codes:
            return codes.get(key)
        steps = [
            [step.get("from_h"), step.get("to_h"), *_list(step, "kg_h")]
            for step in _list(self._incident, "rate")
            if isinstance(step, dict)
        ]
        known = {
            "amount": [self._incident.get("substance"), self._incident.get("amount_kg"), steps],
            "start": _minutes(self._when()),
        }
        return known.get(key) if self._incident else None

    def place(self, hit: Hit) -> PlaceSaid | None:
        """The same place as it was reported, in whatever language; None: it was not listed."""
        for row in _list(self._figures, "hits"):
            if isinstance(row, dict) and row.get("name") in (hit.name.zh, hit.name.en):
                km = row.get("km")
                if row.get("river") == hit.river and _is_number(km) and abs(km - hit.km) <= SAME_KM:
                    return PlaceSaid(_time(row.get("close_by")), self._front(row))
        return None

    def _front(self, row: Figures) -> datetime | None:
        when, hours = self._when(), row.get("earliest_h")
        if not when or not _is_number(hours) or not 0 <= hours <= MOST_H:
            return None
        seconds = float(hours) * HOUR_S
        return clock_before(when[0] + timedelta(seconds=seconds), seconds)

    def _when(self) -> tuple[datetime, ...]:
        moments = map(_time, _list(self._incident, "when"))
        return tuple(moment for moment in moments if moment is not None)

    def _made(self) -> dict[str, Prose]:
        kg, name = _list(self._incident, "amount_kg"), str(self._incident.get("substance_name"))
        known = len(kg) == 2 and all(map(_is_number, kg))
        mass = mass_words(*kg) if known else Text("amount not known")
        start: Prose = " – ".join(dict.fromkeys(_minutes(self._when())))
        return {
            "amount": Text("{substance}, {amount}", substance=name, amount=mass),
            "start": start or Text("not known; being checked"),
        }


def _table(figures: Figures, key: str) -> Figures:
    found = figures.get(key)
    return found if isinstance(found, dict) else {}


def _list(figures: Figures, key: str) -> list[Any]:
    found = figures.get(key)
    return found if isinstance(found, list) else []


def _time(word: object) -> datetime | None:
    if not isinstance(word, str):
        return None
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and moment.year in YEARS else None


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
