"""Road playbooks: ``road.toml``, ``plan.toml``, ``map.geojson``."""

from datetime import date
from functools import cache
from pathlib import Path

from emerg.errors import Findings
from emerg.playbooks.check_road import road_quality
from emerg.playbooks.read_road import ABOUT, read_road
from emerg.playbooks.road_books import check_road_links, road_book
from fuzz.targets import _books

mutate = _books.mutate
ID = "g318-lhasa"


@cache
def seeds() -> list[bytes]:
    return [_books.seed(_books.PLAYBOOKS / "roads" / ID, ABOUT)]


def feed(data: bytes) -> None:
    _books.feed(data, ID, _checked)


def _checked(folder: Path, findings: Findings) -> None:
    roads = _books.real_roads()
    playbook = read_road(folder, findings)
    book = None if playbook is None else road_book(playbook, roads, findings)
    if book is not None:
        check_road_links(folder.name, book, roads, findings)
        road_quality(book, roads, date(2026, 11, 29))
