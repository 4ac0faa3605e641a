"""Fit released volume and run-out of tailings failures on the open list, and score the bands.

    python tools/fit_tailings.py [CSV]

Reads ../shared/validation/tailings (or EMERG_VALIDATION_DIR) and prints what stands in
src/emerg/hazards/data/tailings.toml: the straight lines in log10, and the bands that hold 90 % of
the rows, each left out in turn. The list itself does not ship.
"""

import csv
import os
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
Array = NDArray[np.float64]
# A run-out band wider than this factor to either side says nothing.
WIDEST = np.log10(20.0)
SHARE = 0.95


@dataclass(frozen=True)
class Rows:
    """Height [m], impounded and released volume [10⁶ m³], run-out [km]; NaN is not known."""

    height: Array
    stored: Array
    released: Array
    runout: Array


@dataclass(frozen=True)
class Line:
    """log10 y = a + b·log10 x, and the band of log10 residuals."""

    a: float
    b: float
    low: float
    high: float


def read(path: Path) -> Rows:
    """The open list."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def column(name: str) -> Array:
        return np.array([float(row[name]) if row[name] else np.nan for row in rows])

    return Rows(
        column("dam_height_m"),
        column("impounded_volume_m3") / 1e6,
        column("released_volume_m3") / 1e6,
        column("runout_km"),
    )


def fitted(x: Array, y: Array, widest: float = np.inf) -> Line:
    """Least squares in log10; the band from the residuals, the extreme ones of few rows."""
    b, a = np.polyfit(x, y, 1)
    residuals = np.sort(y - a - b * x)
    count = len(residuals)
    rank = min(ceil((count + 1) * SHARE), count)
    low, high = residuals[count - rank], residuals[rank - 1]
    return Line(float(a), float(b), float(max(low, -widest)), float(min(high, widest)))


def inside(x: Array, y: Array, widest: float = np.inf) -> float:
    """Share of the rows that the band holds, each left out of fit and band."""
    held = []
    for i in range(len(x)):
        rest = np.arange(len(x)) != i
        line = fitted(x[rest], y[rest], widest)
        held.append(line.low <= y[i] - line.a - line.b * x[i] <= line.high)
    return float(np.mean(held))


def pairs(rows: Rows, released: Line | None = None) -> dict[str, tuple[Array, Array, float]]:
    """What is fitted, in log10: predictor, predicted, and the widest the band may be."""
    known = (rows.stored > 0) & (rows.released > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        stored, height = np.log10(rows.stored), np.log10(rows.height)
        out, run = np.log10(rows.released), np.log10(rows.runout)
    line = released or fitted(stored[known], out[known])
    expected = line.a + line.b * stored
    both = np.isfinite(height + out + run)
    only = np.isfinite(height + expected + run)
    return {
        "released": (stored[known], out[known], np.inf),
        "runout_known": ((height + out)[both], run[both], WIDEST),
        "runout": ((height + expected)[only], run[only], WIDEST),
    }


def main() -> int:
    folder = Path(os.environ.get("EMERG_VALIDATION_DIR", ROOT.parent / "shared" / "validation"))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "tailings/csp2_tailings_open.csv"
    if not path.is_file():
        print(
            f"No list at {path}. Name it, or its folder in EMERG_VALIDATION_DIR.", file=sys.stderr
        )
        return 1
    for name, (x, y, widest) in pairs(read(path)).items():
        line = fitted(x, y, widest)
        print(
            f"{name}: n {len(x)}, a {line.a:.3f}, b {line.b:.3f}, band {line.low:.2f} to "
            f"{line.high:.2f}, held when left out {inside(x, y, widest):.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
