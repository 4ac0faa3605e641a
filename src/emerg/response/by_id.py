"""A scenario that names its rivers: from here on each is known by its id."""

from dataclasses import replace

from emerg.network.named import called
from emerg.network.river import RiverNetwork
from emerg.response.incident import Scenario, Spot


def by_id(network: RiverNetwork, scenario: Scenario) -> Scenario:
    """`scenario` with the id of every river that is given by its Chinese or English name.

    What is called like none, or like several, stays for whoever looks it up to refuse.
    """

    def river(name: str | None) -> str | None:
        return None if name is None else called(name, network.names) or name

    def spot(at: Spot) -> Spot:
        return replace(at, river=river(at.river))

    flow = scenario.flow
    return replace(
        scenario,
        where=replace(scenario.where, river=river(scenario.where.river)),
        flow=flow
        if isinstance(flow, str)
        else tuple(replace(one, river=river(one.river)) for one in flow),
        samples=tuple(replace(one, river=river(one.river)) for one in scenario.samples),
        storage=tuple(replace(one, at=spot(one.at)) for one in scenario.storage),
        measures=tuple(replace(one, at=spot(one.at)) for one in scenario.measures),
        needs=tuple(replace(one, at=spot(one.at)) for one in scenario.needs),
    )
