"""The rules that an answer goes by: grades and deadlines, as shipped or as an office has them.

What an office has agreed with its neighbours is its own alone.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from emerg.response.agreements import Agreements
from emerg.response.chasing import CHASE_AFTER
from emerg.response.deadlines import ReportRules, report_rules
from emerg.response.grading import Grading, grading


@dataclass(frozen=True, slots=True)
class Rules:
    grading: Grading
    report: ReportRules
    agreements: Agreements = field(default_factory=Agreements)
    chase_after: timedelta = CHASE_AFTER


@cache
def shipped_rules() -> Rules:
    """The tables that ship with the program."""
    return Rules(grading(), report_rules())
