"""How grave the incident is: the first judgement, and every criterion it comes from."""

from emerg.paper.content import Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.record_words import legible
from emerg.paper.words import NONE
from emerg.response.level import GRADE_NAMES, Judged
from emerg.texts import Text


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
            one.why if one.said else Stack((one.why, Text("to be asked"))),
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
