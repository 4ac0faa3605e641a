"""The map of the window: base layers, an answer on top of them, names that never collide."""

from emerg.ui.map.view import MapView

__all__ = ["MapView"]
