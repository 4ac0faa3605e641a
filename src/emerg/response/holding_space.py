"""The room on the way for water that is held: only what somebody has looked at counts."""

from collections.abc import Sequence
from typing import TypeAlias

from emerg.response.holding_option import HoldingOption
from emerg.response.ledger import Space

Spaces: TypeAlias = tuple[Space, ...]
# Methods that keep water in a space of its own; a dam across the river is built first.
KEEPING = ("gates", "side")


def spaces(options: Sequence[HoldingOption]) -> Spaces:
    """Every space down the way, once; one that was never checked is listed and counts nothing."""
    found: list[Space] = []
    low = high = 0.0
    for one in sorted(options, key=lambda one: one.place.front_h):
        if one.method not in KEEPING or one.state in ("passed", "too_late"):
            continue
        checked = one.space is not None and one.space.checked_on is not None
        capacity = (one.space.m3, one.space.m3) if checked and one.space is not None else None
        if capacity is not None:
            low, high = low + capacity[0], high + capacity[1]
        found.append(
            Space(
                one.place.id,
                one.place.name,
                one.place.km,
                capacity,
                (low, high),
                one.place.confidence,
                checked,
            )
        )
    return tuple(found)
