"""river.toml: names, authorities, flow by month, sources."""

from collections.abc import Mapping
from typing import Any

from playbook_build.english import county_en
from playbook_build.facts import Facts
from playbook_build.flows import monthly_flow
from playbook_build.rivers import Layout, stems
from playbook_build.sources import Sources

VERSION = "2026.11-draft"
REVIEW_BY = "2027-05-31"
STATUS = {"zh": "公开资料草案，未经核实", "en": "Draft from public data, unverified"}
REGION = "西藏自治区"


def river_table(
    river: Mapping[str, Any],
    facts: Facts,
    plan: Layout,
    sites: list[dict[str, Any]],
    sources: Sources,
) -> dict[str, Any]:
    """The table of river.toml, sources last."""
    rows = stems(facts, plan, river["code"], sources)
    flow = monthly_flow(river["code"], plan, sources)
    found: dict[str, Any] = {
        "format": 1,
        "id": river["id"],
        "kind": "river",
        "key": river["key"],
        "name": {"zh": river["zh"], "en": river["en"]},
        "bo": river["bo"],
        "basin": {"zh": river["basin"][0], "en": river["basin"][1]},
        "version": VERSION,
        "data_status": STATUS,
        "approved_by": "",
        "review_by": Date(REVIEW_BY),
        "international": river["international"],
    }
    if "assumption" in river:
        found["assumption"] = {"zh": river["assumption"][0], "en": river["assumption"][1]}
    found["flow"] = flow
    found["stems"] = rows
    found["authorities"] = authorities(river, facts, sites)
    # Last, when everything has been registered.
    found["sources"] = sources.sorted()
    return found


class Date(float):
    """A date that the writer prints bare, as TOML has it."""

    def __new__(cls, text: str) -> "Date":
        made = super().__new__(cls)
        made.text = text
        return made

    text: str

    def __str__(self) -> str:
        return self.text


def counties(
    river: Mapping[str, Any], facts: Facts, sites: list[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    """Counties of the main stem in downstream order, then those only on tributaries."""
    main = river["counties"].split()
    unknown = [name for name in main if name not in facts.codes]
    if unknown:
        raise SystemExit(f"rivers.toml names counties that do not exist: {unknown}")
    named = [site["properties"].get("county", "") for site in sites]
    side = [c for c in dict.fromkeys(named) if c and c not in main]
    return main, sorted(side, key=lambda c: facts.codes[c])


def authorities(
    river: Mapping[str, Any], facts: Facts, sites: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """County by county downstream, then prefectures, the region, neighbours; no numbers."""
    main, side = counties(river, facts, sites)
    found = [_county(name, facts) for name in main]
    for name in side:
        note = {"zh": "支流，或县界判读所及", "en": "on a tributary, or near the line as drawn"}
        found.append(_county(name, facts) | {"note": note})
    for name in dict.fromkeys(facts.prefecture_of[c] for c in (*main, *side)):
        found.append(_prefecture(name, facts, "prefecture"))
    found.append(
        {
            "level": "region",
            "name": {
                "zh": f"{REGION}人民政府、{REGION}生态环境厅",
                "en": "Government of the Tibet Autonomous Region and its environment department",
            },
            "code": facts.codes[REGION],
        }
    )
    for name in river.get("downstream", ()):
        note = {"zh": "下游相邻", "en": "next downstream"}
        found.append(_prefecture(name, facts, "neighbour") | {"note": note})
    for zh, en, code in river.get("neighbours", ()):
        name = {"zh": f"{zh}人民政府及生态环境局", "en": en}
        found.append({"level": "neighbour", "name": _place_note(name), "code": code})
    return found


def _place_note(name: dict[str, str]) -> dict[str, str]:
    """`X（下游）人民政府…` as `X人民政府…（下游）`."""
    zh = name["zh"]
    if "（" not in zh:
        return name
    head, _, rest = zh.partition("（")
    inside, _, tail = rest.partition("）")
    return {"zh": f"{head}{tail}（{inside}）", "en": name["en"]}


def _county(name: str, facts: Facts) -> dict[str, Any]:
    en = county_en(name, facts.codes)
    return {
        "level": "county",
        "name": {
            "zh": f"{name}人民政府、{facts.prefecture_of[name]}生态环境局{name}分局",
            "en": f"{en} government and environment office",
        },
        "code": facts.codes[name],
    }


def _prefecture(name: str, facts: Facts, level: str) -> dict[str, Any]:
    government = "行政公署" if name.endswith("地区") else "人民政府"
    return {
        "level": level,
        "name": {
            "zh": f"{name}{government}、{name}生态环境局",
            "en": f"{county_en(name, facts.codes)} government and environment bureau",
        },
        "code": facts.codes[name],
    }
