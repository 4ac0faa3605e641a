"""Which entries stand on a printed page, found again by the hash at its foot."""

import hashlib
from collections.abc import Sequence

from emerg.errors import InputError
from emerg.incident.manifest import SHA256
from emerg.incident.model import Entry
from emerg.texts import Text

MOST_ON_A_PAGE = 120  # entries; an A4 page holds about forty


def entries_of_page(entries: Sequence[Entry], printed: str) -> tuple[Entry, ...]:
    """The entries, one after the other in the log, whose page bears the hash `printed`.

    Parameters
    ----------
    printed : str
        As at the foot of a page, see `emerg.paper.page_proof`; blanks in it do not count.

    Raises
    ------
    InputError
        It is no hash, or no entries that stand side by side come to it: one of them was changed,
        or others came between by a package after the page was printed.
    """
    wanted = "".join(printed.split()).lower()
    if not SHA256.fullmatch(wanted):
        raise InputError(
            Text("this is no hash of a page"),
            where="--page",
            fix=Text("type the 64 digits and letters at the foot of the page"),
        )
    for first in range(len(entries)):
        seen = hashlib.sha256()
        for last in range(first, min(first + MOST_ON_A_PAGE, len(entries))):
            seen.update((b"\n" if last > first else b"") + entries[last].hash.encode())
            if seen.hexdigest() == wanted:
                return tuple(entries[first : last + 1])
    raise InputError(
        Text("no entries that stand side by side come to this hash"),
        where="--page",
        fix=Text(
            "check the hash; if a package came after the page was printed, check the page in the "
            "record as it was then: a backup, or the package that was exported"
        ),
    )
