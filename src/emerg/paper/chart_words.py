"""What stands on a chart: its title, its axes, its marks, its bars."""

from collections.abc import Callable, Mapping
from datetime import datetime

from emerg.paper.containment_words import STATES
from emerg.paper.dispatch_words import slack_words
from emerg.response.holding_option import METHODS
from emerg.response.place_chart import Line, MarkKey, PlaceChart
from emerg.response.river_chart import RiverChart
from emerg.response.slack_chart import SlackBar, SlackChart
from emerg.texts import Prose, Text
from emerg.units import (
    BEIJING,
    beijing,
)

HOURS, CLOCK = Text("hours after the start of the release"), Text("Beijing time")
KM, SLACK = Text("km down the river from the incident"), Text("slack h")
_MARK_TEXTS: Mapping[MarkKey, Callable[[str], Text]] = {
    "now": lambda time: Text("now {time}", time=time),
    "close": lambda time: Text("close by {time}", time=time),
    "watch": lambda time: Text("watch from {time}", time=time),
    "reopen": lambda time: Text("reopen not before {time}", time=time),
}


def place_title(chart: PlaceChart) -> Text:
    """What the chart of a place is of."""
    return Text(
        "{name}, {km} km down the river: {species}",
        name=chart.name,
        km=f"{chart.distance_km:.1f}",
        species=chart.species,
    )


def river_title(chart: RiverChart) -> Text:
    """What the chart down the river is of, and when."""
    if chart.time is None:
        return Text(
            "Down the river {h} h after the start: {species}",
            h=f"{chart.hour:g}",
            species=chart.species,
        )
    return Text(
        "Down the river {h} h after the start, {time}: {species}",
        h=f"{chart.hour:g}",
        time=beijing(chart.time),
        species=chart.species,
    )


def slack_title(chart: SlackChart) -> Text:
    """What the bars are of, and when."""
    return Text("Time left to hold it, as of {time}", time=beijing(chart.now))


def figure_axis(*, per_tonne: bool) -> Text:
    """What is written beside the concentrations."""
    return Text("mg/L per tonne of product") if per_tonne else Text("mg/L, background included")


def limit_label(limit: Line) -> Text:
    """What is written on the line of a limit."""
    return Text("limit {limit} mg/L: {basis}", limit=f"{limit.mg_l:g}", basis=limit.basis)


def mark_label(key: MarkKey, time: datetime, now: datetime | None) -> Text:
    """What is written on a mark; the date only where it is not that of `now`."""
    there = time.astimezone(BEIJING)
    same = now is not None and now.astimezone(BEIJING).date() == there.date()
    return _MARK_TEXTS[key](f"{there:%H:%M}" if same else beijing(time))


def bar_name(bar: SlackBar) -> Text:
    """What is done where."""
    return Text("{name} · {what}", name=bar.name, what=METHODS[bar.method])


def bar_words(bar: SlackBar) -> Prose:
    """How much time there is, and what that means."""
    if not bar.front_known:
        return Text("start not known: the front may have passed")
    if bar.state == "passed":
        return STATES["passed"]
    hours = slack_words(bar.most_h if bar.slack_h is None else bar.slack_h)
    if bar.state == "unknown":
        return Text("with a crew there now {h} h", h=hours)
    return Text("{state} {h} h", state=STATES[bar.state], h=hours)


def slack_lines(chart: SlackChart) -> tuple[Prose, ...]:
    """The bars as sentences, one each, and how many have none."""
    lines: list[Prose] = [
        Text("{name}: {words}", name=bar_name(bar), words=bar_words(bar)) for bar in chart.bars
    ]
    if chart.left_out:
        lines.append(left_out_words(chart))
    return tuple(lines)


def left_out_words(chart: SlackChart) -> Text:
    """How many options have no bar."""
    return Text("{n} more on the page Containment", n=chart.left_out)
