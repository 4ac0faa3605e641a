"""From the leak of a pond to the last town: mass, order, three arrivals, the ledger, bad input."""

import json

import pytest

from emerg.cli.main import run
from emerg.errors import InputError
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.dam_schema import DamSite, Figure
from emerg.response.incident import Leak
from emerg.response.leak import release
from emerg.response.ledger import ledger
from emerg.texts import Bilingual
from tests.conftest import ROOT

PONDS = ("jiama", "qulong", "dongzhongla", "yulong", "zhaxikang", "lawu")


@pytest.fixture(scope="module")
def dams(rivers):
    return load_dams([ROOT / "playbooks"], rivers)


def told(capsys, *words):
    code = run(["tailings", *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("pond", PONDS)
def test_a_well_that_fails_sends_a_plume_to_the_exit(capsys, pond):
    code, out, _err = told(capsys, pond, "--mode", "well", "--exercise", "--json")
    assert code == 0
    found = json.loads(out)
    fronts = [hit["earliest_h"] for hit in found["hits"]]
    assert fronts == sorted(fronts)
    assert found["hits"][-1]["kind"] == "exit"
    plume = found["arrivals"]["plume"]
    assert [row["hit"] for row in plume] == [hit["number"] for hit in found["hits"]]
    for row in plume:
        assert row["earliest_h"] <= row["likely_h"] <= row["latest_h"]
    # What leaves is water times its content, and what enters is what leaves.
    water, masses = found["release"]["water_m3"], found["release"]["mass_kg"]
    for row in masses.values():
        assert row["kg"] == pytest.approx(
            [water[0] * row["mg_l"][0] / 1000, water[1] * row["mg_l"][1] / 1000]
        )
    governing = masses[found["release"]["governing"]]
    assert found["incident"]["amount_kg"] == pytest.approx(governing["kg"])
    # Nothing thickens on its way.
    for row in plume:
        for peak in row["species"]:
            assert peak["peak_mg_l"]["high"] <= masses[peak["species"]]["mg_l"][1] + 1e-12


def test_wave_and_plume_are_two_arrivals_and_mud_stops(capsys):
    code, out, _err = told(capsys, "jiama", "--mode", "breach", "--exercise", "--json")
    assert code == 0
    found = json.loads(out)
    wave = {row["name"]: row for row in found["arrivals"]["wave"]}
    assert found["arrivals"]["plume"]
    for row in found["arrivals"]["plume"]:
        assert wave[row["name"]]["earliest_h"] <= row["earliest_h"] + 1e-9
    runout = found["release"]["estimate"]["runout_km"]
    for row in found["arrivals"]["mud"]:
        assert row["path_km"] <= runout["p95"]
        assert row["earliest_h"] >= wave[row["name"]]["earliest_h"] - 1e-9
        assert row["chance"] == ("likely" if row["path_km"] <= runout["p50"] else "possible")
    assert len(found["arrivals"]["mud"]) < len(found["arrivals"]["plume"])


def test_a_real_leak_reads_no_example(capsys):
    code, out, _err = told(capsys, "jiama", "--mode", "well", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["release"]["volume_m3"] is None
    assert found["release"]["mass_kg"] == {}
    assert found["ledger"]["spaces"] == []
    assert found["incident"]["substance"] == "tailings-water"
    assert found["hits"][0]["close_by"]
    code, out, _err = told(
        capsys, "jiama", "--mode", "well", "--volume-wan-m3", "2.5", "--content", "Cu=3",
        "--json",
    )  # fmt: skip
    found = json.loads(out)
    assert found["release"]["volume_m3"] == [25_000.0, 25_000.0]
    assert found["release"]["governing"] == "Cu"


def test_what_is_told_wins_over_the_playbook(dams):
    told = Leak("jiama", "well", volume_m3=(1e5, 2e5), content={"Cu": (1.0, 2.0)})
    found = release(dams["jiama"], told, exercise=True)
    assert found.volume_m3 == (1e5, 2e5)
    copper = next(one for one in found.dissolved if one.species == "Cu")
    assert (copper.mg_l, copper.confidence) == ((1.0, 2.0), "told")
    assert copper.kg == pytest.approx((found.water_m3[0] / 1000, found.water_m3[1] * 2 / 1000))


def test_a_seepage_goes_on_and_a_well_lasts_as_long_as_its_water(dams):
    seep = release(dams["jiama"], Leak("jiama", "seepage"), exercise=True)
    assert seep.goes_on
    assert seep.duration_h is None
    well = release(
        dams["jiama"],
        Leak("jiama", "well", water_m3=(36_000.0, 36_000.0), discharge_m3_s=(2.0, 5.0)),
        exercise=False,
    )
    assert well.duration_h is None or well.duration_h[0] <= well.duration_h[1]


def place(name, km, m3, confidence="high", kind="interception"):
    figure = None if m3 is None else Figure(m3, "s", confidence)
    return DamSite(name, kind, Bilingual(name), km, "s", confidence, capacity_m3=figure)


def test_the_ledger_adds_up():
    sites = [place("c", 37.0, (6000.0, 8000.0)), place("a", 1.0, 10_000.0), place("b", 5.0, None)]
    found = ledger((30_000.0, 44_000.0), sites, (), exercise=False)
    assert [one.site for one in found.spaces] == ["a", "b", "c"]
    assert [one.reached_m3 for one in found.spaces] == [
        (10_000.0, 10_000.0),
        (10_000.0, 10_000.0),
        (16_000.0, 18_000.0),
    ]
    assert found.held_m3 == (16_000.0, 18_000.0)
    assert found.missing_m3 == 28_000.0
    assert found.enough_by_km is None
    measured = ledger((9_000.0, 9_000.0), sites, [("b", 9_500.0)], exercise=False)
    assert measured.enough_by_km == 5.0
    assert measured.missing_m3 == 0.0
    assert ledger(None, sites, (), exercise=False).missing_m3 is None


def test_a_place_holds_its_volume_once():
    sites = [place("a", 1.0, 10_000.0), place("示例", 2.0, 5_000.0, "example")]
    with pytest.raises(InputError, match="is used twice"):
        ledger((1.0, 1.0), sites, [("a", None), ("a", 5.0)], exercise=False)
    with pytest.raises(InputError, match="no place '示例'"):
        ledger((1.0, 1.0), sites, [("示例", None)], exercise=False)
    assert len(ledger((1.0, 1.0), sites, (), exercise=True).spaces) == 2
    with pytest.raises(InputError, match="no place 'x'"):
        ledger((1.0, 1.0), [], [("x", None)], exercise=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere", "--mode", "well"], "no tailings playbook 'nowhere'"),
        (["jiama", "--mode", "well", "--content", "Xx=3"], "no pollutant"),
        (["jiama", "--mode", "well", "--content", "Cu=x"], "not a number"),
        (["jiama", "--mode", "well", "--pond", "B"], "has no pond 'B'"),
        (["jiama", "--mode", "breach", "--exercise", "--volume-m3", "5e6"], "more released than"),
        (["jiama", "--mode", "well", "--exercise", "--water-m3", "5e6"], "water than the pond"),
        (["jiama", "--mode", "seepage", "--exercise", "--water-m3", "5e6"], "5,000,000 of 4,"),
        (["jiama", "--mode", "pipe", "--exercise", "--water-m3", "5e6"], "water than the pond"),
        (["jiama", "--mode", "well", "--volume-m3", "5,4"], "range"),
        (["jiama", "--mode", "flood"], "not known"),
        (
            ["jiama", "--mode", "well", "--volume-m3", "5", "--volume-wan-m3", "5"],
            "given twice",
        ),
        (
            ["jiama", "--mode", "well", "--exercise", "--hold", "JMA-S-01", "--hold", "JMA-S-01"],
            "is used twice",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(capsys, words, said):
    code, out, err = told(capsys, *words, "--lang", "en")
    assert (code, out) == (1, "")
    assert said in err


def test_by_file_and_with_its_brief(capsys, tmp_path):
    file = tmp_path / "leak.toml"
    file.write_text(
        """
        exercise = true
        flow = "mean"
        at = { tailings = "jiama" }
        leak = { mode = "well", volume_wan_m3 = [10, 20], content_mg_l = { Cu = 3, Mo = [1, 2] } }
        hold = [{ at = "JMA-S-02", space_wan_m3 = 4.4 }]
        """,
        encoding="utf-8",
    )
    assert run(["respond", str(file), "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["release"]["volume_m3"] == [100_000.0, 200_000.0]
    assert found["ledger"]["spaces"][0]["capacity_m3"] == [44_000.0, 44_000.0]
    assert (tmp_path / "out" / "brief.pdf").stat().st_size > 50_000
    assert run(["respond", str(file), "--lang", "zh"]) == 0
    assert "果朗沟尾矿库" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('at = { tailings = "jiama" }', "belong together"),
        ('at = { river = "lhasa", km = 430 }\nleak = { mode = "well" }', "belong together"),
        (
            'substance = "柴油"\nat = { tailings = "jiama" }\nleak = { mode = "well" }',
            "the leak says what comes",
        ),
        ('at = { tailings = "jiama" }\nleak = { mode = "well", depth = 3 }', "not known here"),
        ('at = { tailings = "jiama" }\nleak = { mode = "well", water_m3 = -3 }', "cannot be"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(capsys, tmp_path, text, said):
    file = tmp_path / "leak.toml"
    file.write_text(text, encoding="utf-8")
    assert run(["respond", str(file), "--lang", "en"]) == 1
    assert said in capsys.readouterr().err


def test_bridges_within_the_run_out_are_roads_that_may_be_cut(capsys, tmp_path):
    code, out, _err = told(capsys, "jiama", "--mode", "breach", "--exercise", "--json")
    assert code == 0
    found = json.loads(out)
    bridges = {row["name"] for row in found["arrivals"]["mud"] if row["kind"] == "bridge"}
    assert found["roads_cut"]
    assert {row["at"] for row in found["roads_cut"]} <= bridges
    assert all(row["edge"].startswith("R") for row in found["roads_cut"])
    code, out, _err = told(capsys, "jiama", "--mode", "seepage", "--exercise", "--json")
    assert json.loads(out)["roads_cut"] == []
    file = tmp_path / "leak.toml"
    file.write_text(
        'exercise = true\nat = { tailings = "jiama" }\nleak = { mode = "well" }\n',
        encoding="utf-8",
    )
    assert run(["dispatch", str(file), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert len(plan["points"]) > 1
