"""A cloud that was seen at the place of the incident, as it stands in a scenario."""

from dataclasses import dataclass
from typing import Annotated

from emerg.errors import InputError
from emerg.records import Positive, Range
from emerg.response.incident import Observed
from emerg.texts import Text

Moment = Annotated[float, Range(-8784.0, 8784.0)]


@dataclass(frozen=True, slots=True)
class BoundaryTable:
    peak_h: Moment
    front_h: Moment | None = None
    tail_h: Moment | None = None
    peak_mg_l: Positive | None = None


def observed_of(table: BoundaryTable, where: str) -> Observed:
    """The cloud as seen, hours from the start.

    Raises
    ------
    InputError
        Front, peak and tail are out of order.
    """
    front, tail = table.front_h, table.tail_h
    if (front is not None and front >= table.peak_h) or (tail is not None and tail <= table.peak_h):
        raise InputError(
            Text("front, peak and tail are out of order"),
            where=f"{where}, boundary",
            fix=Text("front_h comes before peak_h, tail_h after it"),
        )
    return Observed(table.peak_h, front, tail, table.peak_mg_l)
