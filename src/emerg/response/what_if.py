"""What if: the hits with and without the measures that are thought of, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from emerg.response.hits import Hit, Three
from emerg.response.incident import Measure
from emerg.texts import Prose, Text
from emerg.units import beijing, early_h, significant

IN_TIME, FROM_NOW = Text("in time"), Text("from now on")
NO_EFFECT = Text(
    "By the model no listed place fares differently: what was dangerous has passed before it "
    "begins, or it lies below them, or changes too little"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One place without and with what is thought of."""

    without: Hit
    with_it: Hit


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The measures in words, and every place they change something at, soonest first."""

    measures: tuple[Prose, ...]
    rows: tuple[Compared, ...]


def what_if(measures: Sequence[Prose], hits: Sequence[Hit], acted: Sequence[Hit]) -> WhatIf:
    """The comparison of `hits` with `acted`, both of the same places."""
    after = {hit.site: hit for hit in acted}
    rows = (Compared(hit, after[hit.site]) for hit in hits if hit.site in after)
    return WhatIf(tuple(measures), tuple(row for row in rows if _told(*_pair(row))))


def _pair(row: Compared) -> tuple[Hit, Hit]:
    return row.without, row.with_it


def _told(a: Hit, b: Hit) -> bool:
    """Whether they differ in anything that is printed."""
    clocks = ("close_by", "reopen_not_before", "reopen_with_loss", "exceeds")
    if any(getattr(a, name) != getattr(b, name) for name in clocks):
        return True
    fronts = [tuple(round(hours, 2) for hours in hit.front_h) for hit in (a, b)]
    peaks = [tuple(significant(c) for c in _figures(hit)) for hit in (a, b)]
    return fronts[0] != fronts[1] or peaks[0] != peaks[1]


def _figures(hit: Hit) -> tuple[float, ...]:
    return hit.peak_mg_l or ((hit.mg_l_per_tonne,) if hit.mg_l_per_tonne is not None else ())


def in_words(measure: Measure, place: Prose, flow_m3_s: Three) -> Prose:
    """A measure at `place` as people say it; `flow_m3_s` is what runs there (5, 50, 95 %)."""
    begins: Prose = IN_TIME if measure.done else FROM_NOW
    if measure.kind == "hold":
        begins = Text("{begins}, when the cloud comes", begins=begins)
    if measure.begins is not None:
        begins = Text("from {time} on", time=beijing(measure.begins))
    percent = significant(100 * (measure.share or 0.0))
    match measure.kind:
        case "hold":
            what: Prose = _holding(measure, flow_m3_s)
        case "remove":
            what = Text("{percent} % of the mass is removed", percent=percent)
        case "divert":
            what = Text("{percent} % of the river is led aside", percent=percent)
        case "outflow":
            what = _outflow(measure, flow_m3_s)
    return Text("{place}: {what}, {begins}", place=place, what=what, begins=begins)


def _holding(measure: Measure, flow_m3_s: Three) -> Prose:
    if measure.space_m3 is None:
        return Text("held for {hours} h", hours=early_h(measure.hold_h or 0.0))
    full = [measure.space_m3 / flow / 3600 for flow in flow_m3_s]
    space = Text(
        "{space} ×10⁴ m³ are full after {hours} h at {flow} m³/s ({least} h at {most} m³/s)",
        space=significant(measure.space_m3 / 1e4),
        hours=early_h(full[1]),
        flow=significant(flow_m3_s[1]),
        least=early_h(full[2]),
        most=significant(flow_m3_s[2]),
    )
    if measure.hold_h is None:
        return Text("held until full: {space}", space=space)
    return Text("held for {hours} h, but {space}", hours=early_h(measure.hold_h), space=space)


def _outflow(measure: Measure, flow_m3_s: Three) -> Prose:
    assert measure.outflow_m3_s is not None
    low, high = (significant(flow) for flow in measure.outflow_m3_s)
    what = Text(
        "{flow} m³/s let out, in place of {usual}",
        flow=low if low == high else f"{low}–{high}",
        usual=significant(flow_m3_s[1]),
    )
    if measure.outflow_m3_s[1] <= flow_m3_s[0]:
        return what
    return Text(
        "{what} (a rising flow: outside the method's validity, and the front comes sooner)",
        what=what,
    )
