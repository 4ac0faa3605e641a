"""``emerg route``: the quickest way by road, as the roads are today."""

import json
import os
from pathlib import Path
from typing import Any

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.roads_today import roads_today
from emerg.cli.speech import Said
from emerg.network.driving import conditions, load_driving
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.playbooks.shelf import roots
from emerg.texts import Text
from emerg.units import drive_h
from emerg.usecases.route import Routed, leg_name, route_json, routed


@click.command(
    "route",
    cls=Said,
    about=Text("Find the quickest way by road."),
    examples=(
        "emerg route 拉萨 日喀则",
        "emerg route 91.13,29.65 那曲 --close R057 --night",
    ),
)
@click.argument("start", metavar="FROM")
@click.argument("goal", metavar="TO")
@roads_today
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    start: str,
    goal: str,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **today: Any,
) -> int:
    """Print the way; where none leads, say so: that is an answer."""
    settings = merged(given, lang, playbooks)
    roads = load_roads(roots(settings.playbooks, os.environ, settings.home))
    found = routed(roads, start, goal, conditions(**today))
    if as_json:
        told = route_json(found, settings.lang)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(_told(roads, found, settings))
    return 0


def _told(roads: RoadMap, found: Routed, settings: Settings) -> str:
    say, way = settings.say, found.way
    ends = Text("{a} → {b}", a=found.start.name, b=found.goal.name)
    last = [say(line) for line in _honest(found)]
    if way is None:
        return "\n".join([say(Text("{ends}: no open road leads there", ends=ends)), "", *last])
    head = Text(
        "{ends}: {km} km, {hours} h",
        ends=ends,
        km=f"{way.length_m / 1000:.0f}",
        hours=drive_h(way.hours),
    )
    longer = found.added_h or 0.0
    more = [say(Text("{h} h more than with every road open", h=f"{longer:.1f}"))] if longer else []
    heads = [say(Text("Road")), say(Text("Stretch")), "km", "h"]
    rows = [
        [
            leg.stretch,
            say(leg_name(roads, leg)),
            f"{leg.length_m / 1000:.1f}",
            drive_h(leg.hours),
        ]
        for leg in way.legs
    ]
    return "\n".join([say(head), *more, "", table(heads, rows, right=(2, 3)), "", *last])


def _honest(found: Routed) -> list[Text]:
    lines = [
        Text("Road network: a sketch from public data (class C and D), not for navigation"),
        Text("Speeds and factors are assumed ({as_of})", as_of=load_driving().as_of),
    ]
    for place in (found.start, found.goal):
        if place.on.off_road_m > 500:
            km = f"{place.on.off_road_m / 1000:.1f}"
            lines.append(Text("{name} lies {km} km off the road as drawn", name=place.name, km=km))
    return lines
