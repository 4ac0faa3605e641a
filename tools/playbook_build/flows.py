"""Low, mean and high flow of each month as factors on the long-term mean."""

from typing import Any

from playbook_build.facts import table
from playbook_build.rivers import Layout
from playbook_build.sources import Sources

DAYS = (31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WET = {6, 7, 8, 9}
BETWEEN = {5, 10}


def monthly_flow(code: str, plan: Layout, sources: Sources) -> dict[str, Any]:
    """The [flow] table of the river with `code`; its note says what is published, what assumed."""
    flows = table("flows")
    choice = flows["rivers"][code]
    pattern = flows["patterns"][choice["pattern"]]
    mean = [
        share / 100 * sum(DAYS) / days
        for share, days in zip(_shares(choice["pattern"]), DAYS, strict=True)
    ]
    groundwater = "groundwater" in pattern
    spread = flows["spread"][_kind(own=choice["own"], groundwater=groundwater)]
    low = [m * spread[_season(n)][0] for n, m in enumerate(mean, start=1)]
    high = [m * spread[_season(n)][1] for n, m in enumerate(mean, start=1)]
    confidence = pattern["confidence"] if choice["own"] else "low"
    return {
        "low": [round(x, 3) for x in low],
        "mean": [round(x, 3) for x in mean],
        "high": [round(x, 3) for x in high],
        "source": sources.add(pattern["source"], table("curated_sources")[pattern["source"]]),
        "confidence": confidence,
        "note": _note(code, plan, pattern, spread, own=choice["own"]),
    }


def _shares(name: str) -> list[float]:
    """Each month's share of the year [%]."""
    pattern = table("flows")["patterns"][name]
    if "shares" in pattern:
        return list(pattern["shares"])
    even = [100 * days / sum(DAYS) for days in DAYS]
    part = pattern["groundwater"]
    return [
        part * flat + (1 - part) * share
        for flat, share in zip(even, _shares(pattern["follows"]), strict=True)
    ]


def _kind(*, own: bool, groundwater: bool) -> str:
    if groundwater:
        return "groundwater"
    return "own" if own else "borrowed"


def _season(month: int) -> str:
    return "wet" if month in WET else "between" if month in BETWEEN else "dry"


def _note(
    code: str, plan: Layout, pattern: dict[str, Any], spread: dict[str, Any], *, own: bool
) -> dict[str, str]:
    zh, en = pattern["published"]
    name, name_en, _ = plan.names[code]
    if not own:
        zh = f"{name}未查到公布的年内分配，借用邻近河流资料（{zh}）"
        en = f"No monthly distribution of {name_en} was found; borrowed from a neighbour. {en}"
    wet, dry = spread["wet"], spread["dry"]
    return {
        "zh": f"{zh}。其余各月为内插；枯、丰取当月均值的倍数（汛期 {wet[0]}、{wet[1]}，"
        f"枯期 {dry[0]}、{dry[1]}）为假定，以当地水文资料为准。",
        "en": f"{en}. Other months interpolated; low and high as multiples of the month's mean "
        f"(wet {wet[0]} and {wet[1]}, dry {dry[0]} and {dry[1]}) are assumed. "
        "Local gauge data decide.",
    }
