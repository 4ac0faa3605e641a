"""Another river that may be meant: what is said of it, and how it would be typed."""

from dataclasses import dataclass

from emerg.paper.words import CONFIDENCES, worded
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.pond import PondAnswer
from emerg.texts import Prose, Text
from emerg.ui.drained import Drained
from emerg.ui.known_ponds import other_ways
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


def other_of_pond(found: PondAnswer, rivers: Rivers) -> Other | None:
    """The second river that a leak of this pond may run to, and how sure that is."""
    ways = other_ways(found.release.book)
    if not ways:
        return None
    way, river = ways[0], rivers.network.name(ways[0].river)
    hint = Text(
        "It may also run by {gully} to {river} km {km} ({how}); confidence: {confidence}",
        gully=way.gully,
        river=river,
        km=f"{way.km:g}",
        how=way.how,
        confidence=worded(CONFIDENCES, way.confidence),
    )
    return Other(hint, Text("{pond} · {river}", pond=found.release.pond.name, river=river))
