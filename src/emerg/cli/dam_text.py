"""A tailings playbook as text."""

from typing import Any

from emerg.cli.columns import table
from emerg.cli.main import Settings
from emerg.paper.words import CONFIDENCES, worded
from emerg.texts import Prose, Text
from emerg.units import significant

ABOUT: dict[str, Text] = {
    "id": Text("Id"),
    "name": Text("Name"),
    "owner": Text("Operator"),
    "ore": Text("Ore"),
    "county": Text("County"),
    "prefecture": Text("Prefecture"),
    "version": Text("Version"),
    "data_status": Text("Data status"),
    "approved_by": Text("Approved by"),
    "approved_on": Text("Approved on"),
    "review_by": Text("Review by"),
    "folder": Text("Folder"),
}
FIGURES: dict[str, Text] = {
    "height_m": Text("height of the dam"),
    "stored_m3": Text("stored volume"),
    "water_m3": Text("ponded water"),
}


def dam_text(found: dict[str, Any], settings: Settings) -> list[str]:
    """What the playbook says of itself, its ponds, where they leak to, and its sources."""
    say = settings.say

    def headed(*titles: Prose) -> list[str]:
        return [say(title) for title in titles]

    heads = [say(head) for head in ABOUT.values()]
    about = [[head, str(found[key] or "—")] for head, key in zip(heads, ABOUT, strict=True)]
    rows = [
        [
            one["river"],
            f"{one['km']:g}",
            one["gully"],
            say(worded(CONFIDENCES, one["confidence"])),
            one["how"],
        ]
        for one in found["receiving"]
    ]
    where = headed(Text("River"), "km", Text("Gully"), Text("Confidence"), Text("Note"))
    sources = [[s["id"], s["title"], s["licence"], s["as_of"] or "—"] for s in found["sources"]]
    lines = [table(about[0], about[1:], right=()), "", table(where, rows, right=(1,)), ""]
    for pond in found["ponds"]:
        lines += [*_pond(pond, settings), ""]
    sourced = headed(Text("Id"), Text("Source"), Text("Licence"), Text("As of"))
    return [*lines, table(sourced, sources, right=())]


def _pond(pond: dict[str, Any], settings: Settings) -> list[str]:
    say = settings.say
    rows = [
        [say(name), *_figure(pond[key], settings)] for key, name in FIGURES.items() if pond[key]
    ]
    if pond["grade"] is not None:
        rows.append([say(Text("grade by height and volume")), str(pond["grade"]), ""])
    rows += [
        [f"{species}, mg/L", *_figure(figure, settings)]
        for species, figure in pond["content_mg_l"].items()
    ]
    head = [f"{pond['id']}  {pond['name']}", "", say(worded(CONFIDENCES, pond["confidence"]))]
    return [table(head, rows, right=(1,)), pond["note"]]


def _figure(figure: dict[str, Any], settings: Settings) -> list[str]:
    low, high = significant(figure["low"], 3), significant(figure["high"], 3)
    value = low if low == high else f"{low}–{high}"
    return [value, settings.say(worded(CONFIDENCES, figure["confidence"]))]
