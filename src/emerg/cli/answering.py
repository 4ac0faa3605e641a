"""A scenario file answered by the playbooks and rules of the office, what is wrong told beside."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from emerg.cli.beside import tell_beside, tell_doubt
from emerg.cli.main import Settings
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.shelf import roots
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.pond import PondAnswer
from emerg.usecases.asked import answered
from emerg.usecases.load import load_rivers
from emerg.usecases.rules import load_rules
from emerg.usecases.scenario import read_scenario

Change: TypeAlias = Callable[[Scenario], Scenario]


def as_asked(scenario: Scenario) -> Scenario:
    """A scenario as its file has it."""
    return scenario


def answer_of(
    settings: Settings,
    scenario_file: Path,
    changed: Change = as_asked,
) -> Answer:
    """The answer as of now, to the scenario as it is `changed`.

    Raises
    ------
    InputError, DataError
        It cannot be answered as put; a playbook cannot be read.
    """
    return answer_with_pond(settings, scenario_file, changed)[1]


def answer_with_pond(
    settings: Settings,
    scenario_file: Path,
    changed: Change = as_asked,
) -> tuple[Rivers, Answer, PondAnswer | None]:
    """The rivers that were loaded, the answer as of now, and what a pond that leaks adds.

    Raises
    ------
    InputError, DataError
        As of `answer_of`.
    """
    now = datetime.now(UTC)
    rules, problems = load_rules(settings.home)
    tell_beside(settings, problems)
    asked = changed(read_scenario(scenario_file, now))
    tell_doubt(settings, asked, now)
    rivers = load_rivers(settings.playbooks, os.environ, settings.home)
    folders = roots(settings.playbooks, os.environ, settings.home)
    answer, pond = answered(rivers, asked, folders, now, rules)
    return rivers, answer, pond
