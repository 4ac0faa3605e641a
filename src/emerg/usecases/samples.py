"""The samples of a scenario file: what was found in the water, where and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from emerg.errors import InputError
from emerg.records import NotNegative, Positive
from emerg.response.incident import FieldSample
from emerg.texts import Text
from emerg.usecases.times import Times


@dataclass(frozen=True, slots=True)
class PlaceTable:
    river: str
    km: NotNegative


@dataclass(frozen=True, slots=True)
class SampleTable:
    """One [[sample]]: a value, below the detection level, or seen and told in a word."""

    time: datetime | str
    at: str | PlaceTable
    value_mg_l: NotNegative | None = None
    state: Literal["below", "not_yet", "here", "gone"] | None = None
    detection_mg_l: Positive | None = None
    background_mg_l: NotNegative = 0.0
    species: str = ""


def field_sample(table: SampleTable, where: str, times: Times) -> FieldSample:
    """The sample in `table`.

    Raises
    ------
    InputError
        Both a value and a word are given, or neither; "below" without a detection level; a sample
        taken later than now.
    """
    if (table.value_mg_l is None) == (table.state is None):
        raise InputError(
            Text("a sample is a value or a word, one of the two"),
            where=where,
            fix=Text("give value_mg_l, or state = below, not_yet, here or gone"),
        )
    if table.state == "below" and table.detection_mg_l is None:
        raise InputError(
            Text("below what? the detection level is missing"),
            where=where,
            fix=Text("add detection_mg_l"),
        )
    taken = times.moment(table.time, "sample, time")
    if taken > times.now:
        raise InputError(
            Text("the sample was taken in the future"),
            where=where,
            fix=Text("correct its time; without an offset it is Beijing time"),
        )
    place = table.at
    return FieldSample(
        time=taken,
        state=table.state or "value",
        river=place.river if isinstance(place, PlaceTable) else None,
        km=place.km if isinstance(place, PlaceTable) else None,
        station=place if isinstance(place, str) else None,
        value_mg_l=table.value_mg_l,
        detection_mg_l=table.detection_mg_l,
        background_mg_l=table.background_mg_l,
        species=table.species,
    )
