"""The table as a page for a person."""

from emerg.transport.tracers import Edge, Tracers

EDGE_SCORES = (
    ("lead", "front, velocity known"),
    ("lead_by_time", "front, time only"),
    ("lead_from_release", "front, counted from the release"),
    ("lead_unordered_too", "front, unordered passages too"),
    ("trail", "tail, velocity known"),
    ("trail_by_time", "tail, time only"),
    ("trail_from_release", "tail, counted from the release"),
    ("trail_unordered_too", "tail, unordered passages too"),
)
FLOW_SCORES = (
    ("other_flow", "other flow of the segment"),
    ("from_discharge", "discharge alone, everywhere"),
    ("from_discharge_repeated", "discharge alone, same segments"),
)


def report(t: Tracers) -> str:
    """What was read, what was fitted, and how good it is on rivers left out."""
    rows = [f"  {name.replace('_', ' '):<24}{count:>6}" for name, count in t.rows.items()]
    return "\n".join(
        [
            f"Dye passages ({t.source}; {t.licence})",
            *rows,
            "",
            "Edges: logit ratio = location + b ln h + g ln m/s, scale below / above, tail",
            *(_edge(name, getattr(t, name)) for name in ("lead", "trail")),
            *(_edge(name, getattr(t, name)) for name in ("lead_by_time", "trail_by_time")),
            f"  scores of lead and trail together {t.together.lead_and_trail}; a river keeps "
            f"{t.together.lead_of_river} of the lead's variance, {t.together.trail_of_river} of "
            "the trail's",
            "",
            *_edge_scores(t),
            "",
            *_flow_scores(t),
            "",
            t.cannot_say,
        ]
    )


def _edge(name: str, e: Edge) -> str:
    return (
        f"  {name:<14}{e.location:7.3f} {e.per_ln_hours:+.3f} {e.per_ln_velocity:+.3f}   "
        f"{e.below:.3f} / {e.above:.3f}  {e.tail:.3f}"
    )


def _edge_scores(t: Tracers) -> list[str]:
    lines = [
        "On rivers left out           scored  in 90 %  below  above  in 98 %  in 50 %  width  "
        "interval score: ours  constant  Jobson  without band",
    ]
    for name, words in EDGE_SCORES:
        s = t.scores[name]
        lines.append(
            f"{words:<32}{s['scored']:>4.0f}{s['coverage_90']:>9.3f}{s['below']:>7.3f}"
            f"{s['above']:>7.3f}{s['coverage_98']:>9.3f}{s['coverage_50']:>9.3f}{s['width']:>7.2f}"
            f"{s['interval_score']:>22.3f}{s['interval_score_constant']:>10.3f}"
            f"{s['interval_score_jobson']:>8.3f}{s['interval_score_jobson_no_band']:>14.3f}"
        )
    lines.append("90 % bands where           < 0.1 m/s  > 0.5 m/s    < 2 h   > 24 h  mean river")
    for name, words in EDGE_SCORES:
        s = t.scores[name]
        keys = ("slow", "fast", "short", "long", "of_mean_river")
        figures = "".join(f"{s[f'coverage_{key}']:>10.3f}" for key in keys)
        lines.append(f"{words:<27}{figures}")
    return lines


def _flow_scores(t: Tracers) -> list[str]:
    f, o = t.from_discharge, t.other_flow
    lines = [
        f"ln V = {f.ln_velocity} + {f.exponent} ln Q; sd between rivers {f.between}, within "
        f"{f.within}",
        f"ln(V2/V1) = {o.exponent} ln(Q2/Q1); sd of the exponent {o.exponent_sd}, of a repeat "
        f"{o.repeat}, tail {o.tail}",
        "Each river left out          scored  in 90 %  below  above  mean river  width  score",
    ]
    for name, words in FLOW_SCORES:
        s = t.scores[name]
        lines.append(
            f"{words:<32}{s['scored']:>4.0f}{s['coverage_90']:>9.3f}{s['below']:>7.3f}"
            f"{s['above']:>7.3f}{s['coverage_of_mean_river']:>12.3f}{s['width']:>7.2f}"
            f"{s['interval_score']:>7.3f}"
        )
    return lines
