"""The table as TOML with its meaning beside it."""

from dataclasses import asdict

from emerg.transport.tracers import Tracers

HEADER = """\
# How dye has passed: edges of the cloud, and velocity against discharge.
# Written by {made_by}: run it again rather than edit this file.
#
# Ratios: lead = time of the leading edge / time of the peak; trail = time of the peak / time of
# the trailing edge, both in (0, 1). logit ratio = location + per_ln_hours ln(peak time, h) +
# per_ln_velocity ln(peak velocity, m/s) + s sinh(tail z) / tail; s is `below` for a score z < 0,
# else `above`. Outside [measured] the ends of the range are used.
"""
MEANING = {
    "rows": "Rows of the source, and what was used of them.",
    "measured": "1 and 99 % of the passages fitted.",
    "lead": "Fitted to every ordered passage of a segment, with the velocity of its peak.",
    "lead_by_time": "The same without the velocity: for where it is not known.",
    "together": "Correlation of the scores of lead and trail; share of each a river keeps.",
    "from_discharge": "ln V = ln_velocity + exponent ln Q; standard deviations of ln V.",
    "other_flow": "ln(V2/V1) = exponent ln(Q2/Q1), spread hypot(repeat, exponent_sd ln(Q2/Q1)).",
    "scores": """\
On rivers left out. coverage_90 = share inside the 5-95 % band; below, above = share missed on
# either side; below_1 = share under the 1 % line; slow, fast = under 0.1, over 0.5 m/s; short,
# long = under 2, over 24 h; width = median latest / earliest; interval_score = Winkler's of the
# 90 % band of ln time, less is better. ..._jobson = his rule with the even band that holds 90 % of
# the rivers not left out, no later than the peak; ..._constant = one pair of quantiles for all.""",
}


def toml(table: Tracers) -> str:
    """`table` as the file the transport layer reads."""
    parts = [HEADER.format(made_by=table.made_by)]
    values = asdict(table)
    parts += [f"{k} = {_value(v)}\n" for k, v in values.items() if not isinstance(v, dict)]
    for key, section in values.items():
        if not isinstance(section, dict):
            continue
        parts.append(f"\n# {MEANING[key]}\n" if key in MEANING else "\n")
        nested = {k: v for k, v in section.items() if isinstance(v, dict)}
        for name, inner in nested.items() if nested else [("", section)]:
            parts.append(f"[{key}.{name}]\n" if name else f"[{key}]\n")
            parts += [f"{k} = {_value(v)}\n" for k, v in inner.items()]
            parts.append("\n" if nested else "")
    return "".join(parts).rstrip() + "\n"


def _value(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return f"{value}"
