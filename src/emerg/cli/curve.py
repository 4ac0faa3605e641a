"""``emerg curve``: the concentration at a place from hour to hour."""

import json
from pathlib import Path

import click

from emerg.cli.answering import answer_with_pond
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.cli.speech import Said
from emerg.hazards.limits import load_limits
from emerg.paper.chart_words import figure_axis
from emerg.response.curves import PlaceCurve
from emerg.response.incident import Scenario
from emerg.texts import Text
from emerg.units import HOUR_S, beijing, significant
from emerg.usecases.curve import curve_json, curve_of, moments

# Every how many-th moment is printed; JSON has them all.
PRINTED_EVERY = 4
LEAST_MG_L = 1e-6
HEADS = (Text("Time"), Text("Low 5 %"), Text("Likely 50 %"), Text("High 95 %"))


@click.command(
    "curve",
    cls=Said,
    about=Text("Tell the concentration at a place from hour to hour."),
    examples=("emerg curve SCENARIO.toml 达孜大桥", "emerg curve SCENARIO.toml KS-WW-005 --json"),
)
@click.argument("scenario_file", metavar="SCENARIO.toml", type=click.Path(path_type=Path))
@click.argument("place", metavar="PLACE")
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path,
    place: str,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the curve at a place of the hit list."""
    settings = merged(given, lang, playbooks)
    rivers, answer, _ = answer_with_pond(settings, scenario_file)
    # As it was answered: of a road or a pond, where and when it reaches the river.
    asked = answer.incident.scenario
    found = curve_of(rivers, answer, place)
    if as_json:
        told = curve_json(asked, found, settings.lang)
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(_told(asked, found, settings))
    return 0


def _figure(mg_l: float) -> str:
    return significant(mg_l) if mg_l > LEAST_MG_L else "0"


def _told(asked: Scenario, found: PlaceCurve, settings: Settings) -> str:
    say = settings.say
    species = found.rule.species
    lines = [
        say(
            Text(
                "{name}, {km} km down the river: {species}, {unit}",
                name=found.name,
                km=f"{found.distance_m / 1000:.1f}",
                species=Text("the product") if species is None else load_limits().name(species),
                unit=figure_axis(per_tonne=found.per_tonne),
            )
        )
    ]
    if found.rule.limit_mg_l is not None and not found.per_tonne:
        limit = f"{found.rule.limit_mg_l:g}"
        lines.append(say(Text("Limit {limit} mg/L ({basis})", limit=limit, basis=found.rule.basis)))
    if asked.exercise:
        lines.insert(0, say(Text("DRILL - this is an exercise")))
    heads = [say(head) for head in HEADS]
    rows = [
        [f"{t / HOUR_S:.1f}", "—" if clock is None else beijing(clock), *map(_figure, mg_l)]
        for t, clock, mg_l in zip(
            found.curve.time_s, moments(asked, found), found.curve.mg_l.T, strict=True
        )
    ]
    body = table(["h", *heads], rows[::PRINTED_EVERY], right=(0, 2, 3, 4))
    return "\n".join([*lines, "", body])
