"""The kinds of sheets of an incident: what each is called, what it is for, and who writes it.

A kind more is one line in `PAPERS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from emerg.incident.contacts import Contacts
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.drives import Dispatch
from emerg.response.pond import PondAnswer
from emerg.texts import Lang, Text
from emerg.usecases.brief import write_incident_brief
from emerg.usecases.containment import write_containment
from emerg.usecases.dispatch_files import write_dispatch
from emerg.usecases.files import write_files
from emerg.usecases.forms import FormKind, write_form
from emerg.usecases.sheets import write_commander_brief, write_situation_map

if TYPE_CHECKING:
    from emerg.paper.content import Sheet

PHOTOS = "photos"  # the folder of an office's photographs, in its home


@dataclass(frozen=True, slots=True)
class Given:
    """What the sheets are made of; everything but answer and rivers may be missing.

    Attributes
    ----------
    roads : RoadMap or None
        For the ways to places; without it cards say that no road is on record.
    found : Dispatch or None
        Who brings what where, where offices have told what they have.
    containment : Containment or None
        Where it can be held; for that the roads must be known.
    home : Path or None
        Where an office keeps its words for the public.
    photos : Path or None
        Photographs of places, named by their ids.
    """

    answer: Answer
    rivers: Rivers
    lang: Lang
    pond: PondAnswer | None = None
    contacts: Contacts = ()
    roads: RoadMap | None = None
    found: Dispatch | None = None
    photos: Path | None = None
    containment: Containment | None = None
    home: Path | None = None


# Writes its files into a folder; none where the incident gives no reason for any.
Writer: TypeAlias = Callable[[Given, Path], Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of sheet: what it is called, what it is for, and who writes it.

    `tells_holding` says that it tells where the spill can be held, which takes a second to know.
    """

    kind: str
    name: Text
    about: Text
    write: Writer
    tells_holding: bool = False


def _brief(given: Given, folder: Path) -> Sequence[Path]:
    rest = (given.lang, given.pond, given.contacts, given.containment)
    return [write_incident_brief(given.answer, given.rivers, folder, *rest)]


def _commander(given: Given, folder: Path) -> Sequence[Path]:
    plan = None if given.found is None else given.found.plan
    brief = write_commander_brief(
        given.answer,
        given.rivers,
        folder,
        given.lang,
        contacts=given.contacts,
        plan=plan,
        containment=given.containment,
    )
    return [brief]


def _situation(given: Given, folder: Path) -> Sequence[Path]:
    plan = None if given.found is None else given.found.plan
    found = write_situation_map(
        given.answer,
        given.rivers,
        folder,
        given.lang,
        plan=plan,
        roads=given.roads,
        containment=given.containment,
    )
    return [found]


def _form(kind: FormKind) -> Writer:
    """The writer of a form that needs no record."""

    def write(given: Given, folder: Path) -> Sequence[Path]:
        rest = (folder, given.lang)
        return write_form(
            kind, given.answer, given.rivers, *rest, home=given.home, held=given.containment
        )

    return write


def _dispatch(given: Given, folder: Path) -> Sequence[Path]:
    if given.found is None:
        return []
    rest = (given.rivers, folder, given.lang, given.contacts)
    return write_dispatch(given.found, given.answer, *rest)


def _containment(given: Given, folder: Path) -> Sequence[Path]:
    if given.containment is None:
        return []
    return [write_containment(given.containment, given.answer, given.rivers, folder, given.lang)]


def _call_sheet(given: Given, folder: Path) -> Sequence[Path]:
    from emerg.paper.call_sheet import call_sheet

    return _pdf("call-sheet", call_sheet(given.answer, given.contacts), given, folder)


def _intake_cards(given: Given, folder: Path) -> Sequence[Path]:
    from emerg.paper.intake_card import intake_cards

    sheet = intake_cards(given.answer, given.rivers, given.contacts)
    return _pdf("intake-cards", sheet, given, folder)


def _task_cards(given: Given, folder: Path) -> Sequence[Path]:
    from emerg.paper.task_card import task_cards

    sheet = task_cards(given.answer, given.found, given.contacts)
    return _pdf("task-cards", sheet, given, folder)


def _site_cards(given: Given, folder: Path) -> Sequence[Path]:
    from emerg.paper.site_card import card_sites, incident_cards
    from emerg.paper.site_sides import Around
    from emerg.usecases.site_cards import ways_to

    ways = ways_to(given.rivers, given.roads, card_sites(given.answer, given.rivers))
    around = Around(given.rivers, ways, given.contacts, given.photos)
    cards = incident_cards(given.answer, around, given.containment)
    return _pdf("site-cards", cards, given, folder)


def _log_form(given: Given, folder: Path) -> Sequence[Path]:
    from emerg.paper.log_form import log_form

    answer = given.answer
    sheet = log_form(answer, answer.incident.now, answer.version)
    return _pdf("log-form", sheet, given, folder)


def _pdf(name: str, sheet: "Sheet", given: Given, folder: Path) -> list[Path]:
    from emerg.paper.pdf import pdf

    return write_files(folder, {f"{name}.pdf": pdf(sheet, given.lang)})


# In the order in which they are taken to hand.
PAPERS: tuple[Paper, ...] = (
    Paper(
        "commander",
        Text("Commander's brief"),
        Text("two pages for who commands: what decides, and what next"),
        _commander,
        tells_holding=True,
    ),
    Paper(
        "brief",
        Text("Full brief"),
        Text("everything about the incident, for who leads it and who checks"),
        _brief,
        tells_holding=True,
    ),
    Paper(
        "call-sheet",
        Text("Call sheet"),
        Text("whom to ring in which order, what to read out"),
        _call_sheet,
    ),
    Paper(
        "first-report",
        Text("First report"),
        Text("first report (Order No. 17), to sign and send"),
        _form("first-report"),
        tells_holding=True,
    ),
    Paper(
        "neighbour-notice",
        Text("Notices to neighbours"),
        Text("to the neighbours that it reaches: what comes, when, what is asked of them"),
        _form("neighbour-notice"),
        tells_holding=True,
    ),
    Paper(
        "public-notice",
        Text("Notice to the public, draft"),
        Text("draft for the public, in plain words, for the government to issue"),
        _form("public-notice"),
    ),
    Paper(
        "situation-map",
        Text("Situation map"),
        Text("A3 for the wall, to scale, with its grid"),
        _situation,
        tells_holding=True,
    ),
    Paper(
        "intake-cards",
        Text("Intake cards"),
        Text("for each waterworks: close by, what to do, reopening"),
        _intake_cards,
    ),
    Paper(
        "task-cards",
        Text("Task cards"),
        Text("for each team: what to do where until when"),
        _task_cards,
    ),
    Paper(
        "site-cards",
        Text("Site cards"),
        Text("for each place that can hold water: how it is worked"),
        _site_cards,
        tells_holding=True,
    ),
    Paper(
        "containment",
        Text("Containment sheet"),
        Text("where it can be held, whether there is time, and why"),
        _containment,
        tells_holding=True,
    ),
    Paper(
        "dispatch",
        Text("Dispatch sheet"),
        Text("who brings what where, the routes for the field"),
        _dispatch,
    ),
    Paper(
        "log-form",
        Text("Duty log (by hand)"),
        Text("numbered lines for when the computer is down"),
        _log_form,
    ),
)
KINDS: Mapping[str, Paper] = {paper.kind: paper for paper in PAPERS}


def name_of_file(file: Path) -> Text:
    """What a file of the set is called."""
    found = next((paper for paper in PAPERS if file.stem.startswith(paper.kind)), None)
    return Text("{name}", name=file.name) if found is None else found.name
