"""The map drawn to its end, as it is a moment after whatever changed it."""

from PySide6.QtGui import QImage

from emerg.ui.map.view import MapView


def drawn_in_full(view: MapView) -> QImage:
    """The view once every name stands in it: new ones come a few at a time."""
    view.name_now()
    picture = view.grab().toImage()
    while view.stamps.refused:
        picture = view.grab().toImage()
    return picture
