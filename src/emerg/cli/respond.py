"""emerg respond: from the phone call to the hit list and the brief."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.main import Settings, merged
from emerg.cli.options import (
    LonLat,
    Number,
    Span,
    json_option,
    lang_option,
    out_option,
    playbooks_option,
)
from emerg.cli.tables import hit_table
from emerg.errors import InputError
from emerg.texts import Text
from emerg.usecases.as_json import answer_json
from emerg.usecases.brief import write_incident_brief
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond
from emerg.usecases.scenario import moment, read_scenario, scenario

FLOW_WORDS = ("low", "mean", "high", "unknown")


@click.command("respond")
@click.argument("scenario_file", required=False, type=click.Path(path_type=Path))
@click.option("--at", "position", type=LonLat(), help="Position as LON,LAT.")
@click.option("--river", help="Playbook id of the river, e.g. lhasa or lhasa/doilung.")
@click.option("--km", type=Number(0), help="Chainage on that river, from its source.")
@click.option("--place", help="Name of a place that a playbook knows.")
@click.option("--datum", type=click.Choice(["wgs84", "cgcs2000", "gcj02", "bd09"]))
@click.option("--substance", help="Name, UN or CAS number, pinyin; or unknown.")
@click.option("--amount-kg", type=Span("unknown"), help="Kilograms: N, LOW,HIGH or unknown.")
@click.option("--when", help="Start: ISO time, EARLIEST/LATEST, or unknown; default now.")
@click.option("--reported", help="ISO time when it became known; the report clock runs from it.")
@click.option("--duration-h", type=Span("ongoing"), help="Hours of release, or ongoing.")
@click.option(
    "--flow", type=Span(*FLOW_WORDS, above=True), help="low, mean, high, unknown or m³/s."
)
@click.option("--wind", type=Number(0), help="Wind speed along the river [m/s], for oils.")
@click.option("--title", help="Title of the incident.")
@click.option("--exercise", is_flag=True, help="A drill: every sheet says so.")
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **words: Any,
) -> int:
    """Answer an incident: who is hit, when, how badly.

    \b
        emerg respond SCENARIO.toml --out DIR
        emerg respond --river lhasa --km 512 --substance 氰化钠 --amount-kg 20000 --flow high
        emerg respond --at 91.13,29.65 --datum gcj02 --substance unknown
    """
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC)
    asked = _scenario(scenario_file, words, now)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    answer = respond(rivers, asked, now=moment(asked, now))
    files: list[str] = []
    if out is not None:
        files.append(str(write_incident_brief(answer, rivers, out, settings.lang)))
    if as_json:
        found = answer_json(answer, settings.lang, files)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    click.echo(hit_table(answer, settings.lang))
    for file in files:
        click.echo(file)
    return 0


def _scenario(file: Path | None, words: dict[str, Any], now: datetime) -> Any:
    if file is not None:
        if any(value not in (None, False) for value in words.values()):
            raise InputError(
                Text("a scenario file and options were given together"),
                where="emerg respond",
                fix=Text("put everything into the file, or use options only"),
            )
        return read_scenario(file, now)
    return scenario(_table(words), "emerg respond", now)


def _table(words: dict[str, Any]) -> dict[str, Any]:
    """The options as the table that a scenario file would hold."""
    at = {key: words[key] for key in ("river", "km", "place", "datum") if words[key] is not None}
    if words["position"] is not None:
        at["lon"], at["lat"] = words["position"]
    table: dict[str, Any] = {"at": at}
    plain = ("substance", "amount_kg", "reported", "duration_h", "flow", "wind", "title")
    table |= {key: words[key] for key in plain if words[key] is not None}
    if words["when"] is not None:
        parts = words["when"].split("/")
        table["when"] = parts if len(parts) == 2 else words["when"]
    if words["exercise"]:
        table["exercise"] = True
    return table
