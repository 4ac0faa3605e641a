"""Steps to hold the water, drawn from the works, lakes, islands and bridges of the map."""

from collections.abc import Callable, Iterator
from typing import Any

from playbook_build.plan_book import Book, Pair, Site, filled, listed, words

# The step of the first dam; every further one counts on, then come the other spaces.
FIRST_DAM, AFTER_DAMS = 30, 70
WORKS = ("SK", "BD", "YD", "ZB")
SUPPLIED = ("waterworks", "source_area", "irrigation")
# An intake this near to a dam [km] takes its water from the reservoir.
NEAR_KM = 1.0
DAY_S = 86400.0


def hold_steps(book: Book) -> list[dict[str, Any]]:
    """Dams downstream, then islands, lakes, wetlands, barriers, bridges, and what is missing."""
    dams = [site for site in book.sites if site["layer"] == "dam"]
    steps = [_dam(book, site) for site in dams if "km" in site]
    for order, step in enumerate(steps, start=FIRST_DAM):
        step["order"] = order
    rest = [*_lists(book, [site for site in dams if "km" not in site]), _missing(book)]
    for order, step in enumerate(rest, start=AFTER_DAMS):
        step["order"] = order
    return [*steps, *rest]


def step(text: dict[str, str], source: str, confidence: str) -> dict[str, Any]:
    """A step for any hazard in the phase 控."""
    return {
        "hazard": "any",
        "phase": "hold",
        "order": 0,
        "text": text,
        "source": source,
        "confidence": confidence,
    }


def missing_classes(book: Book) -> list[Pair]:
    """The classes of space of which the map has none; 其他 is no class to look for."""
    there = {site.get("space_class") for site in book.sites}
    return [tuple(pair) for key, pair in words()["classes"].items() if key not in {*there, "QT"}]


def _dam(book: Book, site: Site) -> dict[str, Any]:
    action = words()["own_actions"].get(site["id"]) or words()["actions"][site["space_class"]]
    facts = [*_storage(book, site), *_users(book, site), *_unsure(site)]
    # Each fact is a sentence of its own; English needs the space before it.
    text = filled(
        words()["steps"]["dam"],
        name=book.label(site, tuple(words()["classes"][site["space_class"]])),
        action=tuple(action),
        facts=("".join(f"{zh}。" for zh, _ in facts), "".join(f" {en}." for _, en in facts)),
    )
    return step(text, site["source"], site["confidence"])


def _storage(book: Book, site: Site) -> Iterator[Pair]:
    found = site["attributes"]
    if "storage_m3" in found:
        zh, en = volume(found["storage_m3"])
        yield f"总库容 {zh}", f"Total storage {en}"
    if "live_storage_m3" in found:
        live = found["live_storage_m3"]
        flow = found.get("mean_discharge_m3_s", book.reach[site["reach"]]["discharge_m3_s"])
        zh, en = volume(live)
        said = f"{flow:,.0f} m³/s" if flow >= 100 else f"{flow:.3g} m³/s"
        days, in_english = _time(live / flow)
        yield (
            f"调节库容 {zh}，平均流量 {said} 时空库约可拦 {days}",
            f"Live storage {en}: empty, it holds the mean flow of {said} for {in_english}",
        )


def volume(m3: float) -> Pair:
    """A storage as officers say it: 亿 or 万 m³."""
    million = f"{m3 / 1e6:,.4g} million m³"
    return (f"{m3 / 1e8:.4g} 亿 m³" if m3 >= 1e7 else f"{m3 / 1e4:.4g} 万 m³"), million


def _time(seconds: float) -> Pair:
    """Rounded down: what a reservoir holds must not be promised too long."""
    if seconds >= 2 * DAY_S:
        return f"{int(seconds / DAY_S)} 天", f"{int(seconds / DAY_S)} days"
    return f"{int(seconds / 3600)} 小时", f"{int(seconds / 3600)} hours"


def _users(book: Book, site: Site) -> Iterator[Pair]:
    users = [
        (other["name"]["zh"], other["name"]["en"])
        for other in book.sites
        if other["kind"] in SUPPLIED
        and other["river"] == site["river"]
        and abs(other.get("km", -NEAR_KM) - site["km"]) < NEAR_KM
    ]
    if users:
        zh, en = listed(users)
        yield f"蓄污前先停：{zh}", f"Before it takes pollution stop: {en}"


def _unsure(site: Site) -> Iterator[Pair]:
    if site["attributes"].get("planned"):
        yield "规划项目，现状待核，按有库考虑", "Planned: state to be confirmed, taken as there"
    elif "conflict" in site["attributes"] or site["confidence"] != "high":
        yield "位置和数字待核", "Place and figures to be confirmed"


def _lists(book: Book, nowhere: list[Site]) -> Iterator[dict[str, Any]]:
    """One step for each kind of space of which the map has any."""

    def lake(inside: bool) -> Callable[[Site], bool]:
        return lambda s: s["kind"] == "lake" and s["attributes"]["in_channel"] is inside

    bridges = [s for s in book.sites if s["kind"] == "bridge" and not by_rail(s)]
    kinds: list[tuple[str, list[Site]]] = [
        ("dams_somewhere", nowhere),
        ("islands", [s for s in book.sites if s.get("space_class") == "JX"]),
        ("lakes", [s for s in book.sites if lake(True)(s)]),
        ("lakes_aside", [s for s in book.sites if lake(False)(s)]),
        ("reservoirs_aside", [s for s in book.sites if s["kind"] == "reservoir"]),
        ("wetlands", [s for s in book.sites if s["kind"] == "wetland"]),
        ("booms", [s for s in book.sites if s["kind"] == "boom"]),
        ("bridges", [s for s in bridges if "km" in s]),
        ("bridges_somewhere", [s for s in bridges if "km" not in s]),
    ]
    for name, sites in kinds:
        if sites:
            text = filled(words()["steps"][name], list=listed(_label(book, s) for s in sites))
            yield step(text, book.source("plan-map"), _weakest(sites))


def by_rail(site: Site) -> bool:
    """Whether it is a bridge for trains only: nobody works from it."""
    return site.get("attributes", {}).get("road") == "铁路"


def _label(book: Book, site: Site) -> Pair:
    found = site.get("attributes", {})
    if site["kind"] == "bridge" and "km" not in site:
        return site["name"]["zh"], site["name"]["en"]
    if site["layer"] == "dam":
        state = found.get("status", "")
        stored = volume(found["storage_m3"]) if "storage_m3" in found else ("", "")
        return book.label(site, stored, (state, "state: see map") if state else ("", ""))
    return book.label(site)


def _weakest(sites: list[Site]) -> str:
    return max((s["confidence"] for s in sites), key=("high", "medium", "low").index)


def _missing(book: Book) -> dict[str, Any]:
    text = filled(words()["steps"]["missing"], list=listed(missing_classes(book)))
    return step(text, book.source("plan-map"), "low")
