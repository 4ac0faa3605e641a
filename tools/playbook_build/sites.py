"""Every point and site of the shared facts as a feature of the playbook it belongs to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook_build.added import added_site
from playbook_build.attributes import attributes
from playbook_build.english import county_en, site_en
from playbook_build.facts import Facts, Row, table
from playbook_build.rivers import Layout
from playbook_build.sources import Sources
from playbook_build.writing import feature

# kind of the facts -> (layer, kind, class of space)
LAYERS: dict[str, tuple[str, str, str | None]] = {
    "station": ("station", "station", None),
    "dam": ("dam", "dam", None),
    "county_seat": ("target", "county_seat", None),
    "town": ("target", "town", None),
    "waterworks": ("target", "waterworks", None),
    "source_area": ("target", "source_area", None),
    "irrigation": ("target", "irrigation", None),
    "hatchery": ("target", "hatchery", None),
    # All listed are reserves or parks: to be protected, not filled.
    "wetland": ("target", "wetland", None),
    "reserve": ("target", "reserve", None),
    "port": ("target", "port", None),
    "section": ("section", "monitoring", None),
    "exit": ("section", "exit", None),
    "entry": ("section", "entry", None),
    "bridge": ("crossing", "bridge", "QL"),
    "park": ("risk_source", "park", None),
    "depot": ("risk_source", "depot", None),
    "works": ("risk_source", "works", None),
    "wwtp": ("risk_source", "wwtp", None),
    "landfill": ("risk_source", "landfill", None),
    "confluence": ("confluence", "confluence", None),
}
BASIS = {
    "found": "found",
    "snapped from description": "computed",
    "place of the town": "town",
    "not located": "none",
}
# Error of a position [km] where the row names none (README of the facts, "Position checks").
ERROR_KM = {"county_seat": 1.0, "town": 2.0, "bridge": 2.0, "dam": 2.0, "station": 0.5}
COMPUTED = {"confluence", "county_change", "entry", "exit"}
RANKING = ("high", "medium", "low")


def site_features(facts: Facts, plan: Layout, book: str, sources: Sources) -> list[dict[str, Any]]:
    """The sites of the playbook with river code `book`: river by river, downstream."""
    found = [
        _feature(rows, facts, plan, sources)
        for rows in _joined(facts)
        if plan.home[_river(rows[0])] == book
    ]
    for added in table("sites")["added"]:
        if plan.home[added["river"]] == book:
            found.append(added_site(added, facts, plan, sources))
    order = list(dict.fromkeys(sorted(plan.stem.values())))
    found.sort(key=lambda f: _order(f["properties"], order))
    return found


def _order(site: Mapping[str, Any], rivers: Sequence[str]) -> tuple[int, float, str]:
    return rivers.index(site["river"]), site.get("km", float("inf")), site["id"]


def _id(row: Row) -> str:
    return row.get("point_id") or row["site_id"]


def _river(row: Row) -> str:
    """The river of a row; the one wetland without any is listed with the main stem."""
    return row["river_code"] or "YLZB"


def _joined(facts: Facts) -> Iterator[list[Row]]:
    """Every thing once: the rows that speak of it, the kept one first."""
    rows = {_id(row): row for row in (*facts.points, *facts.sites)}
    joins = {join["keep"]: join["rows"] for join in table("sites")["joins"]}
    absorbed = {id_ for ids in joins.values() for id_ in ids}
    missing = {*joins, *absorbed} - rows.keys()
    if missing:
        raise SystemExit(f"sites.toml joins rows the facts do not have: {sorted(missing)}")
    previous = ""
    for id_, row in rows.items():
        previous = row["source"] = previous if row["source"] == "同上" else row["source"]
        if id_ not in absorbed:
            yield [row, *(rows[other] for other in joins.get(id_, ()))]


def _feature(rows: list[Row], facts: Facts, plan: Layout, sources: Sources) -> dict[str, Any]:
    row, kind = rows[0], rows[0]["kind"]
    id_ = _id(row)
    layer, our_kind, space = _layer(id_, row)
    place = _place_row(id_, rows)
    abroad = kind == "exit" and _far_side(row) == "境外"
    basis = "none" if abroad else _basis(place)
    site: dict[str, Any] = {
        "layer": layer,
        "id": id_,
        "kind": our_kind,
        "name": _name(id_, row, plan, facts),
        "river": plan.stem[_river(row)],
        "source": sources.register(_source_text(rows), "s"),
        "confidence": min((r["confidence"] for r in rows), key=RANKING.index),
    }
    site |= _place(place, plan, facts) | {"position": basis}
    error = _error_km(rows, kind)
    if error is not None and basis != "none":
        site["position_error_km"] = error
    site |= _administration(row, facts)
    if space is not None:
        site["space_class"] = space
    site["attributes"] = _attributes(id_, rows, kind, plan, facts, abroad=abroad)
    return feature(site, None if basis == "none" else [float(place["lon"]), float(place["lat"])])


def _layer(id_: str, row: Row) -> tuple[str, str, str | None]:
    curated = table("sites")
    if id_ in curated["other"]:
        other = curated["other"][id_]
        return other["layer"], other["kind"], other.get("class")
    if row["kind"] == "county_change":
        level = json.loads(row["attributes"])["level"]
        return "section", level, None
    layer, kind, space = LAYERS[row["kind"]]
    if layer == "dam":
        return (
            layer,
            "gate" if curated["dams"][id_]["class"] == "ZB" else kind,
            (curated["dams"][id_]["class"]),
        )
    return layer, kind, space


def _far_side(row: Row) -> str:
    return row["name_zh"].split("→")[-1]


def _place_row(id_: str, rows: list[Row]) -> Row:
    """The row whose position counts."""
    join = next((j for j in table("sites")["joins"] if j["keep"] == id_), {})
    wanted = join.get("place_of", id_)
    return next(row for row in rows if _id(row) == wanted)


def _basis(row: Row) -> str:
    if "position_basis" in row:
        return BASIS[row["position_basis"]]
    return "computed" if row["kind"] in COMPUTED else "found"


def _place(row: Row, plan: Layout, facts: Facts) -> dict[str, Any]:
    """Reach, chainage and offset; the chainage kept within its reach against rounding."""
    if not row["reach_id"]:
        return {}
    found: dict[str, Any] = {"reach": row["reach_id"]}
    if row["chainage_km"]:
        reach = facts.reaches[row["reach_id"]]
        km = float(row["chainage_km"])
        inside = min(max(km, reach["from_km"]), reach["to_km"])
        if abs(inside - km) > 0.06:
            raise SystemExit(f"{_id(row)} lies at km {km}, outside its reach")
        found["km"] = inside
    if row["offset_km"]:
        found["offset_km"] = float(row["offset_km"])
    return found


def _error_km(rows: list[Row], kind: str) -> float | None:
    raw = [json.loads(row["attributes"] or "{}") for row in rows]
    named = [a["pos_err_km"] for a in raw if "pos_err_km" in a]
    named += [a["tolerance_km"] for a in raw if "tolerance_km" in a]
    if named:
        return float(min(named))
    return ERROR_KM.get(kind)


def _source_text(rows: list[Row]) -> str:
    return "；".join(dict.fromkeys(row["source"] for row in rows))


def _administration(row: Row, facts: Facts) -> dict[str, str]:
    county = row["county_zh"]
    if county not in facts.prefecture_of:
        return {}
    return {"county": county, "prefecture": facts.prefecture_of[county]}


def _name(id_: str, row: Row, plan: Layout, facts: Facts) -> dict[str, str]:
    kind = row["kind"]
    if kind in ("county_change", "entry", "exit"):
        return _line_name(row, facts)
    if kind == "confluence":
        tributary = json.loads(row["attributes"])["tributary_code"]
        zh, en, _ = plan.names[tributary]
        return {"zh": f"{zh}汇入{plan.names[row['river_code']][0]}", "en": f"{en} mouth"}
    zh = table("sites")["rename"].get(id_, [row["name_zh"]])[0]
    return {"zh": zh, "en": site_en(id_, kind, row, facts.codes)}


def _line_name(row: Row, facts: Facts) -> dict[str, str]:
    before, _, after = row["name_zh"].partition("→")
    if after == "境外":
        return {"zh": "出境断面（示意）", "en": "Exit section (schematic)"}
    if row["kind"] == "exit":
        en = f"Leaving the region for {county_en(after, facts.codes)} (schematic)"
        return {"zh": f"出区断面（进入{after}，示意）", "en": en}
    if row["kind"] == "entry":
        en = f"Entering the region from {county_en(before, facts.codes)} (schematic)"
        return {"zh": f"入区断面（自{before}流入，示意）", "en": en}
    one, two = (county_en(c, facts.codes, rank=False) for c in (before, after))
    return {"zh": f"{before}→{after}界断面（示意）", "en": f"{one}–{two} county line (schematic)"}


def _attributes(
    id_: str, rows: list[Row], kind: str, plan: Layout, facts: Facts, *, abroad: bool
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    notes: list[str] = []
    for row in rows:
        each = attributes(row, row["kind"])
        notes += [each.pop("note")] if "note" in each else []
        found = each | found
    curated = table("sites")
    join = next((j for j in curated["joins"] if j["keep"] == id_), {})
    if "conflict" in join:
        found["conflict"] = join["conflict"]
    if id_ in curated["rename"]:
        notes.insert(0, curated["rename"][id_][1])
    if id_ in curated["check"]:
        found["check"] = curated["check"][id_]
    found |= _line_attributes(rows[0], kind, abroad=abroad)
    if kind == "confluence":
        found["tributary"] = plan.stem[json.loads(rows[0]["attributes"])["tributary_code"]]
    if json.loads(rows[0]["attributes"] or "{}").get("rail"):
        found["road"] = "铁路"
    found |= _store(id_, notes)
    if notes:
        found["note"] = "；".join(dict.fromkeys(notes))
    return dict(sorted(found.items()))


def _line_attributes(row: Row, kind: str, *, abroad: bool) -> dict[str, Any]:
    """From which county to which; nothing is said of what lies beyond the exit."""
    if kind not in ("county_change", "entry", "exit"):
        return {}
    before, _, after = row["name_zh"].partition("→")
    if abroad:
        return {"abroad": True, "change_from": before}
    return {"change_from": before, "change_to": after}


def _store(id_: str, notes: list[str]) -> dict[str, Any]:
    """What the curated table says of dams and lakes in the channel."""
    curated = table("sites")
    entry = curated["dams"].get(id_)
    if entry is None:
        other = curated["other"].get(id_, {})
        found = {"is_store": True} if other.get("store") else {}
        return found | ({"in_channel": other["in_channel"]} if "in_channel" in other else {})
    found = {"in_channel": entry.get("in_channel", True)}
    if entry.get("store", True):
        found["is_store"] = True
    if "planned" in entry:
        found["planned"] = True
    if "how" in entry:
        notes.append(entry["how"])
    if "km" in entry:
        return found | {"from_km": entry["km"][0], "to_km": entry["km"][1]}
    return found
