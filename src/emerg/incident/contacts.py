"""Whom the office calls: a name and a number for a role that sheets name."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a role; what is personal stays out of every representation.

    Attributes
    ----------
    role : str
        As the playbooks name it, in Chinese or English.
    playbook : str
        Id of the one playbook that it holds for; "" everywhere.
    """

    role: str
    phone: str = field(repr=False)
    playbook: str = ""
    organisation: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

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
    """`old` with each of `new` in place of the one with its key, or after them."""
    kept = {one.key: one for one in old}
    added = changed = 0
    for one in new:
        added += one.key not in kept
        changed += one.key in kept and kept[one.key] != one
        kept[one.key] = one
    return Merged(tuple(kept.values()), added, changed)
