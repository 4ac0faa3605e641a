"""Depots and teams of an office's list, as the address book knows them.

Their contacts hold for the office alone: its id stands where that of a playbook does.
"""

from collections.abc import Iterator

from emerg.incident.contacts import Contact, Contacts, by_role, folded
from emerg.resources.schema import Depot, Office, Team
from emerg.texts import Bilingual


def names_of(office: Office, one: Depot | Team) -> tuple[Bilingual, ...]:
    """What the address book may call a depot or team of `office`, the surest name first.

    A name that two of them bear tells which only with the id after it.
    """
    same = [other for other in listed(office) if folded(other.name.zh) == folded(one.name.zh)]
    return (name_with_id(one.name.zh, one.id), *((one.name,) if len(same) == 1 else ()))


def name_with_id(name: str, id_: str) -> Bilingual:
    """A name that is its bearer's alone.

    >>> name_with_id("物资库", "A").zh
    '物资库 A'
    """
    return Bilingual(f"{name} {id_}")


def listed(office: Office) -> Iterator[Depot | Team]:
    """Its depots, then its teams."""
    yield from office.depots.values()
    yield from office.teams


def contact_of(contacts: Contacts, office: Office, one: Depot | Team) -> Contact | None:
    """Who answers at a depot or team, by its name; None where the address book has nobody."""
    known = by_role(contacts, office.id)
    said = (folded(word) for name in names_of(office, one) for word in (name.zh, name.en))
    return next((known[word] for word in said if word in known), None)


def post_of(contacts: Contacts, office: Office, one: Depot | Team) -> Contact | None:
    """Who answers for the post that a depot or team names."""
    return by_role(contacts, office.id).get(folded(one.contact_role))
