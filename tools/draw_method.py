"""Draw the figures of docs/method.md: measured against predicted, on the open data.

    python tools/draw_method.py [FOLDER]

Reads EMERG_VALIDATION_DIR, or ../shared/validation, and tests/cases; writes docs/figures/*.png, or
FOLDER. Twice the same input gives twice the same bytes.
"""

import csv
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from tracer_fit.fits import measured_range
from tracer_fit.passages import PASSAGES, REPEATED, flows, read, runs, segments
from tracer_fit.scores import edge_band, from_discharge_band, other_flow_band

from emerg.geodesy import FloatArray
from emerg.response.scoring import Predicted, hindcast
from emerg.transport.dispersion import FORMULAS, LOWEST_LOG_SD
from emerg.transport.shape import shaped
from emerg.usecases.case_file import case_files, read_case

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.transport import test_oak_creek as oak  # noqa: E402 - it draws what the tests check

OUT = ROOT / "docs" / "figures"
# Told apart by shade and by mark as well as by hue.
INSIDE, OUTSIDE, BAND = "#1b6ca8", "#c0392b", "#9db8cc"


@contextmanager
def figure(out: Path, name: str, columns: int, height: float = 3.6) -> Iterator[list[Axes]]:
    """A figure of `columns` panels, written when all is drawn."""
    drawn, panels = plt.subplots(1, columns, figsize=(3.6 * columns, height), squeeze=False)
    yield list(panels[0])
    drawn.tight_layout()
    drawn.savefig(out / f"{name}.png", dpi=110, metadata={"Software": None})
    plt.close(drawn)
    print(f"{name}.png")


def against(panel: Axes, measured: FloatArray, band: FloatArray, title: str, unit: str) -> None:
    """Measured over predicted with its 5–95 % band, on logarithmic axes."""
    low, middle, high = band
    inside = (measured >= low) & (measured <= high)
    panel.vlines(measured, low, high, color=BAND, linewidth=0.4, alpha=0.6, zorder=1)
    for chosen, colour, mark in ((inside, INSIDE, "."), (~inside, OUTSIDE, "x")):
        panel.plot(measured[chosen], middle[chosen], mark, color=colour, markersize=2.5, zorder=2)
    ends = np.array([measured.min(), measured.max()])
    panel.plot(ends, ends, color="black", linewidth=0.8)
    panel.set(xscale="log", yscale="log", xlabel=f"measured {unit}", ylabel=f"predicted {unit}")
    panel.set_title(f"{title}\n{inside.mean():.1%} of {len(inside)} inside 5–95 %", fontsize=9)


def edges(data: Path, out: Path) -> None:
    """Front and tail of dye clouds from the time of the peak, on rivers left out."""
    found = segments(runs(read(data / "tracer" / PASSAGES)))
    ends = measured_range(found)
    with figure(out, "tracer-edges", 2) as panels:
        front = found.hours * found.lead, found.hours * edge_band("lead", found, ends)
        against(panels[0], *front, "front, given the peak", "[h]")
        tail = found.hours / found.trail, found.hours / edge_band("trail", found, ends)[::-1]
        against(panels[1], *tail, "tail, given the peak", "[h]")


def velocities(data: Path, out: Path) -> None:
    """Velocity of the peak at another flow, and from the discharge alone, on rivers left out."""
    tracer = data / "tracer"
    every, pairs = flows(runs(read(tracer / PASSAGES)), read(tracer / REPEATED))
    with figure(out, "tracer-velocities", 2) as panels:
        at_other = pairs.velocity_ratio, other_flow_band(pairs)
        against(panels[0], *at_other, "velocity at another flow", "ratio")
        alone = every.velocity_m_s, from_discharge_band(every)
        against(panels[1], *alone, "from the discharge alone", "[m/s]")


def spreading(data: Path, out: Path) -> None:
    """Dispersion of the usual 71 rivers: every formula, and what the band of all makes of it."""
    path = data / "tracer" / "dispersion_71_tayfur_singh_2005.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    starts = ("width", "depth", "velocity", "shear", "kx_measured")
    keys = [next(key for key in rows[0] if key.lower().startswith(start)) for start in starts]
    *section, measured = (np.array([float(row[key]) for row in rows]) for key in keys)
    logs = np.log([formula(*section) for formula in FORMULAS.values()])
    with figure(out, "dispersion", 2) as (all_of_them, shares):
        reach = 1.6449 * np.maximum(logs.std(axis=0), LOWEST_LOG_SD)
        band = np.exp(logs.mean(axis=0) + np.array([[-1.0], [0.0], [1.0]]) * reach)
        against(all_of_them, measured, band, "all formulas", "[m²/s]")
        within = (np.abs(logs - np.log(measured)) <= np.log(2)).mean(axis=1)
        shares.barh(list(FORMULAS), within, color=INSIDE)
        shares.set_xlim(0, 1)
        shares.set_title("share within a factor of two\n(in-sample for most)", fontsize=9)


def creek(data: Path, out: Path) -> None:
    """Salt slugs of Oak Creek: the curve of the head carried to the foot, and what was measured."""
    slugs = oak.read_slugs(data / "tracer")
    with figure(out, "oak-creek", len(oak.REACHES), 2.4) as panels:
        for panel, reach in zip(panels, oak.REACHES, strict=True):
            head = slugs[reach, "up_inj_up_meas"].share
            foot = slugs[reach, "up_inj_down_meas"].share
            cloud = oak.of_cloud(shaped(*oak.fitted(head, foot)), len(foot))
            carried = oak.convolved(head, cloud)[: len(foot)]
            minutes = np.arange(len(foot)) * oak.STEP_S / 60
            panel.plot(minutes, foot * 60, color=OUTSIDE, linewidth=2, alpha=0.5, label="measured")
            panel.plot(minutes, carried * 60, color=INSIDE, linewidth=1, label="carried")
            height = carried.max() / foot.max() - 1
            panel.set_title(f"reach {reach}: height {height:+.1%}", fontsize=9)
            panel.set_xlabel("minutes after the release")
        panels[0].set_ylabel("share of the mass [1/min]")
        panels[0].legend(frameon=False)


def accidents(_data: Path, out: Path) -> None:
    """Hours predicted over hours observed of the open cases, before and after the first sample."""
    cases = [read_case(path) for path in case_files([ROOT / "tests" / "cases"])]
    real = [case for case in cases if "example" not in case.title]
    with figure(out, "accidents", 2, 3.0) as panels:
        for panel, learned in zip(panels, (0, 1), strict=True):
            told = [one for case in real for one in hindcast(case, learned).rest]
            _bars(panel, told, "after one observation" if learned else "before any sample")


def _bars(panel: Axes, rows: list[Predicted], title: str) -> None:
    for number, one in enumerate(rows):
        hour = float(np.mean(one.seen.observed_h))
        low, likely, high = (np.nan if value is None else value / hour for value in one.predicted_h)
        colour = INSIDE if one.inside else OUTSIDE
        panel.hlines(-number, low, high, color=colour, linewidth=3, alpha=0.5)
        panel.plot([likely], [-number], "o", color=colour, markersize=4)
    panel.axvline(1.0, color="black", linewidth=0.8)
    panel.set(xscale="log", xlim=(0.2, 4), xlabel="predicted hours over observed hours")
    panel.set_xticks([0.25, 0.5, 1, 2, 4], ["¼", "½", "1", "2", "4"])
    panel.minorticks_off()
    names = [one.seen.station for one in rows]
    panel.set_yticks([-n for n in range(len(rows))], names, fontsize=7)
    inside = sum(one.inside for one in rows)
    panel.set_title(f"{title}\n{inside} of {len(rows)} inside 5–95 %", fontsize=9)


DRAWN: tuple[Callable[[Path, Path], None], ...] = (
    edges,
    velocities,
    spreading,
    creek,
    accidents,
)


def main() -> int:
    data = Path(os.environ.get("EMERG_VALIDATION_DIR", ROOT.parent / "shared" / "validation"))
    if not (data / "tracer" / PASSAGES).is_file():
        print(
            f"error: the measurements are not at {data}\n"
            "fix: set EMERG_VALIDATION_DIR to the folder that holds tracer/ and accidents/",
            file=sys.stderr,
        )
        return 1
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.mkdir(parents=True, exist_ok=True)
    mpl.rcParams["font.size"] = 8
    for draw in DRAWN:
        draw(data, out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
