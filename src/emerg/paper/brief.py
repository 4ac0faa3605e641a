"""The door to finished sheets: the brief of an incident, and the standing brief of a river."""

from collections.abc import Sequence
from datetime import date

from emerg.incident.contacts import Contacts
from emerg.paper.atlas import atlas
from emerg.paper.atlas_chapters import (
    atlas_sheet,
    pond_chapters,
    river_chapters,
    road_chapters,
)
from emerg.paper.commander import commander_sheet
from emerg.paper.containment_sheet import containment_sheet
from emerg.paper.dispatch import dispatch_sheet
from emerg.paper.incident import incident_sheet
from emerg.paper.pdf import pdf
from emerg.paper.pond_sheet import pond_sheet
from emerg.paper.road_sheet import road_sheet
from emerg.paper.situation import situation_map
from emerg.paper.standing import standing_sheet
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.dispatch_plan import Plan
from emerg.response.drives import Dispatch
from emerg.response.pond import PondAnswer
from emerg.texts import Lang

__all__ = [
    "atlas_of",
    "commander_brief",
    "dispatch_brief",
    "incident_brief",
    "pond_brief",
    "road_brief",
    "situation_map",
    "standing_brief",
]


def incident_brief(
    answer: Answer,
    lang: Lang,
    rivers: Rivers,
    pond: PondAnswer | None = None,
    contacts: Contacts = (),
    containment: Containment | None = None,
) -> bytes:
    """The brief of `answer`, of the pond that leaks and of where to hold it, as a PDF."""
    return pdf(incident_sheet(answer, rivers, pond, contacts, containment), lang)


def commander_brief(
    answer: Answer,
    lang: Lang,
    rivers: Rivers,
    contacts: Contacts = (),
    plan: Plan | None = None,
    containment: Containment | None = None,
) -> bytes:
    """The two pages of the commander as a PDF."""
    return pdf(commander_sheet(answer, rivers, contacts, plan, containment), lang)


def dispatch_brief(
    found: Dispatch, answer: Answer, rivers: Rivers, lang: Lang, contacts: Contacts = ()
) -> bytes:
    """The dispatch sheet of a plan as a PDF."""
    return pdf(dispatch_sheet(found, answer, rivers, contacts), lang)


def containment_brief(found: Containment, answer: Answer, rivers: Rivers, lang: Lang) -> bytes:
    """The sheet of a containment as a PDF."""
    return pdf(containment_sheet(found, answer, rivers), lang)


def road_brief(
    book: RoadBook,
    roads: RoadMap,
    rivers: Rivers,
    lang: Lang,
    today: date,
    contacts: Contacts = (),
) -> bytes:
    """The standing sheet of a road playbook as of `today`, as a PDF."""
    return pdf(road_sheet(book, roads, rivers, today, contacts), lang)


def pond_brief(
    book: DamPlaybook, rivers: Rivers, lang: Lang, today: date, contacts: Contacts = ()
) -> bytes:
    """The standing sheet of a tailings playbook as of `today`, as a PDF."""
    return pdf(pond_sheet(book, rivers, today, contacts), lang)


def standing_brief(
    rivers: Rivers, river_id: str, lang: Lang, today: date, contacts: Contacts = ()
) -> bytes:
    """The standing brief of the playbook `river_id` as of `today`, as a PDF."""
    return pdf(standing_sheet(rivers, river_id, today, contacts), lang)


def atlas_of(
    rivers: Rivers,
    ids: Sequence[str],
    lang: Lang,
    today: date,
    *,
    roads: RoadMap | None = None,
    road_books: Sequence[RoadBook] = (),
    ponds: Sequence[DamPlaybook] = (),
    contacts: Contacts = (),
) -> bytes:
    """The standing sheets of rivers, roads and ponds as one book, as of `today`, as a PDF."""
    chapters = [*river_chapters(rivers, ids, today, contacts)]
    if roads is not None:
        chapters += road_chapters(rivers, roads, road_books, today, contacts)
    chapters += pond_chapters(rivers, ponds, today, contacts)
    return atlas(atlas_sheet(chapters, today), chapters, rivers, lang)
