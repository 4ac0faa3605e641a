"""What the standing brief of a river says, before any incident: one map, one plan, contacts."""

from dataclasses import replace
from datetime import date

from emerg import __version__
from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import Form, Heading, Note, Part, Sheet
from emerg.paper.data_hash import data_hash
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED
from emerg.paper.map_lines import map_part
from emerg.paper.numbers import with_numbers
from emerg.paper.standing_map import close_up, river_map, stretch_maps
from emerg.paper.standing_plan import (
    contact_parts,
    plan_parts,
    quality_parts,
    sampling_parts,
    source_parts,
)
from emerg.paper.standing_sites import Listed, listed
from emerg.paper.standing_tables import (
    flow_parts,
    intake_parts,
    risk_parts,
    section_parts,
    space_parts,
)
from emerg.paper.words import NONE, km
from emerg.playbooks.check import quality
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import RiverPlaybook, Source
from emerg.response.county import county_names
from emerg.texts import Bilingual, Prose, Text

# The map of page 1 leaves this share of the page's text to what stands above it.
FIRST_PAGE = 0.74


def standing_sheet(rivers: Rivers, river: str, today: date, contacts: Contacts = ()) -> Sheet:
    """The standing brief of the playbook `river` as of `today`."""
    known = by_role(contacts, river)
    book = rivers.playbooks[river]
    counties = county_names(rivers)
    places = listed(book)
    parts: list[Part] = [
        *_first_page(rivers, book, places),
        *_stretch_parts(rivers, book, places),
        *contact_parts(book.plan, book.river.authorities, Text("Authorities on this river"), known),
        *plan_parts(
            book.plan,
            book.river.sources,
            Text("General plan: this river has no plan of its own yet"),
        ),
        *sampling_parts(book, places),
        *_lists(rivers, book, places, counties),
        *quality_parts(quality(replace(book, plan=with_numbers(book.plan, known)), today)),
        *source_parts(_sources(book), RIVER_LICENCE),
    ]
    return Sheet(
        title=Text("One river, one plan, one map"),
        subject=both(book.river.name),
        made=Text("made {date}", date=today.isoformat()),
        status=book.river.data_status,
        version=f"{__version__} · {book.river.version}",
        data=data_hash(book),
        parts=tuple(parts),
        keywords=(book.river.name.zh, book.river.name.en),
    )


RIVER_LICENCE = Text(
    "River lines are derived from MERIT Hydro and shared under the Open Database "
    "License (ODbL 1.0): name the source and share alike."
)


def _sources(book: RiverPlaybook) -> list[Source]:
    """Every source but those of examples."""
    invented = {site.source for site in book.sites if site.confidence == "example"}
    return [source for key, source in book.river.sources.items() if key not in invented]


def both(name: Bilingual) -> Bilingual:
    """The name in both languages, that of the reader first."""
    if not name.en:
        return name
    return Bilingual(f"{name.zh} · {name.en}", f"{name.en} · {name.zh}")


def _first_page(rivers: Rivers, book: RiverPlaybook, places: tuple[Listed, ...]) -> list[Part]:
    return [
        *(Note(words, "loud") for words in _warnings(book)),
        _about(rivers, book),
        map_part(river_map(rivers, book.river.id, places), FIRST_PAGE),
    ]


def _stretch_parts(rivers: Rivers, book: RiverPlaybook, places: tuple[Listed, ...]) -> list[Part]:
    parts: list[Part] = []
    large = close_up(rivers, book.river.id, places)
    if large is not None:
        parts += [Heading(Text("Where places crowd"), new_page=True), map_part(large)]
    maps = stretch_maps(rivers, book.river.id, places)
    if maps:
        parts.append(Heading(Text("Maps of the stretches, downstream"), new_page=True))
    return [*parts, *(map_part(content) for content in maps)]


def _warnings(book: RiverPlaybook) -> list[Prose]:
    """What the reader has to know before anything else."""
    found: list[Prose] = []
    if book.river.assumption.zh:
        found.append(book.river.assumption)
    if book.plan.generic or not book.river.key:
        found.append(Text("General plan: not one of the 12 key rivers, no plan of its own yet"))
    found.append(INTAKES_NOT_VERIFIED)
    return found


def _about(rivers: Rivers, book: RiverPlaybook) -> Form:
    river = book.river
    reaches = rivers.network.rivers[river.id]
    approved: Prose = ""
    if river.approved_on is not None:
        approved = Text(
            "{who}, {date}", who=river.approved_by or NONE, date=river.approved_on.isoformat()
        )
    fields: list[tuple[Prose, Prose]] = [
        (
            Text("River"),
            Text(
                "{basin}; km {first} to {last} (from the source)",
                basin=river.basin,
                first=km(reaches[0].from_m / 1000),
                last=km(reaches[-1].to_m / 1000),
            ),
        ),
        (
            Text("Version, data"),
            Text("{version}; {status}", version=river.version, status=river.data_status),
        ),
        (Text("Approved by, on"), approved),
        (Text("Review by"), "" if river.review_by is None else river.review_by.isoformat()),
    ]
    if river.international:
        fields.append(
            (
                Text("International river"),
                Text("flow, dam and intake data may be confidential: check before passing it on"),
            )
        )
    return Form(tuple(fields))


def _lists(
    rivers: Rivers,
    book: RiverPlaybook,
    places: tuple[Listed, ...],
    counties: dict[str, Bilingual],
) -> list[Part]:
    return [
        Heading(Text("Lists (numbers as on the map)"), new_page=True),
        *intake_parts(book, places, counties),
        *risk_parts(places, counties),
        *space_parts(places, counties),
        *section_parts(places, counties),
        *flow_parts(rivers, book),
    ]
