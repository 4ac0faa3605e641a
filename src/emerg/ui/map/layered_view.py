"""The part of the map that has layers: what is switched off, zones, samples, depots."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from emerg.resources.schema import Office
from emerg.texts import Prose
from emerg.ui.map import samples, supplies
from emerg.ui.map.features import Spot
from emerg.ui.map.layout import Wanted
from emerg.ui.map.posts import post_spots
from emerg.ui.map.relief import Relief, relief
from emerg.ui.map.road_view import RoadView
from emerg.ui.map.samples import SamplePlace
from emerg.ui.map.sheet import Placed
from emerg.ui.map.switches import NOTHING, Hidden, Switch, switched
from emerg.ui.map.zones import Isolated, ZonesItem, zone_name, zone_words


class LayeredView(RoadView):
    """Draws what is switched on; what is switched off is kept, and neither named nor explained."""

    layers_changed = Signal(object)  # Hidden: what is switched off from now on
    theme_changed = Signal(object)  # Theme
    ground_changed = Signal()  # what lies under everything is to be drawn anew

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hidden: Hidden = NOTHING
        self._relief: Relief | None = None
        self._zones: ZonesItem | None = None
        self._samples: dict[str, SamplePlace] = {}
        self._offices: tuple[Office, ...] = ()

    @property
    def hidden(self) -> Hidden:
        """The layers that are switched off."""
        return self._hidden

    def shows(self, name: Switch) -> bool:
        """Whether a layer is switched on."""
        return name not in self._hidden

    def set_hidden(self, hidden: Hidden) -> None:
        """Switch these layers off, and no others."""
        changed, self._hidden = self._hidden ^ hidden, hidden
        if "relief" in changed:
            self._make_relief()
        self._with_ground()
        self._road_marks.hide(hidden=not self.shows("routes"))
        if self._zones is not None:
            self._zones.setVisible(self.shows("isolation"))
        self.ground_changed.emit()
        self.named_changed.emit()
        self.layers_changed.emit(hidden)

    def set_relief(self, on: bool) -> None:
        """Show the shaded relief, or leave it out."""
        self.set_hidden(switched(self._hidden, "relief", on=on))

    def set_closing(self, on: bool) -> None:
        """While roads are closed they are drawn, switched off or not."""
        super().set_closing(on)
        self._with_ground()
        self.ground_changed.emit()

    def show_zones(self, shown: Isolated | None) -> None:
        """How far to keep away; None where nothing tells."""
        if self._zones is not None:
            self.scene().removeItem(self._zones)
            self._zones = None
        if shown is not None:
            self._zones = ZonesItem(shown, self._stamps.colours)
            self._zones.setVisible(self.shows("isolation"))
            self.scene().addItem(self._zones)
        self.viewport().update()

    def show_samples(self, places: Sequence[SamplePlace]) -> None:
        """Where the water is sampled, and no other places."""
        self._samples = {place.key: place for place in places}
        self.named_changed.emit()

    def show_supplies(self, offices: Sequence[Office]) -> None:
        """The depots of these offices, and no others."""
        if tuple(offices) != self._offices:
            self._offices = tuple(offices)
            self.named_changed.emit()

    def legend_signs(self) -> tuple[str, ...]:
        """What of the layers stands on the map just now."""
        signs = super().legend_signs()
        if not self.shows("supplies"):
            signs = tuple(sign for sign in signs if sign not in ("interception", "depot"))
        elif self._offices and "depot" not in signs and self._drawn(supplies.SHOWN_FROM):
            signs = (*signs, "stock")
        near = self._drawn(samples.SHOWN_FROM)
        drawn = any(near or place.measured for place in self._samples.values())
        return (*signs, *(("sampling",) if drawn and self.shows("sampling") else ()))

    def zone_signs(self) -> tuple[tuple[str, Prose], ...]:
        """The rings that can be seen at this scale, for the legend."""
        item = self._zones
        if item is None or not self.shows("isolation"):
            return ()
        drawn = [zone for zone, _path in reversed(item.large_enough(self.metres_per_px))]
        return tuple((f"zone {zone.kind}", zone_name(zone, item.shown)) for zone in drawn)

    def _drawn(self, shown_from: float) -> bool:
        """Whether what shows from a scale inwards is drawn at this one."""
        return self.metres_per_px <= shown_from

    def _make_relief(self) -> None:
        self._relief = relief(self._stamps.colours) if self.shows("relief") else None

    def _with_ground(self) -> None:
        roads = self.shows("roads") or self._closing
        self._layers = replace(self._layers, with_lakes=self.shows("lakes"), with_roads=roads)

    def _paint_layers(self) -> None:
        """Draw the items of the layers in the colours of now."""
        if self._zones is not None:
            self._zones.colours = self._stamps.colours
            self._zones.update()

    def _with_layers(self, wanted: Wanted) -> Wanted:
        """What is wanted, with the layers' own, and without what is switched off."""
        sampled = tuple(self._samples.values()) if self.shows("sampling") else ()
        posts = self._posts.values() if self.shows("supplies") else ()
        return replace(
            wanted,
            posts=post_spots(posts, self._lang),
            samples=samples.sample_spots(sampled, self._lang),
            stock=tuple(self._stock()),
            hits=wanted.hits if self.shows("hits") else (),
            places=wanted.places if self.shows("towns") else (),
            rivers=wanted.rivers if self.shows("river_names") else (),
            lakes=wanted.lakes if self.shows("lakes") else (),
            plume=wanted.plume if self.shows("plume") else None,
        )

    def _stock(self) -> Iterator[Spot]:
        if self.shows("supplies"):
            sending = [post.removeprefix("depot ") for post in self._posts]
            yield from supplies.supply_spots(self._offices, sending, self._lang)

    def _layer_words(self, symbol: Placed | None) -> tuple[Prose, ...]:
        """What a symbol of the layers says."""
        if symbol is None:
            return ()
        if symbol.style == "sample":
            return self._samples[symbol.key].words
        if symbol.style == "stock":
            return supplies.supply_words(self._offices, symbol.key)
        return ()

    def _zone_words(self, place: QPoint) -> tuple[Prose, ...]:
        """What the rings around a place of the viewport mean."""
        item = self._zones
        if item is None or not self.shows("isolation"):
            return ()
        found = list(item.zones_at(self.mapToScene(place), self.metres_per_px))
        return zone_words(found, item.shown) if found else ()
