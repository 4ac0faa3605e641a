"""The rules that an answer goes by: grades and deadlines, as shipped or as an office has them."""

from dataclasses import dataclass
from functools import cache

from emerg.response.deadlines import ReportRules, report_rules
from emerg.response.grading import Grading, grading


@dataclass(frozen=True, slots=True)
class Rules:
    grading: Grading
    report: ReportRules


@cache
def shipped_rules() -> Rules:
    """The tables that ship with the program."""
    return Rules(grading(), report_rules())
