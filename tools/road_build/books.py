"""road.toml and plan.toml of every road playbook."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSION = "2026.11-draft"
REVIEW_BY = "2027-05-31"
STATUS = {"zh": "公开资料草案，未经核实", "en": "Draft from public data, unverified"}
PREFECTURES = {
    "拉萨市": "Lhasa",
    "日喀则市": "Shigatse",
    "昌都市": "Qamdo",
    "林芝市": "Nyingchi",
    "山南市": "Shannan",
    "那曲市": "Nagqu",
}
REGION = {"level": "region", "name": {"zh": "西藏自治区", "en": "Tibet"}}


def table(name: str) -> dict[str, Any]:
    """The TOML table beside this module."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def pair(words: list[str]) -> dict[str, str]:
    """Chinese and English."""
    return {"zh": words[0], "en": words[1]}


def road_table(road: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
    """The table of road.toml."""
    found: dict[str, Any] = {
        "format": 1,
        "id": road["id"],
        "kind": "road",
        "key": road["key"],
        "name": pair(road["name"]),
        "refs": road["refs"],
        "version": VERSION,
        "data_status": STATUS,
        "approved_by": "",
        "review_by": REVIEW_BY,
        "international": road.get("international", False),
        "stretches": road["stretches"],
        "branches": road.get("branches", []),
    }
    if "assumption" in road:
        found["assumption"] = pair(road["assumption"])
    cargo = [
        row for row in table("carried")["cargo"] if road["id"] in row.get("only", [road["id"]])
    ]
    found["cargo"] = [
        {
            "substance": row["substance"],
            "name": pair(row["name"]),
            "note": pair(row["note"]),
            "source": row["source"],
            "confidence": row["confidence"],
        }
        for row in cargo
    ]
    found["authorities"] = [
        *(
            {"level": "prefecture", "name": {"zh": p, "en": PREFECTURES[p]}}
            for p in road["prefectures"]
        ),
        REGION,
    ]
    found["sources"] = sources
    return found


def plan_table(road: Mapping[str, Any]) -> dict[str, Any]:
    """The table of plan.toml: the steps of any road, and whom to call on this one."""
    steps = table("steps")
    roles: list[dict[str, Any]] = []
    for row in steps["roles"]:
        places = road["prefectures"] if row.get("each") == "prefecture" else [""]
        for place in places:
            named = {"prefecture": (place, PREFECTURES.get(place, ""))}
            who = [
                words.format(prefecture=named["prefecture"][n])
                for n, words in enumerate(row["who"])
            ]
            roles.append(
                {
                    "order": len(roles) + 1,
                    "level": row["level"],
                    "who": pair(who),
                    "task": pair(row["task"]),
                    "county": place,
                    "phone": "",
                }
            )
    return {
        "format": 1,
        "version": VERSION,
        "generic": True,
        "termination": steps["termination"] | {"text": pair(steps["termination"]["text"])},
        "steps": [row | {"text": pair(row["text"])} for row in steps["steps"]],
        "roles": [{k: v for k, v in role.items() if (k, v) != ("county", "")} for role in roles],
    }
