"""emerg respond: from the phone call to the hit list and the sheets."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.beside import tell_beside, tell_doubt, tell_unlocked_plans
from emerg.cli.main import Settings, merged
from emerg.cli.material import material
from emerg.cli.options import (
    LonLat,
    Number,
    OneOf,
    Span,
    json_option,
    lang_option,
    out_option,
    playbooks_option,
)
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.pond_text import pond_text
from emerg.cli.speech import Said, option
from emerg.cli.tables import hit_table
from emerg.errors import InputError
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import roots
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.pond import PondAnswer
from emerg.texts import Text
from emerg.usecases.as_json import answer_json
from emerg.usecases.load import load_rivers
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.on_road import on_river
from emerg.usecases.papers import write_set
from emerg.usecases.pond_json import pond_json
from emerg.usecases.respond import respond
from emerg.usecases.rules import load_rules
from emerg.usecases.scenario import moment, read_scenario, scenario

FLOW_WORDS = ("low", "mean", "high", "unknown")


@click.command(
    "respond",
    cls=Said,
    about=Text("Answer an incident: who is hit, when, how badly."),
    examples=(
        "emerg respond SCENARIO.toml --out DIR",
        "emerg respond --river lhasa --km 512 --substance 氰化钠 --amount-kg 20000 --flow high",
        "emerg respond --at 91.13,29.65 --datum gcj02 --substance unknown",
        "emerg respond --road G318 --stake K4595+300 --substance 汽油 --amount 30 --unit m3",
        "emerg respond SCENARIO.toml --incident ID",
        "emerg respond --place 达孜大桥 --substance 柴油 --amount 30 --unit m3 --duration-h 2",
    ),
)
@click.argument("scenario_file", required=False, type=click.Path(path_type=Path))
@option("--at", "position", type=LonLat(), about=Text("Position as LON,LAT."))
@option("--river", about=Text("Name or id of the river: Lhasa River, lhasa, lhasa/doilung."))
@option("--km", type=Number(0), about=Text("Chainage on that river, from its source."))
@option("--place", about=Text("Name of a place that a playbook knows."))
@option("--road", about=Text("Number of a road, with --stake: G318."))
@option("--stake", about=Text("Stake number: K4820+300, 4820.3."))
@option(
    "--datum",
    type=OneOf("wgs84", "cgcs2000", "gcj02", "bd09"),
    about=Text("Datum of the position; wgs84 if not given, gcj02 or bd09 for phone pins."),
)
@option("--substance", about=Text("Name, UN or CAS number, pinyin; or unknown."))
@option("--amount-kg", type=Span("unknown"), about=Text("Kilograms: N, LOW,HIGH or unknown."))
@option("--amount", type=Span("unknown"), about=Text("Amount in --unit: N, LOW,HIGH or unknown."))
@option("--unit", type=OneOf("kg", "t", "L", "m3"), about=Text("Unit of --amount."))
@option("--purity", type=Number(0, above=True), about=Text("Share of the substance, 0.3 for 30 %."))
@option("--when", about=Text("Start: ISO time, EARLIEST/LATEST, or unknown; default now."))
@option(
    "--reported",
    about=Text("ISO time when it became known; the report clock runs from it."),
)
@option(
    "--duration-h", type=Span("ongoing", pair=False), about=Text("Hours of release, or ongoing.")
)
@option(
    "--flow",
    type=Span(*FLOW_WORDS, above=True),
    about=Text("low, mean, high, unknown; or m³/s at the incident."),
)
@option("--wind", type=Number(0), about=Text("Wind speed along the river [m/s], for oils."))
@option(
    "--seen-peak-h",
    type=Number(),
    about=Text("The cloud was observed at the place: hour of its peak after the start."),
)
@option("--seen-front-h", type=Number(), about=Text("Hour of its front there."))
@option("--seen-tail-h", type=Number(), about=Text("Hour of its tail there."))
@option("--seen-mg-l", type=Number(0, above=True), about=Text("Its peak there [mg/L]."))
@option("--title", about=Text("Title of the incident."))
@option("--exercise", is_flag=True, about=Text("A drill: every sheet says so."))
@option("--incident", metavar="ID", about=Text("Note the answer in the record of this incident."))
@contacts_option
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    /,
    scenario_file: Path | None,
    incident: str | None,
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
    **words: Any,
) -> int:
    """Print the answer, and write every sheet of it where a folder is named."""
    settings = merged(given, lang, playbooks)
    now = datetime.now(UTC)
    asked = _scenario(scenario_file, words, now)
    tell_doubt(settings, asked, now)
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    if asked.where.road is not None:
        folders = roots(settings.playbooks, os.environ, settings.home)
        roads = load_roads(folders)
        asked = on_river(asked, roads, rivers, load_road_books(folders, roads))
    answer, pond = _answer(settings, rivers, asked, moment(asked, now))
    files: list[str] = []
    if out is not None:
        papers = material(settings, answer, rivers, pond, numbers)
        files = [str(path) for path in write_set(papers, out)]
    found = answer_json(answer, settings.lang, files)
    if as_json:
        found |= {} if pond is None else pond_json(pond, settings.lang)
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        if pond is not None:
            click.echo("\n".join([*pond_text(pond, settings), ""]))
        click.echo(hit_table(answer, settings.lang))
        for file in files:
            click.echo(file)
    if incident is not None:
        # Last: a record that cannot be written must not keep the answer from anybody.
        _note(settings, incident, _asked(scenario_file, words), answer)
    return 0


def _note(settings: Settings, incident: str, asked: object, answer: Answer) -> None:
    from emerg.usecases.playbook_versions import playbook_versions
    from emerg.usecases.record_person import person_of
    from emerg.usecases.record_run import note_run

    note_run(
        settings.home,
        incident,
        asked,
        answer,
        playbook_versions(settings.playbooks, os.environ, settings.home),
        lang=settings.lang,
        person=person_of(settings.home, None, None),
        now=datetime.now(UTC).astimezone(),
    )


def _asked(file: Path | None, words: dict[str, Any]) -> object:
    """The scenario as it was given."""
    if file is not None:
        return file.read_text(encoding="utf-8", errors="replace")
    return _table(words)


def _answer(
    settings: Settings, rivers: Rivers, asked: Scenario, now: datetime
) -> tuple[Answer, PondAnswer | None]:
    """The answer by the rules of the office; of a pond that leaks what it adds."""
    rules, problems = load_rules(settings.home)
    tell_beside(settings, problems)
    if asked.leak is None:
        return respond(rivers, asked, now=now, rules=rules), None
    dams = load_dams(roots(settings.playbooks, os.environ, settings.home), rivers)
    return respond_pond(rivers, dams, asked, now=now, rules=rules)


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
    table: dict[str, Any] = {"at": _given(words, river="river", km="km", place="place")}
    table["at"] |= _given(words, road="road", stake="stake")
    table["at"] |= _given(words, datum="datum")
    if words["position"] is not None:
        table["at"]["lon"], table["at"]["lat"] = words["position"]
    plain = ("substance", "amount_kg", "reported", "duration_h", "flow", "wind", "title")
    table |= _given(words, **{key: key for key in plain})
    if amount := _given(words, value="amount", unit="unit", purity="purity"):
        table |= _amount(amount)
    seen = {"peak_h": "seen_peak_h", "front_h": "seen_front_h", "tail_h": "seen_tail_h"}
    if boundary := _given(words, **seen, peak_mg_l="seen_mg_l"):
        table["boundary"] = boundary
    if words["when"] is not None:
        parts = words["when"].split("/")
        table["when"] = parts if len(parts) == 2 else words["when"]
    if words["exercise"]:
        table["exercise"] = True
    return table


def _given(words: dict[str, Any], **options: str) -> dict[str, Any]:
    """Of the keys of a scenario, those whose option was given."""
    return {key: words[name] for key, name in options.items() if words[name] is not None}


def _amount(amount: dict[str, Any]) -> dict[str, Any]:
    if amount.get("value") == "unknown":
        return {"amount_kg": "unknown"}
    if not {"value", "unit"} <= amount.keys():
        raise InputError(
            Text("{name} is missing", name="--unit" if "value" in amount else "--amount"),
            where="emerg respond",
            fix=Text("give amount and unit together, for instance --amount 8,20 --unit t"),
        )
    return {"amount": amount}
