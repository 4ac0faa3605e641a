"""The time of the window: the machine's, or that of a drill of another day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emerg.ui.clock import Clock, scripted_call


class Machine:
    """A clock on the wall that is set by hand."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def machine(now):
    return Machine(now)


@pytest.fixture
def clock(qapp, machine):
    return Clock(machine)


@pytest.fixture
def script(scenario, now):
    """A drill whose call came three months ago."""
    return replace(scenario, exercise=True, reported=now - timedelta(days=90))


def test_a_drill_of_another_day_opens_at_its_call_and_goes_on(clock, machine, script, now):
    assert clock.now_for(script) == script.reported
    clock.follow(script)
    assert clock.of_drill
    machine.now = now + timedelta(minutes=10)
    assert clock.now() == script.reported + timedelta(minutes=10)
    assert clock.now_for(replace(script, duration_h=None)) == clock.now()


def test_a_real_incident_is_never_answered_by_another_clock(clock, scenario, script, now):
    clock.follow(script)
    real = replace(scenario, reported=now - timedelta(days=90))
    assert clock.now_for(real) == now
    clock.follow(real)
    assert (clock.of_drill, clock.now()) == (False, now)


def test_a_drill_called_just_now_runs_by_the_clock_on_the_wall(clock, machine, script, now):
    live = replace(script, reported=now - timedelta(minutes=22))
    clock.follow(live)
    assert (clock.of_drill, clock.now_for(live)) == (False, now)
    machine.now = now + timedelta(hours=20)
    assert clock.now_for(live) == machine.now  # and ends by it, however long it lasts
    clock.follow(live)
    assert not clock.of_drill


def test_a_drill_without_its_call_is_answered_now(script, now):
    assert scripted_call(replace(script, reported=None), now) is None


def test_a_drill_scripted_for_tomorrow_opens_then(script, now):
    tomorrow = now + timedelta(days=1)
    assert scripted_call(replace(script, reported=tomorrow), now) == tomorrow


def test_what_is_only_tried_leaves_it_known_that_a_drill_began_by_the_wall(
    clock, machine, script, now
):
    live = replace(script, reported=now - timedelta(minutes=22))
    clock.follow(live)
    clock.follow(replace(live, reported=now - timedelta(minutes=2)), of_record=False)
    machine.now = now + timedelta(hours=20)
    assert clock.now_for(live) == machine.now
