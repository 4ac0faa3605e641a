"""What the office has agreed with its neighbours: told in the call to them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from emerg.texts import Bilingual, Prose, Text, render

Side: TypeAlias = Literal["upstream", "downstream", "side"]
# The stage of a call that an agreement with a neighbour of that side is told in.
SIDE_OF: dict[str, Side] = {"upstream": "upstream", "down": "downstream", "side": "side"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement.

    Attributes
    ----------
    partner : str
        A county, city, province or operator, by the Chinese name that stands in the call.
    side : "upstream", "downstream", "side" or None
        None: wherever they lie.
    document : str
        Title or number of the document.
    """

    partner: str
    what: Bilingual
    document: str
    signed: date | None = None
    side: Side | None = None

    def holds_for(self, who: Prose, county: str, group: str) -> bool:
        """Whether it is with whoever is called."""
        side = SIDE_OF.get(group)
        if side is None or (self.side is not None and self.side != side):
            return False
        return bool(self.partner) and (self.partner == county or self.partner in render(who, "zh"))

    @property
    def words(self) -> Text:
        """What was agreed, and by which document."""
        if self.signed is None:
            return Text("{what} ({document})", what=self.what, document=self.document)
        return Text(
            "{what} ({document}, {day})",
            what=self.what,
            document=self.document,
            day=self.signed.isoformat(),
        )


@dataclass(frozen=True, slots=True)
class Agreements:
    """agreements.toml: the office's own; none ships with the program."""

    format: Literal[1] = 1
    agreement: tuple[Agreement, ...] = ()
