"""The five questions as they stand in the form, and the scenario they come to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias, TypeVar

from emerg.errors import EmergError, InputError
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Amount, Leak, Scenario, Start
from emerg.response.leak import release
from emerg.response.reporting import Reporting
from emerg.response.when_doubt import when_doubt
from emerg.texts import Prose, Text
from emerg.texts.letters import MOST_LETTERS
from emerg.ui.known_ponds import NO_DAMS, Dams, PondSpot
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed import leaks
from emerg.ui.typed.answers import QUESTIONS, Question, Typed
from emerg.ui.typed.echoes import amount_echo, flow_echo
from emerg.ui.typed.figures import FLOW, HOW_MUCH, read_amount, read_duration_h, read_flow
from emerg.ui.typed.level import LevelRead, read_level
from emerg.ui.typed.moments import WHEN, read_reported, read_when
from emerg.ui.typed.places import WHERE, Understood, read_where
from emerg.ui.typed.substances import described, read_what
from emerg.units import beijing_by
from emerg.usecases.respond import released_kg

T = TypeVar("T")
WHAT = Text("2 What")


@dataclass(frozen=True, slots=True)
class Answered:
    """What was understood, question by question; a scenario where nothing is wrong.

    Attributes
    ----------
    doubts : frozenset of Question
        Those whose echo asks for a second look, without standing in the way of an answer.
    so_far : Scenario or None
        What can be asked already, as soon as the place is known: whatever is missing, or not yet
        understood, counts as not known.
    level : LevelRead
        What the page of the level says; nothing of it stands in the way of an answer.
    """

    echoes: Mapping[Question, Prose]
    mistakes: Mapping[Question, EmergError]
    doubts: frozenset[Question]
    place: Understood | None
    start: Start | None
    reported: datetime | None
    scenario: Scenario | None
    so_far: Scenario | None
    level: LevelRead


Mistakes: TypeAlias = dict[Question, EmergError]


@dataclass(frozen=True, slots=True)
class _Left:
    """What left, of a spill or of a pond: what questions 2 to 4 say of it.

    Attributes
    ----------
    into : callable or None
        Puts it into a scenario, what is not understood as not known; None where that must be said.
    """

    echoes: Mapping[Question, Prose | None]
    into: Callable[[Scenario], Scenario] | None
    doubted: bool = False


def read_form(
    typed: Typed,
    rivers: Rivers | None,
    now: datetime,
    roads: KnownRoads | None = None,
    dams: Dams = NO_DAMS,
) -> Answered:
    """Read every answer; without `rivers` (still loading) the place is left unread."""
    mistakes: Mistakes = {}
    for question, title, said in _answers(typed):
        _tried(mistakes, question, partial(_refuse_long, title, said))

    def where() -> Understood | None:
        return read_where(typed.where, typed.datum, rivers, roads, dams) if rivers else None

    place = _tried(mistakes, "where", where)
    pond = None if place is None else place.pond
    left = _spilled(typed, mistakes) if pond is None else _leaked(typed, pond, mistakes)
    start = _tried(mistakes, "when", lambda: read_when(typed.when, now))
    reported = _tried(mistakes, "when", lambda: read_reported(typed.reported, now))
    flow = _tried(mistakes, "flow", lambda: read_flow(typed.flow_m3_s, typed.flow))
    level = read_level(typed.level, now)
    so_far = None
    if place is not None and left.into is not None:
        known = "unknown" if flow is None else flow
        plain = Scenario(place.where, "unknown", start=start, reported=reported, flow=known)
        so_far = left.into(_with_level(plain, typed, level))
    scenario = None if mistakes else so_far
    doubt = when_doubt(start, reported, now, exercise=typed.exercise)
    echoes: dict[Question, Prose | None] = {
        "where": place.echo if place else None,
        **left.echoes,
        "when": when_echo(start, reported, now, doubt),
        "flow": flow_echo(flow),
    }
    told = {q: text for q, text in echoes.items() if text is not None and q not in mistakes}
    doubts = {
        "where": place is not None and place.doubted,
        "amount": left.doubted,
        "when": doubt is not None,
    }
    doubted = frozenset(q for q in QUESTIONS if doubts.get(q) and q in told)
    return Answered(told, mistakes, doubted, place, start, reported, scenario, so_far, level)


def _with_level(scenario: Scenario, typed: Typed, level: LevelRead) -> Scenario:
    """With its title, and all that the level hangs on."""
    return replace(
        scenario,
        title=typed.title.strip(),
        exercise=typed.exercise,
        harm=level.harm,
        ruled=level.ruled,
        reporting=Reporting(level.verified, level.judged),
    )


def _answers(typed: Typed) -> Iterator[tuple[Question, Prose, str]]:
    """Everything that was typed, with its question and how that is called."""
    leak = typed.leak
    yield "where", WHERE, typed.where
    yield from (("what", WHAT, said) for said in (typed.what, leak.content))
    amounts = (typed.amount, typed.purity, leak.water, leak.volume)
    yield from (("amount", HOW_MUCH, said) for said in amounts)
    yield from (("when", WHEN, said) for said in (typed.when, typed.reported, typed.duration))
    yield "flow", FLOW, typed.flow_m3_s


def _refuse_long(title: Prose, said: str) -> None:
    if len(said) > MOST_LETTERS:
        raise InputError(
            Text("the text has {n} letters", n=len(said)),
            where=title,
            fix=Text("shorten it to {n} letters or fewer", n=MOST_LETTERS),
        )


def _tried(mistakes: Mistakes, question: Question, read: Callable[[], T]) -> T | None:
    """What was read; or None, and the mistake kept with its question."""
    try:
        return read()
    except EmergError as error:
        mistakes.setdefault(question, error)
        return None


def _spilled(typed: Typed, mistakes: Mistakes) -> _Left:
    what = _tried(mistakes, "what", lambda: read_what(typed.what))
    amount = _tried(mistakes, "amount", lambda: _amount(typed, what))
    hours = _tried(mistakes, "when", lambda: read_duration_h(typed.duration))
    echoes: dict[Question, Prose | None] = {
        "what": described(what) if what else None,
        "amount": amount_echo(amount),
    }
    kind = "unknown" if what is None else what.id
    duration = None if typed.ongoing else read_duration_h("") if hours is None else hours
    return _Left(echoes, lambda to: replace(to, substance=kind, amount=amount, duration_h=duration))


def _leaked(typed: Typed, spot: PondSpot, mistakes: Mistakes) -> _Left:
    said = typed.leak
    mode = _tried(mistakes, "what", lambda: leaks.read_mode(said.mode))
    content = _tried(mistakes, "what", lambda: leaks.read_content(said.content))
    water = _tried(mistakes, "amount", lambda: leaks.read_volume(said.water, said.water_unit))
    volume = _tried(mistakes, "amount", lambda: leaks.read_volume(said.volume, said.volume_unit))
    hours = _tried(mistakes, "when", lambda: leaks.read_hours(typed.duration))
    if mode is None or content is None:
        return _Left({}, None)
    leak = Leak(
        spot.book.dam.id,
        mode,
        pond=spot.pond.id,
        volume_m3=volume,
        water_m3=water,
        duration_h=None if typed.ongoing else hours,
        goes_on=typed.ongoing,
        content=content,
    )
    found = _tried(mistakes, "amount", lambda: release(spot.book, leak, exercise=typed.exercise))
    what = leaks.leak_echo(spot, leak, exercise=typed.exercise)
    if found is None:
        return _Left({"what": what}, None)
    echoes: dict[Question, Prose | None] = {
        "what": what,
        "amount": leaks.volume_echo(found, leak),
    }
    return _Left(echoes, lambda to: replace(to, leak=leak), found.volume_m3 is None)


def _amount(typed: Typed, what: Substance | None) -> Amount | None:
    """The amount, tried in kilograms of what was spilled: litres need a density."""
    amount = read_amount(typed.amount, typed.unit, typed.purity)
    if what is not None:
        released_kg(amount, what)
    return amount


def when_echo(
    start: Start | None, reported: datetime | None, now: datetime, doubt: Text | None
) -> Text:
    """The start as understood, since when it is known, and what of it had better be checked."""
    known = Text("not noted") if reported is None else beijing_by(now, reported)
    if start is None:
        echo = Text("Start not known; known since {known}", known=known)
    elif start.earliest == start.latest:
        echo = Text(
            "Start {start}; known since {known}", start=beijing_by(now, start.earliest), known=known
        )
    else:
        echo = Text(
            "Start {first} to {last}; known since {known}",
            first=beijing_by(now, start.earliest),
            last=beijing_by(now, start.latest),
            known=known,
        )
    return echo if doubt is None else Text("{echo}. {doubt}", echo=echo, doubt=doubt)
