"""What is said of the cloud at an hour: when that is, where it may be, what nobody can tell."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil, floor

from emerg.response.answer import Answer
from emerg.response.incident import Start
from emerg.texts import Prose, Text
from emerg.ui.map.hours import End, HitState, HourWay
from emerg.units import BEIJING, beijing

LEFT = Text("The cloud has left the way that is drawn")
ENDS: dict[str, Text] = {
    "recovered": Text("last recovery"),
    "gone": Text("gone at the latest"),
    "thinned": Text("likely gone"),
    "arrived": Text("likely at the end"),
}
STATES: dict[HitState, Text] = {
    "ahead": Text("at this hour: not reached yet"),
    "there": Text(
        "at this hour: it may be here, even below the limit; reopen only as the list says"
    ),
    "past": Text("at this hour: the cloud is gone; reopen only as the list says"),
}


def hour_lines(answer: Answer, way: HourWay, hour: float) -> tuple[Prose, ...]:
    """The hour, where the cloud may be then and where it is likely, and why it is not clear."""
    return tuple(_lines(answer, way, hour))


def _lines(answer: Answer, way: HourWay, hour: float) -> Iterator[Prose]:
    yield moment_words(answer.incident.scenario.start, hour)
    span, last = way.at(hour), len(way.points) - 1
    if span.tail >= last:
        yield LEFT
    else:
        lower = _place(answer, span.front, up=True)
        if hour > way.front_h[-1]:
            lower = Text("beyond {place}", place=lower)
        upper = _place(answer, span.tail, up=False)
        if upper == lower:
            yield Text("It may be at {place}", place=upper)
        else:
            yield Text("It may be from {upper} to {lower}", upper=upper, lower=lower)
    if span.body > span.thin:
        yield Text(
            "Likely from {upper} to {lower}",
            upper=_place(answer, span.thin, up=False),
            lower=_place(answer, span.body, up=True),
        )
    plume = answer.plume
    if plume.doubt is not None and plume.remains:
        yield Text("Behind it not clear: {why}", why=plume.doubt)
    elif plume.doubt is not None:
        yield Text("Its end is not known everywhere: {why}", why=plume.doubt)


def moment_words(start: Start | None, hour: float) -> Prose:
    """Hours since the start, and the clock where that is known; a window of starts gives two."""
    hours = f"{hour:.1f}"
    if start is None:
        return Text("{hours} h after the start", hours=hours)
    first, last = (beijing(at + timedelta(hours=hour)) for at in (start.earliest, start.latest))
    if first == last:
        return Text("{hours} h after the start · {clock}", hours=hours, clock=first)
    same_day = first.split()[0] == last.split()[0]
    until = last.split()[1] if same_day else last
    return Text("{hours} h after the start · {clock}", hours=hours, clock=f"{first}–{until}")


def clock_words(start: Start | None, hour: float) -> str:
    """The clock alone, in the fewest letters; "" where the start is not known."""
    if start is None:
        return ""
    return f"{(start.earliest + timedelta(hours=hour)).astimezone(BEIJING):%m-%d %H:%M}"


def end_words(end: End) -> Prose:
    """What the end of the slider is."""
    return Text("{hours} h {what}", hours=f"{end.hour:g}", what=ENDS[end.kind])


def _place(answer: Answer, at: float, *, up: bool) -> Prose:
    """River and kilometre of a point along the way, rounded up or down the river."""
    trace = answer.trace
    before = floor(at)
    after = min(before + 1, len(trace.km) - 1)
    km, share = trace.km[before], at - before
    if trace.part[after] == trace.part[before]:
        km += share * (trace.km[after] - km)
    whole = ceil(km * 10) if up else floor(km * 10)
    name = answer.path[trace.part[before]].name
    return Text("{river} km {km}", river=name, km=f"{whole / 10:.1f}")
