"""Tailings playbooks: ``dam.toml``, ``plan.toml``, ``map.geojson``."""

from datetime import date
from functools import cache
from pathlib import Path

from emerg.errors import Findings
from emerg.playbooks.check_dam import dam_quality
from emerg.playbooks.dam_links import check_dam_links
from emerg.playbooks.read_dam import ABOUT, read_dam
from fuzz.targets import _books

mutate = _books.mutate
ID = "jiama"


@cache
def seeds() -> list[bytes]:
    return [_books.seed(_books.PLAYBOOKS / "tailings" / ID, ABOUT)]


def feed(data: bytes) -> None:
    _books.feed(data, ID, _checked)


def _checked(folder: Path, findings: Findings) -> None:
    book = read_dam(folder, findings)
    if book is None:
        return
    check_dam_links(folder.name, book, _books.real_rivers(), findings)
    if book.dam.receiving:
        dam_quality(book, date(2026, 11, 29))
