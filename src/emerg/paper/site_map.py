"""The map detail of a card: the place, its river and the way in, as close as its line is true."""

from emerg.geodesy import LocalPlane
from emerg.paper.incident_map import ROUGH_LINE
from emerg.paper.map_content import Bounds, LegendEntry, MapContent, Mark, RoadLine
from emerg.paper.map_lines import ROUGH_M, river_lines
from emerg.paper.symbols import symbol_of
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.access import Access
from emerg.texts import Text

# Half the width shown [m]: on a card 1:50,000. Where the river is drawn worse than that can show,
# so much further out that its error is a fifth of the map; and so far that the road comes into it.
CLOSEST_M, ERRORS, ROAD = 1_800.0, 2.5, 1.5
# The map of a card is wider than high.
UPRIGHT = 0.45


def site_map(
    rivers: Rivers, site: Site, lonlat: tuple[float, float], way: Access | None
) -> MapContent:
    """The surroundings of `site`, which lies at `lonlat`."""
    error_m = _line_error_m(rivers, site)
    off_m = 0.0 if way is None else way.off_road_m
    bounds = _around(lonlat, max(CLOSEST_M, ERRORS * error_m, ROAD * off_m))
    roads = () if way is None else (RoadLine(way.lonlat, any(turn.rough for turn in way.turns)),)
    lines = river_lines(rivers, bounds, [site.river], margin_deg=0.01)
    legend = [ROUGH_LINE] if error_m > ROUGH_M else []
    legend += [LegendEntry("line", "route", Text("way in"))] if roads else []
    return MapContent(
        title=Text("Where it is (river line ± {km} km)", km=f"{error_m / 1000:g}"),
        bounds=bounds,
        rivers=lines,
        marks=(Mark(*lonlat, symbol_of(site.kind, site.layer), label=site.name, loud=True),),
        km_marks=(),
        plume=None,
        incident=None,
        legend=tuple(legend),
        notes=(),
        roads=roads,
        small=True,
    )


def _around(lonlat: tuple[float, float], half_m: float) -> Bounds:
    (west, south), (east, north) = LocalPlane(*lonlat).lonlat(
        [[-half_m, -half_m * UPRIGHT], [half_m, half_m * UPRIGHT]]
    )
    return float(west), float(south), float(east), float(north)


def _line_error_m(rivers: Rivers, site: Site) -> float:
    """How far the true river may lie from the drawn one at the place [m]."""
    reaches = rivers.network.rivers.get(site.river, ())
    found = next((reach for reach in reaches if reach.id == site.reach), None)
    return CLOSEST_M if found is None else found.line_error_m
