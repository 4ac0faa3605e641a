"""A river is called by its Chinese or English name wherever its id stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.errors import InputError
from emerg.network.named import called, nearest
from emerg.response.by_id import by_id
from emerg.response.incident import (
    FieldSample,
    Measure,
    Reading,
    Scenario,
    Spot,
    Start,
    Storage,
    Wanted,
    Where,
)
from emerg.response.locate import locate
from emerg.texts import Bilingual
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NAMES = ("lhasa", "拉萨河", "Lhasa River", "lhasa river")


def asked(river):
    at = Spot(river=river, km=450.0)
    return Scenario(
        Where(river=river, km=430.0),
        "氰化钠",
        start=Start(START, START),
        flow=(Reading(90.0, 110.0, river, 420.0),),
        samples=(FieldSample(START + timedelta(hours=9), "not_yet", river=river, km=463.0),),
        measures=(Measure("remove", at, share=0.5, done=True),),
        storage=(Storage(at, 1e6, 2e6),),
        needs=(Wanted(at, "boom"),),
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_river_of_a_scenario_is_known_by_its_id(rivers, name):
    assert by_id(rivers.network, asked(name)) == asked("lhasa")


def test_the_answer_is_the_same_by_name(rivers):
    one, other = (
        respond(rivers, replace(asked(name), storage=(), needs=()), now=START)
        for name in ("lhasa", "拉萨河")
    )
    assert one.hits == other.hits
    assert one.sampling == other.sampling


def test_a_name_that_two_bear_is_nobodys():
    known = {"a": Bilingual("麦曲", "Mai Qu"), "b": Bilingual("麦曲", "Mai Qu (Zayu)")}
    assert called("麦曲", known) is None
    assert called("mai qu", known) == "a"
    assert nearest("mai q", known) == ("a", "b")


def test_of_a_wrong_name_the_river_is_offered_before_its_confluences(rivers):
    with pytest.raises(InputError) as refused:
        locate(rivers, Where(place="拉撒河 430"))
    told = refused.value.told("zh")
    assert 0 < told.index("拉萨河 430") < told.index("汇入")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["respond", "--river", "拉萨河", "--km", "430"], 0, "拉萨河 430.0 km"),
        (["respond", "--river", "拉撒河", "--km", "430"], 1, "拉萨河（lhasa）"),
        (["respond", "--river", "zzz", "--km", "430"], 1, "怒江（nujiang）"),
        (["playbooks", "show", "拉萨河"], 0, "lhasa"),
        (["playbooks", "show", "拉撒河"], 1, "拉萨河（lhasa）"),
        (["brief", "zzz", "--out", "out"], 1, "怒江（nujiang）"),
    ],
)
def test_the_commands_take_names_and_tell_them_with_their_ids(capsys, words, code, told):
    assert run(["--lang", "zh", *words]) == code
    assert told in "".join(capsys.readouterr())


def test_a_brief_is_written_of_a_river_by_its_name(capsys, tmp_path):
    assert run(["brief", "拉萨河", "--out", str(tmp_path)]) == 0
    assert "lhasa" in capsys.readouterr().out
