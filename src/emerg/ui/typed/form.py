"""The five questions as they stand in the form, and the scenario they come to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, TypeVar

from emerg.errors import EmergError
from emerg.geodata.coordinates import Datum
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Amount, FlowWord, Reading, Scenario, Start
from emerg.response.said import FLOW_WORDS
from emerg.texts import Prose, Text
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.figures import Unit, read_amount, read_duration_h, read_flow
from emerg.ui.typed.moments import read_reported, read_when
from emerg.ui.typed.places import Understood, read_where
from emerg.ui.typed.substances import described, read_what
from emerg.units import BEIJING, beijing
from emerg.usecases.respond import released_kg

T = TypeVar("T")

Question: TypeAlias = Literal["where", "what", "amount", "when", "flow"]
# Clocks of two offices may differ by this much before a moment is taken to lie ahead.
CLOCKS_APART = timedelta(minutes=5)
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
    """What was understood, question by question; a scenario where nothing is wrong.

    Attributes
    ----------
    doubts : frozenset of Question
        Those whose echo asks for a second look, without standing in the way of an answer.
    """

    echoes: Mapping[Question, Prose]
    mistakes: Mapping[Question, EmergError]
    doubts: frozenset[Question]
    place: Understood | None
    start: Start | None
    reported: datetime | None
    scenario: Scenario | None


def read_form(
    typed: Typed, rivers: Rivers | None, now: datetime, roads: KnownRoads | None = None
) -> Answered:
    """Read every answer; without `rivers` (still loading) the place is left unread."""
    mistakes: dict[Question, EmergError] = {}

    def tried(question: Question, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except EmergError as error:
            mistakes.setdefault(question, error)
            return None

    def where() -> Understood | None:
        return read_where(typed.where, typed.datum, rivers, roads) if rivers else None

    place = tried("where", where)
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
    doubt = when_doubt(start, reported, now, exercise=typed.exercise)
    echoes: dict[Question, Prose | None] = {
        "where": place.echo if place else None,
        "what": described(what) if what else None,
        "amount": amount_echo(amount),
        "when": when_echo(start, reported, now, doubt),
        "flow": flow_echo(flow),
    }
    told = {q: text for q, text in echoes.items() if text is not None and q not in mistakes}
    doubts = {"where": place is not None and place.doubted, "when": doubt is not None}
    doubted = frozenset(q for q in QUESTIONS if doubts.get(q) and q in told)
    return Answered(told, mistakes, doubted, place, start, reported, scenario)


def _amount(typed: Typed, what: Substance | None) -> Amount | None:
    """The amount, tried in kilograms of what was spilled: litres need a density."""
    amount = read_amount(typed.amount, typed.unit, typed.purity)
    if what is not None:
        released_kg(amount, what)
    return amount


def amount_echo(amount: Amount | None) -> Text:
    """The amount as understood."""
    if amount is None:
        return Text("Not known: times only, and mg/L per tonne")
    figure = f"{amount.low:,.10g}"
    if amount.high != amount.low:
        figure = f"{figure}–{amount.high:,.10g}"
    unit = "m³" if amount.unit == "m3" else amount.unit
    if amount.purity is None:
        return Text("{figure} {unit} of the product", figure=figure, unit=unit)
    return Text(
        "{figure} {unit} of the product, purity {purity} %",
        figure=figure,
        unit=unit,
        purity=f"{amount.purity * 100:g}",
    )


def when_echo(
    start: Start | None, reported: datetime | None, now: datetime, doubt: Text | None
) -> Text:
    """The start as understood, since when it is known, and what of it had better be checked."""
    known = Text("not noted") if reported is None else _told(reported, now)
    if start is None:
        echo = Text("Start not known; known since {known}", known=known)
    elif start.earliest == start.latest:
        echo = Text(
            "Start {start}; known since {known}", start=_told(start.earliest, now), known=known
        )
    else:
        echo = Text(
            "Start {first} to {last}; known since {known}",
            first=_told(start.earliest, now),
            last=_told(start.latest, now),
            known=known,
        )
    return echo if doubt is None else Text("{echo}. {doubt}", echo=echo, doubt=doubt)


def when_doubt(
    start: Start | None, reported: datetime | None, now: datetime, *, exercise: bool
) -> Text | None:
    """What cannot be about these moments; a warning only, for the clock may be what is wrong."""
    latest = start.latest if start is not None else None
    moments = [moment for moment in (latest, reported) if moment is not None]
    if not exercise and any(moment > now + CLOCKS_APART for moment in moments):
        return Text(
            "Ahead of the clock ({now}): check the date, and the clock of this machine",
            now=beijing(now, year=True),
        )
    if start is not None and reported is not None and reported < start.earliest:
        return Text("Known before it began: check both times")
    return None


def _told(moment: datetime, now: datetime) -> str:
    """A moment, its year only where that is not this year."""
    return beijing(moment, year=moment.astimezone(BEIJING).year != now.astimezone(BEIJING).year)


def flow_echo(flow: FlowWord | tuple[Reading, ...] | None) -> Prose | None:
    """The flow as understood."""
    if flow is None:
        return None
    if isinstance(flow, str):
        return FLOW_WORDS[flow]
    low, high = flow[0].low_m3_s, flow[0].high_m3_s
    figure = f"{low:,.10g}" if low == high else f"{low:,.10g}–{high:,.10g}"
    return Text("{figure} m³/s at the incident", figure=figure)
