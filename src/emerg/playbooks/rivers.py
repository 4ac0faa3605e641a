"""All loaded river playbooks as one network, with the places on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from emerg.geodesy import FloatArray
from emerg.network.flow import Season
from emerg.network.place import Lines, flat_lines
from emerg.network.river import Reach, RiverNetwork, river_network
from emerg.playbooks import schema
from emerg.playbooks.schema import LINE_ERROR_KM, RiverPlaybook, Site


@dataclass(frozen=True, slots=True)
class Rivers:
    """Every river that is loaded.

    Attributes
    ----------
    sites : mapping of reach id to sites
        In downstream order along the reach.
    lines : mapping of reach id to array, shape (n, 2)
        Lon/lat, directed downstream.
    """

    playbooks: Mapping[str, RiverPlaybook]
    network: RiverNetwork
    flat: Lines
    lines: Mapping[str, FloatArray]
    sites: Mapping[str, tuple[Site, ...]]
    positions: Mapping[str, tuple[float, float]]

    def playbook_of(self, river: str) -> RiverPlaybook:
        """The playbook that a river or tributary rides in."""
        return self.playbooks[river.split("/")[0]]


def rivers(playbooks: Iterable[RiverPlaybook]) -> Rivers:
    """One network out of `playbooks`; a link to a river that is not loaded ends the course."""
    books = {book.river.id: book for book in playbooks}
    records = {reach.id: reach for book in books.values() for reach in book.reaches}
    upper = _upper_ends(records)
    parts = [
        _reach(record, book, upper.get(record.id))
        for book in books.values()
        for record in book.reaches
    ]
    lines = {reach_id: line for book in books.values() for reach_id, line in book.lines.items()}
    return Rivers(
        playbooks=books,
        network=river_network(
            parts,
            [(r.id, to, share) for r in records.values() for to, share in branches(r)],
            {stem.id: stem.name for book in books.values() for stem in book.river.stems},
        ),
        flat=flat_lines(lines),
        lines=lines,
        sites=_sites_by_reach(books.values()),
        positions={k: v for book in books.values() for k, v in book.positions.items()},
    )


def branches(record: schema.Reach) -> tuple[tuple[str, float], ...]:
    """Next reaches and their share of the flow."""
    if record.to is None:
        return ()
    if isinstance(record.to, str):
        return ((record.to, 1.0),)
    return tuple((branch.to, branch.share) for branch in record.to)


def seasons(playbook: RiverPlaybook, month: int | None) -> Season:
    """Low, mean and high flow factor of a month (1 to 12); the year's extremes without one."""
    flow = playbook.river.flow
    if month is None:
        return Season(min(flow.low), 1.0, max(flow.high))
    return Season(flow.low[month - 1], flow.mean[month - 1], flow.high[month - 1])


def _upper_ends(records: Mapping[str, schema.Reach]) -> dict[str, tuple[float, float]]:
    """Mean flow and area where each reach begins: the sum of what flows in."""
    found: dict[str, tuple[float, float]] = {}
    for record in records.values():
        for to, share in branches(record):
            flow, area = found.get(to, (0.0, 0.0))
            found[to] = (flow + share * record.discharge_m3_s, area + share * record.area_km2)
    return found


def _reach(record: schema.Reach, book: RiverPlaybook, upper: tuple[float, float] | None) -> Reach:
    stem = next(stem for stem in book.river.stems if stem.id == record.river)
    line_m = record.length_km * 1000
    # A headwater reach starts where its river is already a river: its own figures hold throughout.
    flow, area = upper or (record.discharge_m3_s, record.area_km2)
    measured = (record.measured_width_m, record.measured_depth_m, record.measured_at_m3_s)
    short, likely, long = stem.length_factor
    return Reach(
        id=record.id,
        river=record.river,
        playbook=book.river.id,
        from_m=record.from_km * 1000,
        to_m=record.to_km * 1000,
        length_m=(line_m * short, line_m * likely, line_m * long),
        upper_m3_s=min(flow, record.discharge_m3_s),
        lower_m3_s=record.discharge_m3_s,
        upper_m2=min(area, record.area_km2) * 1e6,
        lower_m2=record.area_km2 * 1e6,
        slope=record.slope,
        width_m=record.width_m,
        depth_m=record.depth_m,
        line_error_m=LINE_ERROR_KM[record.accuracy] * 1000,
        measured_velocity_m_s=record.velocity_m_s,
        rating=None
        if record.rating_a is None or record.rating_b is None
        else (record.rating_a, record.rating_b),
        measured_section=None
        if None in measured
        else (measured[0] or 0.0, measured[1] or 0.0, measured[2] or 0.0),
        velocity_factor=record.velocity_factor or 1.0,
        lag_beta=record.lag_beta or 0.0,
    )


def _sites_by_reach(books: Iterable[RiverPlaybook]) -> dict[str, tuple[Site, ...]]:
    found: dict[str, list[Site]] = {}
    for book in books:
        for site in book.sites:
            if site.reach is not None and site.km is not None:
                found.setdefault(site.reach, []).append(site)
    return {
        reach: tuple(sorted(sites, key=lambda site: (site.km or 0.0, site.id)))
        for reach, sites in found.items()
    }
