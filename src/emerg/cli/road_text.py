"""A road playbook as text."""

from typing import Any

from emerg.cli.columns import table
from emerg.cli.main import Settings
from emerg.paper.words import CONFIDENCES, worded
from emerg.response.receiving import REASONS
from emerg.texts import Prose, Text

SITES: dict[str, Prose] = {
    "pass": Text("mountain pass"),
    "descent": Text("long descent"),
    "riverside": Text("beside a river"),
    "bridge": Text("bridge"),
    "crossing": Text("crosses a river"),
    "tunnel": Text("tunnel"),
    "source_zone": Text("drinking-water source"),
    "town": Text("town"),
    "service": Text("service area"),
    "parking": Text("parking and turning place"),
    "fuel": Text("filling station"),
    "check": Text("checkpoint"),
    "weigh": Text("weigh station"),
    "school": Text("school"),
    "port": Text("port of entry"),
}
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
KM_NOTE = Text(
    "Kilometres count as driven from the beginning of the playbook's road: no stake numbers"
)
SKETCH = Text("Road network: a sketch from public data (class C and D), not for navigation")


def road_text(found: dict[str, Any], settings: Settings) -> list[str]:
    """What the playbook says of itself, of the road, of where it drains to, and its sources."""
    say = settings.say

    def word(value: Any) -> str:
        if isinstance(value, bool):
            return say(Text("yes") if value else Text("no"))
        if isinstance(value, list):
            return ", ".join(value) or "—"
        return str(value) if value not in ("", None) else "—"

    heads = [say(head) for head in ABOUT.values()]
    about = [[head, word(found[key])] for head, key in zip(heads, ABOUT, strict=True)]
    carried = [
        [row["name"], say(worded(CONFIDENCES, row["confidence"])), row["note"]]
        for row in found["carried"]
    ]
    places = [
        [
            f"{row['from_km']:.1f}",
            f"{row['to_km']:.1f}" if row["to_km"] > row["from_km"] else "",
            say(worded(SITES, row["kind"])),
            row["name"],
            word(row["river"]),
            say(worded(CONFIDENCES, row["confidence"])),
        ]
        for row in found["places"]
    ]
    drains = [
        [
            f"{row['from_km']:.1f}",
            f"{row['to_km']:.1f}",
            row["river"],
            f"{row['river_from_km']:.1f}–{row['river_to_km']:.1f}",
            f"{row['distance_m']:.0f}",
            say(REASONS[row["reason"]]),
            say(worded(CONFIDENCES, row["confidence"])),
        ]
        for row in found["drains"]
    ]
    sources = [[s["id"], s["title"], s["licence"], word(s["as_of"])] for s in found["sources"]]

    def heads_of(*titles: Prose) -> list[str]:
        return [say(title) for title in titles]

    return [
        table(about[0], about[1:], right=()),
        "",
        table(heads_of(Text("Carried"), SURE, Text("Note")), carried, right=()),
        "",
        table(heads_of(FROM, TO, Text("Kind"), Text("Place"), RIVER, SURE), places, right=(0, 1)),
        "",
        table(
            heads_of(FROM, TO, RIVER, Text("river km"), Text("m away"), Text("by which way"), SURE),
            drains,
            right=(0, 1, 4),
        ),
        "",
        table(
            heads_of(Text("Id"), Text("Source"), Text("Licence"), Text("As of")), sources, right=()
        ),
        "",
        say(KM_NOTE),
        say(SKETCH),
    ]
