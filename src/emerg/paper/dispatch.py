"""The dispatch sheet: who brings what where by when, and one turn list for every way."""

from emerg.incident.contacts import Contacts
from emerg.paper.content import (
    Cell,
    Column,
    Heading,
    Note,
    Part,
    Points,
    Sheet,
    Stack,
    Strong,
    Table,
)
from emerg.paper.dispatch_words import (
    STATES,
    call_words,
    front_words,
    honest_lines,
    late_words,
    quantity_words,
    ready_words,
    sent_words,
    short_words,
    slack_words,
)
from emerg.paper.incident_map import RIVER_LINES
from emerg.paper.map_content import LegendEntry, MapContent, Mark, RoadLine, bounds_of
from emerg.paper.map_lines import map_part, points_of, river_lines
from emerg.paper.numbers import privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.road_words import SKETCH
from emerg.paper.words import NONE
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.dispatch_plan import Served
from emerg.response.drives import Dispatch, Drive, state
from emerg.response.supplies import Placed
from emerg.response.turns import Turn
from emerg.texts import Prose, Text
from emerg.units import drive_h

# The map may take so much of a page: the summary stands above it.
MAP_MOST = 0.6


def dispatch_sheet(
    found: Dispatch, answer: Answer, rivers: Rivers, contacts: Contacts = ()
) -> Sheet:
    """The sheet of a plan for the incident of `answer`, with the numbers of `contacts`."""
    plan = found.plan
    parts: list[Part] = [
        *(Note(line, "loud") for line in honest_lines(plan, example=found.example)[:1]),
        *privacy_note(contacts),
        *_summary(found),
        map_part(dispatch_map(found, answer, rivers), MAP_MOST),
    ]
    for number, point in enumerate(plan.points):
        parts += _point(found, point, number, contacts)
    parts += _missed(found)
    for number, drive in enumerate(found.drives, start=1):
        parts += _drive(found, drive, number)
    rest = honest_lines(plan, example=found.example)
    parts += [Heading(Text("What this rests on")), Points(rest, numbered=False)]
    return sheet_of(answer, Text("Dispatch sheet"), parts, made=plan.now)


def dispatch_map(found: Dispatch, answer: Answer, rivers: Rivers) -> MapContent:
    """Depots, ways and places by number, over the river of the incident."""
    points = [point for point in found.plan.points if point.place.kind != "source"]
    depots = {one.supply.depot.id: one.supply.depot for s in found.plan.served for one in s.sent}
    ways = tuple(RoadLine(drive.lonlat) for drive in found.drives)
    marks = [
        Mark(point.place.lon, point.place.lat, "interception", label=str(number), loud=True)
        for number, point in enumerate(points, start=1)
    ]
    marks += [Mark(depot.lon, depot.lat, "depot", label=depot.name) for depot in depots.values()]
    at = [(mark.lon, mark.lat) for mark in marks]
    at.append((answer.incident.lon, answer.incident.lat))
    for way in ways:
        at += points_of(way.lonlat)
    bounds = bounds_of(at)
    main = [part.river for part in answer.path]
    return MapContent(
        title=Text("Who goes where"),
        bounds=bounds,
        rivers=river_lines(rivers, bounds, main),
        marks=tuple(marks),
        km_marks=(),
        plume=None,
        incident=(answer.incident.lon, answer.incident.lat),
        legend=(
            LegendEntry("symbol", "incident", Text("incident")),
            LegendEntry("symbol", "interception", Text("place to hold it, by number")),
            LegendEntry("symbol", "depot", Text("depot")),
            LegendEntry("line", "route", Text("way to be driven")),
            LegendEntry("line", "main", Text("way of the spill")),
        ),
        notes=(SKETCH, RIVER_LINES),
        roads=ways,
    )


def _summary(found: Dispatch) -> list[Part]:
    """Every place in one row: when the front comes, when it is held, how much slack."""
    plan = found.plan
    rows: list[tuple[Cell, ...]] = []
    for number, point in enumerate(plan.points):
        served = plan.at(point)
        slacks = [one.slack_h for one in served if one.slack_h is not None]
        ready = [one.ready_h for one in served if one.ready_h is not None]
        rows.append(
            (
                str(number) if number else NONE,
                point.place.name,
                front_words(plan, point),
                ready_words(plan, max(ready)) if ready else NONE,
                Strong(slack_words(min(slacks))) if slacks else NONE,
                Strong(STATES[state(plan, point)]),
            )
        )
    columns = (
        Column(Text("No."), 0.6, "right"),
        Column(Text("Place"), 4.4),
        Column(Text("Front at the earliest"), 2.2, "center"),
        Column(Text("All works at"), 1.6, "center"),
        Column(Text("Least slack h"), 1.2, "right"),
        Column(Text("State"), 2.0),
    )
    return [Heading(Text("Where it is held")), Table(columns, tuple(rows), NONE, Text("places"))]


def _point(found: Dispatch, point: Placed, number: int, contacts: Contacts) -> list[Part]:
    plan = found.plan
    title = Text("{n}. {name}", n=number, name=point.place.name)
    rows = tuple(_row(found, served, contacts) for served in plan.at(point))
    columns = (
        Column(Text("Needed"), 2.5),
        Column(Text("How much"), 1.4),
        Column(Text("Sent"), 3.7),
        Column(Text("Works at"), 1.5, "center"),
        Column(Text("Slack h"), 0.9, "right"),
        Column(Text("Missing"), 0.9),
        Column(Text("Confirmed"), 1.1),
    )
    where = Text(
        "{river} km {km}, {lon}°E {lat}°N{road}",
        river=point.place.river_name,
        km=f"{point.place.km:.1f}",
        lon=f"{point.place.lon:.4f}",
        lat=f"{point.place.lat:.4f}",
        road=""
        if point.on is None
        else Text("; {km} km from the road as drawn", km=f"{point.on.off_road_m / 1000:.1f}"),
    )
    heading = title if number else Text("At the source")
    return [
        Heading(heading),
        Note(where, "quiet"),
        Table(columns, rows, Text("Nothing is asked for here"), heading),
    ]


def _row(found: Dispatch, served: Served, contacts: Contacts) -> tuple[Cell, ...]:
    second = tuple(sent_words(one) for one in served.second)
    sent: tuple[Prose, ...] = tuple(
        words for one in served.sent for words in (sent_words(one), call_words(one, contacts))
    ) or (NONE,)
    if second:
        sent = (*sent, Text("else: {names}", names=second))
    missing = short_words(served, known=bool(found.plan.ground.supplies))
    return (
        Stack((served.need.row.name, served.need.row.why)),
        quantity_words(served),
        Stack(sent),
        ready_words(found.plan, served.ready_h),
        Strong(slack_words(served.slack_h)),
        Strong(missing) if missing else NONE,
        "",
    )


def _missed(found: Dispatch) -> list[Part]:
    lines = tuple(late_words(found.plan, point) for point in found.plan.late)
    return [Note(line) for line in lines]


def _drive(found: Dispatch, drive: Drive, number: int) -> list[Part]:
    title = Text(
        "Way {n}: {route}, {km} km, {hours} h",
        n=number,
        route=found.name_of(drive),
        km=f"{drive.route.length_m / 1000:.0f}",
        hours=drive_h(drive.route.hours),
    )
    columns = (
        Column(Text("No."), 0.6, "right"),
        Column(Text("Road"), 1.6),
        Column("km", 0.9, "right"),
        Column("h", 0.8, "right"),
        Column(Text("Past"), 4.0),
        Column(Text("To"), 2.4),
        Column(Text("Stake"), 1.7),
    )
    rows = tuple(_turn(n, turn) for n, turn in enumerate(drive.turns, start=1))
    return [Heading(title), Table(columns, rows, Text("They are there already"), title)]


def _turn(number: int, turn: Turn) -> tuple[Cell, ...]:
    stakes = [f"K{km:.0f}" for km in (turn.from_stake, turn.to_stake) if km is not None]
    road: Prose = Text("{road} (schematic)", road=turn.road) if turn.rough else turn.road
    return (
        str(number),
        road,
        f"{turn.length_km:.1f}",
        drive_h(turn.hours),
        Text("{names}", names=turn.via) if turn.via else NONE,
        Strong(turn.to),
        "–".join(stakes) or NONE,
    )
