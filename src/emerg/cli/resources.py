"""emerg resources: depots, teams, machines and stock of offices; listed, checked, in and out."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from emerg.cli.beside import tell_beside, tell_errors, told_json
from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import Folder, json_option, lang_option, playbooks_option, resources_option
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.speech import Said, SaidGroup, option
from emerg.errors import InputError
from emerg.incident.contacts import Contacts
from emerg.resources.read import read_office
from emerg.texts import Text
from emerg.texts.letters import harmless
from emerg.units import BEIJING
from emerg.usecases.resources import (
    CheckedOffice,
    Sources,
    check_offices,
    export_office,
    import_office,
    unlocked_in,
    write_template,
)

F = TypeVar("F", bound=Callable[..., Any])
HEADS = (
    Text("Id"), Text("Name"), Text("Example"), Text("Depots"), Text("Teams"), Text("Stock"),
    Text("As of"), Text("Folder"),
)  # fmt: skip


def out_file_option(function: F) -> F:
    """`-o` / `--out` for one file, or a folder where that may be."""
    return option(
        "-o", "--out", type=Folder(), metavar="PATH", about=Text("File or folder to write to.")
    )(function)


@click.group(
    "resources",
    cls=SaidGroup,
    about=Text("List, check, import and export what offices have to hand."),
    examples=(
        "emerg resources check",
        "emerg resources template -o resources.xlsx",
        "emerg resources import resources.xlsx",
    ),
)
def command() -> None:
    """List, check, import and export what offices have to hand."""


@command.command(
    "list",
    cls=Said,
    about=Text("Every office whose list is found, and where."),
    examples=("emerg resources list --json",),
)
@resources_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def list_(
    given: Settings,
    /,
    resources: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the list."""
    settings = merged(given, lang, playbooks)
    found = _checked(settings, resources, None)
    if as_json:
        _print([_listed(one, settings) for one in found])
        return 0
    rows = [_row(one, settings) for one in found]
    click.echo(table([settings.say(head) for head in HEADS], rows, right=(3, 4, 5)))
    return 0


@command.command(
    "check",
    cls=Said,
    about=Text("Read lists strictly and say what to look at; exit 1 if one has errors."),
    examples=("emerg resources check", "emerg resources check --resources stock.xlsx --json"),
)
@click.argument("id_", required=False, metavar="[ID]")
@resources_option
@contacts_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def check(
    given: Settings,
    /,
    id_: str | None,
    contacts: str | None,
    resources: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the remarks on each office, and every error."""
    settings = merged(given, lang, playbooks)
    numbers = None if contacts is None else opened_contacts(settings.home, contacts)
    found = _checked(settings, resources, id_, numbers)
    errors = sum(len(one.read.problems) for one in found)
    if as_json:
        offices = [{**_listed(one, settings), **_judged(one, settings)} for one in found]
        _print({"errors": errors, "offices": offices})
        return 1 if errors else 0
    for one in found:
        _tell(one, settings)
        tell_beside(settings, unlocked_in(one.read))
    click.echo(settings.say(Text("{n} offices, {errors} errors", n=len(found), errors=errors)))
    return 1 if errors else 0


@command.command(
    "import",
    cls=Said,
    about=Text("Check a workbook or folder and keep it, in place of one with the same id."),
    examples=("emerg resources import stock.xlsx", "emerg resources import DIR --id lhatse"),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--id", "id_", about=Text("Keep it under this id."))
@lang_option
@json_option
@click.pass_obj
def import_(
    given: Settings, /, file: Path, id_: str | None, lang: str | None, as_json: bool
) -> int:
    """Keep the list and print where; of a list with problems nothing is kept."""
    settings = merged(given, lang, None)
    office, folder = import_office(file, id_, settings.home)
    tell_beside(settings, unlocked_in(read_office(folder)))
    if as_json:
        _print({"id": office.id, "path": str(folder)})
        return 0
    kept = Text(
        "{id}: {depots} depots, {teams} teams and {lots} lines of stock are kept in {folder}",
        id=office.id,
        depots=len(office.depots),
        teams=len(office.teams),
        lots=len(office.lots),
        folder=str(folder),
    )
    click.echo(settings.say(kept))
    return 0


@command.command(
    "export",
    cls=Said,
    about=Text("Write the list of an office as a workbook (.xlsx) or a folder of CSV files."),
    examples=(
        "emerg resources export example-lhasa -o lhasa.xlsx",
        "emerg resources export example-lhasa -o DIR",
    ),
)
@click.argument("id_", metavar="ID")
@out_file_option
@resources_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def export(
    given: Settings,
    /,
    id_: str,
    out: Path | None,
    resources: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write the files and print their names."""
    settings = merged(given, lang, playbooks)
    out = _needed(out, "export", Text("name a file that ends in .xlsx, or a folder"))
    files, numbers = export_office(_sources(settings, resources), id_, out)
    if numbers:
        left_out = Text("{n} telephone numbers stay here and were not written", n=numbers)
        click.echo(settings.say(left_out), err=True)
    return _written(files, as_json)


@command.command(
    "template",
    cls=Said,
    about=Text("Write the empty workbook to fill in."),
    examples=("emerg resources template -o resources.xlsx",),
)
@out_file_option
@lang_option
@json_option
@click.pass_obj
def template(given: Settings, /, out: Path | None, lang: str | None, as_json: bool) -> int:
    """Write the workbook and print its name."""
    out = _needed(out, "template", Text("end it in .xlsx, for instance -o resources.xlsx"))
    return _written([write_template(out)], as_json)


def _needed(out: Path | None, name: str, fix: Text) -> Path:
    if out is None:
        raise InputError(
            Text("{name} is missing", name="-o/--out"), where=f"emerg resources {name}", fix=fix
        )
    return out


def _written(paths: list[Path], as_json: bool) -> int:
    if as_json:
        _print({"files": [str(path) for path in paths]})
    else:
        for path in paths:
            click.echo(str(path))
    return 0


def _sources(settings: Settings, resources: Path | None) -> Sources:
    return Sources(resources, settings.playbooks, os.environ, settings.home)


def _checked(
    settings: Settings, resources: Path | None, id_: str | None, contacts: Contacts | None = None
) -> tuple[CheckedOffice, ...]:
    today = datetime.now(UTC).astimezone(BEIJING).date()
    return check_offices(_sources(settings, resources), id_, today, contacts)


def _row(one: CheckedOffice, settings: Settings) -> list[str]:
    office = one.read.office
    if office is None:
        unread = settings.say(Text("cannot be read"))
        return [one.id, unread, "—", "—", "—", "—", "—", str(one.read.path)]
    return [
        office.id,
        settings.say(office.name),
        settings.say(Text("yes")) if office.example else "—",
        str(len(office.depots)),
        str(len(office.teams)),
        str(len(office.lots)),
        office.as_of.isoformat() if office.as_of else "—",
        str(office.folder),
    ]


def _listed(one: CheckedOffice, settings: Settings) -> dict[str, Any]:
    office = one.read.office
    return {
        "id": one.id,
        "name": settings.say(office.name) if office else None,
        "example": office.example if office else None,
        "depots": len(office.depots) if office else None,
        "teams": len(office.teams) if office else None,
        "lots": len(office.lots) if office else None,
        "as_of": office.as_of.isoformat() if office and office.as_of else None,
        "path": str(one.read.path),
    }


def _judged(one: CheckedOffice, settings: Settings) -> dict[str, Any]:
    return {
        "errors": [told_json(problem, settings) for problem in one.read.problems],
        "unlocked": [told_json(problem, settings) for problem in unlocked_in(one.read)],
        "remarks": [settings.say(remark) for remark in one.remarks],
    }


def _tell(one: CheckedOffice, settings: Settings) -> None:
    name = one.read.office.name if one.read.office else Text("cannot be read")
    click.echo(f"{harmless(one.id)}: {settings.say(name)}")
    for remark in one.remarks:
        click.echo(f"  · {settings.say(remark)}")
    tell_errors(settings, one.read.problems)


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))
