"""emerg playbooks: what is loaded, from where, and how good its data are."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.beside import tell_errors, tell_unlocked_plans, told_json
from emerg.cli.columns import table
from emerg.cli.dam_text import dam_text
from emerg.cli.main import Settings, merged
from emerg.cli.options import OneOf, json_option, lang_option, playbooks_option
from emerg.cli.passphrase import CONTACTS, contacts_option, opened_contacts
from emerg.cli.playbooks_desk import COMMANDS
from emerg.cli.road_text import road_text
from emerg.cli.speech import Said, SaidGroup, option
from emerg.paper.words import CONFIDENCES, worded
from emerg.paper.words import KINDS as PLACE_KINDS
from emerg.playbooks.shelf import KINDS, Kind
from emerg.texts import Prose, Text
from emerg.texts.letters import harmless
from emerg.units import BEIJING
from emerg.usecases.checked import Checked
from emerg.usecases.shelf import Listed, check_playbooks, list_playbooks, show_playbook

BOOK_KINDS: dict[Kind, Text] = {
    "river": Text("river"),
    "road": Text("road"),
    "tailings": Text("tailings pond"),
}
# What a playbook says of itself, in this order, under these heads.
ABOUT: dict[str, Text] = {
    "id": Text("Id"),
    "name": Text("Name"),
    "name_bo": Text("Name in Tibetan"),
    "key": Text("Key"),
    "basin": Text("Basin"),
    "assumption": Text("Assumption"),
    "version": Text("Version"),
    "data_status": Text("Data status"),
    "approved_by": Text("Approved by"),
    "approved_on": Text("Approved on"),
    "review_by": Text("Review by"),
    "folder": Text("Folder"),
}


@click.group(
    "playbooks",
    cls=SaidGroup,
    about=Text("List, show, check and keep the playbooks."),
    examples=(
        "emerg playbooks list --kind river",
        "emerg playbooks check lhasa",
        "emerg playbooks export lhasa -o lhasa.xlsx",
    ),
)
def command() -> None:
    """List, show, check and keep the playbooks."""


@command.command(
    "list",
    cls=Said,
    about=Text("Every playbook that is found, and where."),
    examples=("emerg playbooks list --kind river --json",),
)
@option("--kind", type=OneOf(*KINDS), about=Text("Only this kind."))
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def list_(
    given: Settings,
    /,
    kind: Kind | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the list."""
    settings = merged(given, lang, playbooks)
    found = list_playbooks(settings.playbooks, os.environ, settings.home, kind)
    if as_json:
        _print([_listed(entry, settings) for entry in found])
        return 0
    heads = [
        settings.say(Text("Id")),
        settings.say(Text("Kind")),
        settings.say(Text("Name")),
        settings.say(Text("Key")),
        settings.say(Text("Folder")),
    ]
    yes = settings.say(Text("yes"))
    rows = [
        [
            e.id,
            settings.say(BOOK_KINDS[e.kind]),
            settings.say(e.name),
            yes if e.key else "—",
            str(e.folder),
        ]
        for e in found
    ]
    click.echo(table(heads, rows, right=()))
    return 0


@command.command(
    "show",
    cls=Said,
    about=Text("One playbook: its rivers, places and status."),
    examples=("emerg playbooks show lhasa",),
)
@click.argument("id_", metavar="ID")
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def show(
    given: Settings,
    /,
    id_: str,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print what the playbook says of itself."""
    settings = merged(given, lang, playbooks)
    found = show_playbook(id_, settings.playbooks, os.environ, settings.home, settings.lang)
    if as_json:
        _print(found)
        return 0
    shown = {"road": road_text, "tailings": dam_text}.get(found["kind"], _shown)
    for line in shown(found, settings):
        click.echo(line)
    return 0


def _shown(found: dict[str, Any], settings: Settings) -> list[str]:
    """A playbook as text: what it says of itself, its rivers, places and sources."""
    say = settings.say

    def word(value: Any) -> str:
        if isinstance(value, bool):
            return say(Text("yes") if value else Text("no"))
        return str(value) if value not in ("", None) else "—"

    heads = [say(head) for head in ABOUT.values()]
    about = [[head, word(found[key])] for head, key in zip(heads, ABOUT, strict=True)]
    rivers = [
        [r["id"], r["name"], f"{r['from_km']:.1f}", f"{r['to_km']:.1f}", word(r[DISCHARGE])]
        for r in found["rivers"]
    ]
    places = [
        [
            p["id"],
            say(worded(PLACE_KINDS, p["kind"])),
            p["name"],
            p["river"],
            "—" if p["km"] is None else f"{p['km']:.1f}",
            say(worded(CONFIDENCES, p["confidence"])),
        ]
        for p in found["places"]
    ]
    sources = [[s["id"], s["title"], s["licence"], word(s["as_of"])] for s in found["sources"]]
    return [
        table(about[0], about[1:], right=()),
        "",
        table([say(head) for head in RIVER_HEADS], rivers, right=(2, 3, 4)),
        "",
        table([say(head) for head in PLACE_HEADS], places, right=(4,)),
        "",
        table([say(head) for head in SOURCE_HEADS], sources, right=()),
    ]


DISCHARGE = "mean_discharge_m3_s"
RIVER_HEADS: tuple[Prose, ...] = (
    Text("Id"),
    Text("River"),
    Text("from km"),
    Text("to km"),
    Text("Mean discharge m³/s"),
)
PLACE_HEADS: tuple[Prose, ...] = (
    Text("Id"),
    Text("Kind"),
    Text("Place"),
    Text("River"),
    "km",
    Text("Confidence"),
)
SOURCE_HEADS: tuple[Prose, ...] = (
    Text("Id"),
    Text("Source"),
    Text("Licence"),
    Text("As of"),
)


@command.command(
    "check",
    cls=Said,
    about=Text("Read playbooks strictly and score their data; exit 1 if one has errors."),
    examples=("emerg playbooks check", "emerg playbooks check lhasa --json"),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@contacts_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def check(
    given: Settings,
    /,
    ids: tuple[str, ...],
    contacts: str | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print score and remarks of each, and every error."""
    settings = merged(given, lang, playbooks)
    today = datetime.now(UTC).astimezone(BEIJING).date()
    from emerg.incident.address_book import has_address_book

    numbers = opened_contacts(settings.home, contacts)
    checked = check_playbooks(ids, settings.playbooks, os.environ, settings.home, today, numbers)
    tell_unlocked_plans(settings)
    if contacts is None and has_address_book(settings.home):
        closed = Text("Numbers of the address book count with {option} alone", option=CONTACTS)
        click.echo(settings.say(closed), err=True)
    errors = sum(len(one.problems) for one in checked)
    if as_json:
        _print(
            {
                "errors": errors,
                "rivers": sum(one.kind == "river" and one.key for one in checked),
                "playbooks": [_checked(one, settings) for one in checked],
            }
        )
        return 1 if errors else 0
    for one in checked:
        _tell(one, settings)
    click.echo(settings.say(Text("{n} playbooks, {errors} errors", n=len(checked), errors=errors)))
    return 1 if errors else 0


def _tell(one: Checked, settings: Settings) -> None:
    score = "—" if one.score is None else str(one.score)
    said = Text("{id}: data quality {score} of 100", id=harmless(one.id), score=score)
    click.echo(settings.say(said))
    for remark in one.remarks:
        click.echo(f"  · {settings.say(remark)}")
    tell_errors(settings, one.problems)


def _listed(entry: Listed, settings: Settings) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "name": settings.say(entry.name),
        "key": entry.key,
        "path": str(entry.folder),
    }


def _checked(one: Checked, settings: Settings) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "key": one.key,
        "score": one.score,
        "errors": [told_json(problem, settings) for problem in one.problems],
        "remarks": [settings.say(remark) for remark in one.remarks],
    }


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))


for _command in COMMANDS:
    command.add_command(_command)
