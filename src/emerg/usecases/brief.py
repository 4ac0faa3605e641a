"""Write briefs: of an incident, or of a river or road before any."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from emerg.incident.contacts import Contacts
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.pond import PondAnswer
from emerg.texts import Lang
from emerg.usecases.files import write_files
from emerg.usecases.run import Progress, Stop, never, steps, unwatched

INCIDENT_BRIEF = "brief.pdf"


def write_incident_brief(
    answer: Answer,
    rivers: Rivers,
    out: Path,
    lang: Lang,
    pond: PondAnswer | None = None,
    contacts: Contacts = (),
) -> Path:
    """The brief of `answer`, and of the pond that leaks, as ``brief.pdf`` in the folder `out`."""
    from emerg.paper.brief import incident_brief

    brief = incident_brief(answer, lang, rivers, pond, contacts)
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

    written: list[Path] = []
    for river in steps(ids, progress, stop):
        sheet = standing_brief(rivers, river, lang, today, contacts)
        written += write_files(out, {f"{river}.pdf": sheet})
    return written


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

    written: list[Path] = []
    for book in steps(books, progress, stop):
        sheet = road_brief(book, roads, rivers, lang, today, contacts)
        written += write_files(out, {f"{book.id}.pdf": sheet})
    return written


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

    written: list[Path] = []
    for book in steps(books, progress, stop):
        sheet = pond_brief(book, rivers, lang, today, contacts)
        written += write_files(out, {f"{book.dam.id}.pdf": sheet})
    return written
