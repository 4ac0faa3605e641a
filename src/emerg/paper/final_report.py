"""The final report as a document (处理结果报告, 环境保护部令第17号 art. 12 to 14).

What the record and the forecast know is filled in; what people judge is a line to fill in.
"""

from emerg.paper.docx import Docx, Words
from emerg.paper.form_parts import begun, known_since, level_rows, put_places, put_signed
from emerg.paper.form_words import (
    blanks,
    form_name,
    last_samples,
    sample_found,
    sample_place,
    shortened,
    told_lines,
)
from emerg.paper.report_story import Story, Told
from emerg.paper.words import NONE, when
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.first_report import harm_words, start_words, what_words
from emerg.response.harm import Harm
from emerg.response.hits import Hit
from emerg.response.next_things import closing_order
from emerg.texts import Lang, Prose, Text
from emerg.units import beijing

REPORTED = (Text("No."), Text("Time"), Text("Form"))
REPORTED_CM = (1.2, 4.6, 10.4)
DONE = (Text("Time"), Text("What was done"), Text("Noted by"))
DONE_CM = (3.2, 9.8, 3.2)
FOUND = (Text("Place"), Text("Time"), Text("Result"))
FOUND_CM = (5.4, 3.2, 7.6)
CLOSED = (
    Text("Place"),
    Text("Advised to close"),
    Text("Closed at"),
    Text("Advised not to reopen before"),
    Text("Reopened at"),
)
CLOSED_CM = (4.6, 2.9, 2.9, 2.9, 2.9)
MOST_DONE, MOST_CLOSED = 60, 20
EMPTY_ROWS = 3


def final_report_docx(answer: Answer, rivers: Rivers, lang: Lang, story: Story) -> bytes:
    """The report on how it was dealt with: measures, course and result; harm; what remains."""
    title = Text("Final report of an environmental emergency")
    made = begun(answer, lang, title, exercise=story.exercise)
    made.form(_head(answer))
    made.heading(Text("1. Measures, course and result"))
    _put_course(made, story)
    _put_reports(made, story)
    _put_measures(made, story)
    _put_samples(made, answer, story)
    _put_intakes(made, answer)
    made.paragraph(Text("Result"), bold=True)
    made.form(_result(answer, rivers, story), tall=True)
    made.heading(Text("2. Potential or indirect harm, and losses"))
    made.form(_harm(answer.incident.scenario.harm), tall=True)
    made.heading(Text("3. Effect on society"))
    made.form(_society(), tall=True)
    made.heading(Text("4. What remains to be done"))
    made.form(_remains(), tall=True)
    made.heading(Text("5. Who is held responsible"))
    made.form(_responsible(), tall=True)
    put_places(made, answer, rivers, lang)
    put_signed(made, answer)
    return made.content()


def _head(answer: Answer) -> list[tuple[Prose, Words]]:
    incident = answer.incident
    place = next(f.value for f in answer.first_report if f.label.zh == "地点")
    ruled: list[tuple[Prose, Words]] = [(Text("Level as finally ruled"), "")]
    return [
        (Text("Incident"), incident.scenario.title),
        *level_rows(answer),
        *(ruled if answer.level.ruled is None else ()),
        (Text("Time it happened"), start_words(incident.scenario)),
        (Text("Place"), place),
        (Text("Known since"), known_since(answer)),
        (Text("Main pollutants and amount"), what_words(incident)),
        (Text("Source of the information"), ""),
        (Text("Cause and nature"), ""),
        (Text("Response began"), ""),
        (Text("Response ended"), ""),
    ]


def _put_course(made: Docx, story: Story) -> None:
    made.form([(Text("Course of events"), told_lines(story.facts))], tall=True)


def _put_reports(made: Docx, story: Story) -> None:
    made.paragraph(Text("Reports and notices written"), bold=True)
    rows: list[tuple[Words, ...]] = [
        (str(number), beijing(one.time, year=True), form_name(one))
        for number, one in enumerate(story.written, start=1)
    ]
    empty: list[tuple[Words, ...]] = [(str(n), "", "") for n in range(1, EMPTY_ROWS + 1)]
    made.table(REPORTED, rows or empty, REPORTED_CM)


def _put_measures(made: Docx, story: Story) -> None:
    made.paragraph(Text("Measures taken"), bold=True)
    rows = [_done(one) for one in story.done[-MOST_DONE:]]
    made.table(DONE, rows or blanks(EMPTY_ROWS, len(DONE)), DONE_CM)
    left = len(story.done) - len(rows)
    if left:
        made.paragraph(Text("({n} earlier ones stand in the record)", n=left), small=True)


def _done(told: Told) -> tuple[Words, ...]:
    return beijing(told.time), shortened(told.text), told.by


def _put_samples(made: Docx, answer: Answer, story: Story) -> None:
    made.paragraph(Text("Monitoring: the last result of each place"), bold=True)
    rows: list[tuple[Words, ...]] = [
        (sample_place(answer, sample), beijing(sample.time), sample_found(sample))
        for sample in last_samples(answer)
    ]
    rows += [
        (Text("as noted in the record"), beijing(one.time), shortened(one.text))
        for one in story.samples[-MOST_DONE:]
    ]
    made.table(FOUND, rows or blanks(EMPTY_ROWS, len(FOUND)), FOUND_CM)


def _put_intakes(made: Docx, answer: Answer) -> None:
    made.paragraph(Text("Closing and reopening of intakes"), bold=True)
    order = closing_order(answer.incident, answer.hits)
    rows = [_closed(answer, hit) for hit in order[:MOST_CLOSED] if hit.has_clocks]
    made.table(CLOSED, rows or blanks(EMPTY_ROWS, len(CLOSED)), CLOSED_CM)
    made.paragraph(
        Text(
            "Advice is by the model; when a place was really closed and reopened is for the office "
            "to fill in"
        ),
        small=True,
    )


def _closed(answer: Answer, hit: Hit) -> tuple[Words, ...]:
    start_known = answer.incident.scenario.start is not None
    advised = when(hit.close_by) if start_known else Text("at once")
    reopen = NONE if hit.reopen_not_before is None else beijing(hit.reopen_not_before)
    return hit.title, advised, "", reopen, ""


def _result(answer: Answer, rivers: Rivers, story: Story) -> list[tuple[Prose, Words]]:
    ending = rivers.playbooks[answer.incident.playbook].plan.termination.text
    ended: Words = ""
    if story.closed is not None:
        ended = (beijing(story.closed.time, year=True), shortened(story.closed.text))
    return [
        (Text("When the response may end"), ending),
        (Text("How that was met"), ""),
        (Text("The record was closed"), ended),
        (Text("Result of the measures"), ""),
        (Text("Waste and polluted water: where it went"), ""),
    ]


def _harm(harm: Harm) -> list[tuple[Prose, Words]]:
    loss: Prose = ""
    if harm.loss_yuan is not None:
        low, high = harm.loss_yuan
        loss = Text("{n} yuan", n=f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}")
    return [
        (Text("Harm to people"), harm_words(harm)),
        (Text("Direct losses"), loss),
        (Text("Indirect losses"), ""),
        (Text("Harm to water sources and supply"), ""),
        (Text("Harm to plants, animals and reserves"), ""),
        (Text("Potential harm (bed, groundwater, soil)"), ""),
    ]


def _society() -> list[tuple[Prose, Words]]:
    return [
        (Text("Effect on people's lives and opinion"), ""),
        (Text("What the public and neighbours were told"), ""),
        (Text("Complaints (12345) and how they were settled"), ""),
    ]


def _remains() -> list[tuple[Prose, Words]]:
    return [
        (Text("Monitoring and restoration to come"), ""),
        (Text("Damage assessment and compensation"), ""),
        (Text("Lessons: plan, playbook, supplies"), ""),
    ]


def _responsible() -> list[tuple[Prose, Words]]:
    return [
        (Text("Inquiry into the cause"), ""),
        (Text("Those responsible, and what was decided"), ""),
    ]
