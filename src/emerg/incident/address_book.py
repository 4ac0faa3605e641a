"""The address book of the office: ``<home>/contacts.age``, locked with its passphrase.

An age file (age-encryption.org/v1, scrypt) around JSON: the contacts, and beside them the days on
which they were verified. They stand apart so that a version that knows of no days still opens a
book that has some, as this one opens a book that has none. What it holds is in plain text in
memory alone: errors name the file and never what stands in it, nor do they carry a parser's.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyrage

from emerg.errors import InputError, why
from emerg.incident.contacts import Contact, Contacts
from emerg.incident.disk import unwritten, write_durably
from emerg.incident.lock import Busy, Lock
from emerg.incident.passphrase import TooSlowError, opened, too_slow
from emerg.texts import Text

FILE = "contacts.age"
LOCK = "contacts.lock"
FORMAT = 1
BUSY = Busy(
    Text("another command is changing the address book"),
    Text("wait until it is done, and give the command again"),
)


def has_address_book(home: Path) -> bool:
    """Whether there is one, whoever can open it."""
    return (home / FILE).exists()


def read_address_book(home: Path, passphrase: str) -> Contacts:
    """Every contact in it.

    Raises
    ------
    InputError
        There is none, it cannot be read, the passphrase is another, or it is damaged.
    """
    path = home / FILE
    try:
        locked = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            Text("there is no address book yet"),
            where=str(path),
            fix=Text("emerg contacts import makes one from a table"),
        ) from error
    except OSError as error:
        raise InputError(
            Text("the file cannot be read ({reason})", reason=why(error)),
            where=str(path),
            fix=Text("check that it exists and may be read"),
        ) from error
    try:
        content = opened(locked, passphrase)
    except TooSlowError as error:
        raise too_slow(path) from error
    except pyrage.DecryptError as error:
        raise InputError(
            Text("the address book cannot be opened: another passphrase, or damaged"),
            where=str(path),
            fix=Text("check the passphrase; if it is lost, move the file away and import anew"),
        ) from error
    return _contacts(content, path)


def _contacts(content: bytes, path: Path) -> Contacts:
    try:
        book = json.loads(content)
        plain = tuple(Contact(**row) for row in book["contacts"])
        days = book.get("verified", [None] * len(plain))
        sound = book["format"] == FORMAT and all(map(_is_text, plain))
        found = tuple(_dated(one, day) for one, day in zip(plain, days, strict=True))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sound = False
    if sound:
        return found
    # Outside the handler: a parser's error would carry what it was reading.
    raise InputError(
        Text("the address book was written by another version, or is damaged"),
        where=str(path),
        fix=Text("install the newest version; else move the file away and import anew"),
    )


def _dated(contact: Contact, day: str | None) -> Contact:
    return contact if day is None else replace(contact, verified_on=date.fromisoformat(day))


def _is_text(contact: Contact) -> bool:
    return all(isinstance(value, str) for value in _row(contact).values())


def _row(contact: Contact) -> Mapping[str, Any]:
    return {key: value for key, value in asdict(contact).items() if key != "verified_on"}


@contextmanager
def changing_address_book(home: Path) -> Iterator[None]:
    """Nobody else changes the address book meanwhile: two who do so at once lose nothing.

    Raises
    ------
    InputError
        Somebody else is changing it.
    OutputError
        The folder cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(home, error) from error
    with Lock(home / LOCK, BUSY):
        yield


def write_address_book(home: Path, contacts: Contacts, passphrase: str) -> Path:
    """Lock `contacts` with `passphrase` in place of what is there, whole or not at all.

    Raises
    ------
    OutputError
        It cannot be written; the old one is still there.
    """
    days = [one.verified_on and one.verified_on.isoformat() for one in contacts]
    book = {"format": FORMAT, "contacts": [_row(one) for one in contacts], "verified": days}
    content = json.dumps(book, ensure_ascii=False).encode()
    path = home / FILE
    write_durably(path, [pyrage.passphrase.encrypt(content, passphrase)])
    return path
