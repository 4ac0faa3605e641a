"""An answer as plain values for JSON: names fixed, times ISO 8601 with +08:00, no NaN."""

from datetime import datetime
from math import ceil, floor
from typing import Any

from emerg.response.answer import Alternative, Answer, Incident
from emerg.response.hits import Hit, Three
from emerg.response.learned import Learning
from emerg.response.what_if import WhatIf
from emerg.texts import Lang, Prose, render
from emerg.units import iso
from emerg.usecases.dosing_json import dosing_json
from emerg.usecases.intakes_json import intakes_json
from emerg.usecases.level_json import clocks_json, level_json
from emerg.usecases.sampling_json import sampling_json


def answer_json(answer: Answer, lang: Lang, files: list[str]) -> dict[str, Any]:
    """The answer with its sentences in `lang`."""
    return {
        "incident": incident_json(answer, lang),
        "path": [
            {"river": part.river, "from_km": _km(part.from_km), "to_km": _km(part.to_km)}
            for part in answer.path
        ],
        "alternatives": [_alternative(other, lang) for other in answer.alternatives],
        "hits": [hit_json(hit, lang) for hit in answer.hits],
        "intakes": intakes_json(answer, lang),
        "level": level_json(answer, lang),
        "sampling": sampling_json(answer, lang),
        "treatment": dosing_json(answer, lang),  # "dosing" is that of a pond
        "clocks": clocks_json(answer, lang),
        "next": [
            {
                "number": a.number,
                "text": render(a.text, lang),
                "why": render(a.why, lang),
                "by": _time(a.by),
            }
            for a in answer.next_things
        ],
        "learning": _learning(answer.learning, lang),
        "what_if": None if answer.what_if is None else _what_if(answer.what_if, lang),
        "assumptions": [render(line, lang) for line in answer.assumptions],
        "unknown": [render(line, lang) for line in answer.unknown],
        "data_status": render(answer.data_status, lang),
        "version": answer.version,
        "files": files,
    }


def _learning(learning: Learning | None, lang: Lang) -> dict[str, Any] | None:
    """What samples changed: the words, and the clocks that moved as they were before."""
    if learning is None:
        return None
    return {
        "samples": learning.samples,
        "effective": round(learning.effective, 3),
        "lines": [render(line, lang) for line in learning.lines],
        "before": {
            site: {
                "close_by": _time(before.close_by),
                "reopen_not_before": _time(before.reopen_not_before),
            }
            for site, before in learning.before.items()
        },
    }


def incident_json(answer: Answer, lang: Lang) -> dict[str, Any]:
    """The incident as placed, with its report deadline."""
    incident: Incident = answer.incident
    scenario = incident.scenario
    return {
        "title": scenario.title,
        "river": incident.river,
        "river_name": render(incident.river_name, lang),
        "km": _km(incident.km),
        "lon": round(incident.lon, 5),
        "lat": round(incident.lat, 5),
        "snap_m": None if incident.snap_m is None else round(incident.snap_m, 1),
        "line_accuracy_km": incident.line_accuracy_km,
        "county": incident.county,
        "prefecture": incident.prefecture,
        "substance": incident.substance.id,
        "substance_name": render(incident.substance.name, lang),
        "hazard": answer.hazard,
        "amount_kg": _amount_kg(incident),
        "rate": [
            {"from_h": s.from_h, "to_h": s.to_h, "kg_h": [s.low_kg_h, s.high_kg_h]}
            for s in scenario.steps
        ],
        "when": None
        if scenario.start is None
        else [iso(scenario.start.earliest), iso(scenario.start.latest)],
        "reported": _time(scenario.reported),
        "now": iso(incident.now),
        "report_due": _time(answer.deadline.due),
        "report_hours": answer.deadline.hours,
        "duration_h": "ongoing" if scenario.duration_h is None else scenario.duration_h,
        "discharge_m3_s": _named(incident.discharge_m3_s, ("low", "likely", "high")),
        "exercise": answer.exercise,
    }


def _amount_kg(incident: Incident) -> list[float] | None:
    """Of a release that goes on nobody knows how much it will have been."""
    steps = incident.scenario.steps
    goes_on = bool(steps) and steps[-1].to_h is None
    return None if goes_on or incident.amount_kg is None else list(incident.amount_kg)


def _what_if(compared: WhatIf, lang: Lang) -> dict[str, Any]:
    """The measures, and every place they change something at: as it would be with them."""
    return {
        "measures": [render(line, lang) for line in compared.measures],
        "hits": [
            hit_json(row.with_it, lang) | {"number": row.without.number} for row in compared.rows
        ],
    }


def hit_json(hit: Hit, lang: Lang) -> dict[str, Any]:
    """One hit under the names of the contract."""
    return {
        "number": hit.number,
        "name": render(hit.name, lang),
        "kind": hit.kind,
        "river": hit.river,
        "km": _km(hit.km),
        "distance_km": _km(hit.distance_m / 1000),
        "county": hit.county,
        "earliest_h": _down(hit.front_h[0]),
        "likely_h": round(hit.front_h[1], 3),
        "latest_h": _up(hit.front_h[2]),
        "front_basis": render(hit.front_basis, lang),
        "peak_h": _named(hit.peak_h, ("earliest", "likely", "latest")),
        "peak_mg_l": None
        if hit.peak_mg_l is None
        else _named(hit.peak_mg_l, ("low", "likely", "high")),
        "mg_l_per_tonne": _figure(hit.mg_l_per_tonne),
        "species": hit.species,
        "limit_mg_l": hit.limit_mg_l,
        "limit_basis": _prose(hit.limit_basis, lang),
        "exceeds": hit.exceeds,
        "exceed_probability": hit.exceed_probability,
        "times_over": None
        if hit.times_over is None
        else _named(hit.times_over, ("low", "likely", "high")),
        "close_by": _time(hit.close_by),
        "close_reason": _prose(hit.close_reason, lang),
        "reopen_not_before": _time(hit.reopen_not_before),
        "reopen_reason": _prose(hit.reopen_reason, lang),
        "reopen_with_loss": _time(hit.reopen_with_loss),
        "watch_from": _time(hit.watch_from),
        "discharge_m3_s": _figure(hit.discharge_m3_s),
        "velocity_m_s": _figure(hit.velocity_m_s),
        "velocity_basis": hit.velocity_basis,
        "mixed": hit.mixed,
        "bank_factor": _figure(hit.bank_factor),
        "source": hit.source,
        "confidence": hit.confidence,
    }


def _alternative(other: Alternative, lang: Lang) -> dict[str, Any]:
    return {
        "river": other.river,
        "river_name": render(other.name, lang),
        "km": _km(other.km),
        "distance_m": round(other.distance_m, 1),
        "hits": [hit_json(hit, lang) for hit in other.hits],
    }


def _km(value: float) -> float:
    return round(value, 2)


def _down(hours: float) -> float:
    return floor(hours * 1000) / 1000


def _up(hours: float) -> float:
    return ceil(hours * 1000) / 1000


def _figure(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def _named(values: Three, names: tuple[str, str, str]) -> dict[str, float]:
    return {name: float(f"{value:.5g}") for name, value in zip(names, values, strict=True)}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _prose(text: Prose | None, lang: Lang) -> str | None:
    return None if text is None else render(text, lang)
