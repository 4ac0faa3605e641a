"""The standing sheet of a tailings playbook: one pond, one plan, one map; first a pond card."""

from dataclasses import replace
from datetime import date

from emerg import __version__
from emerg.hazards.limits import load_limits
from emerg.hazards.tailings import estimate, grade
from emerg.hazards.tailings_table import load_tailings
from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import (
    Cell,
    Column,
    Form,
    Heading,
    Note,
    Part,
    Sheet,
    Stack,
    Strong,
    Table,
)
from emerg.paper.data_hash import data_hash
from emerg.paper.incident_map import RIVER_LINES, ROUGH_LINE
from emerg.paper.map_content import LegendEntry, MapContent, Mark, bounds_of
from emerg.paper.map_lines import map_part, points_of, river_lines
from emerg.paper.numbers import with_numbers
from emerg.paper.pond_checks import check_parts
from emerg.paper.pond_words import volume_words
from emerg.paper.standing import RIVER_LICENCE, both
from emerg.paper.standing_plan import (
    contact_parts,
    end_parts,
    plan_parts,
    quality_parts,
    source_parts,
)
from emerg.paper.words import CONFIDENCES, NONE, worded
from emerg.playbooks.check_dam import dam_quality
from emerg.playbooks.dam_schema import DamPlaybook, Figure, Pond
from emerg.playbooks.rivers import Rivers
from emerg.texts import Prose, Text
from emerg.units import significant

MAP_SHARE = 0.55


def pond_sheet(book: DamPlaybook, rivers: Rivers, today: date, contacts: Contacts = ()) -> Sheet:
    """The standing sheet of `book` as of `today`."""
    dam = book.dam
    known = by_role(contacts, dam.id)
    parts: list[Part] = []
    for number, pond in enumerate(dam.ponds):
        parts += _card(book, pond, rivers, first=number == 0)
    parts.append(map_part(pond_map(book, rivers), MAP_SHARE))
    for pond in dam.ponds:
        parts += check_parts(book, pond, today)
    parts += [
        *contact_parts(book.plan, dam.authorities, Text("Authorities at this pond"), known),
        *plan_parts(
            book.plan, dam.sources, Text("General plan: this pond has no plan of its own yet")
        ),
        *end_parts(book.plan, dam.sources),
        *quality_parts(dam_quality(replace(book, plan=with_numbers(book.plan, known)), today)),
        *source_parts(dam.sources.values(), RIVER_LICENCE),
    ]
    return Sheet(
        title=Text("One pond, one plan, one map"),
        subject=both(dam.name),
        made=Text("made {date}", date=today.isoformat()),
        status=dam.data_status,
        version=f"{__version__} · {dam.version}",
        data=data_hash(book),
        parts=tuple(parts),
        keywords=(dam.id, dam.name.zh),
    )


def _card(book: DamPlaybook, pond: Pond, rivers: Rivers, *, first: bool) -> list[Part]:
    """What everybody at the pond should know, on one page."""
    dam = book.dam
    notes: list[Part] = [Heading(Text("{pond}: pond card", pond=pond.name), new_page=not first)]
    if any(one is not None and one.confidence == "example" for one in _figures(pond)):
        notes.append(
            Note(
                Text(
                    "Figures marked “example” are invented for drills: the office fills in its own"
                ),
                "loud",
            )
        )
    fields: list[tuple[Prose, Prose]] = [
        (Text("Operator"), dam.owner),
        (Text("Ore"), dam.ore),
        (
            Text("Where"),
            Text("{county}, {prefecture}", county=dam.county, prefecture=dam.prefecture),
        ),
        (Text("height of the dam"), _figure(pond.height_m, "m")),
        (Text("stored volume"), _volume(pond.stored_m3)),
        (Text("ponded water"), _volume(pond.water_m3)),
        (Text("grade by height and volume"), _grade(pond)),
        (Text("Risk level (H, S, R)"), _risk(book)),
        (Text("Run-out of a breach"), _runout(pond)),
    ]
    for one in dam.receiving:
        fields.append(
            (
                Text("Leaks to"),
                Text(
                    "{gully} → {river} km {km} ({how}; confidence: {confidence})",
                    gully=one.gully,
                    river=rivers.network.name(one.river),
                    km=f"{one.km:g}",
                    how=one.how,
                    confidence=worded(CONFIDENCES, one.confidence),
                ),
            )
        )
    if pond.note.zh:
        fields.append((Text("Note"), pond.note))
    return [*notes, Form(tuple(fields)), *_content(pond), *_below(book)]


def _where(book: DamPlaybook) -> Text:
    dam = book.dam
    return Text("{county}, {prefecture}", county=dam.county, prefecture=dam.prefecture)


def _figures(pond: Pond) -> tuple[Figure | None, ...]:
    return pond.height_m, pond.stored_m3, pond.water_m3


def _figure(figure: Figure | None, unit: str) -> Prose:
    if figure is None:
        return ""
    value = significant(figure.low, 3)
    if figure.high != figure.low:
        value += f"–{significant(figure.high, 3)}"
    return _sure(f"{value} {unit}", figure)


def _volume(figure: Figure | None) -> Prose:
    return "" if figure is None else _sure(volume_words((figure.low, figure.high)), figure)


def _sure(words: Prose, figure: Figure) -> Prose:
    return Text("{v} ({sure})", v=words, sure=worded(CONFIDENCES, figure.confidence))


def _grade(pond: Pond) -> Prose:
    height, stored = pond.height_m, pond.stored_m3
    if height is None or stored is None:
        return ""
    return Text(
        "{grade} ({source})",
        grade=grade(height.high, stored.high),
        source=load_tailings().grading.source,
    )


def _risk(book: DamPlaybook) -> Prose:
    risk = book.dam.risk
    if risk is None:
        return ""
    return Text(
        "{h} {s} {r}: {level} ({by}, {on})",
        h=risk.hazard,
        s=risk.surroundings,
        r=risk.control,
        level=risk.level,
        by=risk.by,
        on=risk.on.isoformat(),
    )


def _runout(pond: Pond) -> Prose:
    height, stored = pond.height_m, pond.stored_m3
    if height is None or stored is None:
        return ""
    found = estimate(height.high, stored.high).runout_km
    return Text(
        "{a}–{b} km, middle {m} km, along the channel",
        a=significant(found.p5),
        b=significant(found.p95),
        m=significant(found.p50),
    )


def _content(pond: Pond) -> list[Part]:
    limits = load_limits()
    rows: list[tuple[Cell, ...]] = []
    for row in pond.content:
        limit = limits.intake(row.species)
        rows.append(
            (
                Strong(limits.name(row.species)),
                _figure(row.mg_l, "mg/L"),
                NONE if limit is None else f"{limit.mg_l:g}",
            )
        )
    columns = (
        Column(Text("In the water"), 4.0),
        Column("mg/L", 4.0),
        Column(Text("limit mg/L"), 4.0),
    )
    return [Table(columns, tuple(rows), Text("not known: sample it"), Text("in the water"))]


def _below(book: DamPlaybook) -> list[Part]:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{site.path_km:g}",
            Stack((site.name, site.note) if site.note.zh else (site.name,)),
            NONE if site.capacity_m3 is None else _volume(site.capacity_m3),
            NONE if site.people is None else f"{site.people:g}",
            worded(CONFIDENCES, site.confidence),
        )
        for site in book.sites
    ]
    columns = (
        Column("km", 0.9, "right"),
        Column(Text("On the way down"), 5.0),
        Column(Text("Holds"), 2.6),
        Column(Text("People"), 1.5, "right"),
        Column(Text("Confidence"), 2.0),
    )
    empty = Text("nobody is listed on the way")
    return [Table(columns, tuple(rows), empty, Text("on the way down"))]


def pond_map(book: DamPlaybook, rivers: Rivers) -> MapContent:
    """Where a leak enters, and the rivers it may take."""
    named = [one.river for one in book.dam.receiving]
    marks = []
    lines = []
    for number, one in enumerate(book.dam.receiving, start=1):
        reaches = rivers.network.rivers[one.river]
        lines += [point for reach in reaches for point in points_of(rivers.lines[reach.id])]
        reach = next((r for r in reaches if r.from_m <= one.km * 1000 <= r.to_m), reaches[-1])
        line = rivers.lines[reach.id]
        index = round(reach.fraction_at(one.km * 1000) * (len(line) - 1))
        lon, lat = (float(value) for value in line[index])
        label = Text("enters {n}", n=number)
        marks.append(Mark(lon, lat, "pond", label=label, loud=True))
    marks += [
        Mark(*at, "town", label=next(s.name for s in book.sites if s.id == site))
        for site, at in book.points.items()
    ]
    bounds = bounds_of(lines)
    drawn = river_lines(rivers, bounds, named)
    legend = [
        LegendEntry("symbol", "pond", Text("where a leak enters, by number")),
        LegendEntry("line", "main", Text("rivers it may take")),
    ]
    if any(line.rough for line in drawn):
        legend.append(ROUGH_LINE)
    return MapContent(
        title=Text("{pond}: one map", pond=book.dam.name),
        bounds=bounds,
        rivers=drawn,
        marks=tuple(marks),
        km_marks=(),
        plume=None,
        incident=None,
        legend=tuple(legend),
        notes=(Text("The ponds themselves have no public position."), RIVER_LINES),
    )
