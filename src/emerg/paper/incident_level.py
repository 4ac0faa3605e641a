"""How grave the incident is, by which criteria; and the reports that are due by the clock."""

from emerg.paper.content import Blank, Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.record_words import legible
from emerg.paper.words import NONE
from emerg.response.answer import Answer
from emerg.response.level import GRADE_NAMES, Judged
from emerg.response.report_clocks import clock_words, lacking_words, missing_fields
from emerg.texts import Text
from emerg.units import beijing


def clock_parts(answer: Answer) -> list[Part]:
    """Every report that is due by the clock, how it stands, and what the first one still lacks."""
    now = answer.incident.now
    columns = (
        Column(Text("Report due"), 2.4),
        Column(Text("How it stands"), 3.0),
        Column(Text("Report to"), 3.6),
        Column(Text("Sent at, by whom"), 3.0),
    )
    rows = tuple(
        (
            Strong(clock.name),
            clock_words(clock, now),
            clock.to,
            Blank() if clock.sent is None else beijing(clock.sent, year=True),
        )
        for clock in answer.clocks
    )
    lacking = lacking_words(missing_fields(answer.first_report))
    return [Table(columns, rows, NONE, Text("report clocks")), Note(lacking)]


def level_parts(level: Judged) -> list[Part]:
    """The first judgement of the level, and every criterion it comes from."""
    title = Text("Level: first judgement, to be confirmed")
    if level.ruled is not None:
        title = Text("Level: as ruled by the officer")
    parts: list[Part] = [Heading(title)]
    parts.append(Note(level.words, "loud"))
    if level.ruled is not None:
        parts.append(Note(Text("Reason: {reason}", reason=legible(level.ruled.reason))))
    if level.lead:
        parts.append(Note(level.lead))
    rows = tuple(
        (
            one.text,
            Strong(GRADE_NAMES[one.reached]) if one.reached else NONE,
            GRADE_NAMES[one.may_be] if one.may_be else NONE,
            one.why if one.said or one.seldom else Stack((one.why, Text("to be asked"))),
        )
        for one in level.criteria
    )
    columns = (
        Column(Text("Criterion"), 3.2),
        Column(Text("Reached"), 1.6),
        Column(Text("Possible"), 2.0),
        Column(Text("Why"), 5.2),
    )
    parts.append(Table(columns, rows, NONE, Text("level")))
    parts.append(
        Note(Text("Source: {source}. {note}", source=level.source, note=level.note), "quiet")
    )
    return parts
