"""How the roads are today, as the window was told: what is closed, night, snow, convoy."""

from collections.abc import Iterator
from dataclasses import dataclass

from emerg.network.driving import conditions
from emerg.network.road import Conditions
from emerg.texts import Prose, Text


@dataclass(frozen=True, slots=True)
class RoadsToday:
    """Ids of what is closed, and what slows everybody down."""

    closed: tuple[str, ...] = ()
    night: bool = False
    snow: bool = False
    convoy: bool = False

    @property
    def conditions(self) -> Conditions:
        return conditions(closed=self.closed, night=self.night, snow=self.snow, convoy=self.convoy)

    def words(self) -> Iterator[Prose]:
        """Whatever is not as on an open, dry road by day."""
        if self.night:
            yield Text("Night")
        if self.snow:
            yield Text("Snow")
        if self.convoy:
            yield Text("Convoy")
        if self.closed:
            yield Text("closed roads left out: {n}", n=len(self.closed))
