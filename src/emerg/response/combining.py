"""The best of several measures together: up to three, by the people they spare."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from emerg.response.effect import Effect
from emerg.response.holding_option import Combination, HoldingOption

Together: TypeAlias = tuple[HoldingOption, ...]
MOST_TOGETHER = 3
# Of those that do most alone so many are put together: 6, with 15 pairs and 20 threes.
MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Crews:
    """How many crews of each skill are to hand; a method that is not named takes none."""

    count: Mapping[str, int]
    skill: Mapping[str, str]

    def enough(self, together: Together) -> bool:
        """Whether nobody has to be at two places."""
        wanted = [self.skill[one.method] for one in together if one.method in self.skill]
        return all(wanted.count(skill) <= self.count.get(skill, 0) for skill in set(wanted))


def best_together(
    options: Sequence[HoldingOption],
    reckon: Callable[[Together], Effect],
    crews: Crews | None,
) -> Combination | None:
    """The combination that spares most; None where nothing that there is time for helps.

    Those that are known to be in time come before those of which it is not known. Of two that
    spare as much the smaller one is the better.
    """
    chosen = _chosen(options)
    if not chosen:
        return None
    best: Together = (chosen[0],)
    best_effect = reckon(best)
    tried = 1
    for size in range(1, MOST_TOGETHER + 1):
        for together in combinations(chosen, size):
            if together == (chosen[0],) or (crews is not None and not crews.enough(together)):
                continue
            tried += 1
            found = reckon(together)
            if found.rank > best_effect.rank:
                best, best_effect = together, found
    unsure = any(one.state == "unknown" for one in best)
    return Combination(best, best_effect, tried, unsure)


def _chosen(options: Sequence[HoldingOption]) -> list[HoldingOption]:
    """What helps most alone, of those there is time for, or else may be."""
    for state in ("in_time", "unknown"):
        found = [one for one in options if one.state == state and one.helps]
        if found:
            found.sort(key=lambda one: one.effect.rank if one.effect else (), reverse=True)
            return found[:MOST_TRIED]
    return []
