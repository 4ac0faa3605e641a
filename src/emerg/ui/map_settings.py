"""How the map was set: what of the settings the tools of the map go by."""

from PySide6.QtCore import QObject, Signal, Slot

from emerg.geodata.notation import Notation
from emerg.ui.settings_store import SettingsStore
from emerg.usecases.settings import COORDINATES, UNDERLAY, UNDERLAY_OPACITY

_BY_KEY = {one.key: one for one in (COORDINATES, UNDERLAY, UNDERLAY_OPACITY)}


class MapSettings(QObject):
    """The one place that the tools of the map ask, and tell what was chosen."""

    changed = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        store.changed.connect(self._on_changed)

    @property
    def notation(self) -> Notation:
        """How positions are written."""
        return self._store.value(COORDINATES)

    @property
    def underlay(self) -> str:
        """The file name of the tiles under the map; empty for none."""
        return self._store.value(UNDERLAY)

    @property
    def opacity(self) -> int:
        """Of the tiles [%]."""
        return self._store.value(UNDERLAY_OPACITY)

    def keep_notation(self, notation: Notation) -> None:
        self._store.set(COORDINATES, notation)

    def keep_underlay(self, file_name: str) -> None:
        self._store.set(UNDERLAY, file_name)

    def keep_opacity(self, percent: int) -> None:
        self._store.set(UNDERLAY_OPACITY, percent)

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key in _BY_KEY:
            self.changed.emit()
