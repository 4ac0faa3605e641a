"""Places that the facts do not list: lakes they only name, and examples invented for drills."""

from collections.abc import Mapping
from itertools import pairwise
from math import hypot
from typing import Any

from playbook_build.facts import Facts, table
from playbook_build.rivers import Layout
from playbook_build.sources import Sources
from playbook_build.writing import feature

# Coordinates carry as many decimals as the lines of the facts.
DECIMALS = 5


def added_site(
    added: Mapping[str, Any], facts: Facts, plan: Layout, sources: Sources
) -> dict[str, Any]:
    """A row of ``[[added]]``: with `km` a point on its river, with `span` somewhere in between."""
    attributes = dict(added["attributes"])
    site: dict[str, Any] = {
        "layer": "space",
        "id": added["id"],
        "kind": added["kind"],
        "name": {"zh": added["name_zh"], "en": added["name_en"]},
        "river": plan.stem[added["river"]],
        "source": sources.add(added["source"], table("curated_sources")[added["source"]]),
        "confidence": added["confidence"],
        "position": "none",
        "county": added["county"],
        "prefecture": facts.prefecture_of[added["county"]],
        "space_class": added["class"],
    }
    point = None
    if "km" in added:
        reach = _reach(facts, added["river"], added["km"])
        point = _point(facts, reach, added["km"])
        site |= {"reach": reach, "km": added["km"], "position": "computed"}
    else:
        attributes |= {"from_km": added["span"][0], "to_km": added["span"][1]}
    site["attributes"] = dict(sorted(attributes.items()))
    return feature(site, point)


def _reach(facts: Facts, code: str, km: float) -> str:
    for id_, reach in facts.reaches.items():
        if reach["river_code"] == code and reach["from_km"] <= km <= reach["to_km"]:
            return id_
    raise SystemExit(f"sites.toml adds something at km {km} of {code}, which has no reach there")


def _point(facts: Facts, reach: str, km: float) -> list[float]:
    """The point of the line at `km`, its length shared out as the drawn degrees go."""
    line = facts.lines[reach]
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)]
    about = facts.reaches[reach]
    left = sum(steps) * (km - about["from_km"]) / (about["to_km"] - about["from_km"])
    for (a, b), step in zip(pairwise(line), steps, strict=True):
        if left <= step:
            part = left / step
            return [round(x + part * (y - x), DECIMALS) for x, y in zip(a, b, strict=True)]
        left -= step
    return line[-1]
