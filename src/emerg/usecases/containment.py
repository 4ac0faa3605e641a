"""Where an answered incident can be held: with whoever an office has to send, if it has anybody."""

from datetime import datetime

from emerg.network.road import Conditions
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response import dispatch_plan
from emerg.response.answer import Answer
from emerg.response.candidates import candidates
from emerg.response.combining import Crews
from emerg.response.containment import NOBODY, Containment, Ready, containment
from emerg.response.dispatch import arrivals, crews_of
from emerg.response.locate import locate
from emerg.response.methods import SKILL
from emerg.usecases.respond import case_of


def contained(
    rivers: Rivers,
    roads: RoadMap,
    answer: Answer,
    now: datetime,
    ready: Ready = NOBODY,
) -> Containment:
    """Every way to hold the spill of `answer`, as it stands `now`; a second or two."""
    asked = answer.incident.scenario
    case = case_of(rivers, asked, answer.incident.now)
    place = locate(rivers, asked.where).place
    return containment(case, place, answer.hits, candidates(rivers, roads, answer), now, ready)


def ready_of(ground: dispatch_plan.Ground, conditions: Conditions) -> Ready:
    """Who could be where how soon, as the roads are; nobody where no list is loaded."""
    if not ground.supplies:
        return NOBODY
    skills = {str(method): skill for method, skill in SKILL.items()}
    return Ready(arrivals(ground, conditions), Crews(crews_of(ground), skills))
