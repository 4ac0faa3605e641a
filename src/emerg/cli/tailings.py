"""``emerg tailings``: from the leak of a pond to the last town; what a failing pond may release."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.beside import tell_unlocked_plans
from emerg.cli.main import Settings, merged
from emerg.cli.options import (
    Number,
    OneOf,
    Span,
    json_option,
    lang_option,
    out_option,
    playbooks_option,
)
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.pond_text import cut_text, estimate_text, pond_text
from emerg.cli.speech import Said, SaidGroup, option
from emerg.cli.tables import hit_table
from emerg.errors import InputError
from emerg.hazards.tailings import estimate, grade
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.cut_roads import cut_roads
from emerg.texts import Text
from emerg.usecases.as_json import answer_json
from emerg.usecases.brief import write_incident_brief
from emerg.usecases.load import load_rivers
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.pond_json import cut_json, estimate_json, pond_json
from emerg.usecases.scenario import moment, scenario

MODES = ("well", "breach", "seepage", "pipe")
FLOW_WORDS = ("low", "mean", "high", "unknown")


class PondGroup(SaidGroup):
    """A group whose commands may be left out: the id of a playbook means ``leak``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "leak", self.get_command(ctx, "leak"), args
        return super().resolve_command(ctx, args)


@click.group(
    "tailings",
    cls=PondGroup,
    about=Text("A tailings pond leaks: wave, mud and plume, what to hold, what to dose."),
    examples=(
        "emerg tailings jiama --mode well --exercise",
        "emerg tailings estimate --height-m 40 --stored-m3 5e6 --water-m3 3e5",
    ),
)
def command() -> None:
    """Answer a leak, or estimate one."""


@command.command(
    "leak",
    cls=Said,
    about=Text("A leak at the pond of this playbook; the word may be left out."),
    examples=(
        "emerg tailings jiama --mode well --volume-m3 200000 --content Cu=3 --content Mo=1,2",
        "emerg tailings zhaxikang --mode breach --exercise --json",
    ),
)
@click.argument("id_", metavar="ID")
@option("--mode", type=OneOf(*MODES), required=True, about=Text("How it leaks."))
@option("--pond", about=Text("Which pond of the playbook; the first if not given."))
@option("--volume-m3", type=Span(above=True), about=Text("All that leaves: N or LOW,HIGH."))
@option("--volume-wan-m3", type=Span(above=True), about=Text("The same in 10⁴ m³."))
@option("--water-m3", type=Span(above=True), about=Text("Ponded water: ask for it first."))
@option("--discharge", type=Span(above=True), about=Text("How fast it leaks [m³/s]."))
@option("--duration-h", type=Span("ongoing", above=True), about=Text("Hours, or ongoing."))
@option("--content", multiple=True, about=Text("SPECIES=mg/L in the water, e.g. Cu=3 or Mo=1,2."))
@option("--hold", multiple=True, about=Text("SITE or SITE=m³ where it is to be held."))
@option("--flow", type=Span(*FLOW_WORDS, above=True), about=Text("Flow where it enters the river."))
@option("--when", about=Text("Start: ISO time, EARLIEST/LATEST, or unknown; default now."))
@option("--reported", about=Text("ISO time when it became known; the report clock runs from it."))
@option("--title", about=Text("Title of the incident."))
@option("--exercise", is_flag=True, about=Text("A drill: every sheet says so."))
@contacts_option
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def leak(
    given: Settings,
    /,
    id_: str,
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **words: Any,
) -> int:
    """Print who is hit and when by what; with a folder, write the brief."""
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC)
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    asked = scenario(_table(id_, words), "emerg tailings", now)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    dams = load_dams(roots(settings.playbooks, os.environ, settings.home), rivers)
    answer, pond = respond_pond(rivers, dams, asked, now=moment(asked, now))
    files = []
    if out is not None:
        path = write_incident_brief(answer, rivers, out, settings.lang, pond, numbers)
        files.append(str(path))
    cut = cut_roads(pond, answer, load_roads(roots(settings.playbooks, os.environ, settings.home)))
    if as_json:
        found = answer_json(answer, settings.lang, files) | pond_json(pond, settings.lang)
        found["roads_cut"] = cut_json(cut, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    told = [*pond_text(pond, settings), *cut_text(cut, settings)]
    click.echo("\n".join([*told, "", hit_table(answer, settings.lang)]))
    for file in files:
        click.echo(file)
    return 0


def _table(id_: str, words: dict[str, Any]) -> dict[str, Any]:
    """The options as the table that a scenario file would hold."""
    names = {
        "pond": "pond",
        "volume_m3": "volume_m3",
        "volume_wan_m3": "volume_wan_m3",
        "water_m3": "water_m3",
        "discharge": "discharge_m3_s",
        "duration_h": "duration_h",
    }
    leaks = {key: words[name] for name, key in names.items() if words[name] is not None}
    leaks["mode"] = words["mode"]
    if words["content"]:
        leaks["content_mg_l"] = dict(_content(word) for word in words["content"])
    found: dict[str, Any] = {"at": {"tailings": id_}, "leak": leaks}
    found |= {k: words[k] for k in ("flow", "reported", "title") if words[k] is not None}
    if words["when"] is not None:
        parts = words["when"].split("/")
        found["when"] = parts if len(parts) == 2 else words["when"]
    if words["hold"]:
        found["hold"] = [_hold(word) for word in words["hold"]]
    if words["exercise"]:
        found["exercise"] = True
    return found


def _content(word: str) -> tuple[str, float | list[float]]:
    species, _, figures = word.partition("=")
    values = [_number(part, "--content", word) for part in figures.split(",")]
    return species.strip(), values[0] if len(values) == 1 else values


def _hold(word: str) -> dict[str, Any]:
    site, _, space = word.partition("=")
    row: dict[str, Any] = {"at": site.strip()}
    if space:
        row["space_m3"] = _number(space, "--hold", word)
    return row


def _number(text: str, where: str, whole: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError(
            Text("'{value}' is not a number", value=text),
            where=where,
            fix=Text("write it as NAME=NUMBER, not as {word}", word=whole),
        ) from error


@command.command(
    "estimate",
    cls=Said,
    about=Text("What a failing pond may release and how far it may run, by published regressions."),
    examples=("emerg tailings estimate --height-m 40 --stored-m3 5e6 --water-m3 3e5 --json",),
)
@option("--height-m", type=Number(), required=True, about=Text("Height of the dam [m]."))
@option("--stored-m3", type=Number(), required=True, about=Text("All behind it, with water [m³]."))
@option("--water-m3", type=Number(), about=Text("Ponded water: ask for it first."))
@option("--released-m3", type=Span(above=True), about=Text("What was released, if it is known."))
@lang_option
@json_option
@click.pass_obj
def estimate_(
    given: Settings,
    /,
    height_m: float,
    stored_m3: float,
    water_m3: float | None,
    released_m3: Any,
    lang: str | None,
    as_json: bool,
) -> int:
    """Print the bands; outside of what was fitted they are told as not valid."""
    settings = merged(given, lang, None)
    released = None
    if released_m3 is not None:
        pair = released_m3 if isinstance(released_m3, list | tuple) else (released_m3, released_m3)
        released = (float(pair[0]), float(pair[1]))
    found = estimate(height_m, stored_m3, water_m3, released)
    if as_json:
        told = estimate_json(found, settings.lang) | {"grade": grade(height_m, stored_m3)}
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        click.echo("\n".join(estimate_text(found, grade(height_m, stored_m3), settings)))
    return 0
