"""The telephone numbers that sheets may print. Knows no widget."""

from dataclasses import dataclass

from emerg.incident.contacts import Contacts


@dataclass(slots=True)
class Numbers:
    """The contacts that sheets may print: in memory alone, none until they are unlocked."""

    contacts: Contacts = ()
