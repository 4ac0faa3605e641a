"""Drive times against published ones: town pairs, by car, on paved roads, without long stops."""

import pytest

from emerg.network.driving import conditions
from emerg.playbooks.roads import load_roads
from emerg.usecases.route import routed
from tests.conftest import ROOT

# From, to, hours as published (least, most), roads of other numbers closed, who says so.
PUBLISHED = [
    ("拉萨", "那曲", 3.0, 3.0, "", "新华社 2021-08-21：G6 约 3 h"),
    ("拉萨", "那曲", 5.5, 6.0, "G6", "新华社 2021-08-21：G109 6 h 多；2018 年自驾行车 5.5 h"),
    ("拉萨", "当雄", 3.0, 3.0, "G6", "自驾日记 2018：G109 3 h"),
    ("当雄", "那曲", 2.5, 2.5, "G6", "自驾日记 2018：G109 2.5 h"),
    ("拉萨", "巴宜", 4.0, 5.0, "", "新华社等 2018–19：拉林高等级公路 4–5 h"),
    ("拉萨", "巴宜", 8.0, 8.0, "G4218", "同上：原 G318 约 8 h"),
    ("桑珠孜", "定日白坝", 4.0, 5.0, "", "tibet4fun：240 km/4 h；2025 年 5 h"),
    ("桑珠孜", "萨嘎", 5.0, 8.0, "", "迎昭旅行社 2025：5–6 h；tibet4fun：8 h"),
    ("岗嘎镇", "吉隆镇", 6.0, 6.0, "", "tibet4fun：255 km/6 h"),
    ("桑珠孜", "吉隆镇", 8.0, 10.0, "", "迎昭旅行社 2025：8–10 h"),
    ("萨嘎", "塔钦", 8.0, 10.0, "", "tibet4fun 9 h；自驾计划 10–12 h 含停"),
    ("札达", "狮泉河", 5.0, 7.0, "", "jealousyreloaded 5 h；自驾计划 5–7 h"),
    ("波密", "然乌", 3.0, 3.0, "", "snowliontours：140 km/3 h"),
    ("左贡", "然乌", 7.0, 7.0, "", "snowliontours：7 h"),
    ("邦达镇", "昌都", 3.0, 3.0, "", "cdyulong：约 3 h"),
    ("那曲", "昌都", 13.0, 16.0, "", "自驾计划：13–16 h"),
    ("江孜", "桑珠孜", 1.5, 2.0, "", "Lonely Planet：1.5 h；bzdxx：2 h"),
    ("拉萨", "桑珠孜", 4.5, 5.0, "", "bs178 客车 4.5 h；tibet4fun 5 h（G318）"),
]


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


@pytest.mark.parametrize(("start", "goal", "least", "most", "but", "source"), PUBLISHED)
def test_a_drive_takes_as_long_as_published_within_fifteen_percent(
    roads, start, goal, least, most, but, source
):
    closed = [row.id for row in roads.edges.values() if but and but in row.refs]
    way = routed(roads, start, goal, conditions(closed=closed)).way
    assert way is not None
    assert 0.85 * least <= way.hours <= 1.15 * most, (way.hours, source)
