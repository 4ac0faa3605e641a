"""``emerg road``: from a stake number to the point and the river below it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import Number, json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.hazards.isolation import load_isolation
from emerg.hazards.substances import Substance, load_substances
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.assumed import confidence_text
from emerg.response.receiving import REASONS
from emerg.texts import Prose, Text
from emerg.usecases.load import load_rivers
from emerg.usecases.road import RoadPoint, Stop, road_json, road_point
from emerg.usecases.spot import post_words, stake_words


@click.command(
    "road",
    cls=Said,
    about=Text("Find a stake on a road, and the rivers below it."),
    examples=(
        "emerg road G318 --stake K4820+300",
        "emerg road g219-shigatse --stake 萨嘎往吉隆方向30公里 --json",
    ),
)
@click.argument("road", metavar="ROAD")
@option(
    "--stake",
    required=True,
    about=Text("Stake number K4820+300; or lon,lat, a place, between A and B, N km past A to B."),
)
@option(
    "--wind-from",
    type=Number(0),
    about=Text("Where the wind comes from, degrees clockwise from north."),
)
@option("--substance", about=Text("Name, UN or CAS number, pinyin; or unknown."))
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    road: str,
    stake: str,
    substance: str | None,
    wind_from: float | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the point and where what leaks there may run to."""
    settings = merged(given, lang, playbooks)
    folders = roots(settings.playbooks, os.environ, settings.home)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    load = None if substance is None else load_substances().get(substance)
    roads = load_roads(folders)
    books = load_road_books(folders, roads)
    found = road_point(roads, rivers, road, stake, load, books, wind_from)
    if as_json:
        told = road_json(found, settings.lang)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        around = [] if load is None else [*map(settings.say, _around(load, found)), ""]
        click.echo("\n".join([*around, _told(rivers, found, settings)]))
    return 0


def _around(load: Substance, found: RoadPoint) -> Iterator[Prose]:
    """First what keeps people alive: how far away, who is inside, where to stop cars."""
    if found.around is None:
        yield Text("{name}: no distances are listed; ask 119 and keep upwind", name=load.name)
        return
    row, table = found.around.isolation, load_isolation()
    yield Text(
        "{name}: keep {small} m away all round{large}{fire} (guide {guide}; {source}; "
        "confidence {confidence})",
        name=load.name,
        small=f"{row.small_m:g}",
        large=Text(", large spill {m} m", m=f"{row.large_m:g}") if row.large_m else "",
        fire=Text(", tank on fire {m} m", m=f"{row.fire_m:g}") if row.fire_m else "",
        guide=row.guide,
        source=table.source,
        confidence=confidence_text(table.confidence),
    )
    for day, night, said in (
        (row.day_km, row.night_km, Text("small spill")),
        (row.large_day_km, row.large_night_km, Text("tank lorry")),
    ):
        if day is not None and night is not None:
            yield Text(
                "Downwind, {spill}: {day} km by day, {night} km by night",
                spill=said,
                day=f"{day[1]:g}",
                night=f"{night[1]:g}",
            )
    if row.in_water.zh:
        yield row.in_water
    yield Text("Thin air and cold valleys hardly mix: every distance is the least")
    ends = tuple(_stop_words(stop) for stop in found.stops)
    yield Text("Stop traffic at {places}", places=ends or "—")
    if row.large.zh:
        yield row.large
    for one in found.turning:
        yield Text(
            "To turn and wait: {name}, {km} km along the road",
            name=one.name,
            km=f"{one.away_km:+.1f}",
        )
    inside = tuple(one.name for one in found.around.inside)
    if inside:
        yield Text("Within the widest distance: {names}", names=inside)
    yield Text("Schools, monasteries and herders' camps are not listed: ask the township")


def _stop_words(stop: Stop) -> Prose:
    where = f"{stop.lon:.4f}°E {stop.lat:.4f}°N"
    if stop.stake_km is None:
        return where
    return Text("{stake} ({where})", stake=post_words(stop.stake_km), where=where)


def _told(rivers: Rivers, found: RoadPoint, settings: Settings) -> str:
    say, spot = settings.say, found.spot
    lines = [
        Text(
            "{place}: {lon}°E {lat}°N, on {stretch} ({understood})",
            place=stake_words(spot),
            lon=f"{spot.lon:.4f}",
            lat=f"{spot.lat:.4f}",
            stretch=spot.row.name,
            understood=spot.understood,
        ),
        Text(
            "It may be off by ± {doubt} km along the road: schemes of posts differ, lines are "
            "sketches",
            doubt=f"{spot.doubt_km:.3g}",
        ),
    ]
    heads = [
        Text("River"),
        Text("river km"),
        Text("m away"),
        Text("there after h"),
        Text("by which way"),
    ]
    rows = [
        [
            say(rivers.network.name(one.river)),
            f"{one.km:.1f}",
            f"{one.distance_m:.0f} ± {one.doubt_m:.0f}",
            f"{one.delay_h[0]:.1f}–{one.delay_h[1]:.1f}",
            say(REASONS[one.reason]),
        ]
        for one in found.receiving
    ]
    body = table([say(head) for head in heads], rows, right=(1, 2))
    last = Text("Road network: a sketch from public data (class C and D), not for navigation")
    return "\n".join([*map(say, lines), "", body, "", say(last)])
