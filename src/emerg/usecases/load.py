"""Load every river playbook that can be found."""

from collections.abc import Mapping
from pathlib import Path

from emerg.playbooks.rivers import Rivers, rivers
from emerg.playbooks.shelf import load_rivers as load_shelf
from emerg.playbooks.shelf import roots


def load_rivers(explicit: Path | None, environ: Mapping[str, str], home: Path) -> Rivers:
    """The network of all rivers in the playbook folders, first found first.

    Raises
    ------
    DataError
        Every problem of every playbook that cannot be read.
    """
    shelf = load_shelf(roots(explicit, environ, home))
    return rivers(shelf.rivers.values())
