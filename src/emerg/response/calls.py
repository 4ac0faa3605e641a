"""Whom to call, in order: county first, city leads, region coordinates; neighbours; downstream.

Numbers are the office's to fill in: none is ever invented. A path that leaves the country is
reported up to the region; foreign notice is a matter of national authorities, so there is no call
for it here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Call
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.texts import Bilingual, Prose, Text
from emerg.units import clock_before


def calls(
    rivers: Rivers, playbook: str, county: str, hits: Sequence[Hit], scenario: Scenario
) -> tuple[Call, ...]:
    """The call list: up, neighbours, downstream soonest first, upstream."""
    number = count(1)
    roles = sorted(rivers.playbooks[playbook].plan.roles, key=lambda role: role.order)
    up = [role for role in roles if role.level in ("county", "prefecture", "region", "operator")]
    # The county where it happened comes before the other counties of the river.
    up.sort(key=lambda role: role.level == "county" and role.county not in ("", county))
    here = [r for r in up if r.level != "county" or r.county in ("", county)]
    found = [Call(next(number), "up", role.level, role.who, role.task, role.phone) for role in here]
    found += _downstream(number, county, hits, scenario)
    found += [
        Call(next(number), "side", role.level, role.who, role.task, role.phone)
        for role in roles
        if role.level == "neighbour"
    ]
    found.append(
        Call(
            next(number),
            "upstream",
            "county",
            Text("county and city next upstream"),
            Text("hold clean water where there is a gate; sample above the incident"),
            "",
        )
    )
    return tuple(found)


def _downstream(
    number: "count[int]", county: str, hits: Sequence[Hit], scenario: Scenario
) -> list[Call]:
    """Every county and intake downstream, soonest first."""
    found: list[Call] = []
    told = {county, ""}
    for hit in hits:
        if hit.is_intake or hit.kind == "dam":
            found.append(
                Call(
                    next(number),
                    "down",
                    "operator",
                    hit.name,
                    _what(hit),
                    "",
                    hit.close_by or _front(hit, scenario),
                )
            )
        elif hit.county not in told:
            told.add(hit.county)
            found.append(
                Call(
                    next(number),
                    "down",
                    "county",
                    _county(hit.county),
                    Text(
                        "front there from {hours} h; check every intake and warn the villages",
                        hours=f"{hit.front_h[0]:.1f}",
                    ),
                    "",
                    _front(hit, scenario),
                )
            )
    return found


def _county(name: str) -> Bilingual:
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
