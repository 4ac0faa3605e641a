"""The first report as a document to sign and send (环境保护部令第17号, art. 12 to 14)."""

from emerg.paper.docx import Docx
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED, closing
from emerg.paper.incident_map import first_map
from emerg.paper.picture import WIDE_CM, map_picture
from emerg.paper.words import DRILL, NONE, at_clock, earliest, km, river_of, when
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.grading import MAJOR
from emerg.response.hits import Hit
from emerg.texts import Lang, Prose, Text
from emerg.units import beijing

MOST_PLACES = 20  # sensitive places that are listed; the rest stands in the brief
HEADS = (
    Text("No."),
    Text("Place"),
    Text("River, km"),
    Text("Earliest front"),
    Text("Advise closing"),
)
WIDE_COLUMNS_CM = (1.2, 4.6, 3.6, 3.4, 3.4)
TO_MAJOR = Text(
    "government of the same level, department of the region, and at the same time the Ministry of "
    "Ecology and Environment"
)
TO_OTHERS = Text("government of the same level, and the ecology department one level up")


def first_report_docx(answer: Answer, rivers: Rivers, lang: Lang) -> bytes:
    """The report with the thirteen fields of art. 12, the sketch map, and who signs it.

    What nobody has said is a line to fill in.
    """
    title = Text("Report of an environmental emergency (first report)")
    drill: Prose = DRILL if answer.exercise else ""
    made = Docx(lang, title, answer.data_status, drill, answer.incident.now)
    made.form(_head(answer))
    made.heading(Text("What is reported (Order No. 17, art. 12)"))
    made.form([(field.label, field.value) for field in answer.first_report])
    made.heading(Text("Attached: sensitive places"))
    content = first_map(answer, rivers)
    made.picture(map_picture(content, lang), content.title, WIDE_CM)
    made.paragraph(INTAKES_NOT_VERIFIED, bold=True)
    shown = _places(answer)
    made.table(HEADS, [_row(answer, hit) for hit in shown], WIDE_COLUMNS_CM)
    left = len(answer.hits) - len(shown)
    if left:
        made.paragraph(Text("{n} places more stand in the brief", n=left), small=True)
    made.heading(Text("Signed"))
    made.form(_signed())
    level = answer.level
    source = Text("Source: {source}. {note}", source=level.source, note=level.note)
    made.paragraph(source, small=True)
    return made.content()


def _head(answer: Answer) -> list[tuple[Prose, Prose]]:
    deadline, level = answer.deadline, answer.level
    major = deadline.hours < 4.0 or level.grade in MAJOR
    due: Prose = when(deadline.due) if deadline.due is not None else ""
    rows: list[tuple[Prose, Prose]] = [
        (Text("Incident"), answer.incident.scenario.title),
        (Text("Level of the incident"), level.words),
        (Text("Reported to"), TO_MAJOR if major else TO_OTHERS),
        (Text("To be sent by"), due),
        (Text("Known since"), _known(answer)),
        (Text("Time of this report"), ""),
    ]
    if level.ruled is not None:
        rows.insert(2, (Text("Why this level"), level.ruled.reason))
    return rows


def _known(answer: Answer) -> Prose:
    reported = answer.incident.scenario.reported
    return "" if reported is None else beijing(reported, year=True)


def _places(answer: Answer) -> list[Hit]:
    """Intakes first, then the soonest; in the order in which they are reached."""
    chosen = [hit for hit in answer.hits if hit.is_intake]
    chosen += [hit for hit in answer.hits if not hit.is_intake]
    return sorted(chosen[:MOST_PLACES], key=lambda hit: hit.number)


def _row(answer: Answer, hit: Hit) -> tuple[Prose, ...]:
    clock = at_clock(answer, hit.front_h[0])
    hours = Text("{hours} h", hours=earliest(hit.front_h))
    front = hours if clock is None else Text("{time} ({hours})", time=when(clock), hours=hours)
    return (
        str(hit.number),
        hit.title,
        Text("{river} {km} km", river=river_of(answer, hit.river), km=km(hit.km)),
        front,
        closing(answer, hit) if hit.has_clocks else NONE,
    )


def _signed() -> list[tuple[Prose, Prose]]:
    return [
        (Text("Reporting unit"), ""),
        (Text("Signed by"), ""),
        (Text("Contact and number"), ""),
        (Text("Date and seal"), ""),
    ]
