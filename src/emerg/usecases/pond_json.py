"""What a leak from a pond adds to the answer, as plain values."""

from collections.abc import Sequence
from typing import Any

from emerg.hazards.dosing import Dose, load_dosing
from emerg.hazards.tailings import Estimate
from emerg.hazards.tailings_table import Band
from emerg.response.cut_roads import CutRoad
from emerg.response.leak import PondRelease
from emerg.response.ledger import Ledger
from emerg.response.pond import Arrival, PondAnswer
from emerg.texts import Lang, render

Pair = tuple[float, float]


def pond_json(found: PondAnswer, lang: Lang) -> dict[str, Any]:
    """Release, arrivals by wave, mud and plume, ledger and doses."""
    return {
        "release": _release(found.release, lang),
        "arrivals": {
            "wave": [
                _row(one, lang) | {"earliest_h": _h(one.wave_h[0]), "likely_h": _h(one.wave_h[1])}
                for one in found.arrivals
                if one.wave_h is not None
            ],
            "mud": [
                _row(one, lang)
                | {
                    "earliest_h": _h(one.mud_h[0]),
                    "latest_h": _h(one.mud_h[1]),
                    "chance": one.mud,
                }
                for one in found.arrivals
                if one.mud_h is not None
            ],
            "plume": [_plume(one, lang) for one in found.arrivals if one.plume_h is not None],
        },
        "overhead": [
            {"name": render(site.name, lang), "path_km": site.path_km, "people": site.people}
            for site in found.overhead
        ],
        "ledger": _ledger(found.ledger, lang),
        "dosing": [_dose(one, lang) for one in found.doses],
        "undosed": list(found.undosed),
        "swells": None if found.swells is None else round(found.swells, 2),
    }


def _release(one: PondRelease, lang: Lang) -> dict[str, Any]:
    return {
        "playbook": one.book.dam.id,
        "pond": one.pond.id,
        "name": render(one.pond.name, lang),
        "mode": one.mode,
        "river": one.receiving.river,
        "km": one.receiving.km,
        "how": render(one.receiving.how, lang),
        "gully_km": list(one.gully_km),
        "enters_h": [_h(one.enters_h[0]), _h(one.enters_h[1])],
        "volume_m3": _pair(one.volume_m3),
        "water_m3": _pair(one.water_m3),
        "duration_h": None if one.goes_on else _pair(one.duration_h),
        "goes_on": one.goes_on,
        "governing": None if one.governing is None else one.governing.species,
        "mass_kg": {
            row.species: {
                "mg_l": list(row.mg_l),
                "kg": _pair(row.kg),
                "confidence": row.confidence,
            }
            for row in one.dissolved
        },
        "estimate": None if one.estimate is None else estimate_json(one.estimate, lang),
        "assumed": [render(line, lang) for line in one.assumed],
        "may_also": [
            {"river": other.river, "km": other.km, "how": render(other.how, lang)}
            for other in one.book.dam.receiving[1:]
        ],
    }


def estimate_json(found: Estimate, lang: Lang) -> dict[str, Any]:
    """Released volume and run-out with their bands, every model by itself."""
    return {
        "released_m3": _band(found.released_m3),
        "runout_km": _band(found.runout_km),
        "models": [
            {
                "name": model.name,
                "source": render(model.source, lang),
                "released_m3": model.released_m3,
                "runout_km": model.runout_km,
            }
            for model in found.models
        ],
        "valid": found.valid,
        "why_not_valid": [render(line, lang) for line in found.invalid],
    }


def _band(band: Band) -> dict[str, float]:
    return {"p5": band.p5, "p50": band.p50, "p95": band.p95}


def _row(one: Arrival, lang: Lang) -> dict[str, Any]:
    return {
        "name": render(one.name, lang),
        "kind": one.kind,
        "hit": one.hit,
        "path_km": round(one.path_km, 2),
    }


def _plume(one: Arrival, lang: Lang) -> dict[str, Any]:
    assert one.plume_h is not None
    earliest, likely, latest = one.plume_h
    return _row(one, lang) | {
        "earliest_h": _h(earliest),
        "likely_h": _h(likely),
        "latest_h": _h(latest),
        "species": [
            {
                "species": peak.species,
                "peak_mg_l": dict(zip(("low", "likely", "high"), peak.peak_mg_l, strict=True)),
                "limit_mg_l": peak.limit_mg_l,
                "exceeds": peak.exceeds,
            }
            for peak in one.species
        ],
    }


def _ledger(found: Ledger, lang: Lang) -> dict[str, Any]:
    return {
        "to_hold_m3": _pair(found.to_hold_m3),
        "held_m3": list(found.held_m3),
        "missing_m3": found.missing_m3,
        "enough_by_km": found.enough_by_km,
        "spaces": [
            {
                "site": one.site,
                "name": render(one.name, lang),
                "path_km": one.path_km,
                "capacity_m3": _pair(one.capacity_m3),
                "reached_m3": list(one.reached_m3),
                "confidence": one.confidence,
                "measured": one.measured,
            }
            for one in found.spaces
        ],
    }


def _dose(one: Dose, lang: Lang) -> dict[str, Any]:
    return {
        "species": one.row.species,
        "product": render(one.row.product, lang),
        "flow_m3_s": round(one.flow_m3_s, 3),
        "kg_h": list(one.kg_h),
        "t_d": list(one.t_d),
        "feasible": one.feasible,
        "most_t_d": load_dosing().most_t_d,
        "ph": render(one.row.ph, lang),
        "note": render(one.row.note, lang),
        "confidence": one.row.confidence,
    }


def _pair(value: Pair | None) -> list[float] | None:
    return None if value is None else list(value)


def _h(hours: float) -> float:
    return round(hours, 3)


def cut_json(cut: Sequence[CutRoad], lang: Lang) -> list[dict[str, Any]]:
    """Roads that the mud may cut."""
    return [
        {
            "edge": one.stretch,
            "at": render(one.at, lang),
            "chance": one.chance,
            "earliest_h": _h(one.earliest_h),
        }
        for one in cut
    ]
