"""What the bars of slack say: how much time is left where the spill can be held."""

from dataclasses import dataclass
from datetime import datetime

from emerg.response.containment import Containment
from emerg.response.holding_option import STATES, HoldingOption, Method, State
from emerg.texts import Prose

# More bars than these are no picture but a list; that one stands on the page of its own.
MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class SlackBar:
    """One way to hold the spill at one place.

    Attributes
    ----------
    slack_h : float or None
        What is left before the earliest front once it works; None where that is not known.
    most_h : float or None
        What would be left if a crew stood there now; None where the front is not known.
    """

    id: str
    name: Prose
    method: Method
    state: State
    slack_h: float | None
    most_h: float | None
    front_known: bool


@dataclass(frozen=True, slots=True)
class SlackChart:
    """The bars, most slack first; what is not known behind what is, then what is too late.

    Attributes
    ----------
    left_out : int
        Options that have no bar.
    """

    now: datetime
    bars: tuple[SlackBar, ...]
    left_out: int
    exercise: bool


def slack_chart(found: Containment) -> SlackChart:
    """The options worth looking at first, by their slack."""
    bars = [_bar(option) for option in found.options[:MOST_BARS]]
    ordered = sorted(bars, key=lambda bar: (STATES.index(bar.state), -_hours(bar), bar.id))
    left_out = len(found.options) - len(bars)
    return SlackChart(found.now, tuple(ordered), left_out, found.exercise)


def _bar(option: HoldingOption) -> SlackBar:
    return SlackBar(
        option.id,
        option.place.name,
        option.method,
        option.state,
        option.slack_h,
        option.begin_in_h,
        option.front_in_h is not None,
    )


def _hours(bar: SlackBar) -> float:
    """What it is put in order by; what is not known at all comes last."""
    known = bar.slack_h if bar.slack_h is not None else bar.most_h
    return float("-inf") if known is None else known
