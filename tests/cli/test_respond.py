"""The command line's contract: JSON as documented, exit codes, refusals that help."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from emerg.cli.main import run

HIT_KEYS = {
    "name", "kind", "river", "km", "distance_km", "earliest_h", "likely_h", "latest_h",
    "front_basis", "peak_h", "peak_mg_l", "mg_l_per_tonne", "limit_mg_l", "limit_basis", "exceeds",
    "exceed_probability", "times_over", "close_by", "reopen_not_before", "reopen_reason",
    "watch_from", "discharge_m3_s", "velocity_m_s", "velocity_basis", "mixed", "bank_factor",
    "source", "confidence",
}  # fmt: skip
LHASA = (
    "respond --river lhasa --km 512 --substance 氰化钠 --amount-kg 20000 --flow high "
    "--when 2026-07-15T02:40+08:00"
).split()


def answered(capsys, *words):
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *words):
    """What is told of a refusal: exit 1, nothing on stdout, what / where / fix."""
    assert run(list(words)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.search(r"(Error|错误)[:：]", err)
    assert re.search(r"(where|位置|何处)[:：]", err)
    assert re.search(r"(fix|办法|处理|解决)[:：]", err)
    return err


def test_json_has_the_keys_of_the_contract(capsys):
    found = answered(capsys, *LHASA)
    assert {"incident", "path", "alternatives", "hits", "assumptions", "files"} <= found.keys()
    assert found["files"] == []
    assert all(hit.keys() >= HIT_KEYS for hit in found["hits"])
    assert found["path"][0]["river"] == "lhasa"
    assert {"river", "from_km", "to_km"} <= found["path"][0].keys()
    assert found["incident"]["when"] == ["2026-07-15T02:40+08:00"] * 2
    for hit in found["hits"]:
        assert hit["peak_h"].keys() == {"earliest", "likely", "latest"}
        assert hit["peak_mg_l"].keys() == {"low", "likely", "high"}
        assert hit["exceeds"] in ("yes", "possible", "no", None)


def test_hits_come_in_order_and_times_never_decrease(capsys):
    hits = answered(capsys, *LHASA)["hits"]
    for above, below in pairwise(hits):
        assert above["distance_km"] <= below["distance_km"]
        for key in ("earliest_h", "likely_h", "latest_h"):
            assert above[key] <= below[key]
    for hit in hits:
        assert 0 <= hit["earliest_h"] <= hit["likely_h"] <= hit["latest_h"]


def test_same_question_same_answer(capsys):
    assert answered(capsys, *LHASA)["hits"] == answered(capsys, *LHASA)["hits"]


def test_clocks_are_beijing_time_with_offset(capsys):
    hits = answered(capsys, *LHASA)["hits"]
    times = [hit[k] for hit in hits for k in ("close_by", "reopen_not_before", "watch_from")]
    assert any(times)
    assert all(time is None or time.endswith("+08:00") for time in times)
    # Whatever has no reopening time says why.
    assert all(h["reopen_not_before"] or h["reopen_reason"] for h in hits if h["close_by"])


def test_unknown_everything_still_answers(capsys):
    words = "respond --river lhasa --km 512 --substance unknown --amount-kg unknown".split()
    found = answered(capsys, *words, "--when", "unknown")
    assert found["hits"]
    assert all(hit["close_by"] is None for hit in found["hits"])
    assert all(hit["peak_mg_l"] is None for hit in found["hits"])
    assert all(hit["mg_l_per_tonne"] > 0 for hit in found["hits"])


def test_missing_when_is_now_and_missing_flow_is_unknown(capsys):
    found = answered(capsys, *"respond --river lhasa --km 512 --substance 苯".split())
    incident = found["incident"]
    assert incident["when"] == [incident["now"]] * 2
    low, high = (incident["discharge_m3_s"][k] for k in ("low", "high"))
    assert high / low > 1.5


def test_a_position_snaps_and_says_how_far(capsys):
    words = "respond --at 91.13,29.65 --substance 氰化钠 --amount-kg 100".split()
    incident = answered(capsys, *words)["incident"]
    assert incident["river"] == "lhasa"
    assert 0 < incident["snap_m"] < 5000
    moved = answered(capsys, *words, "--datum", "gcj02")["incident"]
    assert moved["km"] != incident["km"]


def test_scenario_file_gives_the_same_as_its_flags(capsys, tmp_path):
    file = tmp_path / "night.toml"
    file.write_text(
        'format = 1\nsubstance = "氰化钠"\namount_kg = 20000\nflow = "high"\n'
        'when = 2026-07-15T02:40:00+08:00\n[at]\nriver = "lhasa"\nkm = 512\n',
        encoding="utf-8",
    )
    assert answered(capsys, "respond", str(file))["hits"] == answered(capsys, *LHASA)["hits"]


def test_text_answer_in_both_languages(capsys):
    assert run([*LHASA, "--lang", "zh"]) == 0
    zh = capsys.readouterr().out
    assert "未列出不等于没有" in zh
    assert run([*LHASA, "--lang", "en"]) == 0
    en = capsys.readouterr().out
    assert "what is not listed may still exist" in en
    assert not re.search(r"[\u4e00-\u9fff]", en)


def test_out_writes_the_whole_set_and_names_every_file(capsys, tmp_path):
    out = tmp_path / "neu" / "out"
    found = [Path(file) for file in answered(capsys, *LHASA, "--out", str(out))["files"]]
    assert sorted(found) == sorted(out.iterdir())
    assert {"brief.pdf", "first-report.docx", "index.html"} < {path.name for path in found}
    assert (out / "brief.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--at 29.65,91.13 --substance 苯", "91.13"),
        ("--at 88.0,35.5 --substance 苯", "km"),
        ("--at nan,29.65 --substance 苯", "nan"),
        ("--at 91.13 --substance 苯", "91.13,29.65"),
        ("--river lhasa --km 9999 --substance 苯", "Lhasa|拉萨河"),
        ("--river lhasaa --km 1 --substance 苯", "lhasa"),
        ("--river nujiang --km 10 --substance 苯", "391"),
        ("--river lhasa --km 512 --substance 苯苯苯苯", "苯"),
        ("--river lhasa --km 512 --substance 苯 --amount-kg -5", "-5"),
        ("--river lhasa --km 512 --substance 苯 --amount-kg nan", "nan"),
        ("--river lhasa --km 512 --substance 苯 --amount-kg 20,10", "20"),
        ("--river lhasa --km 512 --substance 苯 --flow 0", "0"),
        ("--river lhasa --km 512 --substance 苯 --flow hihg", "hihg"),
        ("--river lhasa --km 512 --substance 苯 --when yesterday", "yesterday"),
        ("--river lhasa --km 512 --substance 苯 --when 2026-07-16/2026-07-15", "earlie|早"),
        ("--substance 苯", "at|where|位置|地点|哪里"),
        ("--river lhasa --substance 苯", "km"),
        ("--river lhasa --km 512 --substnace 苯", "--substance"),
        ("--river lhasa --km 512 --substance 苯 --playbooks nowhere", "nowhere"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_is_refused_with_a_way_to_mend_it(capsys, words, told, lang):
    assert re.search(told, refused(capsys, "respond", *words.split(), "--lang", lang))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("format = 1\n[at", "TOML"),
        ('format = 1\nsubstance = "苯"\nat = { river = "lhasa", km = 1 }\nflwo = "high"\n', "flow"),
        ('format = 1\nsubstance = "苯"\nat = { river = "lhasa", km = nan }\n', "km"),
        ('format = 2\nsubstance = "苯"\nat = { river = "lhasa", km = 1 }\n', "format"),
        (
            'format = 1\nsubstance = "苯"\nat = { river = "lhasa", km = 1 }\namount_kg = -1\n',
            "amount_kg",
        ),
    ],
)
def test_a_broken_scenario_is_refused_with_its_key(capsys, tmp_path, content, told):
    file = tmp_path / "night.toml"
    file.write_text(content, encoding="utf-8")
    err = refused(capsys, "respond", str(file))
    assert told in err
    assert "night.toml" in err


def test_a_missing_scenario_file(capsys, tmp_path):
    assert "night.toml" in refused(capsys, "respond", str(tmp_path / "night.toml"))


def test_an_output_that_cannot_be_written_leaves_nothing(capsys, tmp_path):
    """A path below a file: root may write everywhere else."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    err = refused(capsys, *LHASA, "--out", str(tmp_path / "file" / "out"))
    assert "--out" in err
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_name_in_a_script_the_font_lacks_is_named_and_nothing_written(capsys, tmp_path):
    out = tmp_path / "out"
    err = refused(capsys, *LHASA, "--title", "ལྷ་ས", "--out", str(out))
    assert "U+0F63" in err
    assert not out.exists() or not list(out.iterdir())


def test_a_file_and_options_together_are_refused(capsys, tmp_path):
    file = tmp_path / "night.toml"
    file.write_text("format = 1\n", encoding="utf-8")
    refused(capsys, "respond", str(file), "--flow", "high")
