"""How much water a place can take in the season, and who has looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from emerg.playbooks.schema import Site
from emerg.texts import Prose, Text


@dataclass(frozen=True, slots=True)
class Usable:
    """Space for water [m³], where that comes from, and when it was last checked on the spot."""

    m3: float
    basis: Prose
    checked_on: date | None = None


def usable(site: Site, *, wet: bool, free_m3: float | None = None) -> Usable | None:
    """The space at a site; None where nobody knows it.

    A surveyed volume comes first, then what is free today as entered (`free_m3`), then the size of
    the hollow as listed. What a reservoir holds when full is no free space, and never counts.
    """
    figures: Mapping[str, Any] = site.attributes or {}
    season = "wet" if wet else "dry"
    surveyed, checked = figures.get(f"usable_{season}_m3"), figures.get("checked_on")
    if surveyed is not None:
        words = Text("usable in the wet season") if wet else Text("usable in the dry season")
        return Usable(float(surveyed), words, checked)
    if free_m3 is not None:
        return Usable(max(free_m3, 0.0), Text("free today, as entered"), checked)
    if figures.get("volume_m3") is not None:
        return Usable(float(figures["volume_m3"]), Text("volume as listed"))
    sides = [figures.get(key) for key in ("length_m", "width_m", "depth_m")]
    if site.space_class in ("GH", "JX", "KT", "SD") and None not in sides:
        length, width, depth = (float(side) for side in sides if side is not None)
        return Usable(length * width * depth, Text("length × width × depth as listed"))
    return None
