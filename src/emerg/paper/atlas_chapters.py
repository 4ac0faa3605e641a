"""The chapters of the atlas: one for every playbook, its standing sheet and the places on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from emerg import __version__
from emerg.incident.contacts import Contacts
from emerg.paper.content import Sheet
from emerg.paper.data_hash import data_hash
from emerg.paper.pond_sheet import pond_sheet
from emerg.paper.road_sheet import road_sheet
from emerg.paper.standing import standing_sheet
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.texts import Bilingual, Prose, Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A playbook: its sheet, and the places that its tables name.

    Attributes
    ----------
    kind : Prose
        River, road or pond, for the contents.
    river : str
        Its id where it is a river, for the map on the cover.
    """

    name: Bilingual
    kind: Prose
    sheet: Sheet
    places: tuple[Bilingual, ...]
    river: str = ""


def river_chapters(
    rivers: Rivers, ids: Sequence[str], today: date, contacts: Contacts
) -> Iterator[Chapter]:
    """The standing sheets of rivers as of `today`."""
    for name in ids:
        book = rivers.playbooks[name]
        places = tuple(site.name for site in book.sites)
        sheet = standing_sheet(rivers, name, today, contacts)
        yield Chapter(book.river.name, Text("River"), sheet, places, name)


def road_chapters(
    rivers: Rivers, roads: RoadMap, books: Sequence[RoadBook], today: date, contacts: Contacts
) -> Iterator[Chapter]:
    """The standing sheets of roads as of `today`."""
    for book in books:
        places = tuple(site.name for site in book.playbook.sites)
        sheet = road_sheet(book, roads, rivers, today, contacts)
        yield Chapter(book.playbook.road.name, Text("Road"), sheet, places)


def pond_chapters(
    rivers: Rivers, books: Sequence[DamPlaybook], today: date, contacts: Contacts
) -> Iterator[Chapter]:
    """The standing sheets of tailings ponds as of `today`."""
    for book in books:
        ponds = (pond.name for pond in book.dam.ponds)
        places = (*ponds, *(site.name for site in book.sites))
        sheet = pond_sheet(book, rivers, today, contacts)
        yield Chapter(book.dam.name, Text("Tailings pond"), sheet, places)


def atlas_sheet(chapters: Sequence[Chapter], today: date) -> Sheet:
    """What stands on the pages of the atlas that belong to no chapter."""
    statuses = tuple(dict.fromkeys(chapter.sheet.status for chapter in chapters))
    return Sheet(
        title=Text("Atlas of playbooks"),
        subject=Text("One river, one road, one pond: one plan, one map"),
        made=Text("made {date}", date=today.isoformat()),
        status=statuses[0] if len(statuses) == 1 else Text("data: as each chapter says"),
        version=__version__,
        data=data_hash(*(chapter.sheet.data for chapter in chapters)),
        parts=(),
        keywords=tuple(chapter.name.zh for chapter in chapters),
    )
