"""Whom to call, in order: county first, city leads, region coordinates; downstream; neighbours.

Numbers are the office's to fill in: none is ever invented. A path that leaves the country is
reported up to the region; foreign notice is a matter of national authorities, so there is no call
for it here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from emerg.network.river import Place, main_stem_above
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Role, Site
from emerg.response.agreements import Agreements
from emerg.response.answer import Call
from emerg.response.county import LINES, city_offices, county_at, county_offices, office_of
from emerg.response.escalation import with_above
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.response.since import since
from emerg.texts import Bilingual, Prose, Text, render
from emerg.units import clock_before, early_h

# Who must be told as an equal: the Code, art. 125 (its text is to be confirmed), and the Order.
EQUALS = Text(
    "Ecological and Environmental Code, art. 125, and Order No. 17, art. 8: neighbours of the same "
    "level are to be told at once; the one told starts its response"
)


def calls(
    rivers: Rivers,
    place: Place,
    county: str,
    hits: Sequence[Hit],
    scenario: Scenario,
    agreements: Agreements | None = None,
) -> tuple[Call, ...]:
    """The call list: up; downstream, soonest first; neighbours; upstream.

    Each with the levels above it, the rule that obliges to it, and what was agreed with them.
    """
    number = count(1)
    book = rivers.playbooks[place.reach.playbook]
    roles = sorted(book.plan.roles, key=lambda role: role.order)
    prefecture = county_at(rivers, place)[1]
    found = list(_up(number, roles, county, prefecture))
    found += _abroad(number, rivers, hits)
    found += _downstream(number, county_offices(rivers), county, hits, scenario)
    found += [_call(number, "side", role) for role in roles if role.level == "neighbour"]
    found.append(_beside(number))
    found += _upstream(number, rivers, place, county)
    found += _city_upstream(number, rivers, place, prefecture, found)
    agreed = () if agreements is None else agreements.agreement
    return tuple(
        replace(
            call,
            ground=EQUALS if _is_equal(call) else "",
            agreed=tuple(a for a in agreed if a.holds_for(call.who, call.county, call.group)),
        )
        for call in with_above(rivers, found, prefecture)
    )


def _is_equal(call: Call) -> bool:
    """Whether it is a neighbour that is to be told as an equal."""
    return call.group != "up" and call.level in ("county", "prefecture", "neighbour")


def _beside(number: "count[int]") -> Call:
    """Whoever lies across the river or beside it: no table knows them, so it is a line to fill."""
    return Call(
        next(number),
        "side",
        "county",
        Text("counties on the other bank and beside, by the county lines: fill in"),
        Text("notify as equals: substance, expected arrival, what was done"),
        "",
    )


def _up(
    number: "count[int]", roles: Sequence[Role], county: str, prefecture: str
) -> Iterator[Call]:
    """The county where it happened, its city, the region; other counties are called downstream.

    Every one of the river where the map does not tell which.
    """
    for role in roles:
        unsure = not (county if role.level == "county" else prefecture)
        here = role.county in ("", county, prefecture) or unsure
        if role.level in ("county", "prefecture", "region") and here:
            sits = {"county": county, "prefecture": prefecture}.get(role.level, "")
            yield replace(_call(number, "up", role), county=sits)


def _call(number: "count[int]", group: Literal["up", "side"], role: Role) -> Call:
    return Call(
        next(number), group, role.level, role.who, role.task, role.phone, None, role.verified_on
    )


def _abroad(number: "count[int]", rivers: Rivers, hits: Sequence[Hit]) -> Iterator[Call]:
    """Where the way leaves the country: up to the region, at once, and no further from here."""
    if any(hit.kind == "exit" and leaves_country(rivers, hit) for hit in hits):
        yield Call(
            next(number),
            "up",
            "region",
            Text("region: environment department and foreign affairs office"),
            Text(
                "the way leads out of the country: report up at once; notice abroad is a matter "
                "of the national authorities"
            ),
            "",
        )


def leaves_country(rivers: Rivers, hit: Hit) -> bool:
    """Whether an exit section is one where the river leaves the country."""
    sites = rivers.playbook_of(hit.river).sites
    site = next((site for site in sites if site.id == hit.site), None)
    return bool(site is not None and (site.attributes or {}).get("abroad"))


def _downstream(
    number: "count[int]",
    offices: Mapping[str, Bilingual],
    county: str,
    hits: Sequence[Hit],
    scenario: Scenario,
) -> Iterator[Call]:
    """Every county, intake and dam downstream, soonest first."""
    told = {county, ""}
    for hit in hits:
        if hit.is_intake or hit.kind == "dam":
            by = hit.close_by or _front(hit, scenario)
            call = Call(next(number), "down", "operator", hit.title, _what(hit), "", by)
            yield replace(call, county=hit.county)
        elif hit.county not in told:
            told.add(hit.county)
            what = Text(
                "check every intake and warn the villages; front there from {hours} h after "
                "{since}",
                since=since(scenario),
                hours=early_h(hit.front_h[0]),
            )
            who = offices.get(hit.county) or _office(hit.county)
            by = _front(hit, scenario)
            yield Call(next(number), "down", "county", who, what, "", by, county=hit.county)


def _upstream(number: "count[int]", rivers: Rivers, place: Place, county: str) -> Iterator[Call]:
    """The nearest dam above, to hold back clean water, and the next county."""
    above = list(sites_above(rivers, place))
    dam = next((site for site in above if site.kind == "dam"), None)
    if dam is not None:
        what = Text(
            "hold back clean water on order, hour by hour; letting out more to dilute speeds "
            "the front"
        )
        yield Call(next(number), "upstream", "operator", dam.name, what, "", county=dam.county)
    names = (site.county for site in above if site.kind not in LINES)
    other = next((name for name in names if name not in ("", county)), None)
    who: Prose = Text("county and city next upstream")
    if other is not None:
        who = county_offices(rivers).get(other) or _office(other)
    what = Text("hold clean water where there is a gate; sample above the incident")
    yield Call(next(number), "upstream", "county", who, what, "", county=other or "")


def _city_upstream(
    number: "count[int]", rivers: Rivers, place: Place, prefecture: str, found: Sequence[Call]
) -> Iterator[Call]:
    """The next city above, as an equal of ours, unless the plan names it already."""
    cities = (site.prefecture for site in sites_above(rivers, place) if site.kind not in LINES)
    city = next((name for name in cities if name not in ("", prefecture)), None)
    if city is None or not prefecture or any(city in render(call.who, "zh") for call in found):
        return
    what = Text("notify as equals; ask for data from above and for clean water to be held")
    who = office_of(city_offices(rivers), city)
    yield Call(next(number), "upstream", "prefecture", who, what, "", county=city)


def sites_above(rivers: Rivers, place: Place) -> Iterator[Site]:
    """The sites above `place`, nearest first, up the arm that brings most water."""
    for index, reach in enumerate(main_stem_above(rivers.network, place.reach)):
        for site in reversed(rivers.sites.get(reach.id, ())):
            if index or (site.km or 0.0) * 1000 < place.chainage_m:
                yield site


def _office(name: str) -> Bilingual:
    return Bilingual(f"{name}人民政府、生态环境分局", f"{name} government and environment office")


def _what(hit: Hit) -> Prose:
    if hit.kind == "dam":
        return Text("ask for outflow and level; be ready to hold the gates on order")
    return Text("advise closing the intake; sample; switch to the stand-by source")


def _front(hit: Hit, scenario: Scenario) -> datetime | None:
    if scenario.start is None:
        return None
    seconds = hit.front_h[0] * 3600
    return clock_before(scenario.start.earliest + timedelta(seconds=seconds), seconds)
