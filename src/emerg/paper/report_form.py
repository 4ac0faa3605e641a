"""The first report as a document to sign and send (环境保护部令第17号, art. 12 to 14)."""

from emerg.paper.docx import Words
from emerg.paper.form_parts import begun, known_since, level_rows, put_places, put_signed
from emerg.paper.report_story import NO_STORY, Story
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.holding_next import fields_to_report
from emerg.texts import Lang, Prose, Text
from emerg.units import beijing_by


def first_report_docx(answer: Answer, rivers: Rivers, lang: Lang, story: Story = NO_STORY) -> bytes:
    """The report with the thirteen fields of the order, the sketch map, and who signs it.

    What nobody has said is a line to fill in.
    """
    title = Text("Report of an environmental emergency (first report)")
    made = begun(answer, lang, title, exercise=story.exercise)
    made.form(_head(answer))
    made.heading(Text("What is reported (Order No. 17, art. 12 to 14)"))
    made.form([(field.label, field.value) for field in fields_to_report(answer, story.held)])
    put_places(made, answer, rivers, lang)
    put_signed(made, answer)
    return made.content()


def _head(answer: Answer) -> list[tuple[Prose, Words]]:
    deadline = answer.deadline
    due: Prose = ""
    if deadline.due is not None:
        due = beijing_by(answer.incident.now, deadline.due)
    return [
        (Text("Incident"), answer.incident.scenario.title),
        *level_rows(answer),
        (Text("To be sent by"), due),
        (Text("Known since"), known_since(answer)),
        (Text("Time of this report"), ""),
    ]
