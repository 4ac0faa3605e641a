"""How an intake's supply is worded, on paper and on the terminal alike: unknown is said."""

from emerg.paper.words import NONE
from emerg.response.intakes import IntakeRow
from emerg.texts import Prose, Text
from emerg.units import late_h

UNKNOWN = Text("not known")
# From here on hours are told as days.
LONG_H = 240.0


def people_words(row: IntakeRow) -> Prose:
    """How many people, or where they live."""
    if row.people is not None:
        return Text("{n} people", n=f"{row.people:,.0f}")
    return Text("number not known ({where})", where=row.serves) if row.serves else UNKNOWN


def capacity_words(row: IntakeRow) -> Prose:
    return UNKNOWN if row.capacity_m3_d is None else f"{row.capacity_m3_d:,.0f}"


def storage_words(row: IntakeRow) -> Prose:
    return UNKNOWN if row.storage_h is None else f"{row.storage_h:g} h"


def alternative_words(row: IntakeRow) -> tuple[Prose, ...]:
    """The source that can stand in, whether that is confirmed, and how soon."""
    if row.alternative is None:
        return (UNKNOWN,)
    sure: Prose = "" if row.alternative_sure else Text("to be confirmed")
    soon: Prose = (
        Text("hours to bring it not known")
        if row.alternative_h is None
        else Text("in {h} h", h=f"{row.alternative_h:g}")
    )
    return tuple(words for words in (row.alternative, sure, soon) if words)


def danger_words(row: IntakeRow) -> Prose:
    """How long the river is dangerous there, from the earliest front to the latest tail."""
    if row.danger_h is None:
        return UNKNOWN
    if row.danger_h == 0.0:
        return NONE
    if row.danger_h >= LONG_H:
        return Text("more than {days} days", days=int(row.danger_h // 24))
    if row.danger_reason:
        return Text("at least {h} h", h=late_h(row.danger_h))
    return Text("{h} h", h=late_h(row.danger_h))
