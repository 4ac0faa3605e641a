"""Another river that may be meant: what is said of it, and how it would be typed."""

from dataclasses import dataclass

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Prose, Text
from emerg.ui.drained import Drained
from emerg.ui.typed.stakes import DOT


@dataclass(frozen=True, slots=True)
class Other:
    """A second river; typed as `before`, its name in the language of the window, `after`."""

    hint: Prose
    name: Prose
    before: str = ""
    after: str = ""


def other_of(answer: Answer) -> Other | None:
    """The second river near the place of `answer`."""
    if not answer.alternatives:
        return None
    other = answer.alternatives[0]
    return Other(other.hint, other.name, after=f" {other.km:.1f}")


def other_below(road: Drained, rivers: Rivers) -> Other | None:
    """The second river that a place on a road may drain to."""
    if not road.others:
        return None
    other = road.others[0]
    name = rivers.network.name(other.river)
    hint = Text(
        "Also possible: {river} km {km}, {m} m away",
        river=name,
        km=f"{other.km:.1f}",
        m=f"{other.distance_m:.0f}",
    )
    return Other(hint, name, before=f"{road.stake} {DOT} ")
