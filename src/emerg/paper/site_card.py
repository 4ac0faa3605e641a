"""Site cards: one place on two sides of A5, to laminate and hang where it is used."""

from datetime import timedelta

from emerg.paper.card_content import Figure
from emerg.paper.content import Note, Part, Sheet
from emerg.paper.data_hash import data_hash
from emerg.paper.numbers import privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.site_sides import Around, blank_side, sides
from emerg.paper.words import DRILL, earliest
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.response.answer import Answer, Holding
from emerg.response.containment import Containment
from emerg.response.holding_option import State
from emerg.response.since import since
from emerg.texts import Prose, Text
from emerg.units import beijing, front_clock


def incident_cards(answer: Answer, around: Around, held: Containment | None = None) -> Sheet:
    """A card for every place on the way that can hold or part the water, soonest first.

    `held` tells at which of them nobody can be in time; without it every front is a time to meet.
    """
    late = _too_late(held)
    found = [(one, _site(around.rivers, one)) for one in answer.holding]
    parts: list[Part] = [
        side
        for one, site in found
        if site is not None
        for side in sides(site, around, _front(answer, one, too_late=one.site in late))
    ]
    if not parts:
        none = Text(
            "The playbook lists no gate, dam or space beside the river on the way; where booms or "
            "earth dams can be set stands on the containment sheet. Hold it at the source: dam "
            "ditches and side channels, and look for pits, dry channels and gates on the spot; "
            "note what you find on a blank card."
        )
        parts = [Note(none, "loud"), blank_side()]
    return sheet_of(
        answer, Text("Site cards"), (*privacy_note(around.contacts), *parts), paper="A5"
    )


def standing_cards(
    book: RiverPlaybook, around: Around, made: Prose, version: str, *, exercise: bool
) -> Sheet:
    """A card for every place of a river; examples only for an `exercise`."""
    sites = [
        site
        for site in book.sites
        if site.space_class is not None and (exercise or site.confidence != "example")
    ]
    sites.sort(key=lambda site: (site.km is None, site.river != book.river.id, site.km or 0.0))
    parts: list[Part] = [side for site in sites for side in sides(site, around, None)]
    return Sheet(
        title=Text("Site cards"),
        subject=book.river.name,
        made=made,
        status=book.river.data_status,
        version=version,
        data=data_hash(book),
        parts=(*privacy_note(around.contacts), *(parts or [blank_side()])),
        drill=DRILL if exercise else "",
        keywords=(book.river.name.zh,),
        format="A5",
    )


def card_sites(answer: Answer, rivers: Rivers) -> list[Site]:
    """The places that `incident_cards` is about, as the playbooks have them."""
    return [site for held in answer.holding if (site := _site(rivers, held)) is not None]


def _site(rivers: Rivers, held: Holding) -> Site | None:
    sites = rivers.playbook_of(held.river).sites
    return next((site for site in sites if site.id == held.site), None)


def _too_late(found: Containment | None) -> set[str]:
    """Ids of the places where there is no time for any way to hold."""
    if found is None:
        return set()
    states: dict[str, set[State]] = {}
    for option in found.options:
        states.setdefault(option.place.id, set()).add(option.state)
    return {place for place, told in states.items() if told == {"too_late"}}


def _front(answer: Answer, held: Holding, *, too_late: bool) -> Figure:
    """When the front may be there at the earliest, which is by when it has to be ready."""
    hours = earliest(held.front_h)
    start = answer.incident.scenario.start
    if start is None:
        return Figure(
            Text("{hours} h after the start", hours=hours),
            Text("earliest front here; the start is not known: it may have passed"),
        )
    moment = front_clock(start.earliest + timedelta(hours=held.front_h[0]))
    if moment <= answer.incident.now:
        return Figure(
            Text("The front may have passed"),
            Text("earliest front {time}: sample before you open or close", time=beijing(moment)),
        )
    if too_late:
        return Figure(
            Text("too late for {time}", time=beijing(moment)),
            Text(
                "earliest front here, {hours} h after {since}; nobody is ready by then: hold it "
                "further down first",
                hours=hours,
                since=since(answer.incident.scenario),
            ),
        )
    return Figure(
        Text("ready before {time}", time=beijing(moment)),
        Text(
            "earliest front here, {hours} h after {since}",
            hours=hours,
            since=since(answer.incident.scenario),
        ),
    )
