"""A road that is closed as it is typed: road and stake, or the stretch by its number or name."""

import re
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.playbooks.roads import EdgeRow
from emerg.texts import Lang, Text, render
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed.plain import letters_of, not_known, plain
from emerg.ui.typed.stakes import behind, place_missing, road_alone, said_on_road, suggest_roads
from emerg.usecases.spot import find_road, find_spot

WHERE = Text("Closed roads")
A_STRETCH = Text(
    "write road and stake, or road and place, as G318 K4595+300, G349 曲水 or G214 97.33,30.99; "
    "or choose one that is offered"
)
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
    return _on_road(said, known)


def _on_road(said: str, known: KnownRoads) -> Stretch:
    alone = road_alone(said)
    if alone is not None:
        find_road(known.network, known.books, alone)
        raise place_missing(alone, WHERE)
    on_road = said_on_road(said)
    if on_road is None:
        raise InputError(Text("no road is called '{name}'", name=said), where=WHERE, fix=A_STRETCH)
    road = find_road(known.network, known.books, on_road.road)
    try:
        spot = find_spot(known.network, road, on_road.place)
    except InputError as error:
        # The road is part of what is written here: the advice for a place alone says nothing of it.
        fix = Text("{fix}; {behind}", fix=error.fix, behind=behind(on_road.road))
        raise InputError(error.what, where=WHERE, fix=fix) from error
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
