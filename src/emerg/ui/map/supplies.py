"""Depots of every office that is reckoned with, and the teams that stand there, on the map."""

from collections.abc import Iterable, Iterator

from emerg.resources.schema import Depot, Office
from emerg.texts import Lang, Prose, Text
from emerg.ui.map.features import Spot
from emerg.ui.map.mercator import point

# Plane metres per pixel from which inwards a depot is drawn, and named.
SHOWN_FROM, NAMED_FROM = 700.0, 330.0
KEY = "stock "
# So many teams are named; of more their number is said.
MOST_TEAMS = 4


def supply_spots(offices: Iterable[Office], sending: Iterable[str], lang: Lang) -> list[Spot]:
    """Every depot but those that send and are marked already."""
    marked = set(sending)
    return [
        Spot(
            depot.name.in_(lang),
            "stock",
            *point(depot.lon, depot.lat),
            "depot",
            SHOWN_FROM,
            NAMED_FROM,
            key=f"{KEY}{office.id}/{depot.id}",
        )
        for office in offices
        for depot in office.depots.values()
        if f"{office.id}/{depot.id}" not in marked
    ]


def supply_words(offices: Iterable[Office], key: str) -> tuple[Prose, ...]:
    """What is said of a depot that is pointed at."""
    for office in offices:
        for depot in office.depots.values():
            if key == f"{KEY}{office.id}/{depot.id}":
                return tuple(_told(office, depot))
    return ()


def _told(office: Office, depot: Depot) -> Iterator[Prose]:
    yield depot.name
    yield Text("list of {office}", office=office.name)
    lots = [lot for lot in office.lots if lot.depot == depot.id]
    teams = [team for team in office.teams if team.depot == depot.id]
    yield Text("{n} kinds of stock, {m} teams or machines", n=len(lots), m=len(teams))
    yield from (team.name for team in teams[:MOST_TEAMS])
    if len(teams) > MOST_TEAMS:
        yield Text("… and {n} more", n=len(teams) - MOST_TEAMS)
