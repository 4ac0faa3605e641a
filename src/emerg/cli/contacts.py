"""emerg contacts: the address book of the office, locked with its passphrase."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from emerg.cli.beside import tell_beside, told_json
from emerg.cli.columns import table
from emerg.cli.options import playbooks_option, resources_option
from emerg.cli.passphrase import needed_passphrase_option, read_passphrase
from emerg.cli.record_call import Call, heard
from emerg.cli.speech import Said, SaidGroup, option
from emerg.incident.contacts import Contact
from emerg.texts import Prose, Text

if TYPE_CHECKING:
    from emerg.usecases.gather import Done

HEADS = (
    Text("Playbook"),
    Text("Role"),
    Text("Organisation"),
    Text("Name"),
    Text("Number"),
    Text("Note"),
    Text("Verified on"),
)


@click.group(
    "contacts",
    cls=SaidGroup,
    about=Text("Names and numbers of the office, locked with its passphrase."),
    examples=(
        "emerg contacts template contacts.csv",
        "emerg contacts import contacts.csv --passphrase-file PW",
        "emerg contacts gather --passphrase-file PW",
        "emerg brief lhasa -o DIR --contacts-passphrase-file PW",
    ),
)
def command() -> None:
    """Names and numbers of the office, locked with its passphrase."""


@command.command(
    "template",
    cls=Said,
    about=Text("Write the table to fill in, with every role that a sheet names."),
    examples=("emerg contacts template contacts.csv",),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@playbooks_option
@heard
def template(call: Call, file: Path, playbooks: Path | None) -> int:
    """Write the table and print its name."""
    from emerg.usecases.contacts import named_roles, write_contact_template

    named = named_roles(playbooks or call.settings.playbooks, os.environ, call.home)
    written = write_contact_template(file, named)
    return call.answer({"file": str(written)}, str(written))


@command.command(
    "import",
    cls=Said,
    about=Text("Lock the contacts of a CSV table in the address book, in place of equal roles."),
    examples=("emerg contacts import contacts.csv --passphrase-file PW",),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@needed_passphrase_option
@playbooks_option
@heard
def import_(call: Call, file: Path, passphrase_file: str, playbooks: Path | None) -> int:
    """Lock the contacts and print how many; of a table with problems nothing is kept."""
    from emerg.usecases.contacts import import_contacts, named_roles

    named = named_roles(playbooks or call.settings.playbooks, os.environ, call.home)
    done = import_contacts(call.home, file, read_passphrase(passphrase_file), named, call.today)
    lines: list[Prose] = [
        Text(
            "{file}: {added} new, {changed} changed, {total} contacts in all",
            file=str(done.file),
            added=done.added,
            changed=done.changed,
            total=done.total,
        )
    ]
    if done.empty:
        lines.append(Text("{n} rows without name and number were left out", n=done.empty))
    if done.unasked:
        lines.append(Text("No sheet names these, check the spelling: {roles}", roles=done.unasked))
    lines.append(
        Text("{file} itself is not locked: delete it, or keep it under lock", file=str(file))
    )
    machine = {
        "file": str(done.file),
        "added": done.added,
        "changed": done.changed,
        "total": done.total,
        "left_out": done.empty,
        "in_no_sheet": list(done.unasked),
    }
    return call.answer(machine, "\n".join(call.settings.say(line) for line in lines))


@command.command(
    "gather",
    cls=Said,
    about=Text("Lock the numbers of the office's own lists and plans, and take them out of there."),
    examples=(
        "emerg contacts gather --passphrase-file PW",
        "emerg contacts gather --passphrase-file PW --resources stock.xlsx",
    ),
)
@needed_passphrase_option
@resources_option
@playbooks_option
@heard
def gather(call: Call, passphrase_file: str, resources: Path | None, playbooks: Path | None) -> int:
    """Lock them, and print which files were written anew; what came with emerg is not touched."""
    from emerg.usecases.gather import gather_contacts
    from emerg.usecases.resources import Sources

    sources = Sources(resources, playbooks or call.settings.playbooks, os.environ, call.home)
    done = gather_contacts(sources, read_passphrase(passphrase_file))
    tell_beside(call.settings, done.left)
    machine = {
        "files": [{"path": str(path), "contacts": count} for path, count in done.files],
        "added": done.added,
        "differing": list(done.differing),
        "left": [told_json(problem, call.settings) for problem in done.left],
    }
    return call.answer(machine, "\n".join(map(call.settings.say, _gathered(done))))


def _gathered(done: "Done") -> Iterator[Prose]:
    for path, count in done.files:
        yield Text("{file}: {n} numbers were taken out and are locked", file=str(path), n=count)
    if done.differing:
        yield Text(
            "The address book had another number for these, and keeps both: {roles}",
            roles=done.differing,
        )
    if not done.files:
        yield Text("No list and no plan of the office holds a number that can be gathered.")
    else:
        yield Text("{n} contacts are new in the address book", n=done.added)
        yield Text("Copies elsewhere still hold the numbers: on sticks, in mail, in older backups.")


@command.command(
    "list",
    cls=Said,
    about=Text("Print every contact: the one command that prints numbers."),
    examples=("emerg contacts list --passphrase-file PW",),
)
@needed_passphrase_option
@heard
def list_(call: Call, passphrase_file: str) -> int:
    """Print the contacts, and which numbers nobody has rung lately."""
    from emerg.incident.address_book import read_address_book
    from emerg.playbooks.check import PHONE_DAYS, is_trusted

    found = read_address_book(call.home, read_passphrase(passphrase_file))
    stale = [one for one in found if not is_trusted(one.verified_on, call.today)]
    if not found:
        return call.answer([], Text("The address book is empty."))
    say = call.settings.say
    lines = [table([say(head) for head in HEADS], [_cells(one) for one in found], right=())]
    if stale:
        told = Text(
            "{n} numbers not verified for {days} days or never", n=len(stale), days=PHONE_DAYS
        )
        lines.append(say(told))
    return call.answer([_plain(one, stale=one in stale) for one in found], "\n".join(lines))


def _cells(one: Contact) -> list[str]:
    day = "—" if one.verified_on is None else one.verified_on.isoformat()
    return [one.playbook, one.role, one.organisation, one.name, one.phone, one.note, day]


def _plain(one: Contact, *, stale: bool) -> dict[str, object]:
    day = None if one.verified_on is None else one.verified_on.isoformat()
    return {**asdict(one), "verified_on": day, "stale": stale}


@command.command(
    "forget",
    cls=Said,
    about=Text("Take the contact of a role out of the address book."),
    examples=("emerg contacts forget --role 水利局 --passphrase-file PW",),
)
@option("--role", required=True, about=Text("The role, as the address book names it."))
@option("--playbook", default="", about=Text("Id of the playbook that the contact is for, if any."))
@needed_passphrase_option
@heard
def forget(call: Call, role: str, playbook: str, passphrase_file: str) -> int:
    """Take it out and print how many are left."""
    from emerg.usecases.contacts import forget_contact

    left = forget_contact(call.home, role, playbook, read_passphrase(passphrase_file))
    return call.answer({"total": len(left)}, Text("{n} contacts are left.", n=len(left)))
