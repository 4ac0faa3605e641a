"""Write the tailings playbooks from the tables in tools/pond_build.

    python tools/build_ponds.py [OUT]

Needs no shared facts: what is known stands in the tables. Twice the same tables give twice the
same bytes.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook_build.writing import feature, geojson, toml
from road_build.books import PREFECTURES, REVIEW_BY, STATUS, VERSION, pair

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "playbooks" / "tailings"
HERE = Path(__file__).parent / "pond_build"
HEADER = "# Written by tools/build_ponds.py; corrections by hand belong in its tables.\n"
COUNTIES = {
    "墨竹工卡县": "Maizhokunggar",
    "江达县": "Jomda",
    "隆子县": "Lhünzê",
    "当雄县": "Damxung",
}


def table(name: str) -> dict[str, Any]:
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def example(value: Any) -> dict[str, Any]:
    """A figure for drills."""
    return {"value": value, "source": "example", "confidence": "example"}


def dam_table(book: Mapping[str, Any], examples: Mapping[str, Any]) -> dict[str, Any]:
    """The table of dam.toml, without its sources."""
    figures = {
        name: example(examples[name])
        for name in ("height_m", "stored_m3", "water_m3", "well_m3_s", "pipe_m3_s")
    }
    content = [
        {"species": species, "mg_l": example(examples["content"][species])}
        for species in book["species"]
    ]
    return {
        "format": 1,
        "id": book["id"],
        "kind": "tailings",
        "key": book["key"],
        "name": pair(book["name"]),
        "owner": pair(book["owner"]),
        "ore": pair(book["ore"]),
        "county": book["county"],
        "prefecture": book["prefecture"],
        "version": VERSION,
        "data_status": STATUS,
        "approved_by": "",
        "review_by": REVIEW_BY,
        "receiving": [
            {
                "gully": pair(one["gully"]),
                "river": one["river"],
                "km": one["km"],
                "gully_km": {
                    "value": one["gully_km"],
                    "source": one["source"],
                    "confidence": "low",
                },
                "how": pair(one["how"]),
                "source": one["source"],
                "confidence": one["confidence"],
            }
            for one in book["receiving"]
        ],
        "ponds": [
            {
                "id": pond["id"],
                "name": pair(pond["name"]),
                "source": pond["source"],
                "confidence": pond["confidence"],
                "method": pond.get("method", "unknown"),
                "drainage": ["unknown"],
                "note": pair(pond["note"]),
                **figures,
                "content": content,
            }
            for pond in book["each"]
        ],
        "authorities": [
            {"level": "county", "name": {"zh": book["county"], "en": COUNTIES[book["county"]]}},
            {
                "level": "prefecture",
                "name": {"zh": book["prefecture"], "en": PREFECTURES[book["prefecture"]]},
            },
            {"level": "region", "name": {"zh": "西藏自治区", "en": "Tibet"}},
        ],
    }


def plan_table(book: Mapping[str, Any]) -> dict[str, Any]:
    """The table of plan.toml."""
    steps = table("steps")
    names = {
        "county": (book["county"], COUNTIES[book["county"]]),
        "prefecture": (book["prefecture"], PREFECTURES[book["prefecture"]]),
    }
    roles = [
        {
            "order": order,
            "level": row["level"],
            "who": pair(
                [
                    words.format(**{key: value[n] for key, value in names.items()})
                    for n, words in enumerate(row["who"])
                ]
            ),
            "task": pair(row["task"]),
            "phone": "",
        }
        for order, row in enumerate(steps["roles"], start=1)
    ]
    ending = steps["termination"] | {"text": pair(steps["termination"]["text"])}
    return {
        "format": 1,
        "version": VERSION,
        "generic": True,
        "termination": ending,
        "steps": [row | {"text": pair(row["text"])} for row in steps["steps"]],
        "roles": roles,
    }


def sites(book: Mapping[str, Any], examples: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Features of map.geojson; without a position, for none is public."""
    for number, row in enumerate(examples["sites"], start=1):
        properties = {
            "layer": "site",
            "id": f"{book['code']}-S-{number:02d}",
            "kind": row["kind"],
            "name": pair(row["name"]),
            "path_km": row["path_km"],
            "people": row.get("people"),
            "source": "example",
            "confidence": "example",
        }
        if "capacity_m3" in row:
            properties["capacity_m3"] = example(row["capacity_m3"])
        yield feature(properties, None)


def build(out: Path) -> int:
    """Write every tailings playbook into `out`; the number written."""
    given = table("ponds")
    for book in given["ponds"]:
        about, plan = dam_table(book, given["examples"]), plan_table(book)
        used = {"example", *(pond["source"] for pond in book["each"])}
        used |= {one["source"] for one in book["receiving"]}
        used |= {row["source"] for row in (*plan["steps"], plan["termination"])}
        about["sources"] = {k: v for k, v in given["sources"].items() if k in used}
        folder = out / book["id"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            ("dam.toml", toml(about, HEADER)),
            ("plan.toml", toml(plan, HEADER)),
            ("map.geojson", geojson(sites(book, given["examples"]))),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(given["ponds"])


def main() -> int:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    print(f"{build(out)} tailings playbooks written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
