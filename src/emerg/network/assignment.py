"""Who serves what: supplies shared out over demands by the cheapest flow.

networkx finds the flow. Gains become whole costs, for the simplex on integers is exact.
"""

from collections.abc import Mapping, Sequence

import networkx as nx

# Gains are told apart to a ten-thousandth; a demand that stays open costs more than any gain.
SCALE = 10_000
OPEN = 10_000


def assigned(
    supplies: Mapping[str, int],
    demands: Sequence[tuple[str, int, float]],
    gain: Mapping[tuple[str, str], float],
) -> dict[tuple[str, str], int]:
    """How much of which supply goes to which demand.

    Parameters
    ----------
    supplies : mapping of name to whole units
    demands : sequence of (name, whole units, weight)
        Of two demands that cannot both be met the one of more weight, 0 to 1, is.
    gain : mapping of (supply, demand) to figure between -1,000 and 1,000
        For all of the demand; pairs that are not there cannot serve.

    Returns
    -------
    dict of (supply, demand) to whole units, above zero.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    wanted = {name: units for name, units, _weight in demands if units > 0}
    total = sum(wanted.values())
    if not total:
        return {}
    graph.add_node("from", demand=-total)
    graph.add_node("to", demand=total)
    for name, units in supplies.items():
        graph.add_edge("from", f"s {name}", capacity=max(units, 0), weight=0)
    for name, units, weight in demands:
        if units > 0:
            graph.add_edge(f"d {name}", "to", capacity=units, weight=0)
            cost = round(SCALE * OPEN * (1 + weight) / units)
            graph.add_edge("from", f"d {name}", capacity=units, weight=cost)
    for (supply, demand), value in gain.items():
        if demand in wanted and supplies.get(supply, 0) > 0:
            cost = round(-SCALE * value / wanted[demand])
            graph.add_edge(f"s {supply}", f"d {demand}", weight=cost)
    flow = nx.min_cost_flow(graph)
    return {
        (supply, demand): units
        for supply, demand in gain
        if (units := flow.get(f"s {supply}", {}).get(f"d {demand}", 0)) > 0
    }
