"""The five questions as they stand in the form, and the scenario they come to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, TypeVar

from emerg.errors import EmergError
from emerg.geodata.coordinates import Datum
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Amount, FlowWord, Reading, Scenario, Start
from emerg.response.said import FLOW_WORDS
from emerg.texts import Prose, Text
from emerg.ui.typed.figures import Unit, read_amount, read_duration_h, read_flow
from emerg.ui.typed.moments import read_reported, read_when
from emerg.ui.typed.places import Understood, read_where
from emerg.ui.typed.substances import described, read_what
from emerg.units import beijing
from emerg.usecases.respond import released_kg

T = TypeVar("T")

Question: TypeAlias = Literal["where", "what", "amount", "when", "flow"]
QUESTIONS: tuple[Question, ...] = ("where", "what", "amount", "when", "flow")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; an empty answer is not known."""

    where: str = ""
    datum: Datum = "wgs84"
    what: str = ""
    amount: str = ""
    unit: Unit = "kg"
    purity: str = ""
    when: str = ""
    reported: str = ""
    duration: str = ""
    ongoing: bool = False
    flow: FlowWord = "unknown"
    flow_m3_s: str = ""
    title: str = ""
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What was understood, question by question; a scenario where nothing is wrong."""

    echoes: Mapping[Question, Prose]
    mistakes: Mapping[Question, EmergError]
    place: Understood | None
    start: Start | None
    reported: datetime | None
    scenario: Scenario | None


def read_form(typed: Typed, rivers: Rivers | None, now: datetime) -> Answered:
    """Read every answer; without `rivers` (still loading) the place is left unread."""
    mistakes: dict[Question, EmergError] = {}

    def tried(question: Question, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except EmergError as error:
            mistakes.setdefault(question, error)
            return None

    place = tried("where", lambda: read_where(typed.where, typed.datum, rivers)) if rivers else None
    what = tried("what", lambda: read_what(typed.what))
    amount = tried("amount", lambda: _amount(typed, what))
    start = tried("when", lambda: read_when(typed.when, now))
    reported = tried("when", lambda: read_reported(typed.reported, now))
    hours = tried("when", lambda: read_duration_h(typed.duration))
    flow = tried("flow", lambda: read_flow(typed.flow_m3_s, typed.flow))
    scenario = None
    if not mistakes and place is not None and what is not None and flow is not None:
        scenario = Scenario(
            where=place.where,
            substance=what.id,
            title=typed.title.strip(),
            amount=amount,
            start=start,
            reported=reported,
            duration_h=None if typed.ongoing else hours,
            flow=flow,
            exercise=typed.exercise,
        )
    echoes = _echoes(place, what, amount, start, reported, flow)
    told = {q: text for q, text in echoes.items() if text is not None and q not in mistakes}
    return Answered(told, mistakes, place, start, reported, scenario)


def _amount(typed: Typed, what: Substance | None) -> Amount | None:
    """The amount, tried in kilograms of what was spilled: litres need a density."""
    amount = read_amount(typed.amount, typed.unit, typed.purity)
    if what is not None:
        released_kg(amount, what)
    return amount


def _echoes(
    place: Understood | None,
    what: Substance | None,
    amount: Amount | None,
    start: Start | None,
    reported: datetime | None,
    flow: FlowWord | tuple[Reading, ...] | None,
) -> dict[Question, Prose | None]:
    return {
        "where": place.echo if place else None,
        "what": described(what) if what else None,
        "amount": amount_echo(amount),
        "when": when_echo(start, reported),
        "flow": flow_echo(flow),
    }


def amount_echo(amount: Amount | None) -> Text:
    """The amount as understood."""
    if amount is None:
        return Text("Not known: times only, and mg/L per tonne")
    figure = f"{amount.low:g}"
    if amount.high != amount.low:
        figure = f"{amount.low:g}–{amount.high:g}"
    unit = "m³" if amount.unit == "m3" else amount.unit
    if amount.purity is None:
        return Text("{figure} {unit} of the product", figure=figure, unit=unit)
    return Text(
        "{figure} {unit} of the product, purity {purity} %",
        figure=figure,
        unit=unit,
        purity=f"{amount.purity * 100:g}",
    )


def when_echo(start: Start | None, reported: datetime | None) -> Text:
    """The start as understood, and since when it is known."""
    known = Text("not noted") if reported is None else beijing(reported)
    if start is None:
        return Text("Start not known; known since {known}", known=known)
    if start.earliest == start.latest:
        return Text(
            "Start {start}; known since {known}", start=beijing(start.earliest), known=known
        )
    return Text(
        "Start {first} to {last}; known since {known}",
        first=beijing(start.earliest),
        last=beijing(start.latest),
        known=known,
    )


def flow_echo(flow: FlowWord | tuple[Reading, ...] | None) -> Prose | None:
    """The flow as understood."""
    if flow is None:
        return None
    if isinstance(flow, str):
        return FLOW_WORDS[flow]
    low, high = flow[0].low_m3_s, flow[0].high_m3_s
    figure = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return Text("{figure} m³/s at the incident", figure=figure)
