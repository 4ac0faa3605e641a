"""A dispatch as rows: every state has a word, a sign and a tone; figures say what they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emerg.network.driving import conditions
from emerg.paper.dispatch_words import STATES
from emerg.response.dispatch_plan import LITTLE_SLACK_H
from emerg.response.drives import dispatched, state
from emerg.texts import render
from emerg.ui.dispatch_on_map import posts
from emerg.ui.dispatch_rows import (
    drives_to,
    least_slack_h,
    need_rows,
    place_rows,
    short_name,
    slack_cell,
    standing,
    turn_rows,
)
from emerg.ui.map.legend import entries
from emerg.ui.map.road_items import LOOKS
from emerg.ui.plain_table import Toned
from emerg.ui.roads_today import RoadsToday
from emerg.usecases.dispatch import ground
from emerg.usecases.respond import respond

OPEN = conditions()


@pytest.fixture
def known(ready):
    return ready.roads.known


@pytest.fixture
def plan(rivers, known, ready, answer, now):
    """Plan the tanker anew: later, with other lists, on other roads, for another answer."""

    def made(*, after_h=0.0, offices=None, today=OPEN, asked=answer):
        have = ready.lists.every if offices is None else offices
        laid = ground(rivers, known.network, asked, have, known.books)
        return dispatched(laid, known.network, have, today, now + timedelta(hours=after_h))

    return made


def tones(found):
    """State, tone and words of every place but the source."""
    told = [(state(found.plan, p), standing(found.plan, p)) for p in found.plan.points[1:]]
    return {(at, how.tone, render(how.words, "en")) for at, how in told}


def test_a_late_place_is_danger_and_says_so(plan):
    found = plan(after_h=2000.0)
    assert tones(found) == {("too_late", "danger", "too late")}
    assert all(
        slack_cell(least_slack_h(found.plan, p)).tone == "danger" for p in found.plan.points[1:]
    )


def test_where_no_road_is_open_nobody_reaches_any_place(plan, known):
    found = plan(today=conditions(closed=[*known.network.edges]))
    assert tones(found) == {("unreachable", "danger", "cannot be reached")}
    missing = [row[5] for p in found.plan.points for row in need_rows(found.plan, p)]
    assert missing
    assert all(cell.tone == "danger" for cell in missing)


def test_with_an_unknown_start_nothing_is_called_in_time(plan, rivers, scenario, now):
    unknown = respond(rivers, replace(scenario, start=None), now=now)
    found = plan(asked=unknown)
    words = render(STATES["unknown"], "en")
    assert tones(found) == {("unknown", "warn", words)}
    assert slack_cell(None) == Toned(("—",), "", key=None)


def test_without_lists_what_is_missing_is_not_known(plan):
    found = plan(offices=())
    assert {
        render(row[5].lines[0], "en") for row in need_rows(found.plan, found.plan.points[0])
    } == {"not known"}
    assert standing(found.plan, found.plan.points[0]).tone == "quiet"


def test_in_time_is_good_only_with_slack_and_with_everything(plan):
    found = plan()
    for place in found.plan.points[1:]:
        how, slack = standing(found.plan, place), least_slack_h(found.plan, place)
        short = any(one.short or not one.sent for one in found.plan.at(place))
        assert (how.tone == "ok") == (slack >= LITTLE_SLACK_H and not short)


@pytest.mark.parametrize(
    ("slack", "tone", "words"),
    [(-0.01, "danger", "✗ -0.1"), (0.0, "warn", "△ +0.0"), (0.5, "ok", "+0.5"), (None, "", "—")],
)
def test_slack_has_a_sign_beside_its_colour(slack, tone, words):
    assert slack_cell(slack) == Toned((words,), tone, key=slack)


def test_a_row_says_everything_that_the_sheet_says(plan):
    found = plan()
    assert len(place_rows(found.plan)) == len(found.plan.points)
    for place in found.plan.points:
        for row, served in zip(need_rows(found.plan, place), found.plan.at(place), strict=True):
            assert len(row[2].lines) == max(len(served.sent), 1)
            assert len(row[6].lines) == max(len(served.second), 1)
            calls = [line for line in row[2].tip if getattr(line, "msgid", "").startswith("call")]
            assert len(calls) == len(served.sent)


def test_every_way_has_a_heading_and_a_row_for_every_road(plan):
    found = plan()
    for place in found.plan.points:
        drives = drives_to(found, place)
        rows = turn_rows(found, drives)
        assert sum(len(row) == 1 for row in rows) >= len(drives)
        assert sum(len(row) > 1 for row in rows) == sum(len(one.turns) for one in drives)


def test_a_label_on_the_map_has_its_number_and_its_state(plan):
    found = plan()
    shown = {post.id: post for post in posts(found)}
    for number, place in enumerate(found.plan.points[1:], start=1):
        label = render(shown[place.place.id].label, "en")
        assert label.startswith(f"sent to {number}: ")
        assert label.endswith(render(standing(found.plan, place).words, "en"))
    assert "source" not in shown


def test_the_place_that_is_missed_has_its_name_on_the_map(plan):
    found = plan()
    assert found.plan.late
    shown = {post.id: post for post in posts(found)}
    for missed in found.plan.late:
        label = render(shown[missed.place.id].label, "en")
        assert label == f"✗ too late: {render(short_name(missed), 'en')}"


def test_the_legend_explains_what_is_shown_and_nothing_else():
    assert entries("en", ()) == []
    assert [one.kind for one in entries("en", ("closed",))] == ["closed"]
    kinds = [f"way {slack}" for slack in LOOKS]
    told = entries("zh", ("arrival", "rough", "incident", "intake", *kinds, "depot"))
    assert [one.kind for one in told if one.kind.startswith("way")] == kinds
    assert len({one.text for one in told}) == len(told)


def test_what_slows_the_roads_is_told():
    today = RoadsToday(("R001", "R002"), night=True, convoy=True)
    told = [render(words, "en") for words in today.words()]
    assert told == ["Night", "Convoy", "closed roads left out: 2"]
    assert today.conditions == conditions(closed=["R001", "R002"], night=True, convoy=True)
