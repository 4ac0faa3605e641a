"""What a failing pond releases: bands against the open list, published figures, bad input."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from emerg.errors import InputError
from emerg.hazards.dosing import dose, load_dosing
from emerg.hazards.tailings import estimate, grade, load_tailings, peak_m3_s
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import fit_tailings


@pytest.fixture
def rows(shared, need):
    folder = Path(os.environ.get("EMERG_VALIDATION_DIR", shared / "validation"))
    path = folder / "tailings" / "csp2_tailings_open.csv"
    need(path.is_file(), "the open list of failures (validation/tailings)")
    return fit_tailings.read(path)


def test_ninety_percent_lie_inside_each_row_left_out(rows, capsys):
    table = []
    for name, (x, y, widest) in fit_tailings.pairs(rows).items():
        held = fit_tailings.inside(x, y, widest)
        line = fit_tailings.fitted(x, y, widest)
        table.append((name, len(x), held, 10**-line.low, 10**line.high))
        assert 0.87 <= held <= 0.95, name
        if name != "released":
            assert max(10**-line.low, 10**line.high) <= 20.0 + 1e-9
    with capsys.disabled():
        sys.stdout.write("\npredicted, rows, inside, ÷, ×\n")
        for name, count, held, low, high in table:
            sys.stdout.write(f"{name:14} {count:3} {held:6.3f} {low:6.1f} {high:6.1f}\n")


def test_what_ships_is_what_the_open_list_gives(rows):
    table = load_tailings()
    shipped = {"released": table.released, "runout": table.runout}
    shipped["runout_known"] = table.runout_known
    for name, (x, y, widest) in fit_tailings.pairs(rows).items():
        line, ours = fit_tailings.fitted(x, y, widest), shipped[name]
        assert (ours.a, ours.b) == pytest.approx((line.a, line.b), abs=0.0015)
        assert ours.band == pytest.approx((line.low, line.high), abs=0.006)


def test_the_bands_of_the_command_hold_the_open_rows(rows):
    """As a user asks, height and stored volume alone."""
    released, runout = [], []
    for height, stored, out, run in zip(
        rows.height, rows.stored, rows.released, rows.runout, strict=True
    ):
        if not (height > 0 and stored > 0):
            continue
        found = estimate(height, stored * 1e6)
        if out > 0:
            released.append(found.released_m3.p5 <= out * 1e6 <= found.released_m3.p95 * 1.0001)
        if run > 0:
            runout.append(found.runout_km.p5 <= run <= found.runout_km.p95)
    assert 0.87 <= np.mean(released) <= 0.97
    assert 0.87 <= np.mean(runout) <= 0.95


def test_published_regressions_by_hand():
    """Feijão as a public tutorial has it, H 86 m, V 8.5e6 m³: 41, 34 and 41 % of 7.5e6 m³."""
    found = {one.name[:4].strip(): one for one in estimate(86.0, 8.5e6).models}
    assert found["Rico"].released_m3 / 7.5e6 == pytest.approx(0.410, abs=0.001)
    assert found["Conc"].released_m3 / 7.5e6 == pytest.approx(0.342, abs=0.005)
    assert found["Pici"].released_m3 / 7.5e6 == pytest.approx(0.409, abs=0.001)
    # Dmax = 1.61 (H VF)^0.66 and log Dmax = 0.484 + 0.545 log(H VF²/VT), for H 30, VT 10, VF 2.
    known = {
        one.name[:4].strip(): one for one in estimate(30.0, 1e7, released_m3=(2e6, 2e6)).models
    }
    assert known["Rico"].runout_km == pytest.approx(1.61 * 60**0.66, rel=1e-4)
    assert known["Conc"].runout_km == pytest.approx(10 ** (0.484 + 0.545 * np.log10(12.0)))


def test_bands_are_ordered_and_nothing_gives_more_than_it_holds():
    for height in (5.0, 20.0, 66.0):
        for stored in (3e4, 1e6, 1e8):
            found = estimate(height, stored)
            for band in (found.released_m3, found.runout_km):
                assert 0 < band.p5 <= band.p50 <= band.p95
            assert found.released_m3.p95 <= stored
            assert found.valid


def test_its_water_leaves_at_least():
    plain, wet = estimate(30.0, 5e6), estimate(30.0, 5e6, 2e6)
    assert wet.released_m3.p50 == 2e6 > plain.released_m3.p50
    assert wet.released_m3.p95 >= plain.released_m3.p95


def test_outside_of_what_was_fitted_it_says_so():
    far = estimate(200.0, 1e9)
    assert not far.valid
    assert len(far.invalid) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"height_m": 0.0, "stored_m3": 1e6}, "0 cannot be"),
        ({"height_m": 30.0, "stored_m3": -1.0}, "cannot be"),
        ({"height_m": float("nan"), "stored_m3": 1e6}, "cannot be"),
        ({"height_m": 30.0, "stored_m3": 1e6, "water_m3": 2e6}, "more water than"),
        ({"height_m": 30.0, "stored_m3": 1e6, "released_m3": (1e6, 2e6)}, "more released than"),
        ({"height_m": 30.0, "stored_m3": 1e6, "released_m3": (0.0, 1e5)}, "more released than"),
    ],
)
def test_what_cannot_be_is_refused(given, said):
    with pytest.raises(InputError, match=said):
        estimate(**given)


@pytest.mark.parametrize(
    ("height", "stored", "expected"),
    [
        (25.0, 9e5, 5),
        (30.0, 9e5, 4),
        (30.0, 1e6, 4),
        (65.0, 1.5e6, 3),  # one apart: the higher
        (110.0, 9e5, 3),  # two and five: the higher, lowered by one
        (210.0, 6e8, 1),
        (20.0, 6e8, 2),
    ],
)
def test_the_grade_by_height_and_volume(height, stored, expected):
    assert grade(height, stored) == expected


def test_the_peak_of_a_breach_asks_for_mobile_water():
    """Froehlich: 0.607 · 1e6^0.295 · 10^1.24 = 621 m³/s; a small pond under a high dam is none."""
    found = peak_m3_s(1e6, 10.0)
    assert found.p50 == pytest.approx(0.607 * 1e6**0.295 * 10**1.24)
    assert found.p5 < found.p50 < found.p95
    assert peak_m3_s(25_000.0, 59.4) is None


def test_a_dose_is_flow_times_concentration():
    """20 m³/s at 50 mg/L is 3.6 t/h; at 500 m³/s it is 2,160 t a day, and not realistic."""
    assert dose("Cd", 20.0).kg_h[1] == pytest.approx(3600.0)
    large = dose("Cd", 500.0)
    assert large.t_d[1] == pytest.approx(2160.0)
    assert not large.feasible
    assert dose("Cu", 1.0).feasible
    assert dose("NO3-N", 1.0) is None
    assert dose("Cr(VI)", 1.0) is None
    # 16.04 g of FeSO4·7H2O per g of Cr(VI), 1.5 to 2 times that.
    assert dose("Cr(VI)", 1.0, 2.0).kg_h == pytest.approx((3.6 * 2 * 24.06, 3.6 * 2 * 32.08))
    for row in load_dosing().row:
        assert "PAC" not in row.product.zh


def test_the_fit_is_told_by_its_script(shared):
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fit_tailings.py")],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"EMERG_VALIDATION_DIR": str(shared / "validation")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "held when left out" in done.stdout
