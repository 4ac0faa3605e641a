"""Whom the office calls: a name and a number for a role that sheets name."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

SECOND = "；"  # parts numbers, and notes


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a role; what is personal stays out of every representation.

    Attributes
    ----------
    role : str
        As the playbooks name it, in Chinese or English.
    playbook : str
        Id of the one playbook, or office, that it holds for; "" everywhere.
    verified_on : date or None
        The day somebody last rang the number; None where nobody said so.
    """

    role: str
    phone: str = field(repr=False)
    playbook: str = ""
    organisation: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    verified_on: date | None = field(default=None, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """What it is one of: a playbook has one contact for a role."""
        return self.playbook, folded(self.role)


Contacts: TypeAlias = tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """An address book after another was laid over it, and how many contacts of it are new."""

    contacts: Contacts
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """An address book after numbers from elsewhere were added to it.

    Attributes
    ----------
    added : int
        Contacts that are new.
    differing : tuple of str
        Roles that had another number, which stays: the one from elsewhere is in their note.
    """

    contacts: Contacts
    added: int
    differing: tuple[str, ...]


def folded(role: str) -> str:
    """A role as it is compared: without case, blanks and full-width marks.

    >>> folded("环境应急值班（自治区） A") == folded("环境应急值班(自治区)a")
    True
    """
    return "".join(unicodedata.normalize("NFKC", role).casefold().split())


def by_role(contacts: Contacts, playbook: str) -> Mapping[str, Contact]:
    """The contacts that hold for `playbook`, by folded role; its own before those of everywhere."""
    everywhere = {folded(one.role): one for one in contacts if not one.playbook}
    return everywhere | {folded(one.role): one for one in contacts if one.playbook == playbook}


def merge(old: Contacts, new: Iterable[Contact]) -> Merged:
    """`old` with each of `new` in place of the one with its key, or after them.

    Where the number is the same, what a table leaves empty stays as it was: a table without days
    does not undo that the number was rung, nor one without notes a second number.
    """
    kept = {one.key: one for one in old}
    added = changed = 0
    for fresh in new:
        before = kept.get(fresh.key)
        one = fresh if before is None else _filled(fresh, before)
        added += one.key not in kept
        changed += one.key in kept and kept[one.key] != one
        kept[one.key] = one
    return Merged(tuple(kept.values()), added, changed)


def _filled(fresh: Contact, before: Contact) -> Contact:
    if folded(fresh.phone) != folded(before.phone):
        return fresh
    return replace(
        fresh,
        organisation=fresh.organisation or before.organisation,
        name=fresh.name or before.name,
        note=fresh.note or before.note,
        verified_on=fresh.verified_on or before.verified_on,
    )


def gather(old: Contacts, found: Iterable[Contact]) -> Gathered:
    """`old` with the numbers of `found` added; of what is in it already nothing is lost."""
    kept = {one.key: one for one in old}
    added = 0
    differing: list[str] = []
    for one in found:
        before = kept.get(one.key)
        if before is None:
            kept[one.key] = one
            added += 1
            continue
        if folded(before.phone) == folded(one.phone) and before.verified_on is None:
            before = replace(before, verified_on=one.verified_on)
        fresh = [number for number in numbers_of(one) if not holds(before, number)]
        if fresh:
            differing.append(one.role)
        note = SECOND.join(filter(None, (before.note, *fresh)))
        kept[one.key] = replace(before, note=note)
    return Gathered(tuple(kept.values()), added, tuple(differing))


def numbers_of(contact: Contact) -> tuple[str, ...]:
    """Its numbers, and what its note holds besides."""
    return tuple(filter(None, f"{contact.phone}{SECOND}{contact.note}".split(SECOND)))


def holds(contact: Contact, number: str) -> bool:
    """Whether `number`, or each of several, is one of a contact's.

    >>> holds(Contact("a", "0891-1", note="夜班；110"), "110"), holds(Contact("a", "1110"), "110")
    (True, False)
    """
    return {*map(folded, number.split(SECOND))} <= {*map(folded, numbers_of(contact))}
