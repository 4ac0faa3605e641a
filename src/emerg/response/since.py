"""From which moment the hours of an answer count.

They count from the start of the release into the river. Where that is not where it happened - a
pond, a road - the water of a gully or a ditch lies between: then it is no start that anybody told.
"""

from emerg.response.incident import Scenario
from emerg.texts import Prose, Text
from emerg.units import beijing

START, ENTRY = Text("the start"), Text("the earliest entry into the river")


def enters_later(scenario: Scenario) -> bool:
    """Whether even at the earliest it enters the river after it happened."""
    origin, start = scenario.origin, scenario.start
    if origin is None or origin.start is None or start is None:
        return False
    return start.earliest > origin.start.earliest


def since(scenario: Scenario) -> Prose:
    """What the hours are after."""
    return ENTRY if enters_later(scenario) else START


def since_when(scenario: Scenario) -> Prose:
    """The same with its clock where nobody told it."""
    if scenario.start is None or not enters_later(scenario):
        return START
    time = beijing(scenario.start.earliest)
    return Text("{since} ({time})", since=ENTRY, time=time)
