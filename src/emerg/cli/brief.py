"""emerg brief: the standing brief of a river or road, before any incident."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg.cli.beside import tell_unlocked_plans
from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, out_option, playbooks_option
from emerg.cli.passphrase import contacts_option, opened_contacts
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.incident.contacts import Contacts
from emerg.network.named import called, nearest, with_ids
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.shelf import entries, roots
from emerg.texts import Bilingual, Text
from emerg.units import BEIJING
from emerg.usecases.brief import write_pond_briefs, write_road_briefs, write_standing_briefs
from emerg.usecases.load import load_rivers
from emerg.usecases.shelf import list_playbooks


@click.command(
    "brief",
    cls=Said,
    about=Text("Print the standing brief of rivers, roads and ponds, one PDF each."),
    examples=(
        "emerg brief lhasa g318-shigatse jiama -o DIR",
        "emerg brief 拉萨河 拉屋铜铅锌矿尾矿库 -o DIR",
        "emerg brief --all-rivers --all-roads -o DIR",
    ),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@option("--all-rivers", is_flag=True, about=Text("The 12 key rivers."))
@option("--all-roads", is_flag=True, about=Text("Every road that has a playbook."))
@option("--all-ponds", is_flag=True, about=Text("Every tailings pond that has a playbook."))
@contacts_option
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    ids: tuple[str, ...],
    all_rivers: bool,
    all_roads: bool,
    all_ponds: bool,
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write one PDF for each river, road and pond."""
    settings = merged(given, lang, playbooks)
    if out is None:
        raise InputError(
            Text("{name} is missing", name="-o/--out"),
            where="emerg brief",
            fix=Text("name the folder for the sheets, for instance -o out"),
        )
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    key = [name for name, book in rivers.playbooks.items() if all_rivers and book.river.key]
    folders = roots(settings.playbooks, os.environ, settings.home)
    on_roads, ponds = ([e.id for e in entries(folders, kind)] for kind in ("road", "tailings"))
    every = [*key, *(on_roads if all_roads else ()), *(ponds if all_ponds else ())]
    called_so = _names(settings)
    named = [called(name, called_so) or name for name in ids]
    wanted = tuple(dict.fromkeys([*named, *every]))
    known = [*rivers.playbooks, *on_roads, *ponds]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        near = nearest(unknown[0], called_so) if unknown else ()
        raise InputError(
            Text("no playbook '{name}'", name=", ".join(unknown))
            if unknown
            else Text("no river, road or pond was named"),
            where="emerg brief",
            fix=Text("use one of: {known}", known=with_ids(near or tuple(called_so), called_so)),
        )
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    written = _write(settings, rivers, folders, wanted, out, numbers)
    if as_json:
        click.echo(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        for path in written:
            click.echo(str(path))
    return 0


def _names(settings: Settings) -> dict[str, Bilingual]:
    """What every river, road and pond is called, by its id."""
    listed = list_playbooks(settings.playbooks, os.environ, settings.home)
    return {one.id: one.name for one in listed}


def _write(
    settings: Settings,
    rivers: Rivers,
    folders: Sequence[Path],
    wanted: Sequence[str],
    out: Path,
    contacts: Contacts,
) -> list[Path]:
    """The sheets, rivers first; roads and ponds are read only where one is wanted."""
    today = datetime.now(UTC).astimezone(BEIJING).date()
    named = [name for name in wanted if name in rivers.playbooks]
    rest = [name for name in wanted if name not in rivers.playbooks]
    written = write_standing_briefs(rivers, named, out, settings.lang, today, contacts=contacts)
    if any(entry.id in rest for entry in entries(folders, "road")):
        roads = load_roads(folders)
        books = load_road_books(folders, roads)
        chosen = [books[name] for name in rest if name in books]
        written += write_road_briefs(
            rivers, roads, chosen, out, settings.lang, today, contacts=contacts
        )
    if any(entry.id in rest for entry in entries(folders, "tailings")):
        dams = load_dams(folders, rivers)
        ponds = [dams[name] for name in rest if name in dams]
        written += write_pond_briefs(rivers, ponds, out, settings.lang, today, contacts=contacts)
    return written
