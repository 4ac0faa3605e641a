"""The address book of the office as a user meets it: filled from a table, listed, cut."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from emerg.errors import InputError
from emerg.incident.address_book import (
    changing_address_book,
    has_address_book,
    read_address_book,
    write_address_book,
)
from emerg.incident.contact_table import contact_table, read_contact_table
from emerg.incident.contacts import Contact, Contacts, folded, merge
from emerg.incident.listed import listed, names_of
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.playbooks.schema import Authority, PlanFile
from emerg.playbooks.shelf import roots
from emerg.texts import Bilingual, Text
from emerg.usecases.files import write_files
from emerg.usecases.load import load_rivers
from emerg.usecases.resources import Sources, found_offices

Names: TypeAlias = Mapping[str, tuple[Bilingual, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom sheets name: roles and authorities of playbooks, depots and teams of the office's lists.

    Each by the id of the playbook, or of the office.
    """

    playbooks: Names
    offices: Names

    def at(self, id_: str) -> tuple[Bilingual, ...]:
        """Who is named under an id."""
        return (*self.playbooks.get(id_, ()), *self.offices.get(id_, ()))

    @property
    def everywhere(self) -> tuple[Bilingual, ...]:
        return tuple(
            name for names in (self.playbooks, self.offices) for n in names.values() for name in n
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table brought.

    Attributes
    ----------
    empty : int
        Rows of the table without name and number, left out.
    unasked : tuple of str
        Roles that no sheet names, so that their number is never printed.
    """

    file: Path
    total: int
    added: int
    changed: int
    empty: int
    unasked: tuple[str, ...]


def import_contacts(
    home: Path, table: Path, passphrase: str, named: Named, today: date
) -> Imported:
    """Lay the contacts in `table` over the address book; the first import makes it.

    Raises
    ------
    DataError
        Every problem of the table; nothing was written.
    InputError, OutputError
        The passphrase is another, or somebody else is changing the book; or it cannot be
        written, and the old one is still there.
    """
    fresh, empty = read_contact_table(table, today)
    with changing_address_book(home):
        old = read_address_book(home, passphrase) if has_address_book(home) else ()
        merged = merge(old, fresh)
        file = write_address_book(home, merged.contacts, passphrase)
    unasked = tuple(one.role for one in fresh if not _asked(one, named))
    return Imported(file, len(merged.contacts), merged.added, merged.changed, empty, unasked)


def _asked(contact: Contact, named: Named) -> bool:
    names = named.at(contact.playbook) if contact.playbook else named.everywhere
    return any(folded(contact.role) in (folded(n.zh), folded(n.en)) for n in names)


def forget_contact(home: Path, role: str, playbook: str, passphrase: str) -> Contacts:
    """Take the contact of `role` out; what is left.

    Raises
    ------
    InputError, OutputError
        There is none, the passphrase is another, or somebody else is changing the book; it
        cannot be written.
    """
    with changing_address_book(home):
        contacts = read_address_book(home, passphrase)
        _known(contacts, role, playbook)
        left = tuple(one for one in contacts if one.key != (playbook, folded(role)))
        write_address_book(home, left, passphrase)
    return left


def _known(contacts: Contacts, role: str, playbook: str) -> None:
    if all(one.key != (playbook, folded(role)) for one in contacts):
        here = [one.role for one in contacts if one.playbook == playbook]
        near = get_close_matches(role, here, n=1)
        raise InputError(
            Text("the address book has no role '{role}' there", role=role),
            where="--role",
            fix=Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("emerg contacts list names them; --playbook says for which playbook"),
        )


def write_contact_template(out: Path, named: Named) -> Path:
    """Write the table to fill in to `out`: every role that a sheet names, once.

    Roles stand in it for every playbook; depots and teams for their office, which alone has them.

    Raises
    ------
    InputError, OutputError
        The file is not called .csv, or stands there already; it cannot be written.
    """
    if out.suffix.lower() != ".csv":
        raise InputError(
            Text("'{name}' is no name of a table", name=out.name),
            where="FILE",
            fix=Text("end it in .csv, for instance contacts.csv"),
        )
    if out.exists():
        raise InputError(
            Text("this file is there already and may be filled in"),
            where=str(out),
            fix=Text("name another file, or move it away"),
        )
    # Those that most sheets name come first: they are the ones to find numbers for first.
    roles = Counter(name.zh for names in named.playbooks.values() for name in names)
    rows = [("", role) for role, _sheets in roles.most_common()]
    rows += [(id_, name.zh) for id_, names in named.offices.items() for name in names]
    content = contact_table(rows)
    return write_files(out.parent, {out.name: content})[0]


def named_roles(explicit: Path | None, environ: Mapping[str, str], home: Path) -> Named:
    """Whom the sheets of every playbook name, rivers first, and those of dispatches.

    Raises
    ------
    DataError
        Every problem of every playbook that cannot be read.
    """
    lists = found_offices(Sources(None, explicit, environ, home))
    own = [read.office for read in lists if read.office is not None and not read.office.example]
    folders = roots(explicit, environ, home)
    rivers = load_rivers(explicit, environ, home)
    found = {id_: _names(b.plan, b.river.authorities) for id_, b in rivers.playbooks.items()}
    roads = load_road_books(folders, load_roads(folders))
    found |= {id_: _names(b.playbook.plan, b.playbook.road.authorities) for id_, b in roads.items()}
    dams = load_dams(folders, rivers)
    found |= {id_: _names(b.plan, b.dam.authorities) for id_, b in dams.items()}
    # The shortest name that says which: what a person would write.
    offices = {o.id: tuple(names_of(o, one)[-1] for one in listed(o)) for o in own}
    return Named(found, offices)


def _names(plan: PlanFile, authorities: tuple[Authority, ...]) -> tuple[Bilingual, ...]:
    def names() -> Iterator[Bilingual]:
        yield from (role.who for role in sorted(plan.roles, key=lambda role: role.order))
        yield from (office.name for office in authorities)

    return tuple(names())
