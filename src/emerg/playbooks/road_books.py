"""Road playbooks joined to the road network: where each runs, and which posts count on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from emerg.errors import DataError, Findings
from emerg.network.alignment import Alignment, alignment
from emerg.network.place import feet, flat_lines
from emerg.network.stakes import Anchor, Posted, posted
from emerg.playbooks.read_road import ABOUT, MAP, PLAN, read_road
from emerg.playbooks.road_schema import Post, RoadPlaybook
from emerg.playbooks.roads import RoadMap, posts
from emerg.playbooks.schema import LINE_ERROR_KM
from emerg.playbooks.shelf import entries
from emerg.texts import Text

# A post as far from the road as this stands on another one, or is written wrong.
POST_OFF_M = 5_000.0
KM = 0.02


@dataclass(frozen=True, slots=True)
class RoadBook:
    """A road playbook and the way it runs.

    Attributes
    ----------
    posts : tuple of Posted
        The office's own where it has entered any, otherwise the network's.
    own_posts : bool
    """

    playbook: RoadPlaybook
    alignment: Alignment
    posts: tuple[Posted, ...]
    own_posts: bool

    @property
    def id(self) -> str:
        return self.playbook.road.id

    @property
    def stretches(self) -> tuple[str, ...]:
        """Everything that belongs to it, the branches too."""
        road = self.playbook.road
        return (*road.stretches, *road.branches)


def load_road_books(folders: Sequence[Path], roads: RoadMap) -> Mapping[str, RoadBook]:
    """Every road playbook, by id, in the order found.

    Raises
    ------
    DataError
        Every problem of every playbook.
    """
    findings = Findings()
    found: dict[str, RoadBook] = {}
    for entry in entries(folders, "road"):
        playbook = read_road(entry.folder, findings)
        book = None if playbook is None else road_book(playbook, roads, findings)
        if book is not None:
            check_road_links(entry.id, book, roads, findings)
            found[entry.id] = book
    findings.raise_any()
    return found


def road_book(playbook: RoadPlaybook, roads: RoadMap, findings: Findings) -> RoadBook | None:
    """The playbook on the network; None, with findings, where it does not fit."""
    where = f"{playbook.folder / ABOUT}, stretches"
    try:
        way = alignment(roads.roads, playbook.road.stretches, where)
    except DataError as error:
        findings.problems += error.problems
        return None
    anchors = _anchors(playbook, way, roads, findings)
    if anchors is None:
        return None
    if anchors:
        return RoadBook(playbook, way, posted(way, anchors), True)
    theirs = [post for ref in playbook.road.refs for post in posts(roads, ref)]
    return RoadBook(playbook, way, tuple(p for p in theirs if p.stretch in way), False)


def _anchors(
    playbook: RoadPlaybook, way: Alignment, roads: RoadMap, findings: Findings
) -> tuple[Anchor, ...] | None:
    """The office's posts along the road; None, with findings, where they cannot stand so."""
    before = len(findings.problems)
    where = f"{playbook.folder / ABOUT}, posts"
    given = playbook.road.posts
    lines = flat_lines({part.stretch.id: roads.lines[part.stretch.id] for part in way.parts})
    found: list[Anchor] = []
    for post in given:
        foot = next(feet(lines, post.lon, post.lat))
        if foot.distance_m > POST_OFF_M:
            findings.add(
                Text(
                    "post K{km} lies {off} km from the road",
                    km=f"{post.km:g}",
                    off=f"{foot.distance_m / 1000:.1f}",
                ),
                where,
                Text("check its position: lon and lat in WGS84"),
            )
            continue
        found.append(Anchor(post.km, way.distance_m(foot.id, foot.fraction), post.doubt_km))
    found.sort(key=lambda anchor: anchor.distance_m)
    _check_order(given, found, where, findings)
    return tuple(found) if len(findings.problems) == before else None


def _check_order(
    given: Sequence[Post], found: Sequence[Anchor], where: str, findings: Findings
) -> None:
    if len(given) == 1:
        findings.add(
            Text("one post alone fixes no kilometre"), where, Text("enter two or more, far apart")
        )
    steps = [(b.km - a.km, b.distance_m - a.distance_m, a, b) for a, b in pairwise(found)]
    rising = sum(step > 0 for step, _m, _a, _b in steps) * 2 >= len(steps)
    for step, metres, a, b in steps:
        if metres < 1.0 or step == 0 or (step > 0) != rising:
            findings.add(
                Text(
                    "posts K{a} and K{b} do not follow each other along the road",
                    a=f"{a.km:g}",
                    b=f"{b.km:g}",
                ),
                where,
                Text("check kilometres and positions: they rise, or fall, all the way"),
            )


def check_road_links(name: str, book: RoadBook, roads: RoadMap, findings: Findings) -> None:
    """What must agree between the records of a road playbook."""
    road, folder = book.playbook.road, book.playbook.folder
    if name != road.id:
        findings.add(
            Text("the id '{id}' is not the folder's name", id=road.id),
            f"{folder / ABOUT}, id",
            Text('write id = "{name}", or rename the folder', name=name),
        )
    for stretch in road.branches:
        if stretch not in roads.edges:
            findings.add(
                Text("{id} is no stretch of the road network", id=stretch),
                f"{folder / ABOUT}, branches",
                Text("give the id of a stretch, as in network.geojson"),
            )
    for where, key in _source_keys(book.playbook):
        if key not in road.sources:
            findings.add(
                Text("no source '{key}' in road.toml", key=key),
                where,
                Text("one of: {known}", known=", ".join(road.sources) or "—"),
            )
    _check_rows(book, findings)


def _source_keys(playbook: RoadPlaybook) -> Iterator[tuple[str, str]]:
    folder = playbook.folder
    for cargo in playbook.road.cargo:
        yield f"{folder / ABOUT}, cargo {cargo.substance}", cargo.source
    for number, step in enumerate(playbook.plan.steps, start=1):
        yield f"{folder / PLAN}, steps {number}", step.source
    yield f"{folder / PLAN}, termination", playbook.plan.termination.source
    for row in playbook.rows:
        yield f"{folder / MAP}, {row.id}", row.source


def _check_rows(book: RoadBook, findings: Findings) -> None:
    seen: set[str] = set()
    end_km = book.alignment.length_m / 1000
    for row in book.playbook.rows:
        where = f"{book.playbook.folder / MAP}, {row.id}"
        if row.id in seen:
            findings.add(
                Text("the id '{id}' is used twice", id=row.id),
                where,
                Text("give every record an id of its own"),
            )
        seen.add(row.id)
        if row.to_km > end_km + KM:
            findings.add(
                Text(
                    "km {km} lies beyond the end of the road, km {end}",
                    km=f"{row.to_km:g}",
                    end=f"{end_km:.1f}",
                ),
                where,
                Text("kilometres count as driven from the beginning of the playbook's road"),
            )


def line_error_km(roads: RoadMap, stretch: str) -> float:
    """How far the true road may lie from the line of a stretch [km]."""
    return LINE_ERROR_KM[roads.edges[stretch].accuracy]
