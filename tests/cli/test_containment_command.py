"""Containment by command: told, as JSON and as a sheet."""

import json

import pytest

from emerg.cli.main import run
from tests.conftest import ROOT
from tests.paper.sheets import page_texts

DEMO = str(ROOT / "examples" / "demo.toml")


def told(capsys, *words):
    code = run(["containment", *words])
    out, err = capsys.readouterr()
    return code, out, err


def real(tmp_path, more=""):
    file = tmp_path / "real.toml"
    text = f'substance = "柴油"\nat = {{ river = "zayu", km = 100 }}\n{more}'
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("sheet")
    from contextlib import redirect_stdout
    from io import StringIO

    said = StringIO()
    with redirect_stdout(said):
        assert run(["containment", DEMO, "--json", "--out", str(out)]) == 0
    return json.loads(said.getvalue()), out


def test_every_option_tells_its_time_its_figures_and_where_they_come_from(demo):
    found, _out = demo
    assert found["exercise"] is True
    assert found["options"]
    for option in found["options"]:
        assert option["reasons"]
        assert option["effect"] is not None or option["why_not_reckoned"]
        if option["slack_h"] is not None:
            left = option["front_in_h"] - option["ready_h"]
            assert option["slack_h"] == pytest.approx(left, abs=0.002)
            assert (option["slack_h"] >= 0) == (option["state"] == "in_time")
    ids = [option["id"] for option in found["options"]]
    assert set(found["best"]["options"]) <= set(ids)
    assert len(found["best"]["options"]) <= 3


def test_the_sheet_names_every_option_and_says_that_it_is_a_drill(demo):
    found, out = demo
    assert found["files"] == [str(out / "containment.pdf")]
    pages = page_texts((out / "containment.pdf").read_bytes())
    text = "".join(pages).replace("\n", "")
    assert "拦截方案" in text
    for option in found["options"]:
        assert option["name"][:8] in text
    assert all("演练" in page.replace(" ", "") for page in pages)


def test_without_a_start_nobody_is_promised_time(capsys, tmp_path):
    code, out, _err = told(capsys, real(tmp_path, 'when = "unknown"\n'), "--json")
    assert code == 0
    found = json.loads(out)
    assert {option["state"] for option in found["options"]} <= {"unknown"}
    assert found["ledger"]["to_hold_m3"] is None


def test_the_words_say_what_is_not_known(capsys, tmp_path):
    code, out, _err = told(capsys, real(tmp_path))
    assert code == 0
    assert "未载入队伍清单" in out
    assert "超标水量：漂浮物没有水中浓度" in out
    assert "非官方规定" in out


def test_a_bad_file_is_told_and_nothing_is_written(capsys, tmp_path):
    out = tmp_path / "out"
    code, said, err = told(capsys, str(tmp_path / "none.toml"), "--out", str(out))
    assert code == 1
    assert said == ""
    assert "none.toml" in err
    assert not out.exists()
