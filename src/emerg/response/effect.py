"""What a measure would spare: the places below, with and without it, and how many drink there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from emerg.texts import Prose
from emerg.units import significant

Rank: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Receiver:
    """A place where people may draw water; `people` None: nobody has counted them."""

    site: str
    name: Prose
    people: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a receiver fares.

    Attributes
    ----------
    exceeds : float or None
        Probability that the limit is exceeded; None where the amount or the limit is not known.
    front_h : float
        Earliest front, from the start of the release.
    above_h : float or None
        From the first to the last time above the limit (1 and 99 %); None where not exceeded.
    """

    exceeds: float | None
    front_h: float
    above_h: float | None = None


@dataclass(frozen=True, slots=True)
class Spared:
    """A receiver that fares better.

    Attributes
    ----------
    less : float
        By how much the probability of exceeding the limit falls.
    later_h : float
        By how much the earliest front comes later.
    """

    receiver: Receiver
    less: float
    later_h: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure, or several together, would spare.

    Attributes
    ----------
    people, places : float
        Expected number kept under the limit: people of places that are counted, and all places.
    later_people_h, later_places_h : float
        Hours gained, summed over people, and over places.
    """

    spared: tuple[Spared, ...]
    people: float
    places: float
    later_people_h: float
    later_places_h: float

    @property
    def any(self) -> bool:
        """Whether anybody fares better by it."""
        return bool(self.spared)

    @property
    def later_h(self) -> float:
        """The most hours that a place gains."""
        return max((one.later_h for one in self.spared), default=0.0)

    @property
    def uncounted(self) -> int:
        """Of the places that fare better, those whose people nobody has counted."""
        return sum(one.receiver.people is None for one in self.spared)

    @property
    def rank(self) -> Rank:
        """People kept from bad water come first, then places; then the hours gained.

        To two figures: what differs by less than that is the noise of the ensemble.
        """
        found = (self.people, self.places, self.later_people_h, self.later_places_h)
        return tuple(float(significant(value)) for value in found)  # type: ignore[return-value]


# Less than this is noise of the ensemble, or of the roundings of a clock.
LEAST_SHARE, LEAST_H = 0.01, 0.05


def effect(
    receivers: Sequence[Receiver], without: Sequence[Outcome], with_it: Sequence[Outcome]
) -> Effect:
    """The difference between two outcomes at the same receivers."""
    spared = []
    for receiver, before, after in zip(receivers, without, with_it, strict=True):
        less = max((before.exceeds or 0.0) - (after.exceeds or 0.0), 0.0)
        later_h = max(after.front_h - before.front_h, 0.0)
        if less >= LEAST_SHARE or later_h >= LEAST_H:
            spared.append(Spared(receiver, less, later_h))
    return Effect(
        tuple(spared),
        people=sum(one.less * (one.receiver.people or 0.0) for one in spared),
        places=sum(one.less for one in spared),
        later_people_h=sum(one.later_h * (one.receiver.people or 0.0) for one in spared),
        later_places_h=sum(one.later_h for one in spared),
    )
