"""How much water is above the limit, against the space there is; or why no volume can be told."""

from emerg.response.holding_space import Spaces
from emerg.response.ledger import Ledger
from emerg.response.reckoning import Reckoner
from emerg.response.running import Case
from emerg.texts import Prose, Text
from emerg.units import HOUR_S


def volume_ledger(case: Case, doing: Reckoner, found: Spaces) -> Ledger:
    """The water that is above the limit, against the space that somebody has looked at."""
    why = _not_told(case, doing)
    if why:
        return Ledger(None, found, why)
    lasting = next((one.above_h for one in doing.untouched if one.above_h is not None), None)
    if lasting is None:
        return Ledger(None, found, Text("by the model no place below comes above its limit"))
    low, _likely, high = doing.entering_m3_s
    return Ledger((low * lasting * HOUR_S, high * lasting * HOUR_S), found)


def _not_told(case: Case, doing: Reckoner) -> Prose:
    """What stands in the way, the substance before the amount; "" where nothing does."""
    substance = case.substance
    if substance.floats:
        return Text("what floats on the water has no concentration in it")
    if not substance.mixes:
        return Text("it does not spread through the water and has no concentration in it")
    if not doing.receivers:
        return Text("no place below where water is drawn or a district ends is listed")
    if not doing.any_limit:
        return Text("no limit in mg/L is known for this substance")
    if case.amount_kg is None:
        return Text("the amount is not known")
    if case.scenario.duration_h is None:
        return Text("the leak goes on, for nobody knows how long")
    return ""
