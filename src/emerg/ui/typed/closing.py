"""A road that is closed as it is typed: road and stake, or the stretch by its number or name."""

import re
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.playbooks.roads import EdgeRow
from emerg.texts import Lang, Text, render
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.plain import letters_of, not_known, plain
from emerg.ui.typed.stakes import said_on_road, suggest_roads
from emerg.usecases.spot import find_road, find_spot

WHERE = Text("Closed roads")
A_STRETCH = Text("write road and stake, as G318 K4595+300; or choose one that is offered")
_NUMBERED = re.compile(r".*\((?P<id>[^()]+)\)")  # as a stretch is offered


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch that is meant, and how far along the road [km] the place told may be off."""

    id: str
    doubt_km: float = 0.0


def read_stretch(text: str, known: KnownRoads) -> Stretch:
    """The stretch that `text` means.

    Raises
    ------
    InputError
        Nothing typed; no such stretch; or as of `find_road` and `find_spot`.
    """
    said = plain(text)
    if not_known(said):
        raise InputError(Text("no road is written"), where=WHERE, fix=A_STRETCH)
    offered = _NUMBERED.fullmatch(said)
    wanted = (offered["id"] if offered else said).casefold()
    rows = known.network.edges.values()
    called = [row.id for row in rows if wanted in (row.id.casefold(), *_names(row))]
    if len(called) > 1:
        raise InputError(
            Text("{n} stretches are called '{name}'", n=len(called), name=said),
            where=WHERE,
            fix=Text("choose one of them: {ids}", ids=", ".join(called)),
        )
    if called:
        return Stretch(called[0])
    on_road = said_on_road(said)
    if on_road is None:
        raise InputError(Text("no road is called '{name}'", name=said), where=WHERE, fix=A_STRETCH)
    road = find_road(known.network, known.books, on_road.road)
    spot = find_spot(known.network, road, on_road.place)
    return Stretch(spot.row.id, spot.doubt_km)


def suggest_stretches(
    text: str, known: KnownRoads | None, lang: Lang, limit: int = 8
) -> tuple[str, ...]:
    """What `text` may become, each of which `read_stretch` understands, roads before their stake.

    A stretch by its number, part of its name, or the first letters of that.
    """
    said = plain(text).casefold()
    if known is None or not_known(said):
        return ()
    found = [
        f"{render(row.name, lang)} ({row.id})"
        for row in known.network.edges.values()
        if row.id.casefold().startswith(said)
        or any(said in name for name in _names(row))
        or letters_of(row.name.zh).startswith(said)
    ]
    return tuple([*suggest_roads(said, known), *found][:limit])


def _names(row: EdgeRow) -> tuple[str, str]:
    return row.name.zh.casefold(), row.name.en.casefold()
