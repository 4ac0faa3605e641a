"""What an officer wants where, in place of what the table would send: [[need]] of a scenario."""

from dataclasses import dataclass

from emerg.errors import InputError
from emerg.records import NotNegative, Positive
from emerg.resources.items import find_item
from emerg.resources.schema import Skill
from emerg.response.incident import Spot, Wanted
from emerg.texts import Text


@dataclass(frozen=True, slots=True)
class SpotTable:
    river: str
    km: NotNegative


@dataclass(frozen=True, slots=True)
class NeedTable:
    """One [[need]]: a place on the way down, a thing or a skill, how much."""

    at: str | SpotTable
    item: str | None = None
    skill: Skill | None = None
    quantity: Positive | None = None
    setup_h: NotNegative = 1.0


def wanted(table: NeedTable, where: str) -> Wanted:
    """The need of one [[need]].

    Raises
    ------
    InputError
        Neither a thing nor a skill is named, or both, or a thing that is not in the table.
    """
    if (table.item is None) == (table.skill is None):
        raise InputError(
            Text("a need names one thing, or one skill"),
            where=where,
            fix=Text('write item = "boom", or skill = "hold"'),
        )
    item = None if table.item is None else find_item(table.item)
    if table.item is not None and item is None:
        raise InputError(
            Text("'{name}' is not in the table of things", name=table.item),
            where=where,
            fix=Text("name it as the stock list does, for instance 围油栏, 沙袋, 吸油毡"),
        )
    spot = Spot(table.at) if isinstance(table.at, str) else Spot(None, table.at.river, table.at.km)
    key = None if item is None else item.key
    return Wanted(spot, key, table.skill, table.quantity, table.setup_h)
