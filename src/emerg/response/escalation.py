"""Whom to ring where a call is not confirmed: the level above, county, city, region."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Above, Call
from emerg.response.county import city_offices, county_offices, office_of, prefecture_of
from emerg.texts import Bilingual, render

GOVERNMENT, ENVIRONMENT = "人民政府", "生态环境"


def with_above(rivers: Rivers, calls: Sequence[Call], prefecture: str) -> tuple[Call, ...]:
    """The calls, each with the levels above it; `prefecture` is that of the incident."""
    chain = _Chain(rivers, calls, prefecture)
    return tuple(replace(call, above=tuple(chain.above(call))) for call in calls)


def chased(calls: Sequence[Call], after: timedelta) -> tuple[Call, ...]:
    """The calls, each to be made again once nobody has confirmed it for so long."""
    return tuple(replace(call, chase_after=after) for call in calls)


class _Chain:
    """County, city and region as they stand in the list of calls, or by their offices."""

    def __init__(self, rivers: Rivers, calls: Sequence[Call], prefecture: str) -> None:
        self._rivers, self._calls, self._prefecture = rivers, calls, prefecture
        self._counties, self._cities = county_offices(rivers), city_offices(rivers)

    def above(self, call: Call) -> Iterator[Above]:
        """The levels above `call`, the nearest first; of the region there is none."""
        if call.level == "region":
            return
        if call.level == "operator":
            yield from self._county(call)
        if call.level in ("operator", "county"):
            yield from self._city(call)
        yield from self._up("region", call)

    def _county(self, call: Call) -> Iterator[Above]:
        if not call.county:
            yield from self._up("county", call)
            return
        here = [c for c in self._calls if c.level == "county" and c.county == call.county]
        if here:
            yield _as_above(_like(call, here))
        else:
            yield Above(office_of(self._counties, call.county))

    def _city(self, call: Call) -> Iterator[Above]:
        city = prefecture_of(self._rivers, call.county) if call.county else self._prefecture
        if not city or city == self._prefecture:
            yield from self._up("prefecture", call)
            return
        office = office_of(self._cities, city)
        yield Above(office, self._order_of(office))

    def _order_of(self, office: Bilingual) -> int | None:
        """The number of the call to that very office."""
        named = (c.order for c in self._calls if render(c.who, "zh") == office.zh)
        return next(named, None)

    def _up(self, level: str, call: Call) -> Iterator[Above]:
        found = [c for c in self._calls if c.group == "up" and c.level == level]
        if found:
            yield _as_above(_like(call, found))


def _like(call: Call, found: Sequence[Call]) -> Call:
    """Governments answer to governments, environment offices to theirs; others to the first."""
    who = render(call.who, "zh")
    kinds = [kind for kind in (GOVERNMENT, ENVIRONMENT) if kind in who]
    if len(kinds) != 1:
        return found[0]
    return next((one for one in found if kinds[0] in render(one.who, "zh")), found[0])


def _as_above(call: Call) -> Above:
    return Above(call.who, call.order)
