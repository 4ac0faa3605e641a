"""Where to sample, and what water supply stands on the river with what in its stead."""

from typing import Any

from playbook_build.english import county_en
from playbook_build.plan_book import Book, Site, filled, words
from playbook_build.plan_spaces import by_rail

ALWAYS = ("monitoring", "station", "county", "prefecture", "entry", "exit", "waterworks")
# A tributary that brings at least this share of the flow is worth its own points.
GREAT_TRIBUTARY = 0.1
# Widths [m] up to which one and two verticals do (HJ 91.2).
ONE_VERTICAL_M, TWO_VERTICALS_M = 50.0, 100.0
UNDER_CONSTRUCTION = "开工"


def sampling(book: Book) -> list[dict[str, Any]]:
    """Sections by the id of their site, the river itself first, downstream."""
    found = []
    for site in book.sites:
        if "km" not in site or not _wanted(book, site):
            continue
        point = {"site": site["id"], "why": _why(book, site)}
        verticals = None if site["layer"] == "target" else _verticals(book, site)
        found.append(point | ({} if verticals is None else {"verticals": verticals}))
    return found


def _wanted(book: Book, site: Site) -> bool:
    if site["kind"] == "bridge":
        return _surely_placed(book, site) and not by_rail(site)
    if site["kind"] == "confluence":
        return _great(book, site)
    return site["kind"] in ALWAYS or site["kind"] == "source_area"


def _surely_placed(book: Book, site: Site) -> bool:
    """Neither the town's own position nor a line of class D."""
    return site["position"] in ("found", "computed") and not _rough(book, site)


def _rough(book: Book, site: Site) -> bool:
    return bool(book.reach[site["reach"]]["accuracy"] == "D")


def _great(book: Book, site: Site) -> bool:
    share = site["attributes"]["tributary_discharge_m3_s"]
    main = book.reach[site["reach"]]["discharge_m3_s"]
    return site["river"] == book.river["id"] and share >= GREAT_TRIBUTARY * main


def _why(book: Book, site: Site) -> dict[str, str]:
    found = site.get("attributes", {})
    key = "abroad" if found.get("abroad") else site["kind"]
    fields: dict[str, Any] = {}
    if key in ("county", "prefecture"):
        fields = {
            name: (found[of], county_en(found[of], book.facts.codes))
            for name, of in (("from", "change_from"), ("to", "change_to"))
        }
    if key == "confluence":
        fields = {"river": book.stems[found["tributary"]]}
    why = filled(words()["sampling"][key], **fields)
    if not _rough(book, site) or key == "abroad":
        return why
    rough = filled(words()["sampling"]["rough"])
    return {lang: why[lang] + rough[lang] for lang in why}


def _verticals(book: Book, site: Site) -> int | None:
    width = book.reach[site["reach"]]["width_m"]
    if width is None:
        return None
    return 1 if width <= ONE_VERTICAL_M else 2 if width <= TWO_VERTICALS_M else 3


def water_supply(book: Book) -> list[dict[str, Any]]:
    """Every listed supply, then every town and county of the river of which none is listed."""
    listed = [s for s in book.sites if s["kind"] in ("waterworks", "source_area")]
    working = (s for s in listed if UNDER_CONSTRUCTION not in s["attributes"].get("status", ""))
    served = {site["county"] for site in working}
    # A seat some km off the river is not on its map; its county is asked all the same.
    asked = {s["county"]: s["id"] for s in book.sites if s["kind"] == "county_seat"}
    asked |= {county: "" for county in book.river["counties"].split() if county not in asked}
    return [
        *(_listed(book, site) for site in listed),
        *(_unlisted(book, county, id_) for county, id_ in asked.items() if county not in served),
    ]


def _listed(book: Book, site: Site) -> dict[str, Any]:
    said = words()["supply"]
    water = site["attributes"].get("water")
    kind = said["kind_unknown"] if water is None else (water, words()["water"][water])
    name = site["name"]
    return {
        "town": _town(book, site["county"]),
        "supply": {"zh": f"{name['zh']}：{kind[0]}", "en": f"{name['en']}: {kind[1]}"},
        "alternative": filled(words()["alternatives"].get(site["id"], said["unknown"])),
        "source": site["source"],
        "confidence": "low",
        "site": site["id"],
    }


def _unlisted(book: Book, county: str, id_: str) -> dict[str, Any]:
    found = {
        "town": _town(book, county),
        "supply": filled(words()["supply"]["unlisted"]),
        "alternative": filled(words()["supply"]["unknown"]),
        "source": book.source("plan-map"),
        "confidence": "low",
    }
    return found | ({"site": id_} if id_ else {})


def _town(book: Book, county: str) -> dict[str, str]:
    return {"zh": county, "en": county_en(county, book.facts.codes)}
