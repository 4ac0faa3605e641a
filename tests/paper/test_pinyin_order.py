"""Chinese names where one looks for them."""

import pytest

from emerg.geodata import layers
from emerg.paper.pinyin_order import OTHER, initial, name_key
from tests.paper import made


def test_names_stand_in_the_order_of_their_pinyin():
    right = ["昂仁县", "八宿县", "察隅县", "当雄县", "噶尔县", "拉萨市", "朗县", "林芝市", "墨脱县",
             "那曲市", "琼结县", "曲水县", "萨嘎县", "藏木水电站", "扎囊县"]  # fmt: skip
    assert sorted(set(right), key=name_key) == right


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("藏木水电站", "Z"),
        ("迦玛", "J"),
        ("砻达", "L"),
        ("珞巴", "L"),
        ("尕玛", "G"),
        ("G318 日喀则段", "G"),
        ("Lhasa", "L"),
        ("72 拐", OTHER),
        ("（规划）", OTHER),
        ("", OTHER),
    ],
)
def test_every_name_stands_under_its_letter(name, letter):
    assert initial(name) == letter


def test_every_place_of_the_playbooks_and_of_the_map_has_a_letter():
    names = {site.name.zh for book in made.rivers().playbooks.values() for site in book.sites}
    names |= {place.name.zh for place in layers.places()}
    lost = {name for name in names if initial(name) == OTHER and not name[0].isdigit()}
    assert not lost


def test_letters_follow_the_order_of_the_names():
    names = [site.name.zh for book in made.rivers().playbooks.values() for site in book.sites]
    letters = [initial(name) for name in sorted(names, key=name_key) if name[0] >= "一"]
    assert letters == sorted(letters)
