"""What the window doubts or refuses, the command line doubts or refuses too."""

import pytest

from emerg.cli.main import run
from tests.conftest import ROOT

ASKED = ["--lang", "en", "respond", "--river", "lhasa", "--km", "430", "--substance", "氰化钠"]


def test_an_amount_of_nothing_is_no_answer(capsys):
    assert run([*ASKED, "--amount-kg", "0"]) == 1
    assert "would close nothing" in capsys.readouterr().err
    assert run([*ASKED, "--amount", "0", "--unit", "t"]) == 1


def test_an_amount_that_may_be_nothing_is_answered(capsys):
    assert run([*ASKED, "--amount-kg", "0,20"]) == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--when", "2098-01-01T02:00"], "Ahead of the clock"),
        (["--when", "2021-01-02T02:00", "--reported", "2098-01-01T02:00"], "Ahead of the clock"),
        (["--when", "2021-01-02T02:00", "--reported", "2020-01-01T02:00"], "Known before it began"),
    ],
)
def test_moments_that_cannot_be_are_told_beside_the_answer(capsys, options, words):
    assert run([*ASKED, *options]) == 0
    told = capsys.readouterr()
    assert words in told.err
    assert "Ahead of" not in told.out


def test_a_scenario_file_is_doubted_by_every_command_that_answers_it(capsys, tmp_path):
    asked = tmp_path / "asked.toml"
    asked.write_text(
        "when = 2021-01-02T02:00:00\nreported = 2020-01-01T02:00:00\n"
        '[at]\nriver = "lhasa"\nkm = 430',
        encoding="utf-8",
    )
    for command in ("level", "dispatch", "sampling"):
        assert run(["--lang", "en", command, str(asked)]) == 0
        assert "Known before it began" in capsys.readouterr().err
    assert run(["--lang", "en", "level", str(ROOT / "examples" / "demo.toml")]) == 0
    assert "Attention" not in capsys.readouterr().err


def test_a_clock_of_another_year_tells_its_year(capsys):
    assert run([*ASKED, "--when", "2020-01-02T02:00", "--reported", "2020-01-02T02:30"]) == 0
    assert "it was due 2020-01-02" in capsys.readouterr().out
