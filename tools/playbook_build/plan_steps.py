"""The steps of a plan: the general ones, those drawn from the map, those of the river alone."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf
from typing import Any

from playbook_build.facts import table
from playbook_build.plan_book import Book, Pair, filled, listed, words
from playbook_build.plan_spaces import hold_steps, step

PHASES = ("stop", "hold", "treat", "measure", "supply")
HAZARDS = (
    "any",
    "oil",
    "heavy_metal",
    "cyanide",
    "acid_alkali",
    "organic",
    "flammable",
    "unknown",
)
DOSE_MG_L = 50.0
# Known dosing of a whole river was done at about 10 to 20 m³/s (陇星 2015: 10.5 to 19.6).
DOSABLE_M3_S = 20.0
# The line is cut at the exit, whose chainage is rounded otherwise [km].
AT_EXIT_KM = 0.5


def plan_steps(book: Book) -> list[dict[str, Any]]:
    """Every step, class by class and phase by phase.

    A river without key gets the general plan, and what its flow and its exit say.
    """
    steps = [_general(book, row) for row in table("plans")["steps"]]
    steps += [_flow(book), *_exit(book), _sources(book)]
    steps += hold_steps(book) if book.river["key"] else [hold_steps(book)[-1]]
    own = table("plan_rivers")["steps"]
    steps += [_general(book, row) for row in own if row["code"] == book.river["code"]]
    steps.sort(key=_place)
    twice = [b for a, b in pairwise(steps) if _place(a) == _place(b)]
    if twice:
        raise SystemExit(f"{book.river['id']}: two steps in one place, {twice[0]}")
    return steps


def _place(row: Mapping[str, Any]) -> tuple[int, int, int]:
    return HAZARDS.index(row["hazard"]), PHASES.index(row["phase"]), row["order"]


def _general(book: Book, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "hazard": row["hazard"],
        "phase": row["phase"],
        "order": row["order"],
        "text": {"zh": row["zh"], "en": row["en"]},
        "source": book.source(row["source"]),
        "confidence": row["confidence"],
    }


def _flow(book: Book) -> dict[str, Any]:
    """What the mean flow says of dosing: at three points of the main stem, and how far down."""
    main = _main(book)
    start, end = main[0]["from_km"], main[-1]["to_km"]
    points = [_at(main, start + part * (end - start)) for part in (1 / 3, 2 / 3, 1)]
    last = points[-1]
    text = filled(
        words()["steps"]["flow"],
        list=listed(_discharge(reach) for reach in points),
        dry=f"{book.dry:.2f}",
        place=f"km {last['to_km']:.0f} ",
        tonnes=_tonnes(last["discharge_m3_s"]),
        verdict=_verdict(book, main),
    )
    weakest = max((r["confidence"] for r in points), key=("high", "medium", "low").index)
    found = step(text, book.source("plan-map"), weakest)
    return found | {"phase": "treat", "order": 20}


def _main(book: Book) -> list[Mapping[str, Any]]:
    """Reaches of the main stem down to where it leaves the region."""
    exits = [s["km"] for s in book.sites if s["kind"] == "exit" and s["river"] == book.river["id"]]
    limit = min(exits, default=inf) + AT_EXIT_KM
    return [r for r in book.reaches if r["river"] == book.river["id"] and r["to_km"] <= limit]


def _at(main: list[Mapping[str, Any]], km: float) -> Mapping[str, Any]:
    return min(main, key=lambda reach: abs(reach["to_km"] - km))


def _discharge(reach: Mapping[str, Any]) -> Pair:
    flow = reach["discharge_m3_s"]
    said = f"km {reach['to_km']:.0f}", f"{flow:,.0f}" if flow >= 10 else f"{flow:.1f}"
    return f"{said[0]} 处 {said[1]} m³/s", f"{said[1]} m³/s at {said[0]}"


def _tonnes(flow_m3_s: float) -> str:
    """Product per day at the example dose [t], rounded up to two or three figures."""
    tonnes = flow_m3_s * DOSE_MG_L * 3.6 * 24 / 1000
    step_t = 10 if tonnes >= 100 else 1
    return f"{-int(-tonnes // step_t) * step_t:,}"


def _verdict(book: Book, main: list[Mapping[str, Any]]) -> Pair:
    mean, low = (_dosable_to_km(main, share) for share in (1.0, book.dry))
    said = words()["verdicts"]
    if mean is None:
        return tuple(said["never"])
    end = main[-1]["to_km"]
    if mean == end:
        return tuple(said["always"])
    name = "partly" if low != end else "whole_when_dry"
    both = filled(said[name], mean=f"{mean:.0f}", low=f"{low:.0f}")
    return both["zh"], both["en"]


def _dosable_to_km(main: list[Mapping[str, Any]], share: float) -> float | None:
    """How far down the flow stays dosable at `share` of the mean; None if nowhere."""
    small = [r["to_km"] for r in main if r["discharge_m3_s"] * share <= DOSABLE_M3_S]
    return max(small, default=None)


def _exit(book: Book) -> Iterator[dict[str, Any]]:
    exits = [s for s in book.sites if s["kind"] == "exit"]
    abroad = any(s["attributes"].get("abroad") for s in exits)
    for order, (there, name) in enumerate(
        ((abroad, "exit_abroad"), (bool(exits) and not abroad, "exit_region")), start=50
    ):
        if there:
            said = filled(words()["steps"][name])
            found = step(said, book.source("plan-code"), "medium")
            yield found | {"phase": "measure", "order": order}


def _sources(book: Book) -> dict[str, Any]:
    """Where to look first when nobody knows what came down."""
    fixed = [s for s in book.sites if s["layer"] == "risk_source"]
    name = "sources" if fixed else "no_sources"
    text = filled(words()["steps"][name], list=listed(book.label(s) for s in fixed))
    return step(text, book.source("plan-map"), "low") | {
        "hazard": "unknown",
        "phase": "stop",
        "order": 32,
    }
