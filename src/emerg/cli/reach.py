"""``emerg reach``: how far one gets by road in so many hours."""

import json
import os
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from emerg.cli.main import Settings, merged
from emerg.cli.options import Number, json_option, lang_option, playbooks_option
from emerg.cli.roads_today import roads_today
from emerg.cli.speech import Said, option
from emerg.network.driving import conditions, load_driving
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.texts import Text, join
from emerg.usecases.reach import Reach, reach, reach_json, within

BANDS_H = (1.0, 2.0, 4.0, 8.0, 12.0, 24.0)


@click.command(
    "reach",
    cls=Said,
    about=Text("Tell how far one gets by road in so many hours."),
    examples=("emerg reach 日喀则", "emerg reach 那曲 --within 2 --within 6 --close R057 --json"),
)
@click.argument("start", metavar="FROM")
@option("--within", "bands", type=Number(0, above=True), multiple=True, about=Text("Hours."))
@roads_today
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    start: str,
    bands: tuple[float, ...],
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **today: Any,
) -> int:
    """Print places by the hours it takes; what is cut off stands last."""
    settings = merged(given, lang, playbooks)
    roads = load_roads(roots(settings.playbooks, os.environ, settings.home))
    found = reach(roads, start, conditions(**today))
    hours = tuple(sorted(bands)) or BANDS_H
    if as_json:
        told = reach_json(found, hours, settings.lang)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n".join(_told(found, hours, settings)))
    return 0


def _told(found: Reach, bands: tuple[float, ...], settings: Settings) -> list[str]:
    say = settings.say
    lines = [say(Text("From {name} by road:", name=found.start.name))]
    for band, group in groupby(found.places, lambda one: (one.hours is None, within(one, bands))):
        cut_off, hours = band
        names = join(
            tuple(
                one.junction.name
                if one.hours is None
                else Text("{name} {h} h", name=one.junction.name, h=f"{one.hours:.1f}")
                for one in group
            ),
            settings.lang,
        )
        head = (
            Text("cut off")
            if cut_off
            else Text("farther")
            if hours is None
            else Text("within {h} h", h=f"{hours:g}")
        )
        lines.append(say(Text("{head}: {names}", head=head, names=names)))
    return [
        *lines,
        "",
        say(Text("Road network: a sketch from public data (class C and D), not for navigation")),
        say(Text("Speeds and factors are assumed ({as_of})", as_of=load_driving().as_of)),
    ]
