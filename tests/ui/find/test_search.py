"""What is typed, and what it finds first."""

from itertools import pairwise
from pathlib import Path

import pytest

from emerg.playbooks.rivers import Rivers
from emerg.texts import Text, render
from emerg.ui.find.exact import Known
from emerg.ui.find.found import Do, Found, GoOn, GoTo, Ring, Say, Spilled
from emerg.ui.find.lists import Command, commands, name_lists
from emerg.ui.find.names import entry, letters
from emerg.ui.find.search import MOST, PER_KIND, Searched, search
from emerg.ui.keys import KEYS
from emerg.ui.known_ponds import known_ponds
from emerg.ui.known_roads import known_roads

PLAYBOOKS = Path(__file__).resolve().parents[3] / "playbooks"


@pytest.fixture(scope="module")
def where(rivers: Rivers) -> Searched:
    roads, problems = known_roads((PLAYBOOKS,))
    dams, wrong = known_ponds((PLAYBOOKS,), rivers)
    assert (problems, wrong) == ((), ())
    known = Known(rivers, roads, dams)
    keys = commands(Command(key.name, key.text, ", ".join(key.keys)) for key in KEYS)
    return Searched(known, name_lists(known), keys)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("91.13, 29.65", "position", "91.13000, 29.65000"),
        ("北纬29°39′ 东经91°07′48″", "position", "91.13000, 29.65000"),
        ("X 3281849.9 Y 30609413.7 (CGCS2000, 3° zone 30, 90°E)", "position", "91.13000, 29.65000"),
        ("3281849.9, 30609413.7", "position", "91.13000, 29.65000"),
        ("G318 K4820+300", "stake", "G318 K4820+300"),
        ("318国道4820公里", "stake", "G318 K4820+000"),
        ("拉萨河 430", "river_km", "拉萨河 430.0 km"),
        ("lhasa 430", "river_km", "拉萨河 430.0 km"),
        ("曲水", "place", "曲水县"),
        ("mzgk", "place", "墨竹工卡县"),
        ("达孜大桥", "site", "达孜大桥"),
        ("dzdq", "site", "达孜大桥"),
        ("lhasa sewage", "site", "拉萨市污水处理厂"),
        ("甲玛曲", "river", "甲玛曲"),
        ("G318", "road", "G318"),
        ("果朗沟", "pond", "果朗沟尾矿库"),
        ("苯", "substance", "苯"),
        ("UN 1114", "substance", "苯"),
        ("71-43-2", "substance", "苯"),
        ("拉萨市生态环境局", "contact", "拉萨市生态环境局"),
        ("拉萨市环保局", "contact", "拉萨市生态环境局"),
        ("打印简报", "command", "打印简报"),
        ("print brief", "command", "打印简报"),
        ("f9", "command", "打印简报"),
    ],
)
def test_what_is_typed_is_found_first(where, typed, kind, name):
    first = search(typed, where)[0]
    assert (first.kind, render(first.name, "zh")) == (kind, name)


def test_a_position_is_offered_in_each_datum_that_a_telephone_may_mean(where):
    found = search("91.13,29.65", where)
    assert [one.goal.lon for one in found] == [
        pytest.approx(lon, abs=1e-5) for lon in (91.13, 91.12845, 91.12188)
    ]


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("拉萨河", GoOn),
        ("G318", GoOn),
        ("达孜区", GoTo),
        ("聂荣镇", Say),  # a township of which only the name is known
        ("甲苯", Spilled),
        ("拉萨市生态环境局", Ring),
        ("调度", Do),
    ],
)
def test_each_kind_leads_somewhere_of_its_own(where, typed, goal):
    found = search(typed, where)
    assert goal in [type(one.goal) for one in found if render(one.name, "zh") == typed or goal]


def test_where_a_town_lies_is_told_in_both_languages(where):
    (found,) = [one for one in search("mzgk", where) if one.kind == "place" and one.detail]
    assert [render(found.detail, lang) for lang in ("zh", "en")] == ["拉萨市", "Lhasa"]
    (township,) = search("聂荣镇", where)
    assert render(township.detail, "en") == "Nyainrong County · Nagqu; position not known"


@pytest.mark.parametrize(
    "typed", ["拉萨河 9999", "G318 K99999", "29.65 91.13", "10.5, 60.5", "3281849 11609413"]
)
def test_what_cannot_be_says_why_and_how_to_mend_it(where, typed):
    (refused,) = search(typed, where)
    assert isinstance(refused.goal, Say)
    assert render(refused.detail, "zh").startswith("× ")


@pytest.mark.parametrize("typed", ["", "  ", "91.", "91.13", "G318 K"])
def test_what_is_only_begun_is_no_mistake(where, typed):
    assert not [one for one in search(typed, where) if isinstance(one.goal, Say)]


def test_nothing_is_found_for_what_is_nothing(where):
    assert search("zzzqq", where) == ()


@pytest.mark.parametrize("typed", ["拉萨", "尾矿", "a", "县", "sc"])
def test_kinds_stand_together_and_leave_each_other_room(where, typed):
    found = search(typed, where)
    kinds = [one.kind for one in found]
    changes = sum(one != other for one, other in pairwise(kinds))
    assert changes == len(set(kinds)) - 1
    assert max(map(kinds.count, kinds)) <= PER_KIND
    assert len(found) <= MOST


def test_a_river_goes_on_to_its_km(where):
    (river,) = [one for one in search("拉萨河", where) if one.kind == "river"]
    assert (render(river.goal.name, "zh"), river.goal.behind) == ("拉萨河", " ")
    assert search("拉萨河 430", where)[0].kind == "river_km"


def test_initials_leave_out_remarks_and_latin():
    assert letters("拉萨大桥（G318/城区）") == "lsdq"
    assert letters("G318 通麦") == "tm"


def test_a_name_is_found_in_both_languages_and_without_its_remark():
    one = entry(Found("command", Text("Print brief"), "", Do("print")))
    assert one.fit("打印简报") == one.fit("print brief") > one.fit("打印") > one.fit("简报") > 0
    assert one.fit("dyjb") > 0
    assert one.fit("d") == 0
