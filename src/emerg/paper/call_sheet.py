"""The call sheet: whom to ring in which order, what to read out, and room for who confirmed."""

from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Heading,
    Lines,
    Note,
    Part,
    Sheet,
    Stack,
    Strong,
    Table,
)
from emerg.paper.numbers import Known, number_lines, number_of, privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.words import LEVELS, group_words, short_before, worded
from emerg.response.answer import Answer, Call
from emerg.response.call_script import call_script
from emerg.texts import Prose, Text

LINE = "______________"


def call_sheet(answer: Answer, contacts: Contacts = ()) -> Sheet:
    """Every call of `answer` with its script; numbers are a line where nobody has told one."""
    known = by_role(contacts, answer.incident.playbook)
    heading = Text("Ring in this order, read out, have it said back")
    opening = Text(
        "Begin each call with your office and name, and whom you are calling. End it with: "
        "please say it back, and tell me your name; it is now __:__."
    )
    columns = (
        Column(Text("No."), 0.5, "right"),
        Column(Text("Who, number, latest time"), 3.4),
        Column(Text("Read out"), 5.7),
        Column(Text("Called at, by"), 1.2),
        Column(Text("Confirmed by, time"), 1.2),
    )
    rows = tuple(_row(answer, call, known) for call in answer.calls)
    parts: list[Part] = [
        Heading(heading),
        Note(opening, "loud"),
        Note(
            Text(
                "Not reached: note the time, ring again after 15 min, then the level above. Who is "
                "missing here is added on the last lines. A way that leaves the country is "
                "reported up to the region; foreign notice is for the national authorities."
            ),
            "quiet",
        ),
        *privacy_note(contacts),
        Table(columns, (*rows, *_BLANKS), Text("the playbook names nobody to call"), Text("calls")),
    ]
    return sheet_of(answer, Text("Call sheet"), parts)


_BLANKS: tuple[tuple[Cell, ...], ...] = tuple(tuple(Blank() for _ in range(5)) for _ in range(3))


def _row(answer: Answer, call: Call, known: Known) -> tuple[Cell, ...]:
    group = Text("{group} · {level}", group=group_words(call), level=worded(LEVELS, call.level))
    numbers = number_of(known, call.who) or number_lines(None, call.phone, call.verified_on)
    number: Prose = Text("{items}", items=numbers) if numbers else LINE
    about: list[Prose | Strong] = [Strong(call.who), group, Text("number: {number}", number=number)]
    if call.by is not None:
        about.append(Strong(short_before(call.by, answer.incident.now)))
    told = _body(call_script(answer, call), exercise=answer.exercise)
    return (str(call.order), Stack(tuple(about)), Lines(told), Blank(), Blank())


def _body(script: tuple[Prose, ...], *, exercise: bool) -> tuple[Prose, ...]:
    """The script without its greeting and its end, which are the same in every call.

    That it is a drill is said in every call.
    """
    drill, greeting = (script[:1], 1) if exercise else ((), 0)
    return (*drill, *script[greeting + 1 : -1])
