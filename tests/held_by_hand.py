"""Where a spill can be held, made by hand: options with so much time, and nothing else."""

from collections.abc import Sequence
from datetime import datetime

from emerg.response.candidates import Candidate
from emerg.response.containment import Containment
from emerg.response.holding_option import HoldingOption
from emerg.response.holding_table import load_holding
from emerg.response.ledger import Ledger
from emerg.response.works import Section
from emerg.texts import Bilingual
from emerg.units import BEIJING

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
FLOW, SPEED = (300.0, 400.0, 500.0), (1.0, 1.5, 2.0)


def option(number: int, front_in_h: float | None, ready_h: float | None) -> HoldingOption:
    """An hour's work at a place of this number."""
    name = Bilingual(f"地点{number}", f"place {number}")
    place = Candidate(
        f"P{number}", name, "site", "lhasa", Bilingual("拉萨河"), 450.0, 91.0, 29.6, 1.0, 80.0
    )
    section = Section(80.0, 2.0, None)
    return HoldingOption("dam", place, None, FLOW, SPEED, section, front_in_h, 1.0, ready_h)


def held(times: Sequence[tuple[float | None, float | None]], *, drill: bool = False) -> Containment:
    """Options by hours to the front and hours until they work."""
    options = tuple(option(number, *one) for number, one in enumerate(times, start=1))
    ledger = Ledger(None, ())
    return Containment(NOW, load_holding(), options, None, ledger, None, True, True, exercise=drill)
