"""What a dispatch is made of: the ground it is planned on, needs, options, and the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from emerg.network.road import Conditions, Roads
from emerg.resources.schema import Depot, Lot
from emerg.response.needs import NeedRow, NeedsTable
from emerg.response.supplies import Placed, Supply

# Less slack than this is little: half an hour is what turning out is assumed to take.
LITTLE_SLACK_H = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that does not change while roads close and time runs.

    Attributes
    ----------
    wanted : tuple of Need
        What an officer wants where; empty: `dispatch` chooses among `places`, by the table.
    left_out : tuple of Lot
        Goods past their day.
    boom_m : mapping of place id to int
        How much boom a place takes; of none where that is not known, or no boom is of use.
    """

    roads: Roads
    table: NeedsTable
    rows: tuple[NeedRow, ...]
    source: Placed
    places: tuple[Placed, ...]
    wanted: tuple["Need", ...]
    supplies: tuple[Supply, ...]
    amount_kg: float | None
    start: datetime | None
    exercise: bool = False
    left_out: tuple[Lot, ...] = ()
    far: tuple[Depot, ...] = ()
    boom_m: Mapping[str, int] = field(default_factory=dict)

    @property
    def chosen(self) -> tuple[Placed, ...]:
        """Where an officer wants something."""
        places = {need.at.place.id: need.at for need in self.wanted}
        return tuple(sorted(places.values(), key=lambda point: point.place.front_h))

    def time_to_set_up(self, point: Placed, now: datetime) -> bool:
        """Whether the least that takes hours to set up would stand there before the front.

        So too where the start is not known.
        """
        if self.start is None:
            return True
        least_h = min((row.setup_h for row in self.rows if row.at == "water"), default=0.0)
        return self.start + timedelta(hours=point.place.front_h - least_h) >= now


@dataclass(frozen=True, slots=True)
class Option:
    """A supply that could serve a need.

    Attributes
    ----------
    ready_h : float
        From now until it works there [h].
    slack_h : float or None
        Until the earliest front; negative: too late. None: no front to race, or start unknown.
    """

    supply: Supply
    drive_h: float
    ready_h: float
    slack_h: float | None
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """So much of something at a place; `quantity` None: it cannot be told how much."""

    id: str
    row: NeedRow
    at: Placed
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Served:
    """A need, who is sent, and who else could be.

    Attributes
    ----------
    slack_h : float or None
        Of the last that is sent.
    short : int
        What is still missing.
    """

    need: Need
    sent: tuple[Option, ...]
    second: tuple[Option, ...]
    short: int

    @property
    def slack_h(self) -> float | None:
        found = [one.slack_h for one in self.sent if one.slack_h is not None]
        return min(found) if found else None

    @property
    def lacks(self) -> bool:
        """Something is missing, or nobody is sent at all."""
        return self.short > 0 or not self.sent

    @property
    def ready_h(self) -> float | None:
        return max((one.ready_h for one in self.sent), default=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where it is to be held, and what is needed at each place, source first.

    Attributes
    ----------
    late : tuple of Placed
        Where nobody comes in time, with the best slack there: to be seen, not to be served.
    """

    now: datetime
    points: tuple[Placed, ...]
    late: tuple[Placed, ...]
    slack_h: Mapping[str, float]
    served: tuple[Served, ...]
    ground: Ground
    conditions: Conditions

    def at(self, point: Placed) -> tuple[Served, ...]:
        """What is needed at one place."""
        return tuple(one for one in self.served if one.need.at.place.id == point.place.id)

    def best_slack_h(self, point: Placed) -> float | None:
        """The most slack that anybody who can hold it has there."""
        return self.slack_h.get(point.place.id)
