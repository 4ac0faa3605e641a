"""The standing sheet of a road: one road, one plan, one map."""

from dataclasses import replace
from datetime import date

import numpy as np

from emerg import __version__
from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import Cell, Column, Form, Heading, Note, Part, Sheet, Stack, Strong, Table
from emerg.paper.data_hash import data_hash
from emerg.paper.incident_map import RIVER_LINES, ROUGH_LINE
from emerg.paper.map_content import LegendEntry, MapContent, Mark, RoadLine, bounds_of
from emerg.paper.map_lines import map_part, points_of, river_lines
from emerg.paper.numbers import with_numbers
from emerg.paper.road_words import KM_NOTE, ROAD_SITES, SKETCH
from emerg.paper.standing import FIRST_PAGE, both
from emerg.paper.standing_plan import (
    contact_parts,
    end_parts,
    plan_parts,
    quality_parts,
    source_parts,
)
from emerg.paper.symbols import SymbolName
from emerg.paper.words import CONFIDENCES, NONE, worded
from emerg.playbooks.check_road import road_quality
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.road_schema import RoadSite
from emerg.playbooks.roads import RoadMap
from emerg.response.receiving import REASONS
from emerg.texts import Prose, Text

# The symbol of a place on the map; what is not here is in the list alone.
SYMBOLS: dict[str, SymbolName] = {
    "pass": "reserve",
    "bridge": "bridge",
    "crossing": "bridge",
    "source_zone": "intake",
    "town": "seat",
    "port": "exit",
    "service": "depot",
    "fuel": "depot",
    "parking": "space",
    "check": "station",
    "weigh": "station",
    "school": "other",
    "tunnel": "other",
}
LOUD = ("source_zone", "port")
NAMED = ("town", "port", "pass")


def road_sheet(
    book: RoadBook, roads: RoadMap, rivers: Rivers, today: date, contacts: Contacts = ()
) -> Sheet:
    """The standing sheet of `book` as of `today`."""
    road, plan = book.playbook.road, book.playbook.plan
    known = by_role(contacts, book.id)
    judged = replace(book, playbook=replace(book.playbook, plan=with_numbers(plan, known)))
    places = [*enumerate(book.playbook.sites, start=1)]
    parts: list[Part] = [
        *_warnings(book),
        _about(book),
        map_part(road_map(book, roads, rivers), FIRST_PAGE),
        *_places(rivers, places),
        *_drains(book, rivers),
        *_carried(book),
        *contact_parts(plan, road.authorities, Text("Authorities on this road"), known),
        *plan_parts(
            plan,
            road.sources,
            Text("General plan: this road has no plan of its own yet"),
        ),
        *end_parts(plan, road.sources),
        *quality_parts(road_quality(judged, roads, today)),
        *source_parts(road.sources.values(), ROAD_LICENCE),
    ]
    return Sheet(
        title=Text("One road, one plan, one map"),
        subject=both(road.name),
        made=Text("made {date}", date=today.isoformat()),
        status=road.data_status,
        version=f"{__version__} · {road.version}",
        data=data_hash(book.playbook),
        parts=tuple(parts),
        keywords=(*road.refs, road.name.zh),
    )


ROAD_LICENCE = Text(
    "Road lines: © OpenStreetMap contributors (ODbL 1.0), generalised, and lines drawn by terrain: "
    "name the source and share alike."
)


def _warnings(book: RoadBook) -> list[Part]:
    found: list[Part] = [Note(SKETCH, "loud")]
    if book.playbook.road.assumption.zh:
        found.append(Note(book.playbook.road.assumption, "loud"))
    return found


def _about(book: RoadBook) -> Form:
    road = book.playbook.road
    posts: Prose = Text("none that can be relied on: enter your own")
    if book.posts:
        low = min(min(p.from_km, p.to_km) for p in book.posts)
        high = max(max(p.from_km, p.to_km) for p in book.posts)
        doubt = max(post.doubt_km for post in book.posts)
        posts = Text(
            "K{low} to K{high}, ± {doubt} km{whose}",
            low=f"{low:.0f}",
            high=f"{high:.0f}",
            doubt=f"{doubt:g}",
            whose=Text(", the office's own") if book.own_posts else Text(", an old public scheme"),
        )
    fields: list[tuple[Prose, Prose]] = [
        (
            Text("Road"),
            Text(
                "{refs}, {km} km as driven",
                refs=", ".join(road.refs),
                km=f"{book.alignment.length_m / 1000:.0f}",
            ),
        ),
        (Text("Stake posts"), posts),
        (
            Text("Version, data"),
            Text("{version}; {status}", version=road.version, status=road.data_status),
        ),
        (Text("Approved by, on"), road.approved_by),
        (Text("Review by"), "" if road.review_by is None else road.review_by.isoformat()),
    ]
    return Form(tuple(fields))


def road_map(book: RoadBook, roads: RoadMap, rivers: Rivers) -> MapContent:
    """The road, the rivers it drains to, and what is on it by number."""
    lines = [
        RoadLine(roads.lines[name], roads.edges[name].accuracy == "D") for name in book.stretches
    ]
    drained = tuple(dict.fromkeys(drain.river for drain in book.playbook.drains))
    bounds = bounds_of(points_of(np.vstack([line.lonlat for line in lines])))
    drawn = river_lines(rivers, bounds, drained)
    marks = [
        _mark(number, site, book.playbook.points[site.id])
        for number, site in enumerate(book.playbook.sites, start=1)
        if site.id in book.playbook.points and site.kind in SYMBOLS
    ]
    marks.sort(key=lambda mark: not mark.loud)
    legend = [
        LegendEntry("line", "route", Text("this road")),
        LegendEntry("line", "rough_route", Text("this road, drawn by terrain (class D)")),
        LegendEntry("line", "main", Text("rivers it drains to")),
    ]
    if any(line.rough for line in drawn):
        legend.append(ROUGH_LINE)
    kinds = dict.fromkeys(site.kind for site in book.playbook.sites if site.kind in SYMBOLS)
    named: dict[SymbolName, list[Prose]] = {}
    for kind in kinds:
        named.setdefault(SYMBOLS[kind], []).append(worded(ROAD_SITES, kind))
    legend += [
        LegendEntry("symbol", symbol, Text("{items}", items=tuple(words)))
        for symbol, words in named.items()
    ]
    return MapContent(
        title=Text("{road}: one map", road=book.playbook.road.name),
        bounds=bounds,
        rivers=drawn,
        marks=tuple(marks),
        km_marks=(),
        plume=None,
        incident=None,
        legend=tuple(legend),
        notes=(Text("Numbers as in the lists that follow."), RIVER_LINES),
        roads=tuple(lines),
    )


def _mark(number: int, site: RoadSite, at: tuple[float, float]) -> Mark:
    label: Prose = site.name if site.kind in NAMED else str(number)
    return Mark(*at, SYMBOLS[site.kind], label=label, loud=site.kind in LOUD)


def _places(rivers: Rivers, places: list[tuple[int, RoadSite]]) -> list[Part]:
    rows: list[tuple[Cell, ...]] = []
    for number, site in places:
        span = f"{site.from_km:.1f}"
        if site.to_km > site.from_km:
            span += f"–{site.to_km:.1f}"
        name: tuple[Prose, ...] = (site.name, site.note) if site.note.zh else (site.name,)
        rows.append(
            (
                str(number),
                span,
                Strong(worded(ROAD_SITES, site.kind)),
                Stack(name),
                _river(rivers, site.river, site.river_km),
                worded(CONFIDENCES, site.confidence),
            )
        )
    columns = (
        Column(Text("No."), 0.6, "right"),
        Column("km", 1.5, "right"),
        Column(Text("Kind"), 1.4),
        Column(Text("Place"), 5.0),
        Column(Text("River"), 2.4),
        Column(Text("Confidence"), 1.1),
    )
    return [
        Heading(Text("What is on the road"), new_page=True),
        Note(KM_NOTE, "quiet"),
        Table(columns, tuple(rows), Text("nothing is listed"), Text("what is on the road")),
    ]


def _river(rivers: Rivers, river: str, km: float | None) -> Prose:
    if not river:
        return NONE
    if km is None:
        return rivers.network.name(river)
    return Text("{river} km {km}", river=rivers.network.name(river), km=f"{km:.0f}")


def _drains(book: RoadBook, rivers: Rivers) -> list[Part]:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{row.from_km:.0f}–{row.to_km:.0f}",
            Strong(rivers.network.name(row.river)),
            f"{row.river_from_km:.0f}–{row.river_to_km:.0f}",
            f"{row.distance_m:,.0f}",
            REASONS[row.reason],
            worded(CONFIDENCES, row.confidence),
        )
        for row in book.playbook.drains
    ]
    columns = (
        Column("km", 1.5, "right"),
        Column(Text("River"), 3.0),
        Column(Text("river km"), 1.6, "right"),
        Column(Text("m away at least"), 1.6, "right"),
        Column(Text("by which way"), 3.2),
        Column(Text("Confidence"), 1.1),
    )
    return [
        Heading(Text("Where it drains to")),
        Note(Text("Look on the spot: ditch, culvert and bridge drains decide"), "quiet"),
        Table(columns, tuple(rows), Text("nothing is listed"), Text("where it drains to")),
    ]


def _carried(book: RoadBook) -> list[Part]:
    rows: list[tuple[Cell, ...]] = [
        (Strong(row.name), row.note or NONE, worded(CONFIDENCES, row.confidence))
        for row in book.playbook.road.cargo
    ]
    columns = (
        Column(Text("Carried"), 3.0),
        Column(Text("Note"), 7.5),
        Column(Text("Confidence"), 1.5),
    )
    empty = Text("nothing is known of what is carried")
    return [Heading(Text("What is carried")), Table(columns, tuple(rows), empty, Text("carried"))]
