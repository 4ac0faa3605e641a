"""The address book of the office: ``<home>/contacts.age``, locked with its passphrase.

An age file (age-encryption.org/v1, scrypt) around a JSON list. What it holds is in plain text in
memory alone: errors name the file and never what stands in it, nor do they carry a parser's.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pyrage

from emerg.errors import InputError, why
from emerg.incident.contacts import Contact, Contacts
from emerg.incident.disk import write_durably
from emerg.texts import Text

FILE = "contacts.age"
FORMAT = 1


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
        content = pyrage.passphrase.decrypt(locked, passphrase)
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
        found = tuple(Contact(**row) for row in book["contacts"])
        sound = book["format"] == FORMAT and all(map(_is_text, found))
    except (ValueError, TypeError, KeyError, RecursionError):
        sound = False
    if sound:
        return found
    # Outside the handler: a parser's error would carry what it was reading.
    raise InputError(
        Text("the address book was written by another version, or is damaged"),
        where=str(path),
        fix=Text("install the newest version; else move the file away and import anew"),
    )


def _is_text(contact: Contact) -> bool:
    return all(isinstance(value, str) for value in asdict(contact).values())


def write_address_book(home: Path, contacts: Contacts, passphrase: str) -> Path:
    """Lock `contacts` with `passphrase` in place of what is there, whole or not at all.

    Raises
    ------
    OutputError
        It cannot be written; the old one is still there.
    """
    book = {"format": FORMAT, "contacts": [asdict(one) for one in contacts]}
    content = json.dumps(book, ensure_ascii=False).encode()
    path = home / FILE
    write_durably(path, [pyrage.passphrase.encrypt(content, passphrase)])
    return path
