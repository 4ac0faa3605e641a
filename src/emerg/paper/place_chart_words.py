"""The chart of a place as sentences: the peak, the limit, the clocks, the samples."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from emerg.paper.words import band
from emerg.response.place_chart import Found, Line, PlaceChart, Span
from emerg.texts import Prose, Text
from emerg.units import HOUR_S, beijing, clock_after, clock_before, early_h, late_h, significant


def place_words(chart: PlaceChart) -> tuple[Prose, ...]:
    """The chart of a place as sentences: the peak, the limit, the clocks, the samples."""
    return tuple(_place_words(chart))


def _place_words(chart: PlaceChart) -> Iterator[Prose]:
    yield _peak_words(chart)
    yield from _limit_words(chart)
    told = {mark.key: mark.time for mark in chart.marks}
    for key in ("close", "watch", "reopen"):
        if key in told:
            yield _clock_words(key, told[key], told["now"])
    closing = None if "close" in told else chart.close_reason
    reopening = None if "reopen" in told else chart.reopen_reason
    if closing is not None and closing == reopening:
        yield Text("No time of closing and none of reopening: {reason}", reason=closing)
    else:
        if closing is not None:
            yield Text("No time to close by: {reason}", reason=closing)
        if reopening is not None:
            yield Text("No time of reopening: {reason}", reason=reopening)
    if chart.samples:
        yield Text("Samples here: {found}", found=tuple(map(sample_words, chart.samples)))
    if chart.others:
        yield Text("{n} samples are not drawn: of another species, or in mg/L only", n=chart.others)


def _clock_words(key: str, time: datetime, now: datetime) -> Text:
    if key == "close" and time <= now:
        return Text("Close at once: was due {time}", time=beijing(time))
    if key == "close":
        return Text("Close by {time}", time=beijing(time))
    if key == "watch":
        return Text("Watch from {time}", time=beijing(time))
    return Text(
        "Reopening not before {time}; monitoring and the authority decide", time=beijing(time)
    )


def _peak_words(chart: PlaceChart) -> Text:
    if chart.per_tonne:
        top = max(range(len(chart.h)), key=chart.likely.__getitem__)
        return Text(
            "The amount is not known: every tonne brings a likely peak of {peak} mg/L, "
            "{high} mg/L at most, about {when}",
            peak=significant(chart.likely[top]),
            high=significant(max(chart.high)),
            when=_when(chart, chart.h[top]),
        )
    low, likely, high = chart.peak_mg_l or (min(chart.low), max(chart.likely), max(chart.high))
    return Text(
        "Likely peak {peak} mg/L ({band}), about {when}",
        peak=significant(likely),
        band=band(low, high),
        when=_when(chart, chart.peak_h[1]),
    )


def _limit_words(chart: PlaceChart) -> Iterator[Text]:
    limit = chart.limit
    if limit is None:
        yield Text("No limit in mg/L is listed for {species}", species=chart.species)
        return
    fields = {"limit": f"{limit.mg_l:g}", "basis": limit.basis}
    if chart.per_tonne:
        if chart.limit_reached_t is not None:
            least, likely = (significant(tonnes) for tonnes in chart.limit_reached_t)
            yield Text(
                "The limit of {limit} mg/L ({basis}) is likely reached by {likely} t, and may be "
                "by {least} t",
                likely=likely,
                least=least,
                **fields,
            )
        return
    high, likely_span = chart.above_h(chart.high), chart.above_h(chart.likely)
    if high is None:
        yield _below_words(chart, limit)
    elif likely_span is None:
        yield Text(
            "May be above the limit of {limit} mg/L ({basis}) from {a} to {b}; likely stays below",
            **fields,
            **_span(chart, high, "ab"),
        )
    else:
        yield Text(
            "May be above the limit of {limit} mg/L ({basis}) from {a} to {b}; likely is from {c} "
            "to {d}",
            **fields,
            **_span(chart, high, "ab"),
            **_span(chart, likely_span, "cd"),
        )


def _below_words(chart: PlaceChart, limit: Line) -> Text:
    fields = {"limit": f"{limit.mg_l:g}", "basis": limit.basis}
    if chart.peak_mg_l is not None and chart.peak_mg_l[2] > limit.mg_l:
        return Text(
            "At no moment is the band above the limit of {limit} mg/L ({basis}); a peak may be",
            **fields,
        )
    return Text("The band stays below the limit of {limit} mg/L ({basis})", **fields)


def _span(chart: PlaceChart, span: Span, names: str) -> dict[str, Prose]:
    """From down, to up: by the names of two fields."""
    first, last = span
    return {
        names[0]: _when(chart, first),
        names[1]: _when(chart, last, late=True),
    }


def _when(chart: PlaceChart, hours: float, *, late: bool = False) -> Prose:
    """The clock, or hours where the start is not known; down, or up where it is `late`.

    Not both: each is rounded by itself, and who adds one to the start does not get the other.
    """
    if chart.start is None:
        return Text("{h} h", h=late_h(hours) if late else early_h(hours))
    seconds = hours * HOUR_S
    moment = chart.start + timedelta(seconds=seconds)
    clock = clock_after(moment, seconds) if late else clock_before(moment, seconds)
    return beijing(clock)


def sample_words(found: Found) -> Text:
    """One sample, with its time."""
    time = beijing(found.time)
    match found.state:
        case "value":
            return Text("{time} {figure} mg/L", time=time, figure=f"{found.mg_l:g}")
        case "below":
            return Text("{time} below {figure} mg/L", time=time, figure=f"{found.mg_l:g}")
        case "not_yet":
            return Text("{time} not here yet", time=time)
        case "gone":
            return Text("{time} gone by", time=time)
        case "here":
            return Text("{time} here", time=time)
