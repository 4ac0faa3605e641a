"""The preferences survive, and never keep the program from starting."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emerg.errors import OutputError
from emerg.usecases.preferences import Preferences, read_preferences, write_preferences

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")))


def test_a_fresh_home_has_the_defaults(home):
    assert read_preferences(home) == (Preferences(), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    preferences=st.builds(
        Preferences,
        lang=st.sampled_from([None, "zh", "en"]),
        theme=st.sampled_from(["day", "night", "night-red"]),
        text_px=st.integers(11, 22),
        author=NAMES,
        post=NAMES,
        tour_seen=st.booleans(),
    )
)
def test_what_is_written_is_read(home, preferences):
    write_preferences(home, preferences)
    assert read_preferences(home) == (preferences, ())


@pytest.mark.parametrize(
    "content", ['theme = "pink"', "text_px = 99", "theme =", 'lange = "zh"', "\ufeff\x00"]
)
def test_a_broken_file_gives_the_defaults_and_says_what_is_wrong(home, content):
    home.mkdir(parents=True)
    (home / "settings.toml").write_text(content, encoding="utf-8")
    found, problems = read_preferences(home)
    assert found == Preferences()
    assert problems
    assert "settings.toml" in str(problems[0].where)


def test_a_home_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        write_preferences(tmp_path / "file", Preferences())
