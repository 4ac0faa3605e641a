"""The menu at a place of the map."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from emerg.geodata.coordinates import lonlat_from_wgs84
from emerg.geodata.notation import NOTATIONS, Notation, written
from emerg.texts import Prose, Text
from emerg.ui.here.offers import Deed, Offer
from emerg.ui.words import Words

PHONE_MAP = Text("Phone map only (GCJ-02): {position}")


def here_menu(
    parent: QWidget,
    words: Words,
    groups: Iterable[Sequence[Offer]],
    do: Callable[[Deed], object],
) -> QMenu:
    """What can be done, in groups with a line between; gone once it is closed."""
    menu = QMenu(parent)
    menu.setObjectName("here_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        for offer in group:
            action = menu.addAction(words.of(offer.text).replace("&", "&&"))
            action.setObjectName(offer.deed)
            action.triggered.connect(lambda _checked=False, deed=offer.deed: do(deed))
    return menu


def add_copies(
    menu: QMenu,
    words: Words,
    lonlat: tuple[float, float],
    first: Notation,
    copy: Callable[[str], object],
) -> None:
    """The position in every notation, that of the office first; that of phone maps by its name."""
    inner = menu.addMenu(words.of(Text("Copy coordinates")))
    inner.setObjectName("copy_coordinates")
    for notation in (first, *(one for one in NOTATIONS if one != first)):
        text = words.of(written(*lonlat, notation))
        action = inner.addAction(text)
        action.setObjectName(f"copy_{notation}")
        action.triggered.connect(lambda _checked=False, said=text: copy(said))
    inner.addSeparator()
    lon, lat = lonlat_from_wgs84(lonlat, "gcj02")
    phone: Prose = Text(PHONE_MAP.msgid, position=written(float(lon), float(lat), "decimal"))
    action = inner.addAction(words.of(phone))
    action.setObjectName("copy_gcj02")
    action.triggered.connect(lambda _checked=False: copy(words.of(phone)))
