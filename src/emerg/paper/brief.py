"""The door to finished sheets: the brief of an incident, and the standing brief of a river."""

from datetime import date

from emerg.incident.contacts import Contacts
from emerg.paper.containment_sheet import containment_sheet
from emerg.paper.dispatch import dispatch_sheet
from emerg.paper.incident import incident_sheet
from emerg.paper.pdf import pdf
from emerg.paper.pond_sheet import pond_sheet
from emerg.paper.road_sheet import road_sheet
from emerg.paper.standing import standing_sheet
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.drives import Dispatch
from emerg.response.pond import PondAnswer
from emerg.texts import Lang


def incident_brief(
    answer: Answer,
    lang: Lang,
    rivers: Rivers,
    pond: PondAnswer | None = None,
    contacts: Contacts = (),
) -> bytes:
    """The brief of `answer`, and of the pond that leaks, as a PDF."""
    return pdf(incident_sheet(answer, rivers, pond, contacts), lang)


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
