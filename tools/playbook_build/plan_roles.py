"""Whom to call: offices in order, the operators of the dams, the neighbours. Never a number."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook_build.english import county_en
from playbook_build.facts import table
from playbook_build.plan_book import Book, Pair, filled
from playbook_build.river_file import authorities, counties

UPSTREAM, BESIDE = "上游", "左岸"


def plan_roles(book: Book) -> list[dict[str, Any]]:
    """County first, then prefecture, region, operators, neighbours, numbered through."""
    features = [{"properties": site} for site in book.sites]
    main, side = counties(book.river, book.facts, features)
    every = {
        "county": [*main, *side],
        "prefecture": list(
            dict.fromkeys(book.facts.prefecture_of[county] for county in (*main, *side))
        ),
    }
    roles: list[dict[str, Any]] = []
    for level in ("county", "prefecture", "region"):
        rows = [row for row in table("plan_roles")["roles"] if row["level"] == level]
        places = every.get(level, [])
        roles += [_office(book, r, p) for p in places for r in rows if "each" in r]
        roles += [_role(level, filled(r["who"]), r["task"]) for r in rows if "each" not in r]
    roles += [*_operators(book), *_neighbours(book, features)]
    return [{"order": order, **role} for order, role in enumerate(roles, start=1)]


def _role(level: str, who: Mapping[str, str], task: list[str], county: str = "") -> dict[str, Any]:
    found = {"level": level, "who": dict(who), "task": filled(task), "county": county}
    return {k: v for k, v in found.items() if v != ""} | {"phone": ""}


def _office(book: Book, row: Mapping[str, Any], place: str) -> dict[str, Any]:
    """An office of one county or prefecture."""
    named: Pair = (place, county_en(place, book.facts.codes))
    prefecture = book.facts.prefecture_of.get(place, place)
    who = filled(
        row["who"],
        county=named,
        prefecture=(prefecture, county_en(prefecture, book.facts.codes)),
        government="行政公署" if place.endswith("地区") else "人民政府",
    )
    return _role(row["level"], who, row["task"], place)


def _operators(book: Book) -> Iterator[dict[str, Any]]:
    said = table("plan_roles")["operator"]
    for site in (s for s in book.sites if s["layer"] == "dam"):
        found = site["attributes"]
        named = site["name"]["zh"], site["name"]["en"]
        who = filled(said["who"], name=named)
        if "operator" in found:
            operator = found["operator"], table("plan_roles")["operators"][found["operator"]]
            who = filled(said["known"], name=named, operator=operator)
        yield _role("operator", who, said["not_ready" if found.get("planned") else "task"])


def _neighbours(book: Book, features: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Neighbours inside China: below, above, on the other bank. Never anyone abroad."""
    said = table("plan_roles")["neighbour"]
    for row in authorities(book.river, book.facts, features):
        if row["level"] != "neighbour":
            continue
        name = row["name"]["zh"]
        above, beside = UPSTREAM in name, BESIDE in name
        key = "upstream" if above else "beside" if beside else "downstream"
        yield _role("neighbour", row["name"], said[key])
