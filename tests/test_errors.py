"""What happened, where, and how to mend it, in the reader's language."""

import pytest

from emerg.errors import DataError, EmergError, InputError, OutputError, Problem, told
from emerg.texts import Bilingual, Text


def off_river() -> InputError:
    return InputError(
        Text("'{key}' is not known here", key="rivr"),
        where=Bilingual("拉萨河", "Lhasa River"),
        fix=Text("did you mean '{near}'?", near="river"),
    )


def test_an_error_says_what_where_and_fix_in_english():
    assert str(off_river()) == (
        "Error: 'rivr' is not known here\n  where: Lhasa River\n  fix:   did you mean 'river'?"
    )


def test_the_same_error_in_chinese_keeps_every_field():
    lines = off_river().told("zh").splitlines()
    assert len(lines) == 3
    for line, field in zip(lines, ("rivr", "拉萨河", "river"), strict=True):
        assert field in line
    assert "Error" not in lines[0]
    assert "Lhasa" not in lines[1]


def test_one_problem_is_the_error_itself():
    error = off_river()
    assert error.problems == (Problem(error.what, error.where, error.fix),)
    assert told(error.problems[0], "en") == str(error)


def test_data_error_tells_every_problem_first_one_first():
    problems = [
        Problem(Text("'{key}' is missing", key=key), f"river.toml, {key}", "add it")
        for key in ("id", "name", "basin")
    ]
    error = DataError(problems)
    assert error.where == "river.toml, id"
    assert error.problems == tuple(problems)
    words = str(error)
    assert words.count("Error:") == 3
    assert words.index("'id'") < words.index("'name'") < words.index("'basin'")


def test_data_error_without_a_problem_cannot_be():
    with pytest.raises(IndexError):
        DataError([])


@pytest.mark.parametrize("kind", [InputError, OutputError, DataError])
def test_one_root_catches_them_all(kind):
    assert issubclass(kind, EmergError)


def test_braces_in_a_field_are_not_filled_in_again():
    error = InputError(Text("{value} is not a figure", value="{where}"), where="a", fix="b")
    assert str(error).splitlines()[0] == "Error: {where} is not a figure"


def test_where_and_fix_must_be_given():
    with pytest.raises(TypeError, match="where"):
        InputError("no")  # type: ignore[call-arg]
