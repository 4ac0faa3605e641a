"""The water at places where a spill may be held: its flow, its velocity, its section, its boom.

What is told of a place and what is ordered for it both come from here.
"""

from collections.abc import Sequence

from emerg.errors import InputError
from emerg.network.river import Place, at_chainage
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.candidates import Candidate
from emerg.response.forecasting import staged
from emerg.response.holding_ground import Water
from emerg.response.holding_table import BoomRow, load_holding
from emerg.response.incident import Measure, Spot
from emerg.response.reckoning import Reckoner
from emerg.response.running import Case, Done, Stage
from emerg.response.way_down import put_on_way
from emerg.response.works import Boom, Section, boom, section
from emerg.texts import Text


def put_on(stage: Stage, places: Sequence[Candidate]) -> tuple[tuple[Candidate, Done], ...]:
    """Those of the places that lie on this way down; what lies on another arm does not."""
    found = []
    for one in places:
        spot = Spot(river=one.river, km=one.km)
        try:
            at = put_on_way(stage.case.rivers, stage.down, spot, Text("containment"))
        except InputError:
            continue
        found.append((one, Done(Measure("remove", spot, share=0.0), at)))
    return tuple(found)


def water_at(doing: Reckoner, number: int) -> Water:
    """What runs at a place of `doing`, by its number."""
    return Water(doing.flow_m3_s(number), doing.velocity_m_s(number))


def section_at(rivers: Rivers, place: Candidate, site: Site | None, water: Water) -> Section:
    """Of the reach, at the flow of the day; at a dam site as it was surveyed."""
    found = at_chainage(rivers.network, place.river, place.km * 1000, where=place.id)
    reach, mean = found.reach, found.mean_m3_s
    times = water.flow_m3_s[1] / mean if mean > 0 else 1.0
    by_reach = section(reach.width_m, reach.depth_m, reach.slope, times)
    if site is None or site.space_class != "ZD":
        return by_reach
    figures = site.attributes or {}
    return Section(
        figures.get("width_m", by_reach.width_m),
        figures.get("depth_m", by_reach.depth_m),
        reach.slope,
    )


def boom_at(at: Section, water: Water, row: BoomRow) -> Boom:
    """The boom at the fastest velocity that is likely: what is too short lets the oil pass."""
    return boom(at, water.velocity_m_s[2], row)


def booms(case: Case, place: Place, places: Sequence[Candidate]) -> dict[str, Boom]:
    """The boom at each of the places, by its id; of none for what does not float."""
    found: dict[str, Boom] = {}
    if not case.substance.floats:
        return found
    for stage in staged(case, place):
        put = put_on(stage, [one for one in places if one.id not in found])
        doing = Reckoner(stage, stage.done, tuple(done for _one, done in put))
        sites = {passed.site.id: passed.site for passed in stage.down.passed}
        for number, (one, _done) in enumerate(put):
            water = water_at(doing, number)
            at = section_at(case.rivers, one, sites.get(one.id), water)
            found[one.id] = boom_at(at, water, load_holding().boom)
    return found
