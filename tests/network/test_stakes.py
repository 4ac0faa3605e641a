"""Stake numbers as people say them, and posts as the data have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import InputError
from emerg.network.stakes import Posted, at_stake, read_stake, stake_of

POSTS = (Posted("up", 100.0, 140.0, 25.0), Posted("down", 200.0, 140.0, 50.0))


@pytest.mark.parametrize(
    ("words", "ref", "km"),
    [
        ("K4820", None, 4820.0),
        ("K4820+300", None, 4820.3),
        ("K4820+030", None, 4820.03),
        ("K4820+5", None, 4820.005),
        ("4820.3", None, 4820.3),
        ("4820 公里", None, 4820.0),
        ("G318 4820公里", "G318", 4820.0),
        ("G318 K4820+300", "G318", 4820.3),
        ("g318k4820", "G318", 4820.0),
        ("G318，K4820+300处", "G318", 4820.3),
        ("Ｋ４８２０＋３００", None, 4820.3),
        (" k 4820 + 300 ", None, 4820.3),
        ("S306 K12", "S306", 12.0),
    ],
)
def test_every_usual_spelling_is_read(words, ref, km):
    found = read_stake(words)
    assert found.ref == ref
    assert found.km == pytest.approx(km)


@pytest.mark.parametrize(
    "words",
    ["", "G318", "K", "K48a20", "4820+1234", "48.2+300", "-5", "K4820+300+2", "拉萨", "nan"],
)
def test_what_is_no_stake_is_refused(words):
    with pytest.raises(InputError, match="no stake"):
        read_stake(words)


@given(km=st.floats(100.0, 200.0))
def test_there_and_back_is_the_same_kilometre(km):
    at = at_stake(POSTS, km, "G1")
    assert 0 <= at.fraction <= 1
    assert stake_of(POSTS, at.stretch, at.fraction) == pytest.approx(km, abs=1e-9)


def test_posts_that_run_against_the_line_are_read_backwards():
    at = at_stake(POSTS, 155.0, "G1")
    assert (at.stretch, at.doubt_km) == ("down", 50.0)
    assert at.fraction == pytest.approx(0.75)


def test_a_post_beyond_the_road_is_refused_with_its_range():
    with pytest.raises(InputError) as refused:
        at_stake(POSTS, 99.0, "G1")
    assert refused.value.fix.fields == {"low": "100", "high": "200"}
    with pytest.raises(InputError, match="no scheme of posts"):
        at_stake((), 99.0, "G1")


def test_a_stretch_without_posts_has_no_kilometre():
    assert stake_of(POSTS, "elsewhere", 0.5) is None
