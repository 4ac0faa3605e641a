"""emerg verify: the table, its figures, and the exit code."""

import json
import shutil
from pathlib import Path

from emerg.cli.main import run
from emerg.usecases import verify_science

ROOT = Path(__file__).resolve().parents[2]


def test_all_of_it_passes_on_this_machine(capsys):
    assert run(["verify", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    told = json.loads(out)
    assert told["failed"] == 0
    assert told["passed"] == len(told["checks"]) > 40
    assert told["version"]
    for check in told["checks"]:
        assert check["passed"] is True
        assert check["name"]
        assert check["rule"] in ("near", "least", "most")
        assert isinstance(check["expected"], int | float)
        assert isinstance(check["got"], int | float)


def test_the_table_reads_as_an_officer_writes(capsys):
    assert run(["verify", "--lang", "zh"]) == 0
    out, _ = capsys.readouterr()
    for words in ("应为", "实得", "15.75 h", "峰值到达时间", "9 个中 8 个", "通过", "重点河流"):
        assert words in out
    assert out.rstrip().endswith("共 47 项，通过 47 项")


def test_a_figure_that_is_off_fails_the_command(capsys, monkeypatch):
    monkeypatch.setitem(verify_science.BY_HAND_M2_S, "Fischer 1975", 89.0)
    assert run(["verify", "--lang", "en"]) == 1
    out, _ = capsys.readouterr()
    for words in ("Expected", "Got", "15.75 h", "8 of 9", "169.6 m²/s"):
        assert words in out
    (line,) = [line for line in out.splitlines() if "Fischer" in line]
    assert "FAIL" in line
    assert "46 of 47" in out


def test_a_broken_playbook_fails_the_command_and_is_named(capsys, tmp_path):
    shelf = tmp_path / "shelf"
    shutil.copytree(ROOT / "playbooks" / "rivers" / "boqu", shelf / "rivers" / "boqu")
    file = shelf / "rivers" / "boqu" / "river.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"', "", 1), encoding="utf-8")
    assert run(["verify", "--playbooks", str(shelf), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    failed = [check for check in told["checks"] if not check["passed"]]
    assert any("boqu" in check["note"] for check in failed)
    assert any(check["got"] is None for check in failed)
