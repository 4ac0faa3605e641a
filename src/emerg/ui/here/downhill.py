"""Where something spilled at a place would go: into which river, past whom, and how far that is.

No forecast: neither time nor amount. The way is that of the drawn rivers.
"""

from collections.abc import Iterator

from emerg.errors import InputError
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Where
from emerg.response.locate import locate
from emerg.response.way_down import WayDown, reach_lengths_m, ways_down
from emerg.texts import Prose, Text
from emerg.ui.typed.place_words import place_echo

# Where people drink, by the kind of a site.
DRUNK = ("intake", "waterworks", "source_area")
MOST = 4


def would_go(rivers: Rivers, lon: float, lat: float) -> tuple[Prose, ...]:
    """The river it would enter and what lies below, one line each; or that no river is near.

    Real places only: what is invented for drills is left out.
    """
    try:
        found = locate(rivers, Where(lon=lon, lat=lat))
    except InputError as error:
        problem = error.problems[0]
        return (problem.what, problem.fix)
    downs = ways_down(rivers, found.place)
    lines: list[Prose] = [place_echo(rivers, found), *_intakes(downs[0]), *_rivers(rivers, downs)]
    if len(downs) > 1:
        lines.append(Text("Below it parts into {n} arms: told is the larger", n=len(downs)))
    lines.append(Text("By the drawn rivers alone; when and how much: F5"))
    return tuple(lines)


def _intakes(down: WayDown) -> Iterator[Text]:
    passed = [one for one in down.passed if one.site.confidence != "example"]
    drunk = [one for one in passed if one.site.kind in DRUNK]
    for one in drunk[:MOST]:
        km = f"{one.distance_m / 1000:.0f}"
        yield Text("{km} km below: {name}", km=km, name=one.site.name)
    if not drunk:
        yield Text("No intake is known on the way: ask the counties below")
    elif len(drunk) > MOST:
        yield Text("and {n} more intakes", n=len(drunk) - MOST)


def _rivers(rivers: Rivers, downs: tuple[WayDown, ...]) -> Iterator[Text]:
    """The rivers it would come through after the first, and how far down each begins."""
    course = downs[0].course
    reached = 0.0
    before = course.reaches[0].river
    for reach, length_m in zip(course.reaches, reach_lengths_m(course), strict=True):
        if reach.river != before:
            before = reach.river
            yield Text(
                "{km} km below: into {river}",
                km=f"{reached / 1000:.0f}",
                river=rivers.network.name(reach.river),
            )
        reached += float(length_m)
