"""The table of things that are kept: one key, class and unit for what goes by many names."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from emerg.records import Positive
from emerg.resources.schema import Group
from emerg.shipped import shipped
from emerg.texts import Bilingual

_BRACKETED = re.compile(r"[(\[【《]([^)\]】》]*)[)\]】》]")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the table.

    Attributes
    ----------
    unit : str
        What quantities of it are kept in.
    units : mapping of str to float
        How many of `unit` one of another unit is.
    """

    key: str
    group: Group
    name: Bilingual
    unit: str
    aliases: tuple[str, ...] = ()
    units: Mapping[str, Positive] | None = None

    def factor(self, unit: str) -> float | None:
        """How many of the item's own unit one `unit` is; None where nobody can say."""
        return 1.0 if unit == self.unit else (self.units or {}).get(unit)

    @property
    def all_units(self) -> tuple[str, ...]:
        """Every unit its quantity may be written in, its own first."""
        return (self.unit, *(self.units or {}))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and what else people write for it."""

    unit: str
    name: Bilingual
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A name that stands for several things: `choices` are their keys."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemsFile:
    """items.toml; source, date and confidence hold for the whole table."""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Literal["high", "medium", "low"]
    unit: tuple[Unit, ...]
    ask: tuple[Ask, ...]
    item: tuple[Item, ...]


@cache
def load_items() -> ItemsFile:
    """The table in ``data/items.toml``."""
    return shipped(ItemsFile, "emerg.resources", "items.toml")


@cache
def items() -> Mapping[str, Item]:
    """Every item by its key.

    >>> items()["boom"].unit
    'm'
    """
    return {item.key: item for item in load_items().item}


def lot_words(name: str, key: str) -> Bilingual:
    """Something in stock as its office calls it; in English by the table, where that has it.

    >>> lot_words("示例聚合硫酸铁", "polyferric_sulfate").en, lot_words("自制吸附枕", "").in_("en")
    ('Polyferric sulfate', '自制吸附枕')
    """
    item = items().get(key)
    return Bilingual(name, "" if item is None else item.name.en)


def find_item(name: str) -> Item | None:
    """The item that goes by `name`; None where the table has none, or the name may mean two.

    Words in brackets may be the name too. Something may stand in front of it, save for chemicals.

    >>> find_item("聚合氯化铝（PAC）").key, find_item("PVC围油栏").key, find_item("PAC")
    ('polyaluminium_chloride', 'boom', None)
    """
    names = _names()
    name = unicodedata.normalize("NFKC", name)
    outside = _plain(_BRACKETED.sub("", name))
    for word in (_plain(name), outside, *map(_plain, _BRACKETED.findall(name))):
        if word in names:
            return names[word]
    endings = [
        known for known, item in names.items() if item.group != "treat" and outside.endswith(known)
    ]
    return names[max(endings, key=len)] if endings else None


def may_mean(name: str) -> tuple[Item, ...]:
    """The items that a name stands for which the table will not choose between; mostly none.

    >>> [item.name.zh for item in may_mean("固体PAC")], may_mean("聚合氯化铝(PAC)")
    (['聚合氯化铝', '粉末活性炭'], ())
    """
    if find_item(name) is not None:
        return ()
    written = unicodedata.normalize("NFKC", name).casefold()
    for ask in load_items().ask:
        if re.search(rf"(?<![a-z]){re.escape(ask.name.casefold())}(?![a-z])", written):
            return tuple(items()[key] for key in ask.choices)
    return ()


def canonical_unit(word: str) -> str:
    """The unit that `word` stands for; of an unknown one the word itself.

    >>> canonical_unit("公里"), canonical_unit("㎡"), canonical_unit("KG"), canonical_unit("捆")
    ('km', 'm2', 'kg', '捆')
    """
    return _unit_words().get(_plain(word), word)


def unit_name(unit: str) -> Bilingual:
    """How people write `unit`; of an unknown one the word itself."""
    return next((u.name for u in load_items().unit if u.unit == unit), Bilingual(unit))


@cache
def _names() -> Mapping[str, Item]:
    return {
        _plain(word): item
        for item in load_items().item
        for word in (item.key, item.name.zh, item.name.en, *item.aliases)
    }


@cache
def _unit_words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for unit in load_items().unit:
        for word in (unit.unit, unit.name.zh, unit.name.en, *unit.words):
            found.setdefault(_plain(word), unit.unit)  # "pcs" is said of several: the first
    return found


def _plain(word: str) -> str:
    """Full width and case aside, without blanks and marks."""
    return "".join(c for c in unicodedata.normalize("NFKC", word).casefold() if c.isalnum())
