"""emerg playbooks: what is loaded, from where, and how good its data are."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option
from emerg.playbooks.shelf import KINDS, Kind
from emerg.texts import Text
from emerg.units import BEIJING
from emerg.usecases.shelf import Checked, Listed, check_playbooks, list_playbooks, show_playbook


@click.group("playbooks")
def command() -> None:
    """List, show and check the playbooks.

    \b
        emerg playbooks list --kind river
        emerg playbooks check lhasa
    """


@command.command("list")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
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
    """Every playbook that is found, and where.

    \b
        emerg playbooks list --kind river --json
    """
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
        [e.id, e.kind, settings.say(e.name), yes if e.key else "—", str(e.folder)] for e in found
    ]
    click.echo(table(heads, rows, right=()))
    return 0


@command.command("show")
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
    """One playbook: its rivers, places and status.

    \b
        emerg playbooks show lhasa
    """
    settings = merged(given, lang, playbooks)
    found = show_playbook(id_, settings.playbooks, os.environ, settings.home, settings.lang)
    if as_json:
        _print(found)
        return 0
    for key, value in found.items():
        click.echo(f"{key}: {value}" if not isinstance(value, list) else f"{key}:")
        for item in value if isinstance(value, list) else ():
            click.echo(f"  {'  '.join(str(part) for part in item.values())}")
    return 0


@command.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def check(
    given: Settings,
    /,
    ids: tuple[str, ...],
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Read playbooks strictly and score their data; exit 1 if one has errors.

    \b
        emerg playbooks check
        emerg playbooks check lhasa --json
    """
    settings = merged(given, lang, playbooks)
    today = datetime.now(UTC).astimezone(BEIJING).date()
    checked = check_playbooks(ids, settings.playbooks, os.environ, settings.home, today)
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
    click.echo(settings.say(Text("{id}: data quality {score} of 100", id=one.id, score=score)))
    for remark in one.remarks:
        click.echo(f"  · {settings.say(remark)}")
    for problem in one.problems:
        click.echo(f"  ✗ {settings.say(problem.what)}", err=True)
        click.echo(f"    {settings.say(problem.where)}", err=True)
        click.echo(f"    {settings.say(problem.fix)}", err=True)


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
        "errors": [
            {
                "what": settings.say(problem.what),
                "where": settings.say(problem.where),
                "fix": settings.say(problem.fix),
            }
            for problem in one.problems
        ],
        "remarks": [settings.say(remark) for remark in one.remarks],
    }


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))
