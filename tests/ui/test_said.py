"""What the window says of clocks and hits: to the cautious side."""

from dataclasses import replace
from datetime import timedelta

from emerg.texts import render
from emerg.ui.said import close_text, front_text, headline, left_text, peak_text, reopen_text


def hit_of(answer, kind="waterworks"):
    return next(hit for hit in answer.hits if hit.kind == kind)


def test_the_headline_is_the_intake_that_closes_first(answer, now):
    said = headline(answer, now)
    soonest = min(hit.close_by for hit in answer.hits if hit.is_intake and hit.close_by)
    assert f"{soonest:%H:%M}" in render(said.text, "en")
    assert said.tone == "warn"
    assert next(hit for hit in answer.hits if hit.site == said.site).close_by == soonest


def test_the_headline_says_at_once_when_its_time_has_come(answer, now):
    said = headline(answer, now + timedelta(days=2))
    assert render(said.text, "en").startswith("Advise closing at once")
    assert said.tone == "danger"


def test_with_an_unknown_start_everything_closes_now(answer, now):
    incident = replace(answer.incident, scenario=replace(answer.incident.scenario, start=None))
    hits = tuple(replace(hit, close_by=None, watch_from=None) for hit in answer.hits)
    said = headline(replace(answer, incident=incident, hits=hits), now)
    assert render(said.text, "en").startswith("Advise closing now")
    assert render(close_text(hits[0], now, start_known=False), "en") == "now"


def test_nothing_to_close_is_no_all_clear(answer, now):
    hits = tuple(replace(hit, close_by=None) for hit in answer.hits)
    said = headline(replace(answer, hits=hits), now)
    assert "check the intakes all the same" in render(said.why, "en")


def test_front_hours_are_rounded_outwards(answer):
    hit = replace(hit_of(answer), front_h=(2.99, 3.26, 6.01))
    assert front_text(hit) == "2.9 / 3.2 / 6.3"


def test_a_closing_that_is_due_is_at_once(answer, now):
    hit = replace(hit_of(answer), close_by=now)
    assert render(close_text(hit, now), "en") == "at once"
    assert close_text(hit, now - timedelta(minutes=1)) == "03:27"
    assert close_text(hit, now - timedelta(days=1)) == "07-15 03:27"


def test_a_peak_says_whether_it_is_over_the_limit(answer):
    hit = replace(hit_of(answer), peak_mg_l=(0.012, 0.5, 1.23), exceeds="yes")
    assert peak_text(hit) == "▲ 0.012–1.2"
    assert peak_text(replace(hit, exceeds="no")) == "0.012–1.2"
    assert peak_text(replace(hit, peak_mg_l=None, mg_l_per_tonne=None)) == "—"


def test_no_time_to_reopen_gives_its_reason(answer, now):
    hit = replace(hit_of(answer), reopen_not_before=None, reopen_reason="the leak goes on")
    assert reopen_text(hit, now) == "the leak goes on"


def test_time_left_is_never_rounded_up(now):
    assert left_text(now + timedelta(hours=1, minutes=59, seconds=59), now) == "1:59"
    assert left_text(now - timedelta(minutes=5), now) == "0:05"
