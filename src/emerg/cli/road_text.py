"""A road playbook as text."""

from typing import Any

from emerg.cli.columns import table
from emerg.cli.main import Settings
from emerg.paper.road_words import KM_NOTE, ROAD_SITES, SKETCH
from emerg.paper.words import CONFIDENCES, worded
from emerg.response.receiving import REASONS
from emerg.texts import Prose, Text

ABOUT: dict[str, Text] = {
    "id": Text("Id"),
    "name": Text("Name"),
    "refs": Text("Road number"),
    "length_km": Text("Length km"),
    "key": Text("Pilot"),
    "assumption": Text("Assumption"),
    "version": Text("Version"),
    "data_status": Text("Data status"),
    "approved_by": Text("Approved by"),
    "approved_on": Text("Approved on"),
    "review_by": Text("Review by"),
    "folder": Text("Folder"),
}
FROM, TO, RIVER, SURE = Text("from km"), Text("to km"), Text("River"), Text("Confidence")


def road_text(found: dict[str, Any], settings: Settings) -> list[str]:
    """What the playbook says of itself, of the road, of where it drains to, and its sources."""
    say = settings.say
    heads = [say(head) for head in ABOUT.values()]
    about = [[head, _word(found[k], settings)] for head, k in zip(heads, ABOUT, strict=True)]
    sources = [[s["id"], s["title"], s["licence"], s["as_of"] or "—"] for s in found["sources"]]

    def headed(*titles: Prose) -> list[str]:
        return [say(title) for title in titles]

    sourced = headed(Text("Id"), Text("Source"), Text("Licence"), Text("As of"))
    placed = headed(FROM, TO, Text("Kind"), Text("Place"), RIVER, SURE)
    way = Text("by which way")
    drained = headed(FROM, TO, RIVER, Text("river km"), Text("m away"), way, SURE)
    return [
        table(about[0], about[1:], right=()),
        "",
        table(headed(Text("Carried"), SURE, Text("Note")), _carried(found, settings), right=()),
        "",
        table(placed, _places(found, settings), right=(0, 1)),
        "",
        table(drained, _drains(found, settings), right=(0, 1, 4)),
        "",
        table(sourced, sources, right=()),
        "",
        say(KM_NOTE),
        say(SKETCH),
    ]


def _word(value: Any, settings: Settings) -> str:
    if isinstance(value, bool):
        return settings.say(Text("yes") if value else Text("no"))
    if isinstance(value, list):
        return ", ".join(value) or "—"
    return str(value) if value not in ("", None) else "—"


def _carried(found: dict[str, Any], settings: Settings) -> list[list[str]]:
    return [
        [row["name"], settings.say(worded(CONFIDENCES, row["confidence"])), row["note"]]
        for row in found["carried"]
    ]


def _places(found: dict[str, Any], settings: Settings) -> list[list[str]]:
    return [
        [
            f"{row['from_km']:.1f}",
            f"{row['to_km']:.1f}" if row["to_km"] > row["from_km"] else "",
            settings.say(worded(ROAD_SITES, row["kind"])),
            row["name"],
            row["river"] or "—",
            settings.say(worded(CONFIDENCES, row["confidence"])),
        ]
        for row in found["places"]
    ]


def _drains(found: dict[str, Any], settings: Settings) -> list[list[str]]:
    return [
        [
            f"{row['from_km']:.1f}",
            f"{row['to_km']:.1f}",
            row["river"],
            f"{row['river_from_km']:.1f}–{row['river_to_km']:.1f}",
            f"{row['distance_m']:.0f}",
            settings.say(REASONS[row["reason"]]),
            settings.say(worded(CONFIDENCES, row["confidence"])),
        ]
        for row in found["drains"]
    ]
