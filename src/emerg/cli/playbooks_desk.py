"""The part of emerg playbooks that an office keeps them with: compare, approve, Excel, board."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from emerg.cli.columns import table
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, playbooks_option, refuse
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.speech import Said, option
from emerg.errors import DataError, InputError
from emerg.playbooks.differences import Difference
from emerg.playbooks.draft import Draft
from emerg.texts import Text
from emerg.texts.letters import harmless
from emerg.units import BEIJING
from emerg.usecases.playbook_approval import approve as approve_playbook
from emerg.usecases.playbook_approval import compare, standing_of
from emerg.usecases.playbook_desk import Shelves, entry_named, open_draft, save_draft
from emerg.usecases.playbook_journal import waiting
from emerg.usecases.playbook_words import told

CHANGE_HEADS = (Text("Table"), Text("Row"), Text("Field"), Text("Before"), Text("Now"))
BOARD_HEADS = (Text("Playbook"), Text("To verify"), Text("Table"))


class Day(click.ParamType[date]):
    """A day, as 2026-11-24."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise refuse(
                Text("{value} does not fit here", value=value),
                param,
                Text("write {wanted}", wanted=Text("a date, as 2026-11-24")),
            ) from error


def _shelves(settings: Settings) -> Shelves:
    return Shelves(settings.playbooks, os.environ, settings.home)


@click.command(
    "diff",
    cls=Said,
    about=Text("What has changed since the last approval, else against what shipped."),
    examples=("emerg playbooks diff lhasa",),
)
@click.argument("id_", metavar="ID")
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def diff(
    given: Settings, /, id_: str, lang: str | None, playbooks: Path | None, as_json: bool
) -> int:
    """Print every change, row by row."""
    settings = merged(given, lang, playbooks)
    shelves = _shelves(settings)
    entry = entry_named(shelves, id_)
    standing, found = standing_of(entry), compare(shelves, open_draft(entry))
    if as_json:
        _print(
            {
                "standing": settings.say(standing.words),
                "since": settings.say(found.since),
                "changes": _changes_json(found.found, settings),
            }
        )
        return 0
    click.echo(settings.say(standing.words))
    click.echo(settings.say(found.since))
    if found.known:
        _tell_changes(found.found, settings)
    return 0


def _tell_changes(found: Sequence[Difference], settings: Settings) -> None:
    rows = [[row[key] for key in ("table", "row", "field", "before", "now")] for row in
            _changes_json(found, settings)]  # fmt: skip
    if rows:
        click.echo(table([settings.say(head) for head in CHANGE_HEADS], rows, right=()))
    click.echo(settings.say(Text("{n} changes", n=len(rows))))


def _changes_json(found: Sequence[Difference], settings: Settings) -> list[dict[str, str]]:
    made = []
    for one in map(told, found):
        name = settings.say(one.row)
        row = name if one.key in ("", name) else f"{one.key} {name}"
        words = (one.table, row, one.field, one.before, one.now)
        keys = ("table", "row", "field", "before", "now")
        said = {k: harmless(settings.say(w)) for k, w in zip(keys, words, strict=True)}
        made.append({"id": one.key, **said})
    return made


@click.command(
    "approve",
    cls=Said,
    about=Text("Approve a playbook as it is saved, by name and day; a copy is kept."),
    examples=("emerg playbooks approve lhasa --name 次仁 --role 值班主任 --date 2026-11-30",),
)
@click.argument("id_", metavar="ID")
@option("--name", required=True, about=Text("Who approves it."))
@option("--role", default="", about=Text("In what office."))
@option("--date", "on", type=Day(), about=Text("Day of the approval; today without it."))
@lang_option
@playbooks_option
@click.pass_obj
def approve(
    given: Settings,
    /,
    id_: str,
    name: str,
    role: str,
    on: date | None,
    lang: str | None,
    playbooks: Path | None,
) -> int:
    """Write the approval and print where it is kept."""
    settings = merged(given, lang, playbooks)
    shelves = _shelves(settings)
    now = datetime.now(UTC)
    entry = entry_named(shelves, id_)
    day = on or now.astimezone(BEIJING).date()
    saved, _made = approve_playbook(shelves, entry, name=name, role=role, on=day, now=now)
    click.echo(settings.say(standing_of(saved.entry).words))
    click.echo(str(saved.entry.folder))
    return 0


@click.command(
    "export",
    cls=Said,
    about=Text("A playbook as a workbook to be edited in Excel or WPS."),
    examples=("emerg playbooks export lhasa -o lhasa.xlsx",),
)
@click.argument("id_", metavar="ID")
@option("-o", "--out", type=click.Path(path_type=Path), about=Text("File to write."))
@lang_option
@playbooks_option
@click.pass_obj
def export(
    given: Settings, /, id_: str, out: Path | None, lang: str | None, playbooks: Path | None
) -> int:
    """Write the workbook and print where."""
    from emerg.incident.disk import write_durably
    from emerg.usecases.playbook_excel import workbook_of

    settings = merged(given, lang, playbooks)
    draft = open_draft(entry_named(_shelves(settings), id_))
    path = out or Path(f"{id_}.xlsx")
    write_durably(path, [workbook_of(draft)])
    click.echo(str(path))
    return 0


@click.command(
    "import",
    cls=Said,
    about=Text("Take a workbook into a playbook: every bad cell is named, or all is taken."),
    examples=("emerg playbooks import lhasa lhasa.xlsx --dry-run",),
)
@click.argument("id_", metavar="ID")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@option("--dry-run", is_flag=True, about=Text("Show the changes and write nothing."))
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def import_(
    given: Settings,
    /,
    id_: str,
    path: Path,
    dry_run: bool,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print what changes, and write it."""
    from emerg.usecases.playbook_import import imported

    settings = merged(given, lang, playbooks)
    shelves = _shelves(settings)
    entry = entry_named(shelves, id_)
    draft = open_draft(entry)
    made = imported(draft, path)
    if made.problems:
        raise DataError(made.problems)
    changes = _of_import(draft, made.draft)
    written = bool(made.step) and not dry_run
    if written:
        if waiting(shelves, entry) is not None:
            raise InputError(
                Text("edits of {id} are not saved yet", id=entry.id),
                where=str(entry.folder),
                fix=Text("save them or drop them at the desk, then import"),
            )
        save_draft(shelves, made.draft, _today())
    if as_json:
        _print({"changes": _changes_json(changes, settings), "written": written})
        return 0
    _tell_changes(changes, settings)
    said = Text("Written") if written else Text("Nothing was written")
    click.echo(settings.say(said))
    return 0


def _of_import(before: Draft, now: Draft) -> tuple[Difference, ...]:
    from emerg.playbooks.differences import differences

    return differences(before.base.kind, before.tables, now.tables)


@click.command(
    "board",
    cls=Said,
    about=Text("What to verify first over all playbooks, what matters most on top."),
    examples=("emerg playbooks board", "emerg playbooks board lhasa --json"),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@contacts_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def board(
    given: Settings,
    /,
    ids: tuple[str, ...],
    contacts: str | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Print the findings, each with its playbook and table."""
    from emerg.usecases.playbook_board import quality_board
    from emerg.usecases.playbook_names import TABLE_NAMES

    settings = merged(given, lang, playbooks)
    shelves = _shelves(settings)
    for id_ in ids:
        entry_named(shelves, id_)
    numbers = None if contacts is None else opened_contacts(settings.home, contacts)
    made = quality_board(shelves, _today(), numbers)
    found = [one for one in made.findings if not ids or one.id in ids]
    if made.note is not None:
        click.echo(settings.say(made.note), err=True)
    if as_json:
        _print(
            {
                "scores": {k: v for k, v in made.scores.items() if not ids or k in ids},
                "findings": [
                    {
                        "playbook": one.id,
                        "kind": one.kind,
                        "rank": one.rank,
                        "table": one.table,
                        "text": settings.say(one.text),
                    }
                    for one in found
                ],
            }
        )
        return 0
    rows = [
        [harmless(one.id), settings.say(one.text), settings.say(TABLE_NAMES[one.table])]
        for one in found
    ]
    click.echo(table([settings.say(head) for head in BOARD_HEADS], rows, right=()))
    return 0


def _today() -> date:
    return datetime.now(UTC).astimezone(BEIJING).date()


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))


COMMANDS = (diff, approve, export, import_, board)
