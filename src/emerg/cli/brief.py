"""emerg brief: the standing brief of a river, before any incident."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from emerg.cli.main import Settings, merged
from emerg.cli.options import json_option, lang_option, out_option, playbooks_option
from emerg.cli.speech import Said, option
from emerg.errors import InputError
from emerg.texts import Text
from emerg.units import BEIJING
from emerg.usecases.brief import write_standing_briefs
from emerg.usecases.load import load_rivers


@click.command(
    "brief",
    cls=Said,
    about=Text("Print the standing brief of rivers, one PDF each."),
    examples=("emerg brief lhasa nyangchu -o DIR", "emerg brief --all-rivers -o DIR"),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@option("--all-rivers", is_flag=True, about=Text("The 12 key rivers."))
@out_option
@lang_option
@playbooks_option
@json_option
@click.pass_obj
def command(
    given: Settings,
    ids: tuple[str, ...],
    all_rivers: bool,
    out: Path | None,
    lang: str | None,
    playbooks: Path | None,
    as_json: bool,
) -> int:
    """Write one PDF for each river."""
    settings = merged(given, lang, playbooks)
    if out is None:
        raise InputError(
            Text("{name} is missing", name="-o/--out"),
            where="emerg brief",
            fix=Text("name the folder for the sheets, for instance -o out"),
        )
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    key = [name for name, book in rivers.playbooks.items() if all_rivers and book.river.key]
    wanted = tuple(dict.fromkeys([*ids, *key]))
    unknown = ", ".join(name for name in wanted if name not in rivers.playbooks)
    if unknown or not wanted:
        raise InputError(
            Text("no river '{name}'", name=unknown) if unknown else Text("no river was named"),
            where="emerg brief",
            fix=Text("use one of: {known}", known=", ".join(rivers.playbooks)),
        )
    today = datetime.now(UTC).astimezone(BEIJING).date()
    written = write_standing_briefs(rivers, wanted, out, settings.lang, today)
    if as_json:
        click.echo(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        for path in written:
            click.echo(str(path))
    return 0
