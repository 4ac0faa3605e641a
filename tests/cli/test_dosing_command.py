"""emerg dosing: figures, conditions and stock; a measured flow changes them."""

import pytest

from emerg.cli.main import run
from tests.cli.test_respond import answered
from tests.conftest import ROOT

CADMIUM = """
format = 1
substance = "镉"
amount_kg = 500
when = 2026-07-15T02:40:00+08:00
exercise = true
[at]
river = "lhasa"
km = 430.0
"""


@pytest.fixture
def cadmium(tmp_path):
    file = tmp_path / "cadmium.toml"
    file.write_text(CADMIUM, encoding="utf-8")
    return str(file)


def test_a_measured_flow_sets_the_dose(capsys, cadmium):
    low = answered(capsys, "dosing", cadmium, "--flow", "20")["river"][0]
    high = answered(capsys, "dosing", cadmium, "--flow", "500")["river"][0]
    assert low["t_d"][1] == pytest.approx(86.4, rel=0.05)
    assert low["feasible"]
    assert high["t_d"][1] == pytest.approx(2160.0, rel=0.05)
    assert not high["feasible"]


def test_stock_of_the_lists_is_told(capsys, cadmium):
    lists = str(ROOT / "playbooks" / "resources" / "example-lhasa")
    stock = answered(capsys, "dosing", cadmium, "--flow", "20", "--resources", lists)["stock"]
    assert stock[0]["item"] == "polyaluminium_chloride"
    assert stock[0]["total"] > 0
    assert run(["--lang", "zh", "dosing", cadmium, "--flow", "20", "--resources", lists]) == 0
    out = capsys.readouterr().out
    assert "现有库存：聚合氯化铝" in out
    assert "烧杯试验" in out


def test_cyanide_comes_with_its_warning(capsys):
    assert run(["--lang", "zh", "dosing", str(ROOT / "examples" / "demo.toml")]) == 0
    assert "不得仅凭本工具的结果在河道内加氯" in capsys.readouterr().out


def test_the_whole_answer_has_the_same_under_treatment(capsys, cadmium):
    alone = answered(capsys, "dosing", cadmium)
    alone.pop("stock")
    assert answered(capsys, "respond", cadmium)["treatment"] == alone
