"""The chart down the river as sentences: the cloud, the front, the limit, who is in it."""

from collections.abc import Callable, Iterator
from math import ceil, floor

from emerg.response.river_chart import RiverChart
from emerg.texts import Prose, Text
from emerg.units import significant

# So many places are named; the rest are counted.
NAMED = 6
FEW_KM = 10.0  # below it a tenth is told


def river_words(chart: RiverChart) -> tuple[Prose, ...]:
    """The chart down the river as sentences: the cloud, the front, the limit, who is in it."""
    return tuple(_river_words(chart))


def _river_words(chart: RiverChart) -> Iterator[Prose]:
    top = chart.highest
    yield Text(
        "Highest at that hour: likely {likely} mg/L at km {km}, at most {high} mg/L",
        likely=significant(chart.likely[top]),
        km=_far(chart.km[top], round),
        high=significant(max(chart.high)),
    )
    early, likely, late = chart.front_km
    yield Text(
        "Front: at the farthest km {early}, likely km {likely}, at least km {late}",
        early=_far(early, ceil),
        likely=_far(likely, round),
        late=_far(late, floor),
    )
    yield from _river_limit_words(chart)


def _far(km: float, way: Callable[[float], int]) -> str:
    """Kilometres rounded one way; tenths while they are few, for then they are seen."""
    return f"{way(km * 10) / 10:g}" if km < FEW_KM else str(way(km))


def _river_limit_words(chart: RiverChart) -> Iterator[Prose]:
    if chart.per_tonne:
        yield Text("The amount is not known: no limit can be drawn")
        return
    if not chart.limits:
        yield Text("No limit in mg/L is listed for {species}", species=chart.species)
        return
    limit = f"{chart.limits[0].mg_l:g}"
    high, likely = chart.above_km(chart.high), chart.above_km(chart.likely)
    if high is None:
        yield Text("Nowhere above {limit} mg/L at that hour", limit=limit)
        return
    a, b = _far(high[0], floor), _far(high[1], ceil)
    if likely is None:
        yield Text("May be above {limit} mg/L from km {a} to {b}", limit=limit, a=a, b=b)
    else:
        yield Text(
            "May be above {limit} mg/L from km {a} to {b}; likely is from km {c} to {d}",
            limit=limit,
            a=a,
            b=b,
            c=_far(likely[0], floor),
            d=_far(likely[1], ceil),
        )
    names = tuple(stop.name for stop in chart.stops if stop.above)
    if len(names) > NAMED:
        more = len(names) - NAMED
        yield Text("In it then: {names}, and {n} more", names=names[:NAMED], n=more)
    elif names:
        yield Text("In it then: {names}", names=names)
