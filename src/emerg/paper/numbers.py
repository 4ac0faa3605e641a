"""Numbers of the address book on a sheet: beside each role that it knows, else a line as ever."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from emerg.incident.contacts import Contact, folded
from emerg.paper.content import Blank, Cell, Note, Stack
from emerg.playbooks.schema import PlanFile, Role
from emerg.texts import LANGS, Prose, Text, render

# Contacts by folded role, as `by_role` gives them; empty where the address book stays closed.
Known: TypeAlias = Mapping[str, Contact]


def number_cell(known: Known, who: Prose, phone: str, verified_on: date | None = None) -> Cell:
    """Whom to ring for `who`, and when somebody last did; a line to fill in where none is known.

    `phone`, verified on `verified_on`, is what the playbook has: the address book goes before it.
    """
    lines = number_lines(_contact(known, who), phone, verified_on)
    return Stack(lines) if lines else Blank()


def number_in_short(known: Known, who: Prose, phone: str) -> Cell:
    """The number and the name without the day, for a sheet that has to be short."""
    lines = number_lines(_contact(known, who), phone)[:-1]
    return Stack(lines) if lines else Blank()


def number_and_day(known: Known, role: Role) -> tuple[Cell, Cell]:
    """The same for a table with a column of its own for the day, to be filled in by hand."""
    found = _contact(known, role.who)
    *number, _verified = number_lines(found, role.phone) or (None,)
    if not number:
        return Blank(), Blank()
    day = role.verified_on if found is None else found.verified_on
    return Stack(tuple(number)), day.isoformat() if day else Text("not verified")


def number_lines(
    found: Contact | None, phone: str, verified_on: date | None = None
) -> tuple[Prose, ...]:
    """Number, name and day of the contact that was `found`, else of `phone`; else nothing."""
    if found is None:
        return (phone, verified_words(verified_on)) if phone else ()
    name = found.name or found.organisation
    day = verified_words(found.verified_on)
    return (found.phone, name, day) if name else (found.phone, day)


def number_of(known: Known, who: Prose) -> tuple[Prose, ...]:
    """Number, name and day of `who` as the address book has them; nothing where it has not."""
    return number_lines(_contact(known, who), "")


def verified_words(verified_on: date | None) -> Text:
    """When somebody last rang a number."""
    if verified_on is None:
        return Text("not verified")
    return Text("verified {day}", day=verified_on.isoformat())


def with_numbers(plan: PlanFile, known: Known) -> PlanFile:
    """`plan` as the sheet prints it, for the judgement of what is still missing on it."""
    roles = tuple(
        role
        if (found := _contact(known, role.who)) is None
        else replace(role, phone=found.phone, verified_on=found.verified_on)
        for role in plan.roles
    )
    return replace(plan, roles=roles)


def privacy_note(known: Collection[object]) -> list[Note]:
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
