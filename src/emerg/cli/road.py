"""``emerg road``: from a stake number to the point and the river below it."""

import json
import os
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.receiving import REASONS
from emerg.texts import Text
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
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    road: str,
    stake: str,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the point and where what leaks there may run to."""
    settings = merged(given, lang, playbooks)
    folders = roots(settings.playbooks, os.environ, settings.home)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    found = road_point(load_roads(folders), rivers, road, stake)
    if as_json:
        click.echo(json.dumps(road_json(found), ensure_ascii=False, allow_nan=False))
    else:
        click.echo(_told(rivers, found, settings))
    return 0


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
    heads = [Text("River"), Text("river km"), Text("m away"), Text("there after h"), Text("How")]
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
