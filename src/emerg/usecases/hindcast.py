"""Hindcast cases: read, predict, score; as plain values for JSON."""

from math import ceil, floor
from typing import Any

from emerg.response.scoring import Predicted, Scored
from emerg.texts import Lang, render


def hindcast_json(scored: Scored, lang: Lang) -> dict[str, Any]:
    """A scored case under the names of the case format."""
    found: dict[str, Any] = {
        "case": scored.case.title,
        "learned": scored.learned,
        "observations": [_observation(one) for one in scored.predicted],
        "score": {
            "scored": len(scored.rest),
            "inside": scored.inside,
            "median_abs_relative_error": scored.median_error,
        },
    }
    if scored.warnings:
        found["warnings"] = [render(words, lang) for words in scored.warnings]
    return found


def _observation(one: Predicted) -> dict[str, Any]:
    seen = one.seen
    earliest, likely, latest = one.predicted_h
    concentration = None
    if one.predicted_mg_l is not None:
        low, middle, high = (float(f"{value:.4g}") for value in one.predicted_mg_l)
        concentration = {"low": low, "likely": middle, "high": high}
    return {
        "station": seen.station,
        "km": seen.km,
        "event": seen.event,
        "observed_h": list(seen.observed_h),
        "predicted_h": {
            "earliest": None if earliest is None else floor(earliest * 100) / 100,
            "likely": None if likely is None else round(likely, 2),
            "latest": None if latest is None else ceil(latest * 100) / 100,
        },
        "inside": one.inside,
        "relative_error": None if one.relative_error is None else round(one.relative_error, 4),
        "observed_mg_l": seen.concentration_mg_l,
        "predicted_mg_l": concentration,
    }
