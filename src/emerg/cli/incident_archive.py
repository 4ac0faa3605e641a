"""The part of emerg incident that puts away what is over."""

import os
from pathlib import Path

import click

from emerg.cli.options import playbooks_option
from emerg.cli.passphrase import passphrase_if, passphrase_option
from emerg.cli.record_call import Call, spoken
from emerg.cli.speech import Said, option
from emerg.texts import Text


@click.command(
    "archive",
    cls=Said,
    about=Text("Put a closed incident away: package, PDF and workbook, proven by restoring them."),
    examples=(
        "emerg incident archive ID --out /media/usb/archive",
        "emerg incident archive ID --out /media/usb/archive --remove",
    ),
)
@click.argument("id_", metavar="ID")
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    about=Text("Folder of the archive; a folder named by the id is made in it."),
)
@option(
    "--remove",
    is_flag=True,
    about=Text("Then take it off this computer; emerg incident import brings it back."),
)
@passphrase_option
@playbooks_option
@spoken
def archive(
    call: Call,
    id_: str,
    out: Path,
    remove: bool,
    passphrase_file: str | None,
    playbooks: Path | None,
) -> int:
    """Put an incident away."""
    from emerg.usecases.archive import archive_incident
    from emerg.usecases.playbook_versions import playbook_versions

    done = archive_incident(
        call.home,
        id_,
        out,
        call.person,
        passphrase=passphrase_if(passphrase_file),
        playbooks=playbook_versions(playbooks, os.environ, call.home),
        lang=call.settings.lang,
        now=call.now,
        remove=remove,
    )
    human = Text("{n} entries, restored once and the same: {file}", n=done.entries, file=str(out))
    machine = {
        "id": id_,
        "files": [str(file) for file in done.files],
        "entries": done.entries,
        "removed": done.removed,
    }
    return call.answer(machine, human)


COMMANDS: tuple[click.Command, ...] = (archive,)
