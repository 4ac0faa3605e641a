"""emerg contacts: the address book of the office, locked with its passphrase."""

import os
from pathlib import Path

import click

from emerg.cli.columns import table
from emerg.cli.options import playbooks_option
from emerg.cli.passphrase import needed_passphrase_option, read_passphrase
from emerg.cli.record_call import Call, heard
from emerg.cli.speech import Said, SaidGroup, option
from emerg.texts import Prose, Text

HEADS = (
    Text("Playbook"),
    Text("Role"),
    Text("Organisation"),
    Text("Name"),
    Text("Number"),
    Text("Note"),
)


@click.group(
    "contacts",
    cls=SaidGroup,
    about=Text("Names and numbers of the office, locked with its passphrase."),
    examples=(
        "emerg contacts template contacts.csv",
        "emerg contacts import contacts.csv --passphrase-file PW",
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
    done = import_contacts(call.home, file, read_passphrase(passphrase_file), named)
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
    "list",
    cls=Said,
    about=Text("Print every contact: the one command that prints numbers."),
    examples=("emerg contacts list --passphrase-file PW",),
)
@needed_passphrase_option
@heard
def list_(call: Call, passphrase_file: str) -> int:
    """Print the contacts."""
    from dataclasses import asdict

    from emerg.incident.address_book import read_address_book

    found = read_address_book(call.home, read_passphrase(passphrase_file))
    heads = [call.settings.say(head) for head in HEADS]
    rows = [[c.playbook, c.role, c.organisation, c.name, c.phone, c.note] for c in found]
    human = table(heads, rows, right=()) if rows else Text("The address book is empty.")
    return call.answer([asdict(one) for one in found], human)


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
