"""Rows as depots, teams and lots; a row that is not as it must be is told and left out.

A telephone number where none should be is told too, and struck out; its row stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from emerg.errors import Findings
from emerg.records import ABOVE_ZERO, ZERO_OR_MORE, Range
from emerg.resources.cells import Cells, as_number
from emerg.resources.items import Item, canonical_unit, find_item, items, may_mean
from emerg.resources.schema import Confidence, Depot, Group, Lot, Team
from emerg.resources.unlocked import tell_misplaced
from emerg.resources.words import (
    CONFIDENCE_NAMES,
    GROUP_NAMES,
    KIND_NAMES,
    MODE_NAMES,
    SKILL_NAMES,
)
from emerg.texts import Bilingual, Text

# Tibet and what lies around it [degrees].
LON = Range(70.0, 110.0)
LAT = Range(20.0, 45.0)
ONE_OR_MORE = Range(1.0)


@dataclass(slots=True)
class Rows:
    """The tables of one office, read in turn: depots first, for the others name them."""

    example: bool
    found: Findings
    _bad_depots: set[str] = field(default_factory=set)
    _left_out: Counter[str] = field(default_factory=Counter)

    def depots(self, rows: Iterable[Cells]) -> dict[str, Depot]:
        """The depots by id."""
        kept: dict[str, Depot] = {}
        for cells in rows:
            tell_misplaced(cells)
            depot = self._depot(cells, kept)
            if depot is not None:
                kept[depot.id] = depot
            elif (id_ := cells.seen("id")) not in kept:
                self._bad_depots.update((id_, cells.seen("name")))
        self._bad_depots -= {""}
        return kept

    def teams(self, rows: Iterable[Cells], depots: Mapping[str, Depot]) -> tuple[Team, ...]:
        """The teams, machines and vehicles at `depots`."""
        kept: dict[str, Team] = {}
        for cells in rows:
            tell_misplaced(cells)
            team = self._team(cells, depots, kept)
            if team is not None:
                kept[team.id] = team
        return tuple(kept.values())

    def lots(self, rows: Iterable[Cells], depots: Mapping[str, Depot]) -> tuple[Lot, ...]:
        """The lines of the stock of `depots`."""
        kept: list[Lot] = []
        for cells in rows:
            tell_misplaced(cells)
            lot = self._lot(cells, depots)
            if lot is not None:
                kept.append(lot)
        return tuple(kept)

    def tell_left_out(self, where: str) -> None:
        """Say how many rows went with a depot that could not be read, once for each."""
        for id_, count in self._left_out.items():
            self.found.add(
                Text("{n} rows are left out with their depot '{id}'", n=count, id=id_),
                where,
                Text("put the row of that depot right"),
            )

    def _depot(self, cells: Cells, kept: Mapping[str, Depot]) -> Depot | None:
        before = len(self.found.problems)
        id_ = self._new_id(cells, kept)
        lon, lat = _position(cells)
        depot = Depot(
            id_,
            _name(cells),
            lon,
            lat,
            cells.said("county"),
            cells.said("owner"),
            cells.said("contact_role"),
            cells.text("phone"),
            self._confidence(cells),
            cells.said("source"),
        )
        return depot if len(self.found.problems) == before else None

    def _team(
        self, cells: Cells, depots: Mapping[str, Depot], kept: Mapping[str, Team]
    ) -> Team | None:
        before = len(self.found.problems)
        depot = self._at(cells, depots)
        team = Team(
            self._new_id(cells, kept),
            _name(cells),
            depot or "",
            cells.word("kind", KIND_NAMES, "team"),
            cells.words("skills", SKILL_NAMES),
            int(cells.number("count", ONE_OR_MORE, whole=True) or 0),
            cells.number("alert_min", ZERO_OR_MORE),
            cells.number("load_min", ZERO_OR_MORE),
            cells.number("gross_t", ABOVE_ZERO),
            cells.said("owner"),
            cells.said("contact_role"),
            cells.text("phone"),
            self._confidence(cells),
        )
        return team if depot and len(self.found.problems) == before else None

    def _lot(self, cells: Cells, depots: Mapping[str, Depot]) -> Lot | None:
        before = len(self.found.problems)
        depot = self._at(cells, depots)
        item = _item(cells)
        quantity, unit = _quantity(cells, item)
        lot = Lot(
            depot or "",
            _group(cells, item),
            item.key if item else "",
            cells.said("name"),
            cells.said("spec"),
            quantity,
            unit,
            cells.day("expires"),
            cells.number("load_min", ZERO_OR_MORE),
            cells.said("owner"),
            cells.said("contact_role"),
            cells.word("mode", MODE_NAMES, "own"),
            self._confidence(cells),
            cells.row.number,
            cells.grid.place.row(cells.row.number),
        )
        return lot if depot and len(self.found.problems) == before else None

    def _new_id(self, cells: Cells, kept: Mapping[str, object]) -> str:
        id_ = cells.text("id")
        if id_ in kept:
            cells.complain(
                "id",
                Text("the id '{id}' stands here for the second time", id=id_),
                Text("give each row an id of its own"),
            )
        return id_

    def _at(self, cells: Cells, depots: Mapping[str, Depot]) -> str | None:
        """Id of the depot that a row names, by id or by name; None, told, if there is none."""
        said = cells.text("depot")
        if said in depots:
            return said
        named = [depot.id for depot in depots.values() if said in (depot.name.zh, depot.name.en)]
        if said and len(named) == 1:
            return named[0]
        if said in self._bad_depots:
            self._left_out[said] += 1
        elif said:
            cells.complain(
                "depot",
                Text("there is no depot '{name}'", name=said),
                Text("use one of: {known}", known=", ".join(depots) or "—"),
            )
        return None

    def _confidence(self, cells: Cells) -> Confidence:
        """In an example everything is one; among real rows no example may hide."""
        confidence: Confidence = cells.word("confidence", CONFIDENCE_NAMES, "medium")
        if self.example:
            return "example"
        if confidence == "example":
            cells.complain(
                "confidence",
                Text("an example stands among real rows"),
                Text("remove the row, or mark the whole list as an example"),
            )
        return confidence


def _name(cells: Cells) -> Bilingual:
    return Bilingual(cells.said("name"), cells.said("name_en"))


def _position(cells: Cells) -> tuple[float, float]:
    """Longitude and latitude [degrees]; what cannot be is told."""
    lon, lat = (_figure(cells, key) for key in ("lon", "lat"))
    if lon is not None and lat is not None and LON.holds(lat) and LAT.holds(lon):
        cells.complain(
            "lon",
            Text("longitude {lon} and latitude {lat} are swapped", lon=f"{lon:g}", lat=f"{lat:g}"),
            Text("write {lat} as longitude and {lon} as latitude", lon=f"{lon:g}", lat=f"{lat:g}"),
        )
        return lon, lat
    return cells.number("lon", LON) or 0.0, cells.number("lat", LAT) or 0.0


def _figure(cells: Cells, key: str) -> float | None:
    """The figure of a compulsory cell as it stands, whatever its size."""
    return as_number(cells.seen(key))


def _item(cells: Cells) -> Item | None:
    """What a row keeps, by its key or else by its name; None for what is not in the table."""
    key, name = cells.seen("item"), cells.seen("name")
    if key and key not in items():
        cells.complain(
            "item",
            Text("'{key}' is not known here", key=key),
            Text("leave the cell empty: the thing is found by its name"),
        )
        return None
    if key:
        return items()[key]
    if choices := may_mean(name):
        cells.complain(
            "name",
            Text("'{name}' may mean two things", name=name),
            Text("write which: {choices}", choices=tuple(item.name for item in choices)),
        )
    return find_item(name)


def _group(cells: Cells, item: Item | None) -> Group:
    """The class of a row, or that of the thing where none is written."""
    if cells.seen("group") or item is not None:
        return cells.word("group", GROUP_NAMES, item.group if item else "control")
    name = cells.seen("name")
    if name and not may_mean(name):  # of what is told already, the class is no fault of its own
        cells.complain(
            "group",
            Text("the cell is empty"),
            Text("one of: {known}", known="、".join(name.zh for name in GROUP_NAMES.values())),
        )
    return "control"


def _quantity(cells: Cells, item: Item | None) -> tuple[float, str]:
    """How much there is, in the unit of the thing."""
    quantity = cells.number("quantity", ZERO_OR_MORE) or 0.0
    unit = canonical_unit(cells.text("unit"))
    if item is None or not unit:
        return quantity, unit
    factor = item.factor(unit)
    if factor is None:
        cells.complain(
            "unit",
            Text("'{unit}' does not say how much {name} there is", unit=unit, name=item.name),
            Text("write the quantity in {units}", units=" / ".join(item.all_units)),
        )
        return quantity, unit
    # 0.3 t are 300 kg: no figure of ours is more exact than a billionth.
    return (quantity if factor == 1 else round(quantity * factor, 9)), item.unit
