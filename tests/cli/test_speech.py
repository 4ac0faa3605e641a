"""Help and refusals are said in the language asked for; wrong calls say how to mend them."""

import json
import re
from pathlib import Path

import pytest

from emerg.__main__ import app
from emerg.cli.main import COMMANDS, cli, run
from tests.cli.test_respond import answered, refused

CALLS = [
    (),
    *((name,) for name in COMMANDS),
    *(("playbooks", name) for name in ("list", "show", "check")),
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")


@pytest.fixture(autouse=True)
def _whole():
    """As the console script has it, with the command that opens the window."""
    cli.add_command(app)


def explained(capsys, lang, *words):
    """The help of a command, without its examples."""
    assert run(["--lang", lang, *words, "--help"]) == 0
    out = capsys.readouterr().out
    return "\n".join(line for line in out.splitlines() if " emerg " not in line)


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_help_is_in_the_language_asked_for(capsys, words):
    zh, en = (explained(capsys, lang, *words) for lang in ("zh", "en"))
    assert CHINESE.search(zh)
    assert not ENGLISH.search(zh)
    assert ENGLISH.search(en)
    assert not CHINESE.search(en)
    options = re.findall(r"--[a-z-]+", zh)
    assert options == re.findall(r"--[a-z-]+", en)
    assert "--help" in options


WRONG = [
    ("", "emerg --help"),
    ("playbooks", "list"),
    ("respnd", "respond"),
    ("playbooks lst", "list"),
    ("frobnicate", "respond"),
    ("respond one.toml two.toml", "two.toml"),
    ("respond --km", "--km"),
    ("respond --flow hgh", "high"),
    ("respond --datum wgs48", "wgs84"),
    ("respond --lang fr", "zh, en"),
    ("respond --duration-h 3,5", "ongoing"),
    ("respond --river lhasa --km 430 --amount 3", "--unit"),
    ("respond --river lhasa --km 430 --unit t", "--amount 8,20 --unit t"),
    ("respond --river lhasa --km 430 --seen-front-h 3", "peak_h"),
    ("respond --river lhasa --km 430 --when 0001-01-01T00:00", "2026-11-25"),
    ("respond --river lhasa --km 430 --flow 1e308", "500000"),
    ("respond --river lhasa --km 430 --amount-kg 1e308", "10000000000"),
    ("respond --river lhasa --km 430 --substance x", "unknown"),
    ("playbooks show", "ID"),
    ("playbooks list --kind lake", "river, road, tailings"),
    ("brief -o out", "lhasa"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_wrong_call_is_refused_in_the_language_asked_for(capsys, words, told):
    zh, en = (refused(capsys, "--lang", lang, *words.split()) for lang in ("zh", "en"))
    assert told in zh
    assert told in en
    assert not ENGLISH.search(re.sub(r"emerg [a-z ]*", "", zh))
    assert not CHINESE.search(en)


def test_an_empty_folder_name_is_refused(capsys):
    assert "-o out" in refused(capsys, "brief", "lhasa", "-o", "")


@pytest.mark.parametrize(
    "said",
    [
        "91.13,29.65",
        "91.13，29.65",
        "91°07'48\"E,29°39'0\"N",
        "29.65N,91.13E",
        "北纬29.65 东经91.13",
    ],
)
def test_a_position_in_any_common_spelling(capsys, said):
    incident = answered(capsys, "respond", "--at", said)["incident"]
    assert (incident["river"], incident["km"]) == ("lhasa", 489.45)


def test_the_end_of_a_river_may_be_typed_as_it_is_printed(capsys):
    err = refused(capsys, "respond", "--river", "nujiang", "--km", "5000", "--lang", "en")
    first, last = re.findall(r"\d+\.\d", err.partition("fix")[2])
    for km in (first, last):
        assert answered(capsys, "respond", "--river", "nujiang", "--km", km)["path"]


def test_amount_unit_and_purity_as_in_a_file(capsys):
    words = "respond --river lhasa --km 430 --substance 氰化钠溶液 --amount 8,20 --unit t".split()
    found = answered(capsys, *words, "--purity", "0.3")["incident"]["amount_kg"]
    assert found == [8000.0, 20000.0] or found[1] / found[0] == pytest.approx(2.5)
    unknown = answered(capsys, *words[:7], "--amount", "unknown")
    assert unknown["incident"]["amount_kg"] is None


def test_a_cloud_seen_at_the_place_counts_from_there(capsys):
    words = "respond --place 达孜大桥 --seen-front-h 20 --seen-peak-h 22 --seen-tail-h 30".split()
    hits = answered(capsys, *words)["hits"]
    assert min(hit["earliest_h"] for hit in hits) > 15


def test_a_name_that_means_several_places_is_not_chosen_from(capsys):
    err = refused(capsys, "respond", "--place", "大桥", "--lang", "zh")
    assert "达孜大桥" in err
    assert "怒江大桥" in err
    by_id = re.search(r"达孜大桥（lhasa 463\.0 km，([\w-]+)）", err)
    assert by_id
    assert answered(capsys, "respond", "--place", by_id[1])["incident"]["km"] == 463.0


def test_a_place_by_its_english_name(capsys):
    assert answered(capsys, "respond", "--place", "dagzê bridge")["incident"]["km"] == 463.0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('title = "' + "长" * 201 + '"', "200"),
        ('title = "a\\u0007b"', "U+0007"),
        ("when = 2026-07-01", "2026-07-01"),
        ("when = 1850-07-01T03:00:00", "1850"),
        ("\n".join(f"k{n} = 1" for n in range(500)), "490"),
        ("duration_h = 1e9", "8784"),
        ("wind = 1000", "100"),
        ("exercise = 1", "true"),
        ('flow = [{ at = "nowhere", m3_s = 100 }]', "拉萨水文站"),
    ],
)
def test_a_scenario_that_cannot_be_meant(capsys, tmp_path, content, told):
    file = tmp_path / "night.toml"
    file.write_text(f'{content}\n[at]\nriver = "lhasa"\nkm = 430\n', encoding="utf-8")
    err = refused(capsys, "respond", str(file), "--lang", "zh")
    assert told in err
    assert len(err) < 4000


def test_lines_of_a_title_become_one(capsys, tmp_path):
    file = tmp_path / "night.toml"
    file.write_text('title = "a\\n b"\n[at]\nriver = "lhasa"\nkm = 430\n', encoding="utf-8")
    assert answered(capsys, "respond", str(file))["incident"]["title"] == "a b"


def test_no_reading_of_the_flow_is_flow_not_known(capsys, tmp_path):
    file = tmp_path / "night.toml"
    when = "when = 2026-07-01T03:00:00\n"
    at = '[at]\nriver = "lhasa"\nkm = 430\n'
    file.write_text(f"flow = []\n{when}{at}", encoding="utf-8")
    none = answered(capsys, "respond", str(file))["incident"]["discharge_m3_s"]
    file.write_text(f"{when}{at}", encoding="utf-8")
    assert none == answered(capsys, "respond", str(file))["incident"]["discharge_m3_s"]


def test_a_time_that_has_passed_is_told_as_at_once(capsys):
    words = "respond --river lhasa --km 430 --when 2020-07-15T02:40 --lang en".split()
    assert run(words) == 0
    assert "at once (was due 07-15" in capsys.readouterr().out


def test_roads_and_ponds_are_briefed_by_name_as_rivers_are(capsys, tmp_path):
    names = ("拉屋铜铅锌矿尾矿库", "G349 曲水—浪卡子—江孜—日喀则段")
    assert run(["brief", *names, "-o", str(tmp_path), "--json"]) == 0
    written = {Path(name).name for name in json.loads(capsys.readouterr().out)["files"]}
    assert written == {"lawu.pdf", "g349-gyangze.pdf"}
    assert "lawu" in refused(capsys, "brief", "拉屋尾矿库", "-o", str(tmp_path))


def test_named_rivers_and_all_rivers_together(capsys, tmp_path):
    words = ["brief", "boqu", "--all-rivers", "-o", str(tmp_path), "--json"]
    assert run(words) == 0
    assert len(list(tmp_path.glob("*.pdf"))) == 13
    capsys.readouterr()
