"""plan.toml: what to do, whom to call, where to sample, who drinks, when it ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from playbook_build.facts import Facts
from playbook_build.flows import monthly_flow
from playbook_build.plan_book import Book, words
from playbook_build.plan_places import sampling, water_supply
from playbook_build.plan_roles import plan_roles
from playbook_build.plan_steps import plan_steps
from playbook_build.river_file import VERSION
from playbook_build.rivers import Layout
from playbook_build.sources import Sources


def plan_table(
    river: Mapping[str, Any],
    facts: Facts,
    plan: Layout,
    reaches: Sequence[Mapping[str, Any]],
    sites: Sequence[Mapping[str, Any]],
    sources: Sources,
) -> dict[str, Any]:
    """The table of plan.toml, drawn from the features of the map and the curated tables."""
    book = Book(
        river=river,
        facts=facts,
        plan=plan,
        reaches=[feature["properties"] for feature in reaches],
        # No plan is made of what is invented for drills.
        sites=[s["properties"] for s in sites if s["properties"]["confidence"] != "example"],
        sources=sources,
        dry=min(monthly_flow(river["code"], plan, sources)["mean"]),
    )
    end = words()["termination"]
    return {
        "format": 1,
        "version": VERSION,
        "generic": not river["key"],
        "termination": {
            "text": {"zh": end["zh"], "en": end["en"]},
            "source": book.source(end["source"]),
            "confidence": end["confidence"],
        },
        "steps": plan_steps(book),
        "roles": plan_roles(book),
        "sampling": sampling(book),
        "water_supply": water_supply(book),
    }
