"""Where an answered incident can be held: with whoever an office has to send, if it has anybody."""

from datetime import datetime
from pathlib import Path

from emerg.network.road import Conditions
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response import dispatch_plan
from emerg.response.answer import Answer
from emerg.response.candidates import candidates
from emerg.response.combining import Crews
from emerg.response.containment import NOBODY, Containment, Ready, containment
from emerg.response.dispatch import BOOM, arrivals, boom_arrivals, crews_of
from emerg.response.locate import locate
from emerg.response.methods import SKILL
from emerg.texts import Lang
from emerg.usecases.files import write_files
from emerg.usecases.respond import case_of
from emerg.usecases.run import Cancelled, Stop, never

SHEET = "containment.pdf"


def contained(
    rivers: Rivers,
    roads: RoadMap,
    answer: Answer,
    now: datetime,
    ready: Ready = NOBODY,
    stop: Stop = never,
) -> Containment:
    """Every way to hold the spill of `answer`, as it stands `now`; a second or two.

    Raises
    ------
    Cancelled
    """

    def tick() -> None:
        if stop():
            raise Cancelled

    asked = answer.incident.scenario
    case = case_of(rivers, asked, answer.incident.now)
    place = locate(rivers, asked.where).place
    return containment(
        case, place, answer.hits, candidates(rivers, roads, answer), now, ready, tick
    )


def write_containment(
    found: Containment, answer: Answer, rivers: Rivers, out: Path, lang: Lang
) -> Path:
    """The sheet as ``containment.pdf`` in the folder `out`.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    from emerg.paper.brief import containment_brief

    return write_files(out, {SHEET: containment_brief(found, answer, rivers, lang)})[0]


def ready_of(ground: dispatch_plan.Ground, conditions: Conditions) -> Ready:
    """Who could be where how soon, as the roads are; nobody where no list is loaded."""
    if not ground.supplies:
        return NOBODY
    skills = {str(method): skill for method, skill in SKILL.items()}
    hours = arrivals(ground, conditions)
    enough = boom_arrivals(ground, conditions)
    for place, boom_h in enough.items():
        crew_h = hours.get((BOOM, place))
        if crew_h is not None and boom_h is not None:
            hours[BOOM, place] = max(crew_h, boom_h)
    short = frozenset(place for place, boom_h in enough.items() if boom_h is None)
    return Ready(hours, Crews(crews_of(ground), skills), short)
