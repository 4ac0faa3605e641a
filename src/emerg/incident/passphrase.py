"""Opening what a passphrase locks, on machines of any speed.

The lock is made to take about a second where it is made. age refuses one that by its own measure
would take far longer here, lest a stranger's file keep a machine busy for hours; on a machine that
is busy with something else that measure is wrong, and is taken anew.
"""

from pathlib import Path

import pyrage

from emerg.errors import InputError
from emerg.texts import Text

TRIES = 4
EXCESSIVE = "Excessive work"


class TooSlowError(Exception):
    """By the measure of this machine, opening it would take far too long."""


def opened(locked: bytes, passphrase: str) -> bytes:
    """What `locked` holds.

    Raises
    ------
    pyrage.DecryptError
        Another passphrase, or damaged.
    TooSlowError
        It asks for more work than this machine does in reason, however often it is measured.
    """
    for _ in range(TRIES):
        try:
            return pyrage.passphrase.decrypt(locked, passphrase)
        except pyrage.DecryptError as error:
            if EXCESSIVE not in str(error):
                raise
    raise TooSlowError


def too_slow(path: Path) -> InputError:
    """What to tell of it."""
    return InputError(
        Text("opening it would take this computer far too long"),
        where=str(path),
        fix=Text("close other programs and try again; or have it locked anew on this computer"),
    )
