"""Parts that forms share: their head, the sensitive places with the sketch map, who signs."""

from functools import cached_property

from emerg.paper.docx import Docx, Words
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED, closing
from emerg.paper.incident_map import first_map, whole_map
from emerg.paper.map_content import MapContent
from emerg.paper.picture import WIDE_CM, map_picture
from emerg.paper.words import DRILL, NONE, at_clock, earliest, km, river_of, when
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.report_clocks import TO_MAJOR, TO_OTHERS
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
WIDE_COLUMNS_CM = (1.1, 4.4, 3.3, 4.2, 3.2)


def begun(answer: Answer, lang: Lang, title: Prose, *, exercise: bool = False) -> Docx:
    """A form with its title, the state of the data on every page, and the mark of a drill."""
    drill: Prose = DRILL if answer.exercise or exercise else ""
    return Docx(lang, title, answer.data_status, drill, answer.incident.now)


def level_rows(answer: Answer) -> list[tuple[Prose, Words]]:
    """The level, why it was set, and to whom it is reported."""
    level = answer.level
    rows: list[tuple[Prose, Words]] = [(Text("Level of the incident"), level.words)]
    if level.ruled is not None:
        rows.append((Text("Why this level"), level.ruled.reason))
    return [*rows, (Text("Reported to"), reported_to(answer))]


def reported_to(answer: Answer) -> Prose:
    """Whom the order asks to report to at this level."""
    return TO_MAJOR if answer.deadline.major else TO_OTHERS


def known_since(answer: Answer) -> Prose:
    """When it became known; empty where nobody has said."""
    reported = answer.incident.scenario.reported
    return "" if reported is None else beijing(reported, year=True)


class Sketches:
    """The sketch maps of an answer in one language, each drawn once however often it is needed."""

    def __init__(self, answer: Answer, rivers: Rivers, lang: Lang) -> None:
        self._answer, self._rivers = answer, rivers
        self._lang: Lang = lang

    @cached_property
    def near(self) -> tuple[Prose, bytes]:
        """Title and picture of the stretch that matters first."""
        return self._drawn(first_map(self._answer, self._rivers))

    @cached_property
    def far(self) -> tuple[Prose, bytes]:
        """The same of the whole way down."""
        whole = whole_map(self._answer, self._rivers)
        return self.near if whole is None else self._drawn(whole)

    def _drawn(self, content: MapContent) -> tuple[Prose, bytes]:
        return content.title, map_picture(content, self._lang)


def put_places(made: Docx, answer: Answer, rivers: Rivers, lang: Lang) -> None:
    """The sketch map, and the places on it: intakes first, then the soonest."""
    made.heading(Text("Attached: sensitive places"))
    title, picture = Sketches(answer, rivers, lang).near
    made.picture(picture, title, WIDE_CM)
    made.paragraph(INTAKES_NOT_VERIFIED, bold=True)
    shown = _places(answer)
    if shown:
        made.table(HEADS, [_row(answer, hit) for hit in shown], WIDE_COLUMNS_CM)
    else:
        made.paragraph(Text("no listed place lies on the way: that does not mean there is none"))
    left = len(answer.hits) - len(shown)
    if left:
        made.paragraph(Text("{n} places more stand in the brief", n=left), small=True)


def put_signed(made: Docx, answer: Answer) -> None:
    """Who reports and signs, whom to ask, and by which table the level was judged."""
    made.heading(Text("Signed"))
    made.form(signed(), together=True)
    level = answer.level
    source = Text("Source: {source}. {note}", source=level.source, note=level.note)
    made.paragraph(source, small=True)


def signed() -> list[tuple[Prose, Words]]:
    """Lines that the order asks for (art. 14)."""
    return [
        (Text("Reporting unit"), ""),
        (Text("Signed by"), ""),
        (Text("Contact and number"), ""),
        (Text("Date and seal"), ""),
    ]


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
