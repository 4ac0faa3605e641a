"""emerg atlas: the standing sheets of all playbooks as one book."""

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
from emerg.cli.speech import Said
from emerg.errors import InputError
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.playbooks.shelf import entries, roots
from emerg.texts import Text
from emerg.units import BEIJING
from emerg.usecases.atlas import Shelved, write_atlas
from emerg.usecases.load import load_rivers


@click.command(
    "atlas",
    cls=Said,
    about=Text("Print the standing briefs of all playbooks as one book with an index."),
    examples=(
        "emerg atlas -o atlas.pdf",
        "emerg atlas lhasa nyang g318-lhasa jiama -o DIR",
    ),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@contacts_option
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    ids: tuple[str, ...],
    contacts: str | None,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write one PDF with a chapter for each playbook: all of them, or those that are named."""
    settings = merged(given, lang, playbooks)
    if out is None:
        raise InputError(
            Text("{name} is missing", name="-o/--out"),
            where="emerg atlas",
            fix=Text("name the file or the folder for the atlas, for instance -o atlas.pdf"),
        )
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    folders = roots(settings.playbooks, os.environ, settings.home)
    roads, chosen = _chosen(rivers, folders, ids)
    numbers = opened_contacts(settings.home, contacts)
    tell_unlocked_plans(settings)
    today = datetime.now(UTC).astimezone(BEIJING).date()
    path = write_atlas(rivers, roads, chosen, out, settings.lang, today, contacts=numbers)
    click.echo(json.dumps({"files": [str(path)]}, ensure_ascii=False) if as_json else str(path))
    return 0


def _chosen(
    rivers: Rivers, folders: Sequence[Path], ids: Sequence[str]
) -> tuple[RoadMap | None, Shelved]:
    """The playbooks named, all of them where none is, the key rivers first.

    Roads and ponds are read only where one is wanted.
    """
    on_roads, at_ponds = ([one.id for one in entries(folders, k)] for k in ("road", "tailings"))
    first = sorted(rivers.playbooks, key=lambda name: not rivers.playbooks[name].river.key)
    known = [*first, *on_roads, *at_ponds]
    unknown = ", ".join(name for name in ids if name not in known)
    if unknown:
        raise InputError(
            Text("no playbook '{name}'", name=unknown),
            where="emerg atlas",
            fix=Text("use one of: {known}", known=", ".join(known)),
        )
    wanted = [name for name in known if name in ids or not ids]
    roads = load_roads(folders) if set(wanted) & set(on_roads) else None
    books = load_road_books(folders, roads) if roads is not None else {}
    dams = load_dams(folders, rivers) if set(wanted) & set(at_ponds) else {}
    return roads, Shelved(
        [name for name in wanted if name in rivers.playbooks],
        [books[name] for name in wanted if name in books],
        [dams[name] for name in wanted if name in dams],
    )
