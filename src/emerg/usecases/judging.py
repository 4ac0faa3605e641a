"""What the level decides: the report clocks, the first report, the next things.

It hangs on what is known of the harm and changes by the minute; the forecast need not run again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from typing import Any

from emerg.hazards.substances import load_substances
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer, Deadline, Holding, Incident, ReportClock
from emerg.response.calls import leaves_country
from emerg.response.county import prefecture_of
from emerg.response.deadlines import deadline
from emerg.response.first_report import first_report
from emerg.response.harm import Harm, Ruled
from emerg.response.hits import Hit
from emerg.response.level import Ahead, Judged, judged
from emerg.response.next_things import next_things
from emerg.response.report_clocks import missing_fields, report_clocks
from emerg.response.reporting import Reporting
from emerg.response.rules import Rules
from emerg.texts import Bilingual

NOWHERE = Ahead("", "", lambda _county: "", lambda _hit: False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How grave it is and what is due, as far as is known.

    Attributes
    ----------
    lacking : tuple of Bilingual
        The fields of the first report that are empty; before an answer none are counted.
    """

    level: Judged
    deadline: Deadline
    clocks: tuple[ReportClock, ...]
    lacking: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says of the harm, the level and the reports."""

    harm: Harm
    ruled: Ruled | None
    reporting: Reporting


def judging(
    rivers: Rivers,
    incident: Incident,
    hits: Sequence[Hit],
    holding: Sequence[Holding],
    rules: Rules,
) -> dict[str, Any]:
    """The parts of an answer that hang on the level, by their names in `Answer`."""
    scenario = incident.scenario
    ahead = _ahead(rivers, incident)
    level = judged(rules.grading, scenario.harm, scenario.ruled, hits, ahead)
    due = deadline(scenario.reported, hits, incident.substance, rules.report, level)
    clocks = report_clocks(
        due,
        level,
        rules.report,
        scenario.reported,
        scenario.reporting,
        exercise=scenario.exercise,
    )
    things = next_things(incident, hits, due, holding, clocks[0])
    return {
        "level": level,
        "deadline": due,
        "next_things": things,
        "first_report": first_report(incident, hits, things, level),
        "clocks": clocks,
    }


def judged_again(
    answer: Answer, said: Said, reported: datetime | None, rivers: Rivers, rules: Rules
) -> Answer:
    """The same forecast with another level, known since `reported`, and all that hangs on it."""
    scenario = replace(
        answer.incident.scenario,
        reported=reported,
        harm=said.harm,
        ruled=said.ruled,
        reporting=said.reporting,
    )
    incident = replace(answer.incident, scenario=scenario)
    parts = judging(rivers, incident, answer.hits, answer.holding, rules)
    return replace(answer, incident=incident, **parts)


def standing_of(answer: Answer) -> Standing:
    """As the answer has it."""
    lacking = missing_fields(answer.first_report)
    return Standing(answer.level, answer.deadline, answer.clocks, lacking)


def standing_before(
    said: Said, reported: datetime | None, rules: Rules, *, exercise: bool
) -> Standing:
    """Before an answer: by what is said alone, with nothing known of what leaked or lies ahead."""
    level = judged(rules.grading, said.harm, said.ruled, (), NOWHERE)
    unknown = load_substances().get("unknown")
    due = deadline(reported, (), unknown, rules.report, level)
    clocks = report_clocks(due, level, rules.report, reported, said.reporting, exercise=exercise)
    return Standing(level, due, clocks)


def _ahead(rivers: Rivers, incident: Incident) -> Ahead:
    """Which borders lie ahead of the incident."""
    city_of = cache(partial(prefecture_of, rivers))  # asked of every place on the way
    return Ahead(
        incident.county,
        incident.prefecture or city_of(incident.county),
        city_of,
        lambda hit: leaves_country(rivers, hit),
    )
