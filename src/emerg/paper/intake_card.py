"""Intake cards: for each waterworks its clock, and what its crew does until it may reopen."""

from collections.abc import Iterator, Mapping

from emerg.incident.contacts import Contacts, by_role
from emerg.paper.card_content import Element, Figure, Rows, Side, Steps, Words
from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Heading,
    Note,
    Part,
    Sheet,
    Stack,
    Strong,
    Table,
)
from emerg.paper.incident_clocks import shared_reason
from emerg.paper.incident_front import INTAKES_NOT_VERIFIED, closing, first_clock
from emerg.paper.incident_tables import species_name
from emerg.paper.numbers import Known, number_of, privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.words import EXCEEDS, KINDS, NONE, band, km, river_of, when, worded
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, WaterSupply
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.texts import Prose, Text
from emerg.units import beijing, significant

REOPEN = Text(
    "The earliest to consider: monitoring that stays below the limit and the competent authority "
    "decide. No model reopens a waterworks."
)
# Where somebody may draw water though no intake is listed.
MAY_DRAW = ("county_seat", "town")
# Towns and empty rows where no intake is listed at all, and beside cards of those that are.
TOWNS, EMPTY = {False: 8, True: 4}, {False: 6, True: 2}


def intake_cards(answer: Answer, rivers: Rivers, contacts: Contacts = ()) -> Sheet:
    """A card for every listed intake on the way, soonest first; then room for those not listed."""
    known = by_role(contacts, answer.incident.playbook)
    hits = [hit for hit in answer.hits if hit.is_intake]
    parts: list[Part] = [_side(answer, hit, rivers, known) for hit in hits]
    parts += _unlisted(answer, rivers, listed=bool(hits))
    return sheet_of(answer, Text("Intake cards"), (*privacy_note(contacts), *parts), paper="A5")


def _side(answer: Answer, hit: Hit, rivers: Rivers, known: Known) -> Side:
    attributes = _attributes(rivers, hit)
    supply = _supply(rivers, hit)
    return Side(
        title=hit.title,
        chip=worded(KINDS, hit.kind),
        under=Text(
            "No. {n} of the hit list · {river} km {km}, {distance} km below the incident",
            n=hit.number,
            river=river_of(answer, hit.river),
            km=km(hit.km),
            distance=f"{hit.distance_m / 1000:.1f}",
        ),
        left=(
            _close(answer, hit),
            Rows(Text("What is expected here"), tuple(_expected(answer, hit))),
            Words(Text("Reopening"), tuple(_reopening(answer, hit))),
        ),
        right=(
            Steps(Text("What to do"), tuple(_steps(answer, hit, attributes)), ticked=True),
            Rows(Text("Who drinks this water"), tuple(_drinkers(hit, attributes, supply, known))),
        ),
        across=6,
    )


def _close(answer: Answer, hit: Hit) -> Element:
    """By when to advise closing: the largest thing on the card."""
    if hit.close_by is None and answer.incident.scenario.start is not None:
        reason = hit.close_reason or ""
        return Figure(
            Text("no closing expected"),
            Text("by the model; sample all the same. {why}", why=reason),
        )
    if hit.close_by is None:
        return Figure(
            Text("close now"),
            Text("advice; the start is not known, it may have passed already: sample at once"),
        )
    if hit.close_by <= answer.incident.now:
        return Figure(
            Text("close at once"),
            Text("advice; was due {time}; the authority orders it", time=beijing(hit.close_by)),
        )
    return Figure(
        Text("close by {time}", time=beijing(hit.close_by)),
        Text("advice: the competent authority orders it"),
    )


def _expected(answer: Answer, hit: Hit) -> Iterator[tuple[Prose, Prose]]:
    yield Text("Front from"), first_clock(answer, hit)
    yield Text("Watch from"), when(hit.watch_from) if hit.watch_from else Text("at once")
    yield Text("Peak mg/L"), _peak(answer, hit)
    limit: Prose = Text("no limit is listed: ask the experts")
    if hit.limit_mg_l is not None:
        limit = Text(
            "{species} {limit} ({basis})",
            species=species_name(hit.species),
            limit=f"{hit.limit_mg_l:g}",
            basis=hit.limit_basis or NONE,
        )
    yield Text("Limit mg/L"), limit
    if hit.exceeds is not None:
        yield Text("Above the limit"), EXCEEDS[hit.exceeds]


def _peak(answer: Answer, hit: Hit) -> Prose:
    if hit.peak_mg_l is not None:
        low, likely, high = hit.peak_mg_l
        return Text("{likely} ({band})", likely=significant(likely), band=band(low, high))
    if answer.incident.substance.floats:
        return Text("slick: no mixed concentration")
    if hit.mg_l_per_tonne is None:
        return Text("not known")
    return Text("{n} for each tonne; amount not known", n=significant(hit.mg_l_per_tonne))


def _reopening(answer: Answer, hit: Hit) -> Iterator[Prose]:
    if hit.reopen_not_before is not None:
        yield Text("Not before {time}.", time=beijing(hit.reopen_not_before))
    else:
        reason = shared_reason(answer) or hit.reopen_reason or Text("not known")
        yield Text("No time is given: {reason}.", reason=reason)
    yield REOPEN


def _steps(answer: Answer, hit: Hit, attributes: Mapping[str, object]) -> Iterator[Prose]:
    floats = answer.incident.substance.floats
    yield Text("Ring the works, have it said back: time ______ name ______")
    yield Text("Fill the clear-water tanks while the raw water is still clean")
    minutes = attributes.get("closing_min")
    if isinstance(minutes, int | float):
        yield Text("Closing takes {n} min, which is reckoned in", n=f"{minutes:g}")
    yield Text("Close the intake. Closed at ______")
    yield Text("Switch to the stand-by source; tell the county how long the tanks last")
    if floats:
        yield Text("Booms around the intake, water from below the surface")
    yield Text(
        "Sample the raw water from {time} on, every 1-2 h; upstream and at the intake",
        time=when(hit.watch_from) if hit.watch_from is not None else Text("now"),
    )
    if "地下水" in str(attributes.get("water", "")) or attributes.get("intake_type"):
        yield Text("A well lags behind the river: go on sampling it when the river is clean")
    yield Text("Reopen only on order: order of ______ at ______")


def _drinkers(
    hit: Hit, attributes: Mapping[str, object], supply: WaterSupply | None, known: Known
) -> Iterator[tuple[Prose, Prose]]:
    people = attributes.get("population")
    yield (
        Text("People served"),
        Text("{n} people", n=f"{people:,.0f}") if isinstance(people, int | float) else "",
    )
    alternative: Prose = str(attributes.get("alternative") or "")
    yield Text("Stand-by source"), alternative or ("" if supply is None else supply.alternative)
    hours = next(
        (
            h
            for key in ("storage_h", "alternative_h")
            if isinstance(h := attributes.get(key), float)
        ),
        None,
    )
    yield Text("Tanks last"), "" if hours is None else f"{hours:g} h"
    lines = number_of(known, hit.name)
    yield Text("On duty, number"), Text("{items}", items=lines) if lines else ""


def _attributes(rivers: Rivers, hit: Hit) -> Mapping[str, object]:
    site: Site | None = next(
        (site for site in rivers.playbook_of(hit.river).sites if site.id == hit.site), None
    )
    return {} if site is None else site.attributes or {}


def _supply(rivers: Rivers, hit: Hit) -> WaterSupply | None:
    supplies = rivers.playbook_of(hit.river).plan.water_supply
    return next((one for one in supplies if one.site == hit.site), None)


def _unlisted(answer: Answer, rivers: Rivers, *, listed: bool) -> list[Part]:
    """Towns on the way and empty rows: what is not listed may still draw water."""
    towns = [hit for hit in answer.hits if hit.kind in MAY_DRAW][: TOWNS[listed]]
    rows: list[tuple[Cell, ...]] = [
        (
            Stack(
                (
                    hit.title,
                    Text("{river} km {km}", river=river_of(answer, hit.river), km=km(hit.km)),
                )
            ),
            first_clock(answer, hit),
            Strong(closing(answer, hit)),
            _told_supply(rivers, hit),
            *(Blank() for _ in range(2)),
        )
        for hit in towns
    ]
    rows += [tuple(Blank() for _ in range(6)) for _ in range(EMPTY[listed])]
    heading = (
        Text("Intakes that are not listed") if listed else Text("No intake is listed on the way")
    )
    columns = (
        Column(Text("Town, if it draws here"), 2.6),
        Column(Text("Front from"), 1.5, "center"),
        Column(Text("Close by"), 2.0, "center"),
        Column(Text("Intake, people, stand-by"), 2.9),
        Column(Text("Number"), 1.6),
        Column(Text("Closed at, by"), 1.4),
    )
    return [
        Heading(heading, new_page=True),
        Note(INTAKES_NOT_VERIFIED, "loud"),
        Table(columns, tuple(rows), NONE, heading),
    ]


def _told_supply(rivers: Rivers, hit: Hit) -> Cell:
    """What the playbook says of the town's water; a line where it says nothing."""
    supply = _supply(rivers, hit)
    return Blank() if supply is None else Stack((supply.supply, supply.alternative))
