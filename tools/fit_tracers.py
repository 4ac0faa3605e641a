"""Fit the table of dye passages and score it on rivers left out.

    python tools/fit_tracers.py [OUT]

Reads the open half of the USGS compilation from EMERG_VALIDATION_DIR, or ../shared/validation, and
writes src/emerg/transport/data/tracers.toml, or OUT; prints what it found. Twice the same input
gives twice the same bytes.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from tracer_fit.fits import (
    edge_scores,
    fit_edge,
    fit_from_discharge,
    fit_other_flow,
    measured_range,
    variances,
)
from tracer_fit.passages import (
    PASSAGES,
    REPEATED,
    Flows,
    Pairs,
    Passages,
    flows,
    from_release,
    read,
    runs,
    segments,
)
from tracer_fit.report import report
from tracer_fit.scores import EDGES, edge_tables, from_discharge_table, other_flow_table
from tracer_fit.writing import toml

from emerg.transport.tracers import Edge, Measured, Together, Tracers

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "emerg" / "transport" / "data" / "tracers.toml"
AS_OF = "2026-11"
SOURCE = "USGS time-of-travel compilation of dye studies, open half of its rivers"
LICENCE = "US public domain / CC0"
CANNOT_SAY = (
    "No drainage area, mean flow or slope stands in the source: Jobson's velocities cannot be "
    "computed there and are not scored. Times rest on straight lines between stations and are "
    "short by the bends. The source does not define its trailing edge. Most peak velocities are "
    "rounded to 0.01 m/s, and that is part of the spread of slow rivers."
)


def build(folder: Path) -> Tracers:
    """The table, with its scores, from the measurements in `folder`."""
    rows = read(folder / PASSAGES)
    found = runs(rows)
    apart, counted = segments(found), from_release(found)
    unordered = segments(found, ("ok", "order_violated"))
    every, pairs = flows(found, read(folder / REPEATED))
    ends = measured_range(apart)
    hours, speed = ends.clipped(apart.hours, apart.velocity_m_s)
    lead = fit_edge(apart.lead, apart.river, hours, speed)
    trail = fit_edge(apart.trail, apart.river, hours, speed)
    return Tracers(
        format=1,
        as_of=AS_OF,
        source=SOURCE,
        licence=LICENCE,
        made_by="tools/fit_tracers.py",
        cannot_say=CANNOT_SAY,
        rows={
            "of_source": len(rows),
            "without_copies": sum(map(len, found)),
            "passages": len(apart),
            "passages_rivers": len(set(apart.river.tolist())),
            "passages_out_of_order": len(unordered) - len(apart),
            "from_release": len(counted),
            "velocities": len(every.river),
            "velocities_rivers": len(set(every.river.tolist())),
            "pairs_of_flows": len(pairs.river),
            "pairs_of_flows_rivers": len(set(pairs.river.tolist())),
        },
        measured=ends,
        lead=lead,
        trail=trail,
        lead_by_time=fit_edge(apart.lead, apart.river, hours, None),
        trail_by_time=fit_edge(apart.trail, apart.river, hours, None),
        together=together(apart, lead, trail, ends),
        from_discharge=fit_from_discharge(every.river, every.discharge_m3_s, every.velocity_m_s),
        other_flow=fit_other_flow(pairs),
        scores=scores(
            {"": apart, "_from_release": counted, "_unordered_too": unordered}, every, pairs, ends
        ),
    )


def together(found: Passages, lead: Edge, trail: Edge, ends: Measured) -> Together:
    """Correlations of the scores that the passages have under the fitted edges."""
    kept = found.where((found.lead < 1) & (found.trail < 1))
    hours, speed = ends.clipped(kept.hours, kept.velocity_m_s)
    ahead = edge_scores(lead, kept.lead, hours, speed)
    behind = edge_scores(trail, kept.trail, hours, speed)
    shares = []
    for score in (ahead, behind):
        between, within = variances(score, kept.river)
        shares.append(round(between / (between + within), 3))
    return Together(round(float(np.corrcoef(ahead, behind)[0, 1]), 3), *shares)


def scores(
    asked: Mapping[str, Passages], every: Flows, pairs: Pairs, ends: Measured
) -> dict[str, dict[str, float]]:
    """Every score, by what was asked; the edges are always fitted to the ordered passages."""
    known, found = asked[""], dict[str, dict[str, float]]()
    for which in EDGES:
        full = edge_tables(which, known, asked, ends, by_time=False)
        plain = edge_tables(which, known, {"_by_time": known}, ends, by_time=True)
        found |= {which + name: table for name, table in (full | plain).items()}
    everywhere = np.ones(len(every.river), dtype=bool)
    return found | {
        "other_flow": other_flow_table(pairs),
        "from_discharge": from_discharge_table(every, everywhere),
        "from_discharge_repeated": from_discharge_table(every, every.repeated),
    }


def main() -> int:
    folder = Path(os.environ.get("EMERG_VALIDATION_DIR", ROOT.parent / "shared" / "validation"))
    if not (folder / "tracer" / PASSAGES).is_file():
        print(
            f"No measurements at {folder}. Put them beside the checkout or name their folder in "
            "EMERG_VALIDATION_DIR; the table that is there stays as it is.",
            file=sys.stderr,
        )
        return 1
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    table = build(folder / "tracer")
    out.write_text(toml(table), encoding="utf-8", newline="\n")
    print(report(table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
