"""Numbers of the address book on a sheet: beside each role that it knows, else a line as ever."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from emerg.incident.contacts import Contact, folded
from emerg.paper.content import Blank, Cell, Note, Stack
from emerg.playbooks.schema import PlanFile
from emerg.texts import LANGS, Prose, Text, render

# Contacts by folded role, as `by_role` gives them; empty where the address book stays closed.
Known: TypeAlias = Mapping[str, Contact]


def number_cell(known: Known, who: Prose, phone: str) -> Cell:
    """Whom to ring for `who`; else `phone`, which the playbook has; else a line to fill in."""
    found = _contact(known, who)
    if found is None:
        return phone or Blank()
    name = found.name or found.organisation
    return Stack((found.phone, name)) if name else found.phone


def with_numbers(plan: PlanFile, known: Known) -> PlanFile:
    """`plan` as the sheet prints it, for the judgement of what is still missing on it."""
    roles = tuple(
        role if (found := _contact(known, role.who)) is None else replace(role, phone=found.phone)
        for role in plan.roles
    )
    return replace(plan, roles=roles)


def privacy_note(known: Known) -> list[Note]:
    """Where the address book was opened, who may have the sheet."""
    if not known:
        return []
    return [
        Note(
            Text(
                "Names and numbers are from the address book of the office: give this sheet only "
                "to those who need them, and do not post it."
            ),
            "loud",
        )
    ]


def _contact(known: Known, who: Prose) -> Contact | None:
    return next((known[key] for lang in LANGS if (key := folded(render(who, lang))) in known), None)
