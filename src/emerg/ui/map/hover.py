"""What lies under the cursor, in words: the nearest mark, site, town, or river with its km."""

from collections.abc import Iterable
from math import hypot, inf
from operator import itemgetter

from PySide6.QtCore import QPointF

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.texts import Lang, Prose, Text
from emerg.ui.map.legend import ROUGH
from emerg.ui.map.sheet import Placed
from emerg.ui.map.steps import Near
from emerg.units import early_h, significant

REACH_PX = 9.0


def river_words(rivers: Rivers, near: Near) -> tuple[Prose, ...]:
    """The river at a place of a reach: name, km, flow, how true its line is."""
    network = rivers.network
    reach = network.reach(near.id)
    lines: list[Prose] = [
        Text(
            "{river} km {km} (from the source)",
            river=network.name(reach.river),
            km=f"{reach.chainage_m(near.fraction) / 1000:.1f}",
        ),
        Text(
            "long-term mean discharge {flow} m³/s",
            flow=significant(reach.mean_m3_s(near.fraction)),
        ),
    ]
    if reach.line_error_m > 2000:
        lines.append(ROUGH)
    return tuple(lines)


def symbol_at(shown: Iterable[tuple[Placed, QPointF]], place: QPointF) -> Placed | None:
    """The symbol whose middle is shown within reach of `place` [px]."""
    near = [
        (hypot(at.x() - place.x(), at.y() - place.y()), placed)
        for placed, at in shown
        if placed.symbol is not None
    ]
    distance, nearest = min(near, key=itemgetter(0), default=(inf, None))
    return nearest if distance <= REACH_PX else None


def symbol_words(placed: Placed, rivers: Rivers | None, lang: Lang) -> tuple[Prose, ...]:
    """What a symbol stands for: a town by its name, a site with its river and km."""
    if placed.style != "site" or rivers is None:
        return (placed.key,)
    site = next(
        site for book in rivers.playbooks.values() for site in book.sites if site.id == placed.key
    )
    lines: list[Prose] = [site.name]
    if site.km is not None:
        river = rivers.network.name(site.river)
        lines.append(Text("{river} km {km} (from the source)", river=river, km=f"{site.km:.1f}"))
    if site.position_error_km:
        lines.append(Text("position known to {km} km", km=f"{site.position_error_km:g}"))
    return tuple(lines)


def hit_words(hit: Hit) -> tuple[Prose, ...]:
    """A hit: its number and name, when the front is there, how far down."""
    return (
        Text("{number} · {name}", number=hit.number, name=hit.title),
        Text(
            "front at the earliest {hours} h after the start",
            hours=early_h(hit.front_h[0]),
        ),
        Text("{km} km below the incident", km=f"{hit.distance_m / 1000:.1f}"),
    )


def incident_words(answer: Answer) -> tuple[Prose, ...]:
    """The incident: its title, river and km."""
    incident = answer.incident
    place = Text(
        "{river} km {km} (from the source)", river=incident.river_name, km=f"{incident.km:.1f}"
    )
    return (incident.scenario.title or Text("incident"), place)
