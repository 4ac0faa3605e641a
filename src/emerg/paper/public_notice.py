"""A draft of the notice to the public, in short words: the government alone issues it."""

from collections.abc import Sequence
from datetime import datetime

from emerg.paper.docx import Docx, Words
from emerg.paper.form_parts import begun
from emerg.paper.form_words import front_clocks, numbered
from emerg.paper.report_story import Story
from emerg.paper.words import NONE
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.county import county_names
from emerg.response.hits import Hit
from emerg.texts import Bilingual, Lang, Prose, Text
from emerg.units import BEIJING

# Farther down the governments there warn in their own time.
FARTHEST_H = 72.0
MOST_COUNTIES = 15
HEADS = (Text("Place"), Text("Do not use the river from"))
WIDE_CM, NARROW_CM = (8.1, 8.1), (3.3, 4.8, 3.3, 4.8)
ONE_COLUMN = 6
FIRE = ("oil", "flammable")
DRAFT = Text(
    "DRAFT: to be checked and issued by the people's government only; not to be posted or passed "
    "on before"
)


def public_notice_docx(
    answer: Answer, rivers: Rivers, lang: Lang, story: Story, tibetan: str = ""
) -> bytes:
    """The draft.

    Parameters
    ----------
    tibetan : str
        The notice in Tibetan as an office wrote it, below the Chinese; empty: none.
    """
    title = Text(
        "Public notice: do not use the water of the {rivers} for now", rivers=_rivers(answer)
    )
    made = begun(answer, lang, title, exercise=story.exercise)
    made.paragraph(DRAFT, bold=True)
    for line in _happened(answer):
        made.paragraph(line, large=True)
    _put_places(made, answer, rivers)
    made.paragraph(Text("Until the government says otherwise:"), large=True, bold=True)
    for line in numbered(_do_not(answer)):
        made.paragraph(line, large=True)
    made.form(_water(), large=True)
    made.paragraph(
        Text(
            "Whoever feels ill goes to the nearest clinic at once. Whoever sees strange colour or "
            "smell, dead fish or dead animals calls 12345. Please tell your neighbours and "
            "herders by the river; believe only what the government says."
        ),
        large=True,
    )
    made.form([(Text("Issued by"), ""), (Text("Date of issue"), "")], large=True)
    if tibetan and lang == "zh":
        made.tibetan(tibetan)
    return made.content()


def _happened(answer: Answer) -> list[Prose]:
    incident = answer.incident
    start = incident.scenario.start
    known = incident.substance.hazard != "unknown"
    what: Prose = incident.substance.name if known else Text("an unknown substance")
    where = {"county": incident.county_name, "river": incident.river_name, "what": what}
    if start is None:
        happened = Text("In {county}, {what} has got into the {river}.", **where)
    else:
        when = clock_words(start.earliest)
        happened = Text("On {when}, in {county}, {what} got into the {river}.", when=when, **where)
    return [happened, Text("The river water may do harm to people and animals.")]


def clock_words(moment: datetime) -> Text:
    """A day and a time as villagers say it."""
    there = moment.astimezone(BEIJING)
    return Text(
        "{month}-{day} {hour}:{minute}",
        month=there.month,
        day=there.day,
        hour=there.hour,
        minute=f"{there.minute:02d}",
    )


def _put_places(made: Docx, answer: Answer, rivers: Rivers) -> None:
    """The stretch: where it begins and ends, and from when on in which county."""
    counties = _counties(answer.hits)
    names = county_names(rivers)
    here = answer.incident.county_name
    if not counties or [county for county, _hit in counties] == [answer.incident.county]:
        made.paragraph(
            Text(
                "Stretch: the {river} in {county}, below the place of the accident.",
                river=answer.incident.river_name,
                county=here,
            ),
            large=True,
        )
        return
    last = counties[-1][0]
    made.paragraph(
        Text(
            "Stretch: from the place of the accident in {county} down to {last}.",
            county=here,
            last=names.get(last, last),
        ),
        large=True,
    )
    others = [one for one in counties if one[0] != answer.incident.county]
    rows = [(here, Text("now on")), *(_row(answer, names.get(n, n), hit) for n, hit in others)]
    _put_rows(made, rows)
    if _goes_on(answer.hits, [county for county, _hit in counties]):
        farther = Text("Farther down: follow what the government there says.")
        made.paragraph(farther, large=True)


def _put_rows(made: Docx, rows: Sequence[tuple[Words, ...]]) -> None:
    """Two counties a line where there are many: a notice is one page."""
    if len(rows) <= ONE_COLUMN:
        made.table(HEADS, rows, WIDE_CM, large=True)
        return
    half = (len(rows) + 1) // 2
    right = [*rows[half:], (NONE, NONE)][:half]
    paired = [(*one, *other) for one, other in zip(rows, right, strict=False)]
    made.table(HEADS * 2, paired, NARROW_CM, large=True)


def _rivers(answer: Answer) -> tuple[Prose, ...]:
    """The rivers of the stretch, from the accident down."""
    counties = _counties(answer.hits)
    if not counties:
        return (answer.incident.river_name,)
    last = counties[-1][1].river
    names: list[Prose] = []
    for part in answer.path:
        names.append(part.name)
        if part.river == last:
            break
    return tuple(dict.fromkeys(names))


def _row(answer: Answer, name: Bilingual | str, hit: Hit) -> tuple[Words, ...]:
    clocks = front_clocks(answer, hit)
    if clocks is None or clocks[0] <= answer.incident.now:
        return name, Text("now on")
    return name, clock_words(clocks[0])


def _counties(hits: Sequence[Hit]) -> list[tuple[str, Hit]]:
    """The first place in each county that may be above its limit, or of which nobody knows."""
    found: dict[str, Hit] = {}
    for hit in hits:
        reached = hit.exceeds != "no" and hit.front_h[0] <= FARTHEST_H
        if reached and hit.county and hit.kind != "exit":
            found.setdefault(hit.county, hit)
    return list(found.items())[:MOST_COUNTIES]


def _goes_on(hits: Sequence[Hit], listed: Sequence[str]) -> bool:
    """Whether counties farther down may be reached too."""
    return any(h.exceeds != "no" and h.county and h.county not in listed for h in hits)


def _do_not(answer: Answer) -> list[Prose]:
    lines: list[Prose] = [
        Text("Do not drink river water, do not cook or wash with it; boiling does not help."),
        Text("Do not let cattle, sheep and horses drink from the river, nor graze on its edge."),
        Text("Do not catch, eat or sell fish of the river; do not touch dead fish or animals."),
        Text("Do not water fields from the river; do not go into it, and keep children away."),
        Text("Wells, springs and ditches close to the river: use them only if told that you may."),
    ]
    if answer.hazard in FIRE:
        lines.append(Text("Do not smoke or light a fire by the river."))
    return lines


def _water() -> list[tuple[Prose, Words]]:
    return [
        (Text("Drinking water is given out at"), ""),
        (Text("At these times"), ""),
    ]
