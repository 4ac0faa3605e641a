"""Every telephone number in an office's own lists and plans, taken into the address book.

In this order: find all; lock them in the book; open the book again and see that it holds them; only
then write the files anew without them. Whatever goes wrong, each number is in at least one place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import Findings, OutputError, Problem
from emerg.incident.address_book import (
    changing_address_book,
    has_address_book,
    read_address_book,
    write_address_book,
)
from emerg.incident.contacts import SECOND, Contact, Contacts, Gathered, folded, gather, holds
from emerg.incident.listed import listed, name_with_id
from emerg.playbooks.plan_numbers import EmptiedPlan, emptied_plan
from emerg.playbooks.schema import Role
from emerg.resources.emptied import Emptied, emptied_list
from emerg.resources.read import read_office
from emerg.resources.unlocked import Listed
from emerg.texts import Prose, Text
from emerg.usecases.files import rewrite_files
from emerg.usecases.resources import Sources
from emerg.usecases.unlocked import own_lists, own_plans


@dataclass(frozen=True, slots=True)
class Found:
    """A file with numbers in it, and whom they belong to, each with where it stands."""

    file: Emptied | EmptiedPlan
    contacts: tuple[tuple[Contact, Prose], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was gathered.

    Attributes
    ----------
    files : tuple of (Path, int)
        Files written anew, and how many contacts each held.
    added : int
        Contacts that are new in the address book.
    differing : tuple of str
        Roles that had another number there; the one from the file is in their note now.
    left : tuple of Problem
        Numbers that still stand somewhere, for nobody can say whose they are.
    """

    files: tuple[tuple[Path, int], ...]
    added: int
    differing: tuple[str, ...]
    left: tuple[Problem, ...]


def gather_contacts(sources: Sources, passphrase: str) -> Done:
    """Lock every number of the office's own lists and plans in the address book, and only there.

    Raises
    ------
    DataError
        Every problem of the lists and plans; nothing was written.
    InputError
        The passphrase is another, or somebody else is changing the address book.
    OutputError
        Something cannot be written; the files are as they were.
    """
    found = Findings()
    files = [*_lists(sources, found), *_plans(sources, found)]
    contacts = _told_apart(files, found)
    found.raise_any()
    gathered = Gathered((), 0, ())
    if contacts:
        with changing_address_book(sources.home):
            gathered = _locked(sources.home, contacts, passphrase)
            changed = [one.file for one in files if one.contacts]
            rewrite_files({f.path.resolve(): (f.before, f.after) for f in changed})
    return Done(
        tuple((one.file.path, len(one.contacts)) for one in files if one.contacts),
        gathered.added,
        gathered.differing,
        tuple(_left(place) for one in files for place in one.file.left),
    )


def _left(where: Prose) -> Problem:
    return Problem(
        Text("a telephone number still stands here, and is nobody's by its place"),
        where,
        Text("write it where it belongs, or into the table of contacts, and take it out here"),
    )


def _locked(home: Path, contacts: Contacts, passphrase: str) -> Gathered:
    """The address book with `contacts` in it, proven by opening it again."""
    old = read_address_book(home, passphrase) if has_address_book(home) else ()
    gathered = gather(old, contacts)
    path = write_address_book(home, gathered.contacts, passphrase)
    kept = {one.key: one for one in read_address_book(home, passphrase)}
    if all(one.key in kept and holds(kept[one.key], one.phone) for one in contacts):
        return gathered
    raise OutputError(
        Text("the address book does not hold what was written into it"),
        where=str(path),
        fix=Text("check the disk; lists and plans are as they were"),
    )


def _lists(sources: Sources, found: Findings) -> Iterator[Found]:
    for path in own_lists(sources):
        files = emptied_list(path, found)
        if not files:
            continue
        read = read_office(path)
        if read.office is None:
            found.problems += [one for one in read.problems if one not in found.problems]
            continue
        # Also of a row that is left out of the plan: it may be put right tomorrow.
        bearers = {(row.id, folded(row.name)) for file in files for row in file.listed}
        bearers |= {(one.id, folded(one.name.zh)) for one in listed(read.office)}
        names = Counter(name for _id, name in bearers)
        for file in files:
            rows = ((_of_list(row, read.office.id, names), row.where) for row in file.listed)
            yield Found(file, tuple(rows))


def _of_list(row: Listed, office: str, names: Mapping[str, int]) -> Contact:
    alone = names[folded(row.name)] == 1
    first, *more = row.phones
    name = row.name if alone else name_with_id(row.name, row.id).zh
    return Contact(name, first, office, row.owner, note=SECOND.join(more))


def _plans(sources: Sources, found: Findings) -> Iterator[Found]:
    for entry in own_plans(sources):
        file = emptied_plan(entry, found)
        if file is not None and (file.roles or file.left):
            where = str(file.path)
            yield Found(file, tuple((_of_plan(role, entry.id), where) for role in file.roles))


def _of_plan(role: Role, playbook: str) -> Contact:
    return Contact(role.who.zh, role.phone, playbook, verified_on=role.verified_on)


def _told_apart(files: list[Found], found: Findings) -> Contacts:
    """The contacts of all files; two with one name and different numbers are told."""
    kept: dict[tuple[str, str], Contact] = {}
    for contact, where in (pair for one in files for pair in one.contacts):
        other = kept.setdefault(contact.key, contact)
        if folded(other.phone) != folded(contact.phone):
            found.add(
                Text("'{role}' stands here twice, with different numbers", role=contact.role),
                where,
                Text("give each a name of its own: a sheet tells them apart by nothing else"),
            )
    return tuple(kept.values())
