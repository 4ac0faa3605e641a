"""Write briefs: of an incident, or of a river or road before any."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from emerg.incident.contacts import Contacts
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.pond import PondAnswer
from emerg.texts import Lang
from emerg.usecases.files import write_files
from emerg.usecases.run import Progress, Stop, never, steps, unwatched

T = TypeVar("T")
Printed: TypeAlias = tuple[str, bytes]  # id of the playbook, PDF
INCIDENT_BRIEF = "brief.pdf"


def write_incident_brief(
    answer: Answer,
    rivers: Rivers,
    out: Path,
    lang: Lang,
    pond: PondAnswer | None = None,
    contacts: Contacts = (),
    containment: Containment | None = None,
) -> Path:
    """The brief of `answer`, of the pond that leaks and of where to hold it, as ``brief.pdf``."""
    from emerg.paper.brief import incident_brief

    brief = incident_brief(answer, lang, rivers, pond, contacts, containment)
    return write_files(out, {INCIDENT_BRIEF: brief})[0]


def write_standing_briefs(
    rivers: Rivers,
    ids: Sequence[str],
    out: Path,
    lang: Lang,
    today: date,
    *,
    contacts: Contacts = (),
    progress: Progress = unwatched,
    stop: Stop = never,
) -> list[Path]:
    """The standing brief of each river as ``<id>.pdf`` in the folder `out`."""
    from emerg.paper.brief import standing_brief

    def sheet(river: str) -> Printed:
        return river, standing_brief(rivers, river, lang, today, contacts)

    return _written(ids, sheet, out, progress, stop)


def write_road_briefs(
    rivers: Rivers,
    roads: RoadMap,
    books: Sequence[RoadBook],
    out: Path,
    lang: Lang,
    today: date,
    *,
    contacts: Contacts = (),
    progress: Progress = unwatched,
    stop: Stop = never,
) -> list[Path]:
    """The standing sheet of each road playbook as ``<id>.pdf`` in the folder `out`."""
    from emerg.paper.brief import road_brief

    def sheet(book: RoadBook) -> Printed:
        return book.id, road_brief(book, roads, rivers, lang, today, contacts)

    return _written(books, sheet, out, progress, stop)


def write_pond_briefs(
    rivers: Rivers,
    books: Sequence[DamPlaybook],
    out: Path,
    lang: Lang,
    today: date,
    *,
    contacts: Contacts = (),
    progress: Progress = unwatched,
    stop: Stop = never,
) -> list[Path]:
    """The standing sheet of each tailings playbook as ``<id>.pdf`` in the folder `out`."""
    from emerg.paper.brief import pond_brief

    def sheet(book: DamPlaybook) -> Printed:
        return book.dam.id, pond_brief(book, rivers, lang, today, contacts)

    return _written(books, sheet, out, progress, stop)


def _written(
    books: Sequence[T], sheet: Callable[[T], Printed], out: Path, progress: Progress, stop: Stop
) -> list[Path]:
    """Each sheet on disk before the next is drawn: what is written stays if somebody stops."""
    written: list[Path] = []
    for book in steps(books, progress, stop):
        id_, content = sheet(book)
        written += write_files(out, {f"{id_}.pdf": content})
    return written
