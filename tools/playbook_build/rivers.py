"""Which playbook a river rides in, its stems and reaches."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playbook_build.facts import Facts, table
from playbook_build.sources import Sources

NUMBERED = re.compile(r"^(?P<parent>.+)-T(?P<number>\d+[a-z]?)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every river goes.

    Attributes
    ----------
    home : mapping of river code to the code of its playbook
    stem : mapping of river code to stem id, ``lhasa`` or ``lhasa/doilung``
    names : mapping of river code to (Chinese, English, confirmed)
    """

    home: Mapping[str, str]
    stem: Mapping[str, str]
    names: Mapping[str, tuple[str, str, bool]]


def layout(facts: Facts) -> Layout:
    """Every river code goes to the first of the 18 met on the way down."""
    own = {river["code"]: river for river in table("rivers")["rivers"]}
    codes = list(dict.fromkeys(p["river_code"] for p in facts.reaches.values()))
    home = {code: _home(facts, code, own) for code in codes}
    names = {code: _names(code, own) for code in codes}
    stem = {code: _stem(code, home, own) for code in codes}
    if len(set(stem.values())) != len(stem):
        raise SystemExit("two rivers would have the same stem id")
    return Layout(home, stem, names)


def _home(facts: Facts, code: str, own: Mapping[str, Any]) -> str:
    reach: str | None = next(k for k, p in facts.reaches.items() if p["river_code"] == code)
    while reach is not None:
        here: str = facts.reaches[reach]["river_code"]
        if here in own:
            return here
        reach = facts.reaches[reach]["to_reach"]
    raise SystemExit(f"{code} flows into none of the rivers with a playbook")


def _names(code: str, own: Mapping[str, Any]) -> tuple[str, str, bool]:
    if code in own:
        return own[code]["zh"], own[code]["en"], True
    curated = table("tributaries")["stems"]
    if code in curated:
        _slug, zh, en, confirmed = curated[code]
        return zh, en, confirmed
    match = NUMBERED.match(code)
    if match is None:
        raise SystemExit(f"{code} has no name in tributaries.toml")
    zh, en, _confirmed = _names(match["parent"], own)
    zh, en = zh.split("（")[0], en.split(" (")[0]
    return f"{zh}支流T{match['number']}", f"{en} tributary T{match['number']}", False


def _stem(code: str, home: Mapping[str, str], own: Mapping[str, Any]) -> str:
    book = own[home[code]]["id"]
    return book if code in own else f"{book}/{_slug(code, own)}"


def _slug(code: str, own: Mapping[str, Any]) -> str:
    curated = table("tributaries")["stems"]
    if code in curated:
        return str(curated[code][0])
    match = NUMBERED.match(code)
    if match is None:
        raise SystemExit(f"{code} has no slug in tributaries.toml")
    parent = match["parent"]
    tail = f"t{match['number']}"
    return tail if parent in own else f"{_slug(parent, own)}-{tail}"


def stems(facts: Facts, plan: Layout, book: str, sources: Sources) -> list[dict[str, Any]]:
    """The stems of the playbook with river code `book`, the river itself first."""
    lengths = table("rivers")["lengths"]
    found = []
    for code in sorted(plan.stem, key=lambda c: (c != book, plan.stem[c])):
        if plan.home[code] != book:
            continue
        zh, en, confirmed = plan.names[code]
        stem: dict[str, Any] = {
            "id": plan.stem[code],
            "code": code,
            "name": {"zh": zh, "en": en},
            "name_confirmed": confirmed,
        }
        if code in lengths:
            published = lengths[code]
            stem["length_factor"] = published["factors"]
            stem["published_length_km"] = float(published["km"])
            stem["length_source"] = sources.add(
                "length-unsure" if published["unsure"] else "length",
                table("curated_sources")["length-unsure" if published["unsure"] else "length"],
            )
        found.append(stem)
    return found


def reach_features(facts: Facts, plan: Layout, book: str, sources: Sources) -> list[dict[str, Any]]:
    """Every reach of the playbook as a GeoJSON feature, river by river, downstream."""
    mine = [p for p in facts.reaches.values() if plan.home[p["river_code"]] == book]
    mine.sort(key=lambda p: (p["river_code"] != book, plan.stem[p["river_code"]], p["from_km"]))
    return [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": facts.lines[p["reach_id"]]},
            "properties": _reach(p, plan, sources),
        }
        for p in mine
    ]


def _reach(p: Mapping[str, Any], plan: Layout, sources: Sources) -> dict[str, Any]:
    return {
        "layer": "reach",
        "id": p["reach_id"],
        "river": plan.stem[p["river_code"]],
        "to": p["to_reach"],
        "from_km": p["from_km"],
        "to_km": p["to_km"],
        "length_km": p["length_km"],
        "area_km2": p["up_area_km2"],
        "discharge_m3_s": p["mean_annual_q_m3_s"],
        "slope": p["slope"],
        "elevation_from_m": p["elev_from_m"],
        "elevation_to_m": p["elev_to_m"],
        "width_m": p["width_m"],
        "depth_m": p["depth_m"],
        "accuracy": p["accuracy_class"],
        "source": sources.register(p["source"], "g"),
        "flow_source": sources.register(p["q_basis"], "q"),
        "confidence": p["q_confidence"],
    }
