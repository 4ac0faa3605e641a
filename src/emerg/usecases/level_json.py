"""The level of an incident and its report clock, for machines."""

from typing import Any

from emerg.response.answer import Answer
from emerg.texts import Lang, render
from emerg.units import iso


def level_json(answer: Answer, lang: Lang) -> dict[str, Any]:
    """Grade, criteria, special cases and deadline; nulls where nobody can tell."""
    level, due = answer.level, answer.deadline
    return {
        "grade": level.grade,
        "may_be": level.may_be,
        "words": render(level.words, lang),
        "ruled": None
        if level.ruled is None
        else {"grade": level.ruled.grade, "reason": level.ruled.reason},
        "lead": render(level.lead, lang) or None,
        "criteria": [
            {
                "key": one.key,
                "text": render(one.text, lang),
                "reached": one.reached,
                "may_be": one.may_be,
                "said": one.said,
                "why": render(one.why, lang),
            }
            for one in level.criteria
        ],
        "special_cases": [
            {
                "number": case.number,
                "text": render(case.text, lang),
                "fires": case.fires,
                "why": render(case.why, lang),
            }
            for case in due.cases
        ],
        "report_hours": due.hours,
        "report_due": None if due.due is None else iso(due.due),
        "source": render(level.source, lang),
        "note": render(level.note, lang),
        "exercise": answer.exercise,
    }
