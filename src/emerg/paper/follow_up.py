"""The follow-up report as a document (续报, 环境保护部令第17号 art. 12 to 14).

First what has changed since the last report, then the fields of the first report as known now.
"""

from collections.abc import Mapping, Sequence

from emerg.paper.docx import Words
from emerg.paper.form_parts import begun, known_since, level_rows, put_places, put_signed
from emerg.paper.form_words import form_name, sample_lines, told_lines
from emerg.paper.report_changes import changes, compared_with
from emerg.paper.report_story import REPORTS, Story
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.holding_next import fields_to_report
from emerg.response.neighbours import ABROAD, Neighbour, goes_abroad
from emerg.texts import Lang, Prose, Text
from emerg.units import beijing

HEADS = (
    Text("Item"),
    Text("The last report"),
    Text("This report"),
    Text("Change"),
)
WIDE_CM = (3.6, 4.3, 5.7, 2.6)


def follow_up_docx(
    answer: Answer, rivers: Rivers, lang: Lang, story: Story, below: Sequence[Neighbour]
) -> bytes:
    """The report of number ``story.number``; what nobody has said is a line to fill in.

    Parameters
    ----------
    below : sequence of Neighbour
        Whom the water comes to, as `emerg.response.neighbours.neighbours` finds them.
    """
    title = Text("Report of an environmental emergency (follow-up no. {n})", n=story.number)
    made = begun(answer, lang, title, exercise=story.exercise)
    made.form(_head(answer, story))
    made.heading(Text("Changes since the last report"))
    made.paragraph(compared_with(story))
    made.table(HEADS, changes(answer, story, below), WIDE_CM)
    if goes_abroad(answer, rivers):
        made.paragraph(ABROAD, bold=True)
    made.heading(Text("What is reported, as known now"))
    made.form(fields_now(answer, story), tall=True)
    put_places(made, answer, rivers, lang)
    put_signed(made, answer)
    return made.content()


def _head(answer: Answer, story: Story) -> list[tuple[Prose, Words]]:
    reports = [one for one in story.written if one.form in REPORTS]
    before: Words = tuple(
        Text("{form}: {time}", form=form_name(one), time=beijing(one.time, year=True))
        for one in reports[-3:]
    )
    return [
        (Text("Incident"), answer.incident.scenario.title),
        *level_rows(answer),
        (Text("Known since"), known_since(answer)),
        (Text("Reports before this one"), before),
        (Text("Time of this report"), ""),
    ]


def fields_now(answer: Answer, story: Story) -> list[tuple[Prose, Words]]:
    """The thirteen fields; those that the forecast cannot fill, from the record where it can."""
    known: Mapping[str, tuple[Prose, ...]] = {
        "基本过程": told_lines(story.facts),
        "监测数据": (*sample_lines(answer), *told_lines(story.samples)),
        "处置情况": told_lines(story.done),
    }
    return [
        (field.label, field.value or known.get(field.label.zh, ()))
        for field in fields_to_report(answer, story.held)
    ]
