"""River playbooks: ``river.toml``, ``plan.toml``, ``map.geojson``."""

from datetime import date
from functools import cache
from pathlib import Path

from emerg.errors import Findings
from emerg.playbooks.check import quality
from emerg.playbooks.links import check_links
from emerg.playbooks.read import ABOUT, read_river
from emerg.playbooks.rivers import rivers
from fuzz.targets import _books

mutate = _books.mutate
ID = "boqu"


@cache
def seeds() -> list[bytes]:
    return [_books.seed(_books.PLAYBOOKS / "rivers" / ID, ABOUT)]


def feed(data: bytes) -> None:
    _books.feed(data, ID, _checked)


def _checked(folder: Path, findings: Findings) -> None:
    book = read_river(folder, findings)
    if book is None:
        return
    quality(book, date(2026, 11, 29))
    check_links({folder.name: book}, findings)
    if not findings.problems:
        rivers([book])
