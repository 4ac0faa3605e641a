"""A dispatch as the map shows it: ways by their slack, places by number, depots that send."""

from collections.abc import Iterator
from dataclasses import dataclass

from emerg.geodesy import FloatArray
from emerg.paper.dispatch_words import (
    STATES,
    late_words,
    ready_words,
    sent_words,
    short_words,
    slack_words,
    supply_name,
)
from emerg.response.dispatch_plan import Option, Plan, Served
from emerg.response.drives import Dispatch
from emerg.response.supplies import Placed
from emerg.texts import Prose, Text
from emerg.ui.dispatch_rows import Standing, drive_slack, place_title, short_name, standing
from emerg.ui.map.features import PostStyle
from emerg.ui.map.posts import Post
from emerg.ui.map.road_items import Slack
from emerg.ui.plain_table import Tone

STYLES: dict[Tone, PostStyle] = {"ok": "post_ok", "warn": "post_warn", "danger": "post_danger"}
# The least slack lies on top.
ORDER: tuple[Slack, ...] = ("late", "short", "ample", "none")
DEPOT = "depot "


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way that somebody drives (lon/lat), and the slack it leaves."""

    line: FloatArray
    slack: Slack


def ways(found: Dispatch) -> list[Way]:
    """Every way that is longer than a point, the one with the least slack first."""
    drawn = [
        Way(drive.lonlat, drive_slack(found.plan, drive))
        for drive in found.drives
        if len(drive.lonlat) > 1
    ]
    return sorted(drawn, key=lambda way: ORDER.index(way.slack))


def posts(found: Dispatch) -> list[Post]:
    """Places to hold it, the one that is missed, and the depots that send; not the source."""
    plan = found.plan
    held = [
        _place(plan, point, number)
        for number, point in enumerate(plan.points)
        if point.place.kind != "source"
    ]
    return [*held, *(_missed(plan, point) for point in plan.late), *_depots(plan)]


def _place(plan: Plan, point: Placed, number: int) -> Post:
    how = standing(plan, point)
    label = Text("sent to {n}: {state}", n=number, state=how.signed)
    words = (place_title(plan, number), *(_told(plan, one) for one in plan.at(point)))
    return _post(point, label, how, words)


def _missed(plan: Plan, point: Placed) -> Post:
    """It has no number in the plan: the label names it."""
    words = Text("{what}: {name}", what=STATES["too_late"], name=short_name(point))
    how = Standing(words, "danger")
    return _post(point, how.signed, how, (late_words(plan, point),))


def _post(point: Placed, label: Prose, how: Standing, words: tuple[Prose, ...]) -> Post:
    place = point.place
    style = STYLES.get(how.tone, "post")
    return Post(place.id, (place.lon, place.lat), "interception", label, style, words)


def _told(plan: Plan, served: Served) -> Text:
    if not served.sent:
        return Text("{need}: {missing}", need=served.need.row.name, missing=short_words(served))
    return Text(
        "{need}: {sent}; works at {ready}, slack {slack} h",
        need=served.need.row.name,
        sent=tuple(sent_words(one) for one in served.sent),
        ready=ready_words(plan, served.ready_h),
        slack=slack_words(served.slack_h),
    )


def _depots(plan: Plan) -> Iterator[Post]:
    sending: dict[str, list[tuple[Served, Option]]] = {}
    for served in plan.served:
        for one in served.sent:
            key = f"{DEPOT}{one.supply.office.id}/{one.supply.depot.id}"
            sending.setdefault(key, []).append((served, one))
    for key, sent in sending.items():
        depot = sent[0][1].supply.depot
        lines = tuple(_leaves(plan, served, one) for served, one in sent)
        yield Post(key, (depot.lon, depot.lat), "depot", depot.name, "post", (depot.name, *lines))


def _leaves(plan: Plan, served: Served, option: Option) -> Text:
    return Text(
        "{what} → {place}: works at {ready}, slack {slack} h",
        what=supply_name(option.supply),
        place=served.need.at.place.name,
        ready=ready_words(plan, option.ready_h),
        slack=slack_words(option.slack_h),
    )
