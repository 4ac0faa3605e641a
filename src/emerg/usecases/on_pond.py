"""An incident told by a tailings pond: on its river, with the water that leaves as a release."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from emerg.errors import InputError
from emerg.paper.words import band
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.incident import Amount, Origin, Reading, Scenario, Start
from emerg.response.leak import PondRelease, release
from emerg.response.leak_modes import MODES
from emerg.response.pond import SWELLS, PondAnswer, pond_answer
from emerg.response.rules import Rules
from emerg.texts import Prose, Text
from emerg.usecases.respond import respond


def respond_pond(
    rivers: Rivers,
    dams: Mapping[str, DamPlaybook],
    scenario: Scenario,
    *,
    now: datetime,
    rules: Rules | None = None,
) -> tuple[Answer, PondAnswer]:
    """The answer on the river, and what the leak adds to it.

    Raises
    ------
    InputError
        The playbook, pond, pollutant or a volume cannot be used as given.
    """
    leak = scenario.leak
    assert leak is not None
    book = dams.get(leak.book)
    if book is None:
        raise InputError(
            Text("no tailings playbook '{name}'", name=leak.book),
            where=Text("at, tailings"),
            fix=Text("use one of: {known}", known=", ".join(dams) or "—"),
        )
    found = release(book, leak, exercise=scenario.exercise)
    entered = on_river(scenario, found)
    answer = respond(rivers, entered, now=now, rules=rules)
    low, likely, high = answer.incident.discharge_m3_s
    swells = None if found.rate_m3_s is None else found.rate_m3_s / likely
    if found.rate_m3_s is not None and swells is not None and swells >= SWELLS:
        # Its own water runs faster: closing reckons with all of it, reopening with none.
        risen = Reading(low, high + found.rate_m3_s, found.receiving.river, found.receiving.km)
        swollen = replace(entered, flow=(risen,), origin=_without_leak(entered))
        answer = respond(rivers, swollen, now=now, rules=rules)
    return answer, pond_answer(found, answer, swells)


def _without_leak(entered: Scenario) -> Origin | None:
    """Where it comes from, and how the river flows without it."""
    return entered.origin and replace(entered.origin, flow=entered.flow)


def on_river(scenario: Scenario, found: PondRelease) -> Scenario:
    """The scenario where the water enters the river, later by the gully, with its mass."""
    chief = found.governing
    mass = None if chief is None else chief.kg
    duration = found.duration_h
    middle = None if duration is None else (duration[0] * duration[1]) ** 0.5
    late = 0.0 if duration is None or middle is None else duration[1] - middle
    return replace(
        scenario,
        where=replace(scenario.where, river=found.receiving.river, km=found.receiving.km),
        substance=found.substance.id,
        amount=None if mass is None else Amount(mass[0], mass[1], "kg"),
        duration_h=None if found.goes_on or middle is None else middle,
        start=None if scenario.start is None else _entered(scenario.start, found, late),
        notes=(*scenario.notes, *_notes(found)),
        origin=Origin(
            Text("{pond}: {mode}", pond=found.pond.name, mode=MODES[found.mode]), scenario.start
        ),
    )


def _entered(start: Start, found: PondRelease, late_h: float) -> Start:
    """Into the river at the earliest down a quick gully, at the latest down a slow one.

    Reopening reckons with the longest leak: what it lasts beyond the middle makes it later.
    """
    early, slow = found.enters_h
    return Start(
        start.earliest + timedelta(hours=early), start.latest + timedelta(hours=slow + late_h)
    )


def _notes(found: PondRelease) -> list[Prose]:
    receiving = found.receiving
    lines: list[Prose] = [
        Text(
            "Pond: {pond}, {mode}; by {gully} to {river} km {km} ({how})",
            pond=found.pond.name,
            mode=MODES[found.mode],
            gully=receiving.gully,
            river=receiving.river,
            km=f"{receiving.km:g}",
            how=receiving.how,
        )
    ]
    if found.volume_m3 is None:
        lines.append(Text("How much leaves is not known: ask for the ponded water first"))
    else:
        lines.append(
            Text(
                "Leaves: {volume} m³, of it {water} m³ water",
                volume=band(*found.volume_m3),
                water="—" if found.water_m3 is None else band(*found.water_m3),
            )
        )
    for other in found.book.dam.receiving[1:]:
        lines.append(
            Text(
                "It may also run by {gully} to {river} km {km} ({how})",
                gully=other.gully,
                river=other.river,
                km=f"{other.km:g}",
                how=other.how,
            )
        )
    return [*lines, *found.assumed]
