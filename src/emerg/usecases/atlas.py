"""The atlas of all playbooks: one book of their standing sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emerg.incident.contacts import Contacts
from emerg.playbooks.dam_schema import DamPlaybook
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap
from emerg.texts import Lang
from emerg.usecases.files import write_files

ATLAS = "atlas.pdf"


@dataclass(frozen=True, slots=True)
class Shelved:
    """The playbooks of an atlas, in the order of its chapters."""

    rivers: Sequence[str]
    roads: Sequence[RoadBook] = ()
    ponds: Sequence[DamPlaybook] = ()


def write_atlas(
    rivers: Rivers,
    roads: RoadMap | None,
    chosen: Shelved,
    out: Path,
    lang: Lang,
    today: date,
    *,
    contacts: Contacts = (),
) -> Path:
    """The atlas of the playbooks `chosen` as the file `out`, or as ``atlas.pdf`` in that folder.

    Raises
    ------
    OutputError
        It cannot be written, or the fonts lack a character.
    """
    from emerg.paper.brief import atlas_of

    book = atlas_of(
        rivers,
        chosen.rivers,
        lang,
        today,
        roads=roads,
        road_books=chosen.roads,
        ponds=chosen.ponds,
        contacts=contacts,
    )
    folder, name = (out.parent, out.name) if out.suffix.lower() == ".pdf" else (out, ATLAS)
    return write_files(folder, {name: book})[0]
