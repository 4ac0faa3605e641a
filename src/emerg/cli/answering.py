"""A scenario file answered by the playbooks and rules of the office, what is wrong told beside."""

import os
from datetime import UTC, datetime
from pathlib import Path

from emerg.cli.beside import tell_beside
from emerg.cli.main import Settings
from emerg.response.answer import Answer
from emerg.usecases.asked import answered
from emerg.usecases.rules import load_rules
from emerg.usecases.scenario import read_scenario


def answer_of(settings: Settings, scenario_file: Path) -> Answer:
    """The answer as of now.

    Raises
    ------
    InputError, DataError
        It cannot be answered as put; a playbook cannot be read.
    """
    now = datetime.now(UTC)
    rules, problems = load_rules(settings.home)
    tell_beside(settings, problems)
    asked = read_scenario(scenario_file, now)
    return answered(asked, settings.playbooks, os.environ, settings.home, now, rules)
