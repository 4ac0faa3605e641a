"""emerg intakes: what is printed of every intake, and the same for machines."""

from emerg.cli.main import run
from tests.cli.test_respond import answered
from tests.conftest import ROOT

DEMO = str(ROOT / "examples" / "demo.toml")


def test_unknown_is_said_and_never_a_figure(capsys):
    assert run(["--lang", "zh", "intakes", DEMO]) == 0
    out = capsys.readouterr().out
    assert "未列出不等于没有" in out
    assert "最早可考虑恢复，以监测连续达标和主管部门决定为准" in out
    assert "献多水厂（东郊）: 储水可用时数不明，先问水厂" in out
    assert "拉萨河 489.4 km" in out


def test_machines_get_nulls_and_the_names_of_what_is_missing(capsys):
    rows = answered(capsys, "--lang", "zh", "intakes", DEMO)["intakes"]
    assert [row["number"] for row in rows] == sorted(row["number"] for row in rows)
    first = rows[0]
    assert (first["people"], first["storage_h"], first["alternative_h"]) == (None, None, None)
    assert "储水可用时数" in first["unknown"]
    assert first["falls_short"]
    assert answered(capsys, "--lang", "zh", "respond", DEMO)["intakes"] == rows
