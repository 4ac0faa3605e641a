"""A scenario answered, with the roads of the day and what offices have to send."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from emerg.cli.beside import tell_beside, tell_doubt
from emerg.cli.main import Settings
from emerg.network.road import Conditions
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.playbooks.shelf import roots
from emerg.resources.schema import Office
from emerg.response.answer import Answer
from emerg.response.cut_roads import cut_roads
from emerg.response.dispatch_plan import Ground
from emerg.usecases.dispatch import ground
from emerg.usecases.load import load_rivers
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.on_road import on_river
from emerg.usecases.resources import offices
from emerg.usecases.respond import respond
from emerg.usecases.route import check_closed
from emerg.usecases.rules import load_rules
from emerg.usecases.scenario import moment, read_scenario
from emerg.usecases.times import Times


@dataclass(frozen=True)
class LaidOut:
    """Everything that a plan of who goes where is made from; `now` is what it is made for."""

    rivers: Rivers
    roads: RoadMap
    offices: tuple[Office, ...]
    answer: Answer
    ground: Ground
    today: Conditions
    now: datetime


def laid_out(
    settings: Settings,
    scenario_file: Path,
    at: str | None,
    resources: Path | None,
    today: Conditions,
    command: str,
) -> LaidOut:
    """The answer to a scenario, its places and depots on the roads; problems are told beside.

    Raises
    ------
    InputError, DataError
        It cannot be answered as put; a list or a playbook cannot be read.
    """
    now = datetime.now(UTC)
    asked = read_scenario(scenario_file, now)
    tell_doubt(settings, asked, now)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    folders = roots(settings.playbooks, os.environ, settings.home)
    roads = load_roads(folders)
    check_closed(roads, (*today.closed, *(today.slower or ())))
    books = load_road_books(folders, roads)
    have, problems = offices(
        resources,
        os.environ,
        settings.home,
        exercise=asked.exercise,
        playbooks=settings.playbooks,
    )
    rules, more = load_rules(settings.home)
    tell_beside(settings, [*problems, *more])
    start = moment(asked, now)
    if asked.leak is None:
        answer = respond(rivers, on_river(asked, roads, rivers, books), now=start, rules=rules)
    else:
        dams = load_dams(folders, rivers)
        answer, pond = respond_pond(rivers, dams, asked, now=start, rules=rules)
        # What the mud is likely to reach is not driven over.
        cut = {one.stretch for one in cut_roads(pond, answer, roads) if one.chance == "likely"}
        today = replace(today, closed=frozenset({*today.closed, *cut}))
    moment_now = start if at is None else Times(command, now).moment(at, "now")
    laid = ground(rivers, roads, answer, have, books)
    return LaidOut(rivers, roads, tuple(have), answer, laid, today, moment_now)
