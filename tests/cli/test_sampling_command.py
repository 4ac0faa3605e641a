"""emerg sampling: the plan as printed, and the same for machines."""

from emerg.cli.main import run
from tests.cli.test_respond import answered
from tests.conftest import ROOT

DEMO = str(ROOT / "examples" / "demo.toml")


def test_the_plan_is_printed_with_its_rules(capsys):
    assert run(["--lang", "zh", "sampling", DEMO]) == 0
    out = capsys.readouterr().out
    for words in ("对照断面", "削减断面", "汇入前", "界断面", "HJ 589-2021", "48 h", "首日一轮"):
        assert words in out


def test_machines_get_every_point_with_its_grid(capsys):
    found = answered(capsys, "--lang", "zh", "sampling", DEMO)
    assert found["points"][0]["role"] == "reference"
    for point in found["points"]:
        assert point["at"]
        assert point["grid"]["sampling_points"] >= 1
        assert point["results"] == []
    total = sum(point["grid"]["sampling_points"] for point in found["points"])
    assert found["all"]["sampling_points"] == found["all"]["bottles"] == total
    assert answered(capsys, "--lang", "zh", "respond", DEMO)["sampling"] == found
