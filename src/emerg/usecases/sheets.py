"""Write the sheets of an incident for the hand and for the wall."""

from collections.abc import Collection
from pathlib import Path

from emerg.incident.contacts import Contacts
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.dispatch_plan import Plan
from emerg.texts import Lang
from emerg.usecases.files import write_files

COMMANDER_BRIEF = "commander.pdf"
SITUATION_MAP = "situation-map.pdf"


def write_commander_brief(
    answer: Answer,
    rivers: Rivers,
    folder: Path,
    lang: Lang,
    *,
    contacts: Contacts = (),
    plan: Plan | None = None,
    containment: Containment | None = None,
) -> Path:
    """The two pages of the commander as ``commander.pdf`` in `folder`.

    `plan` is who goes where to hold it, `containment` where that is best: both add the slack.

    Raises
    ------
    OutputError
        The folder cannot be written, or the fonts lack a character.
    """
    from emerg.paper.brief import commander_brief

    brief = commander_brief(answer, lang, rivers, contacts, plan, containment)
    return write_files(folder, {COMMANDER_BRIEF: brief})[0]


def write_situation_map(
    answer: Answer,
    rivers: Rivers,
    folder: Path,
    lang: Lang,
    *,
    plan: Plan | None = None,
    roads: RoadMap | None = None,
    closed: Collection[str] = (),
    containment: Containment | None = None,
) -> Path:
    """The situation map, A3, as ``situation-map.pdf`` in `folder`.

    Parameters
    ----------
    plan : Plan or None
        Who goes where to hold it; the roads that are closed in it are drawn too.
    roads : RoadMap or None
        Without it no closed road can be drawn.
    closed : collection of str
        Ids of stretches and junctions of `roads` that nobody passes.

    Raises
    ------
    OutputError
        The folder cannot be written, or the fonts lack a character.
    """
    from emerg.paper.brief import situation_map
    from emerg.paper.situation_map import closed_roads

    barred = {*closed, *(() if plan is None else plan.conditions.closed)}
    lines = () if roads is None else closed_roads(roads, barred)
    found = situation_map(answer, lang, rivers, plan, lines, containment)
    return write_files(folder, {SITUATION_MAP: found})[0]
