"""The lists of a standing brief: who drinks, what can hold, what may leak, sections, flow."""

from collections.abc import Mapping, Sequence

from emerg.paper.content import Blank, Cell, Column, Heading, Note, Part, Stack, Strong, Table
from emerg.paper.standing_sites import Listed, in_layers, of_kinds, site_facts
from emerg.paper.words import CONFIDENCES, KINDS, NONE, POSITIONS, SPACES, km, worded
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import RiverPlaybook, WaterSupply
from emerg.texts import Bilingual, Prose, Text
from emerg.units import significant

Counties = Mapping[str, Bilingual]
INTAKES = ("waterworks", "source_area", "intake")
TOWNS = ("county_seat", "town")


def place_cell(place: Listed, counties: Counties) -> Stack:
    """Name, what it is, where along which river."""
    site = place.site
    if site.km is None:
        where: Prose = Text(
            "{kind} · {river}, position not known · {county}",
            kind=worded(KINDS, site.kind),
            river=place.river,
            county=counties.get(site.county, site.county or NONE),
        )
    else:
        where = Text(
            "{kind} · {river} km {km} · {county}",
            kind=worded(KINDS, site.kind),
            river=place.river,
            km=km(site.km),
            county=counties.get(site.county, site.county or NONE),
        )
    return Stack((site.name, where))


def _number(place: Listed) -> str:
    return str(place.number)


def _facts(place: Listed) -> Cell:
    site = place.site
    trust = Text(
        "confidence: {confidence}; position: {basis}{error}",
        confidence=worded(CONFIDENCES, site.confidence),
        basis=worded(POSITIONS, site.position),
        error="" if site.position_error_km is None else f" ±{site.position_error_km:g} km",
    )
    return Stack((*site_facts(site), trust))


def facts_table(places: Sequence[Listed], counties: Counties, name: Prose, empty: Prose) -> Table:
    """Number, place, what is known of it."""
    return Table(
        (
            Column(Text("No."), 0.7, "right"),
            Column(Text("Place"), 5.0),
            Column(Text("What is known of it (to be verified)"), 6.3),
        ),
        tuple((_number(p), place_cell(p, counties), _facts(p)) for p in places),
        empty,
        name,
    )


def intake_parts(book: RiverPlaybook, places: Sequence[Listed], counties: Counties) -> list[Part]:
    """Intakes and sources with what can stand in for them."""
    stand_in = {supply.site: supply for supply in book.plan.water_supply if supply.site}
    intakes = of_kinds(places, *INTAKES)
    others = [s for s in book.plan.water_supply if s.site not in {p.site.id for p in intakes}]
    parts: list[Part] = [
        Heading(Text("Intakes, drinking-water sources and what can stand in for them")),
        Table(
            (
                Column(Text("No."), 0.7, "right"),
                Column(Text("Place"), 4.3),
                Column(Text("What is known of it (to be verified)"), 4.0),
                Column(Text("Alternative supply"), 3.0),
            ),
            tuple(
                (
                    _number(p),
                    place_cell(p, counties),
                    _facts(p),
                    _alternative(stand_in.get(p.site.id)),
                )
                for p in intakes
            ),
            Text("none is listed: that does not mean there is none; ask the counties"),
            Text("intakes"),
        ),
    ]
    if others:
        parts.append(_supply_table(others))
    return parts


def _alternative(supply: WaterSupply | None) -> Cell:
    return Blank() if supply is None else supply.alternative


def _supply_table(supplies: Sequence[WaterSupply]) -> Table:
    return Table(
        (
            Column(Text("Town"), 2.5),
            Column(Text("Present supply"), 4.5),
            Column(Text("Alternative supply"), 5.0),
        ),
        tuple((supply.town, supply.supply, supply.alternative) for supply in supplies),
        NONE,
        Text("water supply"),
    )


def space_parts(places: Sequence[Listed], counties: Counties) -> list[Part]:
    """The 11 classes, then dams, other spaces and bridges one by one."""
    return [
        Heading(Text("Emergency spaces and facilities: the 11 classes")),
        _classes_table(places),
        Heading(Text("Dams and gates")),
        facts_table(
            in_layers(places, "dam"), counties, Text("dams and gates"), Text("none is listed")
        ),
        Heading(Text("Other spaces")),
        facts_table(
            in_layers(places, "space"), counties, Text("other spaces"), Text("to be surveyed")
        ),
        Heading(Text("Bridges")),
        _bridges(in_layers(places, "crossing"), counties),
    ]


def _classes_table(places: Sequence[Listed]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for code, name in SPACES.items():
        found = [p for p in places if p.site.space_class == code]
        names = tuple(
            Text("{number} {name}", number=p.number, name=p.site.name) for p in found[:12]
        )
        more = len(found) - len(names)
        listed_: Prose = Text("{items}", items=names) if found else Text("to be surveyed")
        if more > 0:
            listed_ = Text("{listed} and {n} more", listed=listed_, n=more)
        rows.append((Strong(Text("{code} {name}", code=code, name=name)), str(len(found)), listed_))
    return Table(
        (
            Column(Text("Class"), 2.4),
            Column(Text("Known"), 0.9, "right"),
            Column(Text("Numbers and names"), 8.7),
        ),
        tuple(rows),
        NONE,
        Text("the 11 classes"),
    )


def _bridges(bridges: Sequence[Listed], counties: Counties) -> Table:
    return Table(
        (
            Column(Text("No."), 0.7, "right"),
            Column(Text("Bridge"), 5.6),
            Column(Text("Road"), 1.2),
            Column(Text("Width, depth, velocity, parking (to be surveyed)"), 4.5),
        ),
        tuple(
            (
                _number(p),
                place_cell(p, counties),
                str((p.site.attributes or {}).get("road", NONE)),
                Blank(),
            )
            for p in bridges
        ),
        Text("none is listed"),
        Text("bridges"),
    )


def risk_parts(places: Sequence[Listed], counties: Counties) -> list[Part]:
    """What may leak."""
    return [
        Heading(Text("Risk sources")),
        facts_table(
            in_layers(places, "risk_source"),
            counties,
            Text("risk sources"),
            Text("none is listed: that does not mean there is none"),
        ),
    ]


def section_parts(places: Sequence[Listed], counties: Counties) -> list[Part]:
    """Sections, county lines and stations down the river; towns and other targets."""
    sections = in_layers(places, "section", "station")
    targets = [p for p in in_layers(places, "target") if p.site.kind not in INTAKES]
    return [
        Heading(Text("Sections, county lines and stations, downstream")),
        Table(
            (
                Column(Text("No."), 0.7, "right"),
                Column(Text("Section"), 4.6),
                Column(Text("Kind"), 1.7),
                Column(Text("River"), 1.8),
                Column(Text("km from the source"), 1.2, "right"),
                Column(Text("Confidence, position"), 2.0),
            ),
            tuple(_section_row(p) for p in sections),
            Text("none is listed"),
            Text("sections"),
        ),
        Heading(Text("Towns, reserves and others who may be hit")),
        facts_table(targets, counties, Text("targets"), Text("none is listed")),
    ]


def _section_row(place: Listed) -> tuple[Cell, ...]:
    site = place.site
    error = "" if site.position_error_km is None else f" ±{site.position_error_km:g} km"
    return (
        _number(place),
        site.name,
        worded(KINDS, site.kind),
        place.river,
        NONE if site.km is None else km(site.km),
        Text("{confidence}{error}", confidence=worded(CONFIDENCES, site.confidence), error=error),
    )


def flow_parts(rivers: Rivers, book: RiverPlaybook) -> list[Part]:
    """Low, mean and high flow of every month, as factors and at the lower end of the river."""
    flow = book.river.flow
    end = rivers.network.rivers[book.river.id][-1]
    mean = end.lower_m3_s
    rows: list[tuple[Cell, ...]] = []
    for name, factors in (
        (Text("low (10 %)"), flow.low),
        (Text("mean (50 %)"), flow.mean),
        (Text("high (90 %)"), flow.high),
    ):
        rows.append((Strong(name), *(f"{factor:.2f}" for factor in factors)))
    for name, factors in (
        (Text("low, m³/s"), flow.low),
        (Text("mean, m³/s"), flow.mean),
        (Text("high, m³/s"), flow.high),
    ):
        rows.append((Strong(name), *(significant(factor * mean, 3) for factor in factors)))
    source = book.river.sources.get(flow.source)
    return [
        Heading(Text("Flow by month")),
        Note(
            Text(
                "Factors on the long-term mean flow; m³/s at km {km}, where the mean is {mean} "
                "m³/s over {area} km². Source: {source} (confidence: {confidence}).",
                km=km(end.to_m / 1000),
                mean=significant(mean, 3),
                area=f"{end.lower_m2 / 1e6:,.0f}",
                source=flow.source if source is None else source.title,
                confidence=worded(CONFIDENCES, flow.confidence),
            )
        ),
        Table(
            (
                Column(Text("Month"), 1.9),
                *(Column(str(month), 0.84, "right") for month in range(1, 13)),
            ),
            tuple(rows),
            NONE,
            Text("flow by month"),
        ),
        *([Note(flow.note, "quiet")] if flow.note.zh else []),
    ]
