"""The containment sheet: where to hold it, whether there is time, what that takes and spares."""

from emerg.paper.containment_summary import best_words, ledger_words, rule_words
from emerg.paper.containment_words import (
    begin_words,
    front_at,
    holds_words,
    reasons,
    slack_of,
    spares_words,
    state_words,
    volume,
)
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
from emerg.paper.incident_map import RIVER_LINES
from emerg.paper.map_content import LegendEntry, MapContent, Mark, bounds_of
from emerg.paper.map_lines import map_part, river_lines
from emerg.paper.of_incident import sheet_of
from emerg.paper.words import NONE, km, worded
from emerg.paper.words import SPACES as CLASSES
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.holding_option import METHODS, HoldingOption
from emerg.response.ledger import Space
from emerg.texts import Prose, Text

# The map may take so much of a page: what does most stands above it.
MAP_MOST = 0.5
# So many stand in the table; all of them in `emerg containment --json`.
MOST_ROWS, MOST_REASONS = 30, 12


def containment_sheet(found: Containment, answer: Answer, rivers: Rivers) -> Sheet:
    """The sheet of a containment for the incident of `answer`."""
    parts: list[Part] = [
        Note(best_words(found), "loud"),
        Note(rule_words(found)),
        *_crews(found),
        *_options(found, answer, rivers),
        *_one_by_one(found),
        *_ledger(found),
        Heading(Text("What this rests on")),
        Points(_rests_on(found), numbered=False),
    ]
    return sheet_of(answer, Text("Containment sheet"), parts, made=found.now)


def _crews(found: Containment) -> list[Part]:
    if found.crews_known:
        return []
    return [
        Note(Text("No list of crews is loaded: of what they do it is told by when it must begin."))
    ]


def _options(found: Containment, answer: Answer, rivers: Rivers) -> list[Part]:
    parts = holding_table(found, MOST_ROWS)
    if not found.options:
        return parts
    return [*parts, map_part(containment_map(found, answer, rivers), MAP_MOST)]


def holding_table(found: Containment, most: int) -> list[Part]:
    """The first `most` options, best first, and how many are left out."""
    shown = found.options[:most]
    parts: list[Part] = [
        Heading(Text("Where it can be held, best first")),
        Table(
            (
                Column(Text("No."), 0.5, "right"),
                Column(Text("Place"), 3.2),
                Column(Text("Method"), 1.5),
                Column(Text("Front at the earliest"), 1.4, "center"),
                Column(Text("Slack h"), 0.9, "right"),
                Column(Text("State"), 1.5),
                Column(Text("Holds"), 3.0),
            ),
            tuple(_row(found, number, one) for number, one in enumerate(shown, start=1)),
            Text("The playbook knows no place on the way where it could be held."),
            Text("places to hold water"),
        ),
    ]
    if more := len(found.options) - len(shown) + found.left_out:
        parts.append(Note(Text("{n} places further down are left out here.", n=more), "quiet"))
    return parts


def _row(found: Containment, number: int, one: HoldingOption) -> tuple[Cell, ...]:
    where = Text("{river} km {km}", river=one.place.river_name, km=km(one.place.km))
    kind: Prose = ""
    if one.site is not None and one.site.space_class is not None:
        kind = worded(CLASSES, one.site.space_class)
    state: Prose = state_words(one)
    return (
        str(number),
        Stack((one.place.name, where, kind) if kind else (one.place.name, where)),
        METHODS[one.method],
        front_at(found, one),
        Strong(slack_of(one)),
        Strong(state) if one.state == "in_time" else state,
        holds_words(one),
    )


def containment_map(found: Containment, answer: Answer, rivers: Rivers) -> MapContent:
    """The places by number, over the river of the incident."""
    seen: dict[str, Mark] = {}
    for number, one in enumerate(found.options[:MOST_ROWS], start=1):
        place, loud = one.place, one.state == "in_time"
        mark = Mark(place.lon, place.lat, "interception", label=str(number), loud=loud)
        seen.setdefault(place.id, mark)
    marks = tuple(seen.values())
    at = [(mark.lon, mark.lat) for mark in marks]
    at.append((answer.incident.lon, answer.incident.lat))
    bounds = bounds_of(at)
    return MapContent(
        title=Text("Where it can be held"),
        bounds=bounds,
        rivers=river_lines(rivers, bounds, [part.river for part in answer.path]),
        marks=marks,
        km_marks=(),
        plume=None,
        incident=(answer.incident.lon, answer.incident.lat),
        legend=(
            LegendEntry("symbol", "incident", Text("incident")),
            LegendEntry("symbol", "interception", Text("place to hold it, by number")),
            LegendEntry("line", "main", Text("way of the spill")),
        ),
        notes=(RIVER_LINES,),
        roads=(),
    )


def _one_by_one(found: Containment) -> list[Part]:
    """By when, what it spares, and every figure with where it comes from."""
    parts: list[Part] = []
    for number, one in enumerate(found.options[:MOST_REASONS], start=1):
        head = Text("{n}. {name}: {what}", n=number, name=one.place.name, what=METHODS[one.method])
        told = (begin_words(found, one), spares_words(one), *reasons(found, one))
        parts += [Heading(head), Points(told, numbered=False)]
    return parts


def _ledger(found: Containment) -> list[Part]:
    return [
        Heading(Text("Volume ledger")),
        *(Note(line) for line in ledger_words(found)),
        Table(
            (
                Column(Text("Place"), 5.0),
                Column("km", 1.2, "right"),
                Column(Text("Checked space"), 2.6, "right"),
                Column(Text("With all above it"), 3.2, "right"),
            ),
            tuple(_space(space) for space in found.ledger.spaces),
            Text("No place on the way keeps water in a space of its own."),
            Text("volume ledger"),
        ),
    ]


def _space(space: Space) -> tuple[Cell, ...]:
    if space.capacity_m3 is None:
        return space.name, km(space.path_km), Text("not checked"), NONE
    return (
        space.name,
        km(space.path_km),
        volume(space.capacity_m3[0]),
        volume(space.reached_m3[0]),
    )


def _rests_on(found: Containment) -> tuple[Prose, ...]:
    table = found.table
    season = Text("wet season") if found.wet else Text("dry season")
    return (
        Text(
            "Figures of the methods: {source} ({as_of}), confidence low",
            source=table.source,
            as_of=table.as_of,
        ),
        Text("Volumes are those of the {season}", season=season),
        Text(
            "What is spared is reckoned with the lower figure of each measure, at the places where "
            "water may be drawn; people count only where somebody has counted them"
        ),
        Text("Gates, dams and dosing only on orders of who may give them"),
    )
