"""Draws the charts of a place, of the river and of slack on their canvases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

from PySide6.QtCore import QRectF

from emerg.paper.chart_words import CLOCK, HOURS, KM, figure_axis, mark_label
from emerg.response.place_chart import Line, MarkKey, PlaceChart, Span, crossed
from emerg.response.river_chart import RiverChart, Stop
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.charts import ticks
from emerg.ui.charts.canvas import Axis, Canvas, Side
from emerg.ui.theme import Theme

# Below this nothing of a curve is looked at: of its highest figure, of the limit, and of the
# highest at most. And of the highest figure the least that a logarithm shows.
SEEN, SEEN_OF_LIMIT, SEEN_MOST, LEAST = 0.01, 0.25, 0.05, 1e-3
# "Now" is drawn where that makes the chart no longer than this many times.
LONGER = 1.6
BESIDE = 0.03
# So far beyond the earliest front the river is shown [times], and at least so far [km].
AHEAD, NEAREST_KM = 1.5, 30.0
ROWS: dict[MarkKey, int] = {"close": 0, "watch": 0, "now": 1, "reopen": 2}


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a chart is to be drawn.

    Attributes
    ----------
    keep : bool
        It is the same chart a little later: what was zoomed into stays.
    """

    theme: Theme
    text_px: int
    lang: Lang
    log: bool = False
    keep: bool = False

    def say(self, words: Prose) -> str:
        return render(words, self.lang)


def draw_place(canvas: Canvas, chart: PlaceChart, how: Drawn) -> None:
    """The curve of a place with its band, the limit, the clocks and the samples."""
    canvas.begin(how.theme, how.text_px)
    limits = () if chart.limit is None or chart.per_tonne else (chart.limit,)
    _scale(canvas, chart.top_mg_l, limits, how)
    edges = [canvas.line(chart.h, curve, "edge") for curve in (chart.low, chart.high)]
    canvas.band(*edges)
    canvas.line(chart.h, chart.likely, "likely")
    if chart.peak_mg_l is not None:
        low, likely, high = chart.peak_mg_l
        soon, middle, late = chart.peak_h
        canvas.line((middle, middle, nan, soon, late), (low, high, nan, likely, likely), "peak")
    _draw_limits(canvas, limits, how)
    for found in chart.samples:
        figure = canvas.floor if found.mg_l is None else found.mg_l
        canvas.points([found.h], [figure], found.state, filled=found.state == "value")
    span = place_span(chart)
    now = next((mark.time for mark in chart.marks if mark.key == "now"), None)
    for mark in chart.marks:
        if span[0] <= mark.h <= span[1]:
            words = how.say(mark_label(mark.key, mark.time, now))
            canvas.mark(mark.h, mark.key, words, ROWS[mark.key])
    axes = _axes(HOURS, ticks.hours, chart, how)
    if chart.start is not None:
        axes["top"] = Axis(how.say(CLOCK), ticks.clock(chart.start))
    canvas.set_axes(axes)
    canvas.set_home(_home(canvas, span, chart.top_mg_l), 3 if chart.marks else 1, chart.h[-1])
    canvas.end(keep=how.keep)


def draw_hour(canvas: Canvas, hour: float | None, how: Drawn) -> None:
    """The hour that the map shows, on the chart of a place."""
    words = "" if hour is None else how.say(Text("map: {h} h", h=f"{hour:.1f}"))
    canvas.point_at(hour, words)


def draw_river(canvas: Canvas, chart: RiverChart, how: Drawn) -> None:
    """The cloud at an hour, the fronts, and the peaks at the places hit."""
    canvas.begin(how.theme, how.text_px)
    limits = () if chart.per_tonne else chart.limits
    span = river_span(chart)
    top = _river_top(chart, span, limits)
    _scale(canvas, top, limits, how)
    edges = [canvas.line(chart.km, curve, "edge") for curve in (chart.low, chart.high)]
    canvas.band(*edges)
    canvas.line(chart.km, chart.likely, "likely")
    _draw_peaks(canvas, chart.stops)
    _draw_limits(canvas, limits, how, right=chart.km[chart.highest] < span[1] / 2)
    early, likely, _late = chart.front_km
    canvas.mark(early, "front", how.say(Text("front, earliest")), 0)
    canvas.mark(likely, "front", how.say(Text("front, likely")), 1)
    axes = _axes(KM, ticks.plain, chart, how)
    stops = ticks.numbered((stop.km, stop.number, stop.intake) for stop in chart.stops)
    seen = any(stop.km <= span[1] for stop in chart.stops)
    axes["top"] = Axis(how.say(Text("No. in the hit list")) if seen else "", ticks.numbers(stops))
    canvas.set_axes(axes)
    canvas.set_home(_home(canvas, span, top), 2, chart.km[-1])
    canvas.end(keep=how.keep)


def place_span(chart: PlaceChart) -> Span:
    """From when to when the chart of a place is shown: the curve, its clocks, and now if near."""
    level = SEEN * max(chart.high)
    if chart.limit is not None and not chart.per_tonne:
        level = max(level, min(SEEN_OF_LIMIT * chart.limit.mg_l, SEEN_MOST * max(chart.high)))
    seen = crossed(chart.h, chart.high, level) or (chart.h[0], chart.h[-1])
    at = {mark.key: mark.h for mark in chart.marks}
    clocks = [h for key, h in at.items() if key != "now"]
    first, last = min(*seen, *clocks), max(*seen, *clocks)
    taken = [one.h for one in chart.samples]
    first, last = min(first, last, *taken), max(first, last, *taken)
    if "now" in at:
        wider = min(first, at["now"]), max(last, at["now"])
        if wider[1] - wider[0] <= LONGER * (last - first):
            first, last = wider
    beside = BESIDE * (last - first)
    return first - beside, last + beside


def river_span(chart: RiverChart) -> Span:
    """How much of the river is shown: a little beyond the earliest front."""
    return 0.0, min(max(AHEAD * chart.front_km[0], NEAREST_KM), chart.km[-1])


def _river_top(chart: RiverChart, span: Span, limits: Iterable[Line]) -> float:
    """The highest figure in what is shown of the river."""
    cloud = (y for km, y in zip(chart.km, chart.high, strict=True) if km <= span[1])
    peaks = (s.peak_mg_l[2] for s in chart.stops if s.peak_mg_l is not None and s.km <= span[1])
    return max((*cloud, *peaks, *(limit.mg_l for limit in limits)), default=1.0)


def _draw_peaks(canvas: Canvas, stops: Sequence[Stop]) -> None:
    """At every place its peak, whenever it comes: low to high, and the likely one."""
    told = [(stop.km, *stop.peak_mg_l) for stop in stops if stop.peak_mg_l is not None]
    if not told:
        return
    bars = [(km, km, nan) for km, *_peak in told]
    highs = [(low, high, nan) for _km, low, _likely, high in told]
    canvas.line(sum(bars, ()), sum(highs, ()), "peak")
    canvas.points([km for km, *_ in told], [one[2] for one in told], "stop", filled=True)


def _draw_limits(canvas: Canvas, limits: Iterable[Line], how: Drawn, *, right: bool = True) -> None:
    """The key names what sets them."""
    for limit in limits:
        words = Text("limit {limit}", limit=f"{limit.mg_l:g}")
        canvas.level(limit.mg_l, "limit", how.say(words), right=right)


def _axes(
    bottom: Text, found: ticks.Ticks, chart: PlaceChart | RiverChart, how: Drawn
) -> dict[Side, Axis]:
    figures = how.say(figure_axis(per_tonne=chart.per_tonne))
    return {
        "bottom": Axis(how.say(bottom), found),
        "left": Axis(figures, ticks.powers if how.log else ticks.plain),
    }


def _scale(canvas: Canvas, top: float, limits: Sequence[Line], how: Drawn) -> None:
    """Figures, or their logarithms: those down to well below the limit."""
    canvas.log = how.log
    canvas.floor = min([LEAST * top, *(limit.mg_l / 10 for limit in limits)]) or 1e-9


def _home(canvas: Canvas, span: Span, top: float) -> QRectF:
    low, high = float(canvas.y([0.0])[0]), float(canvas.y([top or 1.0])[0])
    high += 0.04 * (high - low)
    return QRectF(span[0], low, span[1] - span[0], high - low)
