"""Notice to a neighbour as a document (跨界通报): 环境保护部令第17号 art. 8, 生态环境法典 art. 125.

What happened, when the water comes to them, what they are asked to do, and a slip to send back.
"""

from emerg.paper.docx import Docx, Words
from emerg.paper.form_parts import Sketches, begun
from emerg.paper.form_words import numbered, told_lines
from emerg.paper.incident_map import horizon_h
from emerg.paper.incident_tables import species_name
from emerg.paper.notice_arrivals import put_arrivals
from emerg.paper.notice_requests import asked_of
from emerg.paper.picture import WIDE_CM
from emerg.paper.report_story import Story
from emerg.response.answer import Answer
from emerg.response.first_report import intended, start_words, what_words
from emerg.response.holding_next import things_to_do
from emerg.response.neighbours import Neighbour
from emerg.texts import Lang, Prose, Text

BASIS = Text(
    "Ecological and Environmental Code, art. 125; Order No. 17 of the Ministry of Environmental "
    "Protection, art. 8"
)


def neighbour_notice_docx(
    answer: Answer, lang: Lang, story: Story, neighbour: Neighbour, sketches: Sketches
) -> bytes:
    """The notice to one neighbour; what nobody has said is a line to fill in."""
    title = Text("Notice of an environmental emergency to {name}", name=neighbour.name)
    made = begun(answer, lang, title, exercise=story.exercise)
    made.form(_head(answer, neighbour))
    made.heading(Text("1. What happened"))
    made.form(_happened(answer))
    made.heading(Text("2. When it reaches you"))
    put_arrivals(made, answer, neighbour)
    made.heading(Text("3. What we ask of you"))
    for line in numbered(asked_of(answer, neighbour)):
        made.paragraph(line)
    made.heading(Text("4. What we do"))
    made.form(_doing(answer, story), tall=True)
    made.heading(Text("5. Who signs, whom to ask"))
    made.form(_signed(), together=True)
    made.heading(Text("Attached: sensitive places"))
    title_of_map, picture = sketches.far if _far(answer, neighbour) else sketches.near
    made.picture(picture, title_of_map, WIDE_CM)
    _put_slip(made, answer, neighbour)
    return made.content()


def _head(answer: Answer, neighbour: Neighbour) -> list[tuple[Prose, Words]]:
    copy: list[tuple[Prose, Words]] = []
    if neighbour.also:
        copy.append((Text("Copy to"), neighbour.also))
    return [
        (Text("To"), neighbour.who),
        *copy,
        (Text("From (where it happened)"), neighbour.giver),
        (Text("Incident"), answer.incident.scenario.title),
        (Text("Level of the incident"), answer.level.words),
        (Text("By which law"), BASIS),
        (Text("Time of this notice"), ""),
    ]


def _happened(answer: Answer) -> list[tuple[Prose, Words]]:
    place = next(f.value for f in answer.first_report if f.label.zh == "地点")
    return [
        (Text("Time it happened"), start_words(answer.incident.scenario)),
        (Text("Place"), place),
        (Text("Main pollutants and amount"), what_words(answer.incident)),
        (Text("Cause and nature"), ""),
        (Text("To sample"), to_sample(answer)),
    ]


def to_sample(answer: Answer) -> Prose:
    """What to look for in the water; empty while the substance is not known."""
    names = tuple(map(species_name, answer.incident.substance.to_sample))
    return Text("{names}", names=names) if names else ""


def _doing(answer: Answer, story: Story) -> list[tuple[Prose, Words]]:
    return [
        (Text("Measures taken"), told_lines(story.done)),
        (Text("Measures intended"), intended(things_to_do(answer, story.held))),
    ]


def _signed() -> list[tuple[Prose, Words]]:
    return [
        (Text("Notifying unit"), ""),
        (Text("Signed by"), ""),
        (Text("Contact and number"), ""),
        (Text("On duty, day and night"), ""),
        (Text("Date and seal"), ""),
    ]


def _far(answer: Answer, neighbour: Neighbour) -> bool:
    """Whether the first map does not reach to them."""
    horizon = horizon_h(answer)
    return bool(neighbour.hits and horizon and neighbour.hits[0].front_h[0] > horizon)


def _put_slip(made: Docx, answer: Answer, neighbour: Neighbour) -> None:
    """A page of its own that they send back."""
    made.new_page()
    made.centred(Text("Return slip: fill in and send back"))
    made.form(
        [
            (Text("Incident"), answer.incident.scenario.title),
            (Text("Notice to"), neighbour.who),
            (Text("Received by (office)"), ""),
            (Text("Name and position"), ""),
            (Text("Received at"), ""),
            (Text("Telephone day and night"), ""),
            (Text("Intakes closed, and when"), ""),
            (Text("Sections sampled, and since when"), ""),
            (Text("Other measures; what you need from us"), ""),
            (Text("Date and seal"), ""),
        ],
        tall=True,
    )
