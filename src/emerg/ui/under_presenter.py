"""Tiles of the office under the map: which file, how strong; read off the UI thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage

from emerg.errors import DataError, EmergError, Problem
from emerg.geodata.mbtiles import Tile, TileSet, read_tile_set, read_tiles, tile_files
from emerg.texts import Prose, Text
from emerg.ui.choices import Choices
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.under import Under, decoded
from emerg.ui.map_settings import MapSettings
from emerg.ui.status_bar import crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.usecases.run import Cancelled, Stop

FOLDER = "maps"
AT_ONCE = 12  # tiles read before what is in view is asked for again
NONE = ""
OPACITIES = (100, 75, 50, 25)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of tiles in the home folder, and what is wrong with others."""

    sets: tuple[TileSet, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Tiles as pictures, for which file and in which light."""

    under: Under
    tint: str
    found: Mapping[Tile, QImage | None]


class UnderPresenter(Follower):
    """One file at a time lies under the map; the menu says which, and how strong it is drawn."""

    def __init__(self, window: MainWindow, given: Surroundings, settings: MapSettings) -> None:
        super().__init__(window)
        self._view, self._settings = window.map, settings
        self._folder = given.home / FOLDER
        self._sets: dict[str, TileSet] = {}
        self._under: Under | None = None
        self._files: Choices[str] = Choices(window, "Map", "under", Text("Tiles under the map"))
        self._strength: Choices[int] = Choices(
            window, "Map", "under_opacity", Text("Strength of the tiles")
        )
        self._strength.fill({n: Text("{n} %", n=n) for n in OPACITIES})
        self._files.chosen.connect(lambda name: settings.keep_underlay(name))
        self._strength.chosen.connect(lambda n: settings.keep_opacity(n))
        self._looking, self._reading = Desk(given.pool, self), Desk(given.pool, self)
        self._looking.succeeded.connect(self._on_shelf)
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self._on_failure)
        for desk in (self._looking, self._reading):
            desk.crashed.connect(lambda error: self.said.emit(crash_message(error)))
        settings.changed.connect(self._show)
        self._on_shelf(Shelf())

    def set_loaded(self, ready: Loaded) -> None:
        self.look()

    def look(self) -> None:
        """Look what files of tiles there are."""
        folder = self._folder
        self._looking.start(lambda _progress, _stop: shelf(folder))

    def close(self) -> None:
        self._looking.close()
        self._reading.close()

    @Slot(object)
    def _on_shelf(self, found: Shelf) -> None:
        self._sets = {one.path.name: one for one in found.sets}
        nothing = Text("None (files *.mbtiles are looked for in {folder})", folder=self._folder)
        names: dict[str, Prose] = {NONE: Text("None") if self._sets else nothing}
        names |= {name: one.name for name, one in self._sets.items()}
        self._files.fill(names)
        self._show()
        if found.problems:
            self.said.emit(problem_message(found.problems))

    @Slot()
    def _show(self) -> None:
        """As it was set; a file that is not there any more is none."""
        chosen = self._sets.get(self._settings.underlay)
        self._files.hold(NONE if chosen is None else chosen.path.name)
        self._strength.hold(self._settings.opacity)
        opacity = self._settings.opacity / 100
        under = self._under
        if chosen is None or under is None or under.tiles != chosen:
            under = None if chosen is None else self._made(chosen)
        elif under.opacity == opacity:
            return
        if under is not None:
            under.opacity = opacity
        if under is not None or self._under is not None:
            self._under = under
            self._view.show_under(under)

    def _made(self, tiles: TileSet) -> Under:
        under = Under(tiles, 1.0)
        under.wanted.connect(self._read)
        under.changed.connect(self._on_changed)
        return under

    @Slot()
    def _on_changed(self) -> None:
        if self.sender() is self._under:
            self._view.show_under(self._under)

    @Slot()
    def _read(self) -> None:
        """Read some of what is wanted; when they are drawn, the view asks for the rest."""
        under = self._under
        if under is None or self._reading.busy:
            return
        tiles, tint = under.take(AT_ONCE), under.tint
        if tiles:
            self._reading.start(lambda _progress, stop: read(under, tiles, tint, stop))

    @Slot(object)
    def _on_read(self, done: Read) -> None:
        """What was asked for meanwhile, of another file or in another light, comes next."""
        done.under.put(done.found, done.tint)
        self._read()

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        """What cannot be read any more is taken away."""
        self.said.emit(problem_message(error.problems))
        self._settings.keep_underlay(NONE)


def shelf(folder: Path) -> Shelf:
    """What lies in the folder, and what of it is no map."""
    sets: list[TileSet] = []
    problems: list[Problem] = []
    for path in tile_files(folder):
        try:
            sets.append(read_tile_set(path))
        except DataError as error:
            problems += error.problems
    return Shelf(tuple(sets), tuple(problems))


def read(under: Under, tiles: Sequence[Tile], tint: str, stop: Stop) -> Read:
    """These tiles as pictures.

    Raises
    ------
    Cancelled
        Nobody waits any more.
    DataError
        The file is gone, or damaged.
    """
    found: dict[Tile, QImage | None] = {}
    for tile, data in read_tiles(under.tiles.path, tiles):
        if stop():
            raise Cancelled
        found[tile] = None if data is None else decoded(data, tint)
    return Read(under, tint, found)
