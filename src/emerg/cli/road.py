"""``emerg road``: from a stake number to the point and the river below it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.hazards.isolation import load_isolation
from emerg.hazards.substances import Substance, load_substances
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.assumed import confidence_text
from emerg.response.receiving import REASONS
from emerg.texts import Prose, Text
from emerg.usecases.load import load_rivers
from emerg.usecases.road import RoadPoint, road_json, road_point


@click.command(
    "road",
    cls=Said,
    about=Text("Find a stake on a road, and the rivers below it."),
    examples=("emerg road G318 --stake K4820+300", "emerg road g109 --stake 3700 --json"),
)
@click.argument("road", metavar="ROAD")
@option("--stake", required=True, about=Text("Stake number: K4820+300, 4820.3."))
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
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the point and where what leaks there may run to."""
    settings = merged(given, lang, playbooks)
    folders = roots(settings.playbooks, os.environ, settings.home)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    load = None if substance is None else load_substances().get(substance)
    found = road_point(load_roads(folders), rivers, road, stake, load)
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
        large=Text(", large spill {m} m", m=f"{row.large_m:g}") if row.large_m else row.large,
        fire=Text(", tank on fire {m} m", m=f"{row.fire_m:g}") if row.fire_m else "",
        guide=row.guide,
        source=table.source,
        confidence=confidence_text(table.confidence),
    )
    if row.day_km is not None and row.night_km is not None:
        yield Text(
            "Downwind, small spill: {day} km by day, {night} km by night",
            day=f"{row.day_km[1]:g}",
            night=f"{row.night_km[1]:g}",
        )
    if row.in_water.zh:
        yield row.in_water
    yield Text("Thin air and cold valleys hardly mix: every distance is the least")
    ends = tuple("—" if km is None else f"K{km:.2f}" for km in found.stop_km)
    yield Text("Stop traffic at {a} and {b}", a=ends[0], b=ends[1])
    inside = tuple(one.name for one in found.around.inside)
    if inside:
        yield Text("Within the widest distance: {names}", names=inside)


def _told(rivers: Rivers, found: RoadPoint, settings: Settings) -> str:
    say = settings.say
    lines = [
        Text(
            "{road} K{km}: {lon}°E {lat}°N, on {stretch}",
            road=found.ref,
            km=f"{found.stake_km:g}",
            lon=f"{found.lon:.4f}",
            lat=f"{found.lat:.4f}",
            stretch=found.stretch.name,
        ),
        Text(
            "The post may stand ± {doubt} km along the road from here: schemes of posts differ",
            doubt=f"{found.doubt_km:g}",
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
