"""What is told beside an answer, on stderr: it does not refuse anything."""

import os
from collections.abc import Iterable
from datetime import datetime

import click

from emerg.cli.columns import listed
from emerg.cli.main import Settings
from emerg.errors import Problem, told
from emerg.response.incident import Scenario
from emerg.response.when_doubt import when_doubt
from emerg.texts import Text


def tell_beside(settings: Settings, problems: Iterable[Problem]) -> None:
    """Each problem as what, where and fix."""
    for problem in problems:
        click.echo(told(problem, settings.lang), err=True)


def tell_doubt(settings: Settings, asked: Scenario, now: datetime) -> None:
    """What cannot be about the moments of a scenario, in the words of the window."""
    doubt = when_doubt(asked.start, asked.reported, now, exercise=asked.exercise)
    if doubt is not None:
        click.echo(settings.say(Text("Attention: {doubt}", doubt=doubt)), err=True)


def tell_unlocked_plans(settings: Settings) -> None:
    """How many telephone numbers stand in plain text in each of the office's own plans."""
    from emerg.usecases.unlocked import unlocked_plans

    tell_beside(settings, unlocked_plans(settings.playbooks, os.environ, settings.home))


def tell_errors(settings: Settings, problems: Iterable[Problem]) -> None:
    """Each problem of a list or playbook that is checked, below its remarks."""
    for problem in problems:
        click.echo(listed(problem, settings.lang), err=True)


def told_json(problem: Problem, settings: Settings) -> dict[str, str]:
    """A problem as plain values."""
    return {
        "what": settings.say(problem.what),
        "where": settings.say(problem.where),
        "fix": settings.say(problem.fix),
    }
