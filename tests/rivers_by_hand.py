"""Small rivers made by hand, for tests that must be checkable on paper."""

from itertools import pairwise

from emerg.network.river import Reach, river_network
from emerg.texts import Bilingual


def reach(name, river="main", playbook="main", **figures):
    """A reach of 10 km that a person can reckon with; any figure may be replaced."""
    start_km = figures.pop("km", 0.0)
    length = figures.pop("length_m", 10_000.0)
    known = {
        "from_m": start_km * 1000,
        "to_m": start_km * 1000 + length,
        "length_m": (length, length, length),
        "upper_m3_s": 100.0,
        "lower_m3_s": 100.0,
        "upper_m2": 1e10,
        "lower_m2": 1e10,
        "slope": 0.001,
        "width_m": 72.0,
        "depth_m": 1.6,
        "line_error_m": 300.0,
    }
    return Reach(id=name, river=river, playbook=playbook, **(known | figures))


def chain(count, **figures):
    """`count` equal reaches one after the other."""
    return [reach(f"r{i}", km=10.0 * i, **figures) for i in range(count)]


def network(reaches, links=None):
    """A network; without `links` each reach runs into the next of the list."""
    if links is None:
        links = [(a.id, b.id, 1.0) for a, b in pairwise(reaches)]
    return river_network(reaches, links, {r.river: Bilingual(r.river, r.river) for r in reaches})
