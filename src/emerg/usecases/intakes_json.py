"""The intakes that are hit as plain values; what nobody has said is null, and named."""

from datetime import datetime
from typing import Any

from emerg.response.answer import Answer
from emerg.response.intakes import REOPEN_RULE, IntakeRow
from emerg.texts import Lang, Prose, render
from emerg.units import iso


def intakes_json(answer: Answer, lang: Lang) -> list[dict[str, Any]]:
    """Every intake hit, soonest first."""
    return [_intake(row, lang) for row in answer.intakes]


def _intake(row: IntakeRow, lang: Lang) -> dict[str, Any]:
    return {
        "number": row.number,
        "site": row.site,
        "name": render(row.name, lang),
        "river": row.river,
        "km": round(row.km, 2),
        "county": row.county,
        "close_by": _time(row.close_by),
        "close_reason": _prose(row.close_reason, lang),
        "reopen_not_before": _time(row.reopen_not_before),
        "reopen_reason": _prose(row.reopen_reason, lang),
        "reopen_rule": render(REOPEN_RULE, lang),
        "water": row.water or None,
        "people": row.people,
        "serves": row.serves or None,
        "capacity_m3_d": row.capacity_m3_d,
        "storage_h": row.storage_h,
        "alternative": _prose(row.alternative, lang),
        "alternative_confirmed": row.alternative_sure,
        "alternative_h": row.alternative_h,
        "danger_h": None if row.danger_h is None else round(row.danger_h, 2),
        "danger_reason": render(row.danger_reason, lang) or None,
        "falls_short": [render(line, lang) for line in row.short],
        "unknown": [render(line, lang) for line in row.unknown],
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _prose(text: Prose | None, lang: Lang) -> str | None:
    return None if text is None else render(text, lang)
