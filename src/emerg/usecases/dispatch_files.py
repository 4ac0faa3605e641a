"""Write a dispatch: its sheet, and the routes for the field."""

from pathlib import Path

from emerg.incident.contacts import Contacts
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.drives import Dispatch
from emerg.texts import Lang
from emerg.usecases.files import write_files
from emerg.usecases.tracks import gpx, kml, tracks

SHEET, GPX, KML = "dispatch.pdf", "routes.gpx", "routes.kml"


def write_dispatch(
    found: Dispatch,
    answer: Answer,
    rivers: Rivers,
    out: Path,
    lang: Lang,
    contacts: Contacts = (),
) -> list[Path]:
    """The sheet, with the numbers of `contacts`, and the routes in the folder `out`.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    from emerg.paper.brief import dispatch_brief

    lines = tracks(found)
    sheet = dispatch_brief(found, answer, rivers, lang, contacts)
    return write_files(out, {SHEET: sheet, GPX: gpx(lines, lang), KML: kml(lines, lang)})
