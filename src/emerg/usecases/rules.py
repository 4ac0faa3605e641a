"""The rules of the office: tables in ``<home>/rules`` that take the place of those that ship, and
what of them is a setting.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from emerg.errors import Findings, Problem
from emerg.records import record
from emerg.response.agreements import Agreements
from emerg.response.clock_rules import FIRST
from emerg.response.deadlines import ReportRules
from emerg.response.grading import Grading
from emerg.response.rules import Rules, shipped_rules
from emerg.textfiles import read_toml
from emerg.texts import Text
from emerg.usecases.settings import CHASE_AFTER_MIN
from emerg.usecases.settings_file import read_settings

FOLDER, GRADING, REPORT = "rules", "grading.toml", "report_rules.toml"
AGREEMENTS = "agreements.toml"

T = TypeVar("T")


def load_rules(home: Path) -> tuple[Rules, tuple[Problem, ...]]:
    """The rules to go by, and what of the office's own tables cannot be read.

    Such a table is not used: the one that ships holds, and whoever asks is told.
    """
    findings = Findings()
    chase_after = timedelta(minutes=read_settings(home)[0][CHASE_AFTER_MIN])
    rules = replace(shipped_rules(), chase_after=chase_after)
    own = _own(Grading, home / FOLDER / GRADING, findings)
    deadlines = _checked(_own(ReportRules, home / FOLDER / REPORT, findings), home, findings)
    agreements = _own(Agreements, home / FOLDER / AGREEMENTS, findings)
    if own is not None:
        rules = replace(rules, grading=own)
    if deadlines is not None:
        rules = replace(rules, report=deadlines)
    if agreements is not None:
        rules = replace(rules, agreements=agreements)
    return rules, tuple(map(_not_used, findings.problems))


def _checked(read: ReportRules | None, home: Path, findings: Findings) -> ReportRules | None:
    """The clocks each by a key of its own; else a report noted for one would stop another."""
    keys = [] if read is None else [FIRST, *(clock.key for clock in read.clock)]
    twice = sorted({key for key in keys if keys.count(key) > 1 or not key.strip()})
    if not twice:
        return read
    findings.add(
        Text("the key '{key}' is used by two clocks, or is empty", key=twice[0]),
        str(home / FOLDER / REPORT),
        Text("give every [[clock]] a key of its own, other than 'first'"),
    )
    return None


def _not_used(problem: Problem) -> Problem:
    what = Text(
        "a table of the office is not used, the one that ships holds: {what}", what=problem.what
    )
    return replace(problem, what=what)


def _own(kind: type[T], path: Path, findings: Findings) -> T | None:
    if not path.exists():
        return None
    table = read_toml(path, findings)
    return None if table is None else record(kind, table, where=str(path), findings=findings)
