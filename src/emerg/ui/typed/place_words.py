"""A place as it was understood, in a sentence."""

from emerg.playbooks.rivers import Rivers
from emerg.response.county import county_at, county_names
from emerg.response.locate import Located
from emerg.response.receiving import REASONS
from emerg.texts import Text
from emerg.ui.drained import Drained


def road_echo(rivers: Rivers, located: Located, found: Drained) -> Text:
    spot, way = found.spot, found.way
    fields: dict[str, object] = {
        "stake": found.stake,
        "doubt": f"{spot.doubt_km:.3g}",
        "place": place_echo(rivers, located),
        "m": f"{way.distance_m:.0f}",
        "how": REASONS[way.reason],
    }
    if found.others:
        other = rivers.network.name(found.others[0].river)
        return Text(
            "{stake}, ± {doubt} km along the road; drains to {place}, {m} m away ({how}). "
            "Or is it {other}?",
            other=other,
            **fields,
        )
    return Text(
        "{stake}, ± {doubt} km along the road; drains to {place}, {m} m away ({how})", **fields
    )


def place_echo(rivers: Rivers, located: Located) -> Text:
    place = located.place
    county = county_at(rivers, place)[0]
    spot: dict[str, object] = {
        "river": rivers.network.name(place.reach.river),
        "km": f"{place.chainage_m / 1000:.1f}",
    }
    where = Text("{river} km {km}", **spot)
    if county:
        known = county_names(rivers).get(county, county)
        where = Text("{river} km {km}, {county}", county=known, **spot)
    if located.snap_m is None:
        return where
    if located.others:
        other = rivers.network.name(located.others[0].place.reach.river)
        return Text(
            "{where}; {m} m off the line. Or is it {other}?",
            where=where,
            m=f"{located.snap_m:.0f}",
            other=other,
        )
    return Text("{where}; {m} m off the line", where=where, m=f"{located.snap_m:.0f}")
