"""The level of an incident and its report clocks, for machines."""

from typing import Any

from emerg.response.answer import Answer
from emerg.response.clock_rules import FIRST
from emerg.response.report_clocks import clock_words, missing_fields
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


def clocks_json(answer: Answer, lang: Lang) -> list[dict[str, Any]]:
    """Every report that is due by the clock; of the first one what it still lacks."""
    now = answer.incident.now
    lacking = [render(label, lang) for label in missing_fields(answer.first_report)]
    return [
        {
            "key": clock.key,
            "name": render(clock.name, lang),
            "to": render(clock.to, lang),
            "minutes": clock.minutes,
            "since": clock.since,
            "begins": None if clock.begins is None else iso(clock.begins),
            "due": None if clock.due is None else iso(clock.due),
            "over": clock.runs and clock.due is not None and clock.due <= now,
            "sent": None if clock.sent is None else iso(clock.sent),
            "again": clock.again,
            "words": render(clock_words(clock, now), lang),
            "missing": lacking if clock.key == FIRST else [],
            "source": render(clock.source, lang),
            "confidence": clock.confidence,
        }
        for clock in answer.clocks
    ]
