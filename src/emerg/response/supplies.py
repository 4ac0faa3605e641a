"""Teams and goods at their depots, and places to go to, all put on the roads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from emerg.network.matrix import on_road
from emerg.network.place import Lines
from emerg.network.route import OnRoad
from emerg.resources.schema import Depot, Lot, Office, Team, expired
from emerg.response.candidates import Candidate
from emerg.response.needs import NeedRow, NeedsTable

# A depot, or a place, this far from any road cannot be driven to.
FARTHEST_OFF_M = 10_000.0


@dataclass(frozen=True, slots=True)
class Supply:
    """A team, or a lot of goods, at a depot on the roads.

    Attributes
    ----------
    quantity : int
        Of the lot's unit, rounded down; 1 for a team, which goes to one place.
    alert_h, load_h : float
        From the call until ready, and for loading [h].
    assumed : bool
        One of both is the table's, for the list does not say.
    """

    id: str
    office: Office
    depot: Depot
    on: OnRoad
    quantity: int
    alert_h: float
    load_h: float
    assumed: bool
    team: Team | None = None
    lot: Lot | None = None

    @property
    def by_lorry(self) -> bool:
        """Goods and machines; people come by car."""
        return self.team is None or self.team.kind != "team"

    def can(self, row: NeedRow) -> bool:
        if self.team is not None:
            return row.skill is not None and row.skill in self.team.skills
        return self.lot is not None and row.item is not None and self.lot.item == row.item


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate on the roads; `on` None: no road is near enough."""

    place: Candidate
    on: OnRoad | None


def supplies(
    offices: Sequence[Office], lines: Lines, table: NeedsTable, today: date
) -> tuple[tuple[Supply, ...], tuple[Lot, ...], tuple[Depot, ...]]:
    """Teams and goods on the roads; goods that are past their day; depots far from any road."""
    found: list[Supply] = []
    late: list[Lot] = []
    far: list[Depot] = []
    for office in offices:
        places = {key: on_road(lines, d.lon, d.lat) for key, d in office.depots.items()}
        far += [office.depots[k] for k, on in places.items() if on.off_road_m > FARTHEST_OFF_M]
        near = {k: on for k, on in places.items() if on.off_road_m <= FARTHEST_OFF_M}
        late += [lot for lot in office.lots if expired(lot, today)]
        for team in office.teams:
            if team.depot in near and team.count > 0:
                alert, load, assumed = _times(table, team.alert_min, team.load_min)
                depot, on = office.depots[team.depot], near[team.depot]
                name = f"{office.id}/{team.id}"
                found.append(Supply(name, office, depot, on, 1, alert, load, assumed, team=team))
        for number, lot in enumerate(office.lots):
            if lot.depot in near and not expired(lot, today) and floor(lot.quantity) > 0:
                alert, load, assumed = _times(table, None, lot.load_min)
                depot, on = office.depots[lot.depot], near[lot.depot]
                name, much = f"{office.id}/{lot.depot}/{number}", floor(lot.quantity)
                found.append(Supply(name, office, depot, on, much, alert, load, assumed, lot=lot))
    return tuple(found), tuple(late), tuple(far)


def _times(
    table: NeedsTable, alert_min: float | None, load_min: float | None
) -> tuple[float, float, bool]:
    alert = table.alert_min if alert_min is None else alert_min
    load = table.load_min if load_min is None else load_min
    return alert / 60, load / 60, alert_min is None or load_min is None


def placed(lines: Lines, place: Candidate) -> Placed:
    """The place on the road that is nearest, if one is near enough."""
    on = on_road(lines, place.lon, place.lat)
    return Placed(place, on if on.off_road_m <= FARTHEST_OFF_M else None)
