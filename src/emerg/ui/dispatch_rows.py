"""A dispatch as rows: in the words of the sheet, each in its tone. Knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from emerg.paper.dispatch_words import (
    STATES,
    call_words,
    front_words,
    quantity_words,
    ready_words,
    sent_words,
    short_words,
    slack_words,
)
from emerg.response.dispatch_plan import Option, Plan, Served
from emerg.response.drives import Dispatch, Drive, state
from emerg.response.supplies import Placed
from emerg.response.turns import Turn
from emerg.texts import Prose, Text
from emerg.ui.map.road_items import Slack, slack_of
from emerg.ui.plain_table import Cell, Tone, Toned, keyed
from emerg.units import drive_h

NONE = "—"
SIGNS: dict[Tone, str] = {"ok": "✓", "warn": "△", "danger": "✗"}
OF_SLACK: dict[Slack, Tone] = {"none": "", "ample": "ok", "short": "warn", "late": "danger"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands at a place, in words, and the tone of them."""

    words: Prose
    tone: Tone

    @property
    def signed(self) -> Prose:
        """With the sign that says the same as the colour."""
        sign = SIGNS.get(self.tone)
        return Text("{sign} {words}", sign=sign, words=self.words) if sign else self.words


def least_slack_h(plan: Plan, point: Placed) -> float | None:
    """The slack of the last that is sent to a place."""
    return min((s.slack_h for s in plan.at(point) if s.slack_h is not None), default=None)


def standing(plan: Plan, point: Placed) -> Standing:
    """In time, or with what doubt."""
    at = state(plan, point) if plan.ground.supplies else "no_data"
    words = STATES[at]
    if at in ("too_late", "unreachable"):
        return Standing(words, "danger")
    if at == "no_data":
        passed = Standing(Text("front may have passed"), "warn")
        return passed if _may_have_passed(plan, point) else Standing(words, "quiet")
    if at in ("short", "partly", "unknown"):
        return Standing(words, "warn")
    if any(served.lacks for served in plan.at(point)):
        return Standing(STATES["short"], "warn")
    if slack_of(least_slack_h(plan, point)) == "short":
        return Standing(Text("little slack"), "warn")
    return Standing(words, "" if at == "source" else "ok")


def _may_have_passed(plan: Plan, point: Placed) -> bool:
    """Where nobody can be sent, nothing else says that it is too late for a place."""
    start = plan.ground.start
    if start is None or point.place.kind == "source":
        return False
    return start + timedelta(hours=point.place.front_h) <= plan.now


def place_title(plan: Plan, number: int) -> Text:
    """A place by its number on the map, and how it stands; the source has none."""
    point = plan.points[number]
    if point.place.kind == "source":
        return Text("At the source: {name}", name=point.place.name)
    return Text(
        "{n}. {name}: front at the earliest {front}; {state}",
        n=number,
        name=point.place.name,
        front=front_words(plan, point),
        state=standing(plan, point).words,
    )


def place_rows(plan: Plan) -> list[tuple[Cell, ...]]:
    """Every place in one row, the source first."""
    return [_place_row(plan, point, number) for number, point in enumerate(plan.points)]


def _place_row(plan: Plan, point: Placed, number: int) -> tuple[Cell, ...]:
    ready = max((s.ready_h for s in plan.at(point) if s.ready_h is not None), default=None)
    how = standing(plan, point)
    name = short_name(point)
    return (
        Toned(
            (Text("{n}. {name}", n=number, name=name) if number else name,), tip=(point.place.name,)
        ),
        keyed(front_words(plan, point), _front_h(point)),
        keyed(ready_words(plan, ready), ready),
        slack_cell(least_slack_h(plan, point)),
        Toned((how.signed,), how.tone),
    )


def _front_h(point: Placed) -> float | None:
    """At the source there is no front to race."""
    return None if point.place.kind == "source" else point.place.front_h


def short_name(point: Placed) -> Prose:
    """By its water where a place has no name of its own; the title below tells its road."""
    place = point.place
    if place.kind != "road":
        return place.name
    return Text("{river} km {km}", river=place.river_name, km=f"{place.km:.0f}")


def slack_cell(slack_h: float | None) -> Toned:
    """Slack in the tone of its class, with the sign of the tone."""
    tone = OF_SLACK[slack_of(slack_h)]
    figure = slack_words(slack_h)
    words = f"{SIGNS[tone]} {figure}" if tone in ("warn", "danger") else figure
    return Toned((words,), tone, key=slack_h)


def need_rows(plan: Plan, point: Placed) -> list[tuple[Cell, ...]]:
    """What is needed at a place, who is sent with it, and who else could be."""
    return [_need_row(plan, served) for served in plan.at(point)]


def _need_row(plan: Plan, served: Served) -> tuple[Cell, ...]:
    missing = short_words(served)
    row = served.need.row
    return (
        Toned((row.name,), tip=(row.name, row.why)),
        keyed(quantity_words(served), served.need.quantity),
        Toned(
            tuple(sent_words(one) for one in served.sent) or (NONE,),
            tip=tuple(line for one in served.sent for line in option_tip(plan, one)) or (NONE,),
        ),
        keyed(ready_words(plan, served.ready_h), served.ready_h),
        slack_cell(served.slack_h),
        _missing(plan, missing),
        Toned(
            tuple(_second(one) for one in served.second) or (NONE,),
            "quiet",
            tuple(line for one in served.second for line in option_tip(plan, one)) or (NONE,),
        ),
    )


def _missing(plan: Plan, words: Prose) -> Cell:
    """What is missing; without lists nobody knows whether it is."""
    if not plan.ground.supplies:
        return Toned((Text("not known"),), "quiet")
    return Toned((words,), "danger") if words else NONE


def _second(option: Option) -> Prose:
    if option.slack_h is None:
        return sent_words(option)
    slack = slack_words(option.slack_h)
    return Text("{sent} ({slack} h)", sent=sent_words(option), slack=slack)


def option_tip(plan: Plan, option: Option) -> tuple[Prose, ...]:
    """Who it is, whom to call, and how the time is made up."""
    parts = Text(
        "{ready}: turn out and load {alert} h, drive {drive} h; slack {slack} h",
        ready=ready_words(plan, option.ready_h),
        alert=f"{option.supply.alert_h + option.supply.load_h:.1f}",
        drive=f"{option.drive_h:.1f}",
        slack=slack_words(option.slack_h),
    )
    return sent_words(option), call_words(option), parts


def drives_to(found: Dispatch, point: Placed) -> tuple[Drive, ...]:
    """The ways that lead to a place."""
    return tuple(drive for drive in found.drives if drive.point == point.place.id)


def turn_rows(found: Dispatch, drives: Sequence[Drive]) -> list[tuple[Cell, ...]]:
    """Every way: its name, then one row for each road it follows."""
    return [row for drive in drives for row in _turn_rows(found, drive)]


def _turn_rows(found: Dispatch, drive: Drive) -> Iterator[tuple[Cell, ...]]:
    head = Text(
        "{route}: {km} km, {hours} h",
        route=found.name_of(drive),
        km=f"{drive.route.length_m / 1000:.0f}",
        hours=drive_h(drive.route.hours),
    )
    yield (Toned((head,), OF_SLACK[drive_slack(found.plan, drive)]),)
    if not drive.turns:
        yield (Text("They are there already"),)
    for number, turn in enumerate(drive.turns, start=1):
        yield _turn_row(number, turn)


def _turn_row(number: int, turn: Turn) -> tuple[Cell, ...]:
    return (
        str(number),
        Text("{road} (schematic)", road=turn.road) if turn.rough else turn.road,
        f"{turn.length_km:.1f}",
        drive_h(turn.hours),
        turn.to,
        Text("{names}", names=turn.via) if turn.via else NONE,
    )


def drive_slack(plan: Plan, drive: Drive) -> Slack:
    """The slack that a way leaves to the last who takes it."""
    slacks = [
        one.slack_h
        for served in plan.served
        if served.need.at.place.id == drive.point
        for one in served.sent
        if one.slack_h is not None
        and f"{one.supply.office.id}/{one.supply.depot.id}" == drive.depot
    ]
    return slack_of(min(slacks, default=None))
