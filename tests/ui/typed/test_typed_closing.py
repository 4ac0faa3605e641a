"""A road that is closed, as it is typed, on the roads that come with the program."""

from pathlib import Path

import pytest

from emerg.errors import InputError
from emerg.texts import render
from emerg.ui.known_roads import known_roads
from emerg.ui.typed.closing import Stretch, read_stretch, suggest_stretches
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def roads():
    found, problems = known_roads((Path(ROOT / "playbooks"),))
    assert not problems
    return found


@pytest.mark.parametrize("said", ["R033", "r033", "Ｒ０３３", "G318 曲水–尼木–大竹卡 (R033)"])
def test_a_stretch_by_its_number(roads, said):
    assert read_stretch(said, roads) == Stretch("R033")


@pytest.mark.parametrize("said", ["G318 K4595+300", "318国道 4595+300", "g318 k4595.3"])
def test_a_stretch_by_road_and_stake_with_how_far_it_may_be_off(roads, said):
    found = read_stretch(said, roads)
    assert "G318" in roads.network.edges[found.id].refs
    assert found.doubt_km >= 5


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("", "write road and stake"),
        ("xyz", "choose one that is offered"),
        ("G318 曲水–尼木–大竹卡", "choose one of them: R030, R031"),
        ("G318 K9", "G318"),
        ("G214", "as 'G214 PLACE' or 'G214 LON,LAT'"),
        ("G349 K100", "as 'G349 PLACE' or 'G349 LON,LAT'"),
        ("昌都", "G349 曲水"),
        ("97.33,30.99", "G214 97.33,30.99"),
    ],
)
def test_what_is_no_road_says_what_to_do(roads, said, advice):
    with pytest.raises(InputError) as caught:
        read_stretch(said, roads)
    problem = caught.value.problems[0]
    assert advice in render(problem.fix, "en") + render(problem.what, "en")


@pytest.mark.parametrize("said", ["G349 曲水", "G214 97.33,30.99", "g318-nyingchi 鲁朗"])
def test_the_forms_that_the_advice_names_are_understood(roads, said):
    assert read_stretch(said, roads).id in roads.network.edges


@pytest.mark.parametrize("said", ["r03", "曲水", "qs", "qus"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stretch_offered_is_understood(roads, said, lang):
    for line in suggest_stretches(said, roads, lang):
        assert read_stretch(line, roads).doubt_km == 0


def test_a_road_waits_for_its_stake(roads):
    assert suggest_stretches("g31", roads, "zh")[:2] == ("G317 K", "G318 K")


def test_without_roads_nothing_is_offered():
    assert suggest_stretches("g318", None, "zh") == ()
