"""The plan for this hazard: what the playbook says, in the order 断 · 控 · 治 · 测 · 保."""

from collections.abc import Mapping, Sequence
from typing import get_args

from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import HazardClass, Phase
from emerg.response.answer import Holding, PlanStep
from emerg.response.hits import Three
from emerg.response.way_down import Passed
from emerg.texts import Prose, Text

PHASES: tuple[Phase, ...] = get_args(Phase)
# Worth naming as a place to hold water; bridges only carry booms and samplers.
HOLDING = ("SK", "SD", "KT", "ZB", "YD", "BD", "GH", "JX", "ZD", "QT")


def plan_steps(rivers: Rivers, playbook: str, hazard: HazardClass) -> tuple[PlanStep, ...]:
    """The steps for `hazard` and those for any hazard, stop first."""
    book = rivers.playbooks[playbook]
    steps = [step for step in book.plan.steps if step.hazard in ("any", hazard)]
    ordered = sorted(steps, key=lambda step: (PHASES.index(step.phase), step.order))
    return tuple(
        PlanStep(
            step.phase,
            step.text,
            book.river.sources[step.source].title
            if step.source in book.river.sources
            else step.source,
            step.confidence,
        )
        for step in ordered
    )


def holding(
    passed: Sequence[Passed],
    fronts: Mapping[str, Three],
    positions: Mapping[str, tuple[float, float]],
    *,
    exercise: bool,
) -> tuple[Holding, ...]:
    """Places on the way that can hold or part the water, soonest first; examples in drills only."""
    found = [
        Holding(
            name=p.site.name,
            space_class=p.site.space_class or "",
            river=p.site.river,
            km=p.site.km or 0.0,
            front_h=fronts[p.site.id],
            facts=_facts(p.site.attributes or {}),
            confidence=p.site.confidence,
            site=p.site.id,
            position=positions.get(p.site.id),
        )
        for p in passed
        if p.site.space_class in HOLDING and (exercise or p.site.confidence != "example")
    ]
    return tuple(found)


def _facts(attributes: Mapping[str, object]) -> tuple[Prose, ...]:
    """The figures an officer asks for first."""
    facts: list[Prose] = []
    for key, text in (
        ("storage_m3", Text("storage {v} ×10⁴ m³")),
        ("live_storage_m3", Text("live storage {v} ×10⁴ m³")),
    ):
        value = attributes.get(key)
        if isinstance(value, int | float):
            facts.append(Text(text.msgid, v=f"{value / 1e4:,.0f}"))
    for key, text in (
        ("backwater_km", Text("backwater {v} km")),
        ("height_m", Text("height {v} m")),
        ("outlet_capacity_m3_s", Text("outlets {v} m³/s")),
    ):
        value = attributes.get(key)
        if isinstance(value, int | float):
            facts.append(Text(text.msgid, v=f"{value:g}"))
    for key in ("use", "outlets", "status"):
        if attributes.get(key):
            facts.append(str(attributes[key]))
    return tuple(facts)
