"""Site cards of a river, before any incident; and the ways that their places are reached by."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from emerg import __version__
from emerg.errors import EmergError, Problem
from emerg.incident.contacts import Contacts
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import NETWORK, RoadMap, load_roads
from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.response.access import Access, Place, access_by_road
from emerg.texts import Lang, Text
from emerg.units import beijing
from emerg.usecases.files import write_files


def ways_to(rivers: Rivers, roads: RoadMap | None, sites: Sequence[Site]) -> Mapping[str, Access]:
    """How a crew drives to each of `sites`; nothing where no roads or no positions are known."""
    if roads is None:
        return {}
    at = rivers.positions
    places = [Place(site.id, site.name, *at[site.id]) for site in sites if site.id in at]
    return access_by_road(roads, places)


def roads_if_any(folders: Sequence[Path]) -> tuple[RoadMap | None, tuple[Problem, ...]]:
    """The road network, or None and what is wrong with it: sheets are written without it too."""
    if not any((folder / NETWORK).is_file() for folder in folders):
        return None, ()
    try:
        return load_roads(folders), ()
    except EmergError as error:
        return None, error.problems


def write_site_cards(
    book: RiverPlaybook,
    rivers: Rivers,
    roads: RoadMap | None,
    folder: Path,
    lang: Lang,
    now: datetime,
    *,
    exercise: bool = False,
    contacts: Contacts = (),
    photos: Path | None = None,
) -> Path:
    """A card for every space and facility of a river as ``site-cards-<river>.pdf`` in `folder`.

    Raises
    ------
    OutputError
        It cannot be written; what stood there before still does.
    """
    from emerg.paper.pdf import pdf
    from emerg.paper.site_card import standing_cards
    from emerg.paper.site_sides import Around

    ways = ways_to(rivers, roads, [site for site in book.sites if site.space_class])
    around = Around(rivers, ways, contacts, photos)
    made = Text("made {time} Beijing time", time=beijing(now, year=True))
    sheet = standing_cards(book, around, made, __version__, exercise=exercise)
    return write_files(folder, {f"site-cards-{book.river.id}.pdf": pdf(sheet, lang)})[0]
