"""A passphrase comes from a file or the standard input, never from the command line."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from emerg.cli.speech import option
from emerg.errors import InputError, why
from emerg.incident.contacts import Contacts
from emerg.texts import Prose, Text

F = TypeVar("F", bound=Callable[..., Any])
CONTACTS = "--contacts-passphrase-file"
OWN = "--passphrase-file"


def passphrase_option(function: F) -> F:
    """`--passphrase-file`, which may be left out."""
    return _option(OWN)(function)


def needed_passphrase_option(function: F) -> F:
    """`--passphrase-file`, without which there is no answer."""
    return _option(OWN, required=True)(function)


def contacts_option(function: F) -> F:
    """`--contacts-passphrase-file`, which has names and numbers printed on a sheet."""
    return option(
        CONTACTS,
        "contacts",
        metavar="FILE",
        about=Text("Print numbers on the sheet: file with the passphrase of the contacts, or -."),
    )(function)


def opened_contacts(home: Path, word: str | None) -> Contacts:
    """The contacts that the passphrase in `word` opens; without a word none.

    Raises
    ------
    InputError
        The passphrase or the address book cannot be read, or one does not open the other.
    """
    if word is None:
        return ()
    from emerg.incident.address_book import read_address_book

    return read_address_book(home, read_passphrase(word, CONTACTS))


def _option(name: str, **attrs: Any) -> Callable[[F], F]:
    return option(
        name,
        metavar="FILE",
        about=Text("File whose first line is the passphrase, or - for the standard input."),
        **attrs,
    )


def passphrase_if(word: str | None) -> str | None:
    """The passphrase in the file `word`, where one was named.

    Raises
    ------
    InputError
        As `read_passphrase`.
    """
    return None if word is None else read_passphrase(word)


def read_passphrase(word: str, name: str = OWN) -> str:
    """The first line of the file that `word`, the value of the option `name`, names.

    Raises
    ------
    InputError
        It cannot be read, or is empty.
    """
    try:
        content = sys.stdin.buffer.read() if word == "-" else Path(word).read_bytes()
        lines = content.decode("utf-8-sig").splitlines()
    except OSError as error:
        reason = Text("the file cannot be read ({reason})", reason=why(error))
        raise _none(word, name, reason) from error
    except UnicodeDecodeError:
        # Without its cause, which would carry the passphrase.
        reason = Text("the file cannot be read ({reason})", reason=Text("it is not UTF-8"))
        raise _none(word, name, reason) from None
    if not lines or not lines[0]:
        raise _none(word, name, Text("there is no passphrase in the file"))
    return lines[0]


def _none(word: str, name: str, what: Prose) -> InputError:
    return InputError(
        what,
        where=f"{name} {word}",
        fix=Text("name a file whose first line is the passphrase"),
    )
