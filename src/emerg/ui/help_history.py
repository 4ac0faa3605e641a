"""Where one has been in the manual: back and forward, as in a browser."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the manual: a chapter, a section of it ("": its beginning), how far scrolled."""

    chapter: str
    section: str = ""
    scrolled: int | None = None


@dataclass
class History:
    """Spots in the order they were looked at, and which of them is on show.

    >>> seen = History()
    >>> for name in ("a", "b", "c"):
    ...     seen.go(Spot(name))
    >>> seen.step(-1).chapter, seen.step(-1).chapter, seen.step(-1)
    ('b', 'a', None)
    >>> seen.go(Spot("d")); seen.can(1), seen.can(-1)
    (False, True)
    """

    spots: list[Spot] = field(default_factory=list)
    at: int = -1

    def go(self, spot: Spot) -> None:
        """Look at another spot; what lay ahead is forgotten."""
        self.spots[self.at + 1 :] = [spot]
        self.at = len(self.spots) - 1

    def keep(self, scrolled: int) -> None:
        """Remember how far the spot on show is scrolled."""
        if self.spots:
            spot = self.spots[self.at]
            self.spots[self.at] = Spot(spot.chapter, spot.section, scrolled)

    def can(self, by: int) -> bool:
        """Whether there is anything that far back or ahead."""
        return 0 <= self.at + by < len(self.spots)

    def step(self, by: int) -> Spot | None:
        """Go back or ahead; None where there is nothing."""
        if not self.can(by):
            return None
        self.at += by
        return self.spots[self.at]
