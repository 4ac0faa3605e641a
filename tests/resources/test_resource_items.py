"""The table of things: names, units, and the two that are called PAC."""

import pytest

from emerg.resources.items import canonical_unit, find_item, items, load_items, may_mean, unit_name
from emerg.resources.schema import GROUPS


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("沙包", "sandbag"),
        ("PVC 围油栏", "boom"),
        ("防爆潜水泵", "pump"),
        ("潜水泵电缆", None),
        ("PAC（聚合氯化铝）", "polyaluminium_chloride"),
        ("粉末活性炭(PAC)", "carbon_powder"),
        ("活性炭", None),
        ("过氧化钙", None),
        ("食品级氧化钙", None),
        ("ＮａＯＨ", "caustic"),
        ("医用防护服", None),
        ("焦亚硫酸钠", "metabisulfite"),
    ],
)
def test_names(name, key):
    found = find_item(name)
    assert (found.key if found else None) == key


@pytest.mark.parametrize("name", ["PAC", "pac", "固体PAC", "ＰＡＣ", "PAC（30%）"])
def test_pac_alone_asks_which(name):
    assert {item.key for item in may_mean(name)} == {"polyaluminium_chloride", "carbon_powder"}


@pytest.mark.parametrize("name", ["聚合氯化铝(PAC)", "PACKAGE", "沙袋", "活性炭"])
def test_other_names_do_not_ask(name):
    assert may_mean(name) == ()


def test_every_name_stands_for_one_thing():
    names = [n for item in load_items().item for n in {item.name.zh, item.name.en, *item.aliases}]
    assert len(names) == len(set(names))
    assert {name: find_item(name) for name in names if find_item(name) is None} == {}


def test_every_class_is_there_and_every_unit_known():
    assert {item.group for item in items().values()} == set(GROUPS)
    units = {unit.unit for unit in load_items().unit}
    assert {unit for item in items().values() for unit in item.all_units} <= units
    assert all(canonical_unit(unit) == unit for unit in units)
    assert all(unit_name(unit).en for unit in units)


def test_choices_of_a_doubtful_name_are_in_the_table():
    assert all(key in items() for ask in load_items().ask for key in ask.choices)
