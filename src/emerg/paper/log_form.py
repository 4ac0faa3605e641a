"""The blank log: numbered lines for when the computer is down; typed in later, line by line."""

from datetime import datetime

from emerg.paper.content import Blank, Cell, Column, Form, Note, Part, Sheet, Table
from emerg.paper.data_hash import answer_hash
from emerg.paper.words import DRILL
from emerg.response.answer import Answer
from emerg.texts import Prose, Text
from emerg.units import beijing

LINES = 50  # two pages: one sheet of paper, both sides


def log_form(answer: Answer | None, made: datetime, version: str, lines: int = LINES) -> Sheet:
    """The form for the incident of `answer`, or for any."""
    title: Prose = ""
    if answer is not None:
        title = answer.incident.scenario.title or answer.incident.river_name
    columns = (
        Column(Text("No."), 0.6, "right"),
        Column(Text("Time"), 1.2),
        Column(Text("From whom"), 1.7),
        Column(Text("To whom"), 1.7),
        Column(Text("What was said or ordered"), 5.2),
        Column(Text("Done: time, who"), 1.6),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(number), *(Blank() for _ in range(5))) for number in range(1, lines + 1)
    ]
    parts: list[Part] = [
        Form(
            (
                (Text("Incident"), title),
                (Text("Post, date"), ""),
                (Text("On duty; handed over to, at"), ""),
            )
        ),
        Note(
            Text(
                "Every call and order at once, in the order it comes: times by the clock. Nothing "
                "is erased: strike it through once so that it stays legible, and write it anew on "
                "the next line with the number it corrects."
            ),
            "quiet",
        ),
        Table(columns, tuple(rows), "", Text("log")),
    ]
    return Sheet(
        title=Text("Duty log (by hand)"),
        subject=title,
        made=Text("made {time} Beijing time", time=beijing(made, year=True)),
        status="" if answer is None else answer.data_status,
        version=version,
        data="" if answer is None else answer_hash(answer),
        parts=tuple(parts),
        drill=DRILL if answer is not None and answer.exercise else "",
    )
