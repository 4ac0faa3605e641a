"""The tables of a playbook as an office edits them: which rows there are, and where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from emerg.playbooks import dam_schema, road_schema, schema
from emerg.playbooks.draft import File, Place, value_at
from emerg.playbooks.fields import POINT, Input, attribute_inputs, inputs_of
from emerg.playbooks.shelf import Kind

Layout: TypeAlias = Literal["rows", "named", "single"]
PROPERTIES = "properties"
# Numbers stand in the address book, locked; an approval is written by approving alone.
NOT_HERE = {"phone", "verified_on", "approved_by", "approved_on", "format", "attributes"}
FOLDERS_OWN = {"id", "kind"}  # of a playbook: its folder has them


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a playbook.

    Attributes
    ----------
    layout : "rows", "named" or "single"
        A list; a table of tables by name; one record by itself.
    layers, but_layers : set of str
        Of a map: which features are rows of it.
    by : tuple of str
        The fields that tell its rows apart.
    """

    key: str
    file: File
    place: Place
    record: type
    by: tuple[str, ...]
    layout: Layout = "rows"
    layers: frozenset[str] = frozenset()
    but_layers: frozenset[str] = frozenset()

    @property
    def is_map(self) -> bool:
        return self.file == "map"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and what it says.

    Attributes
    ----------
    value : mapping
        The record; of a map the whole feature.
    key : str
        Tells it from the other rows of its table, whatever its number.
    """

    table: Table
    place: Place
    value: Mapping[str, Any]
    key: str

    @property
    def record(self) -> Mapping[str, Any]:
        """What the strict reader checks."""
        if not self.table.is_map:
            return self.value
        found: Mapping[str, Any] = self.value.get(PROPERTIES) or {}
        return found

    def get(self, one: Input) -> Any:
        """What stands in a field; None where nothing does."""
        found = value_at(self.value, one.place)
        if found is None and one.place[-1] == "zh":
            # A name in one language may be written without its table.
            above = value_at(self.value, one.place[:-1])
            return above if isinstance(above, str) else None
        return found


_PLAN = (
    Table("steps", "plan", ("steps",), schema.Step, ("hazard", "phase", "order")),
    Table("roles", "plan", ("roles",), schema.Role, ("who.zh",)),
    Table("sampling", "plan", ("sampling",), schema.SamplingPoint, ("site",)),
    Table("water_supply", "plan", ("water_supply",), schema.WaterSupply, ("town.zh", "site")),
    Table("termination", "plan", ("termination",), schema.Termination, (), "single"),
)
_AUTHORITIES = Table("authorities", "about", ("authorities",), schema.Authority, ("name.zh",))
_SOURCES = Table("sources", "about", ("sources",), schema.Source, (), "named")
REACH, SITE, DRAIN = (frozenset({name}) for name in ("reach", "site", "drain"))
TABLES: Mapping[Kind, tuple[Table, ...]] = {
    "river": (
        Table("sites", "map", ("features",), schema.Site, ("id",), but_layers=REACH),
        Table("reaches", "map", ("features",), schema.Reach, ("id",), layers=REACH),
        *_PLAN,
        Table("about", "about", (), schema.RiverFile, (), "single"),
        Table("flow", "about", ("flow",), schema.MonthlyFlow, (), "single"),
        Table("stems", "about", ("stems",), schema.Stem, ("id",)),
        _AUTHORITIES,
        _SOURCES,
    ),
    "road": (
        Table("sites", "map", ("features",), road_schema.RoadSite, ("id",), layers=SITE),
        Table("drains", "map", ("features",), road_schema.Drain, ("id",), layers=DRAIN),
        *_PLAN,
        Table("about", "about", (), road_schema.RoadFile, (), "single"),
        Table("posts", "about", ("posts",), road_schema.Post, ("km",)),
        Table("cargo", "about", ("cargo",), road_schema.Cargo, ("substance",)),
        _AUTHORITIES,
        _SOURCES,
    ),
    "tailings": (
        Table("sites", "map", ("features",), dam_schema.DamSite, ("id",), layers=SITE),
        *_PLAN,
        Table("about", "about", (), dam_schema.DamFile, (), "single"),
        Table("ponds", "about", ("ponds",), dam_schema.Pond, ("id",)),
        Table("receiving", "about", ("receiving",), dam_schema.Receiving, ("river", "km")),
        Table("checks", "about", ("checks",), dam_schema.Check, ("pond", "sign", "on")),
        _AUTHORITIES,
        _SOURCES,
    ),
}  # fmt: skip


def table_named(kind: Kind, key: str) -> Table:
    """The table of that key.

    Raises
    ------
    KeyError
        A playbook of this kind has none.
    """
    return {table.key: table for table in TABLES[kind]}[key]


@cache
def inputs(table: Table) -> tuple[Input, ...]:
    """The fields of a row of `table` that are edited here; of a place, those of its position."""
    found = tuple(
        one
        for one in inputs_of(table.record)
        if one.place[0] not in NOT_HERE and (one.sort != "fixed" or table.layout != "single")
    )
    if table.layout == "single":
        # What is a table by itself stands on a page of its own.
        pages = {t.place[:1] for tables in TABLES.values() for t in tables if t.file == table.file}
        own = len(table.place)
        found = tuple(
            o for o in found if own or (o.place[:1] not in pages and o.place[0] not in FOLDERS_OWN)
        )
    if not table.is_map:
        return found
    under = tuple(_under(one) for one in found)
    point = () if table.layers == REACH else (Input(POINT, "point"),)
    return (*under, *point)


@cache
def attributes(table: Table) -> tuple[Input, ...]:
    """What a row of `table` may carry besides: the attributes of a river's place."""
    if table.record is not schema.Site:
        return ()
    return tuple(_under(one) for one in attribute_inputs())


def _under(one: Input) -> Input:
    return Input((PROPERTIES, *one.place), one.sort, one.choices, one.needed, one.number)


def rows(tables: Mapping[File, Any], table: Table) -> tuple[Row, ...]:
    """The rows of `table`, in the order of the file."""
    seen: dict[str, int] = {}
    found = []
    for place, value in _values(tables, table):
        key = _key(table, place, value)
        seen[key] = seen.get(key, 0) + 1
        # Of two rows that say the same of themselves the second is the second.
        unique = key if seen[key] == 1 else f"{key} ({seen[key]})"
        found.append(Row(table, place, value, unique))
    return tuple(found)


def _values(tables: Mapping[File, Any], table: Table) -> Iterator[tuple[Place, Any]]:
    held = value_at(tables[table.file], table.place)
    if table.layout == "single":
        if isinstance(held, Mapping):
            yield table.place, held
    elif table.layout == "named":
        for name, value in (held or {}).items():
            if isinstance(value, Mapping):
                yield (*table.place, name), value
    else:
        for number, value in enumerate(held if isinstance(held, list) else ()):
            if isinstance(value, Mapping) and _belongs(table, value):
                yield (*table.place, number), value


def _belongs(table: Table, value: Mapping[str, Any]) -> bool:
    if not table.is_map:
        return True
    layer = str((value.get(PROPERTIES) or {}).get("layer", ""))
    return layer in table.layers if table.layers else layer not in table.but_layers


def _key(table: Table, place: Place, value: Mapping[str, Any]) -> str:
    if table.layout != "rows":
        return str(place[-1]) if place else ""
    record = value.get(PROPERTIES) or {} if table.is_map else value
    parts = (value_at(record, tuple(name.split("."))) for name in table.by)
    return " · ".join(str(part) for part in parts if part not in (None, ""))
