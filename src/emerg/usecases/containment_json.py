"""Where a spill can be held, as plain values."""

from typing import Any

from emerg.paper.containment_summary import best_words, ledger_words, rule_words
from emerg.paper.containment_words import effect_words, reasons, state_words
from emerg.response.containment import Containment
from emerg.response.effect import Effect
from emerg.response.holding_option import METHODS, HoldingOption
from emerg.response.ledger import Ledger
from emerg.response.works import Boom, TemporaryDam
from emerg.texts import Lang, render
from emerg.units import iso


def containment_json(found: Containment, lang: Lang) -> dict[str, Any]:
    """Options best first, the best combination, the ledger and the rule of thumb."""
    best = found.best
    return {
        "now": iso(found.now),
        "exercise": found.exercise,
        "season": "wet" if found.wet else "dry",
        "crews_known": found.crews_known,
        "options": [_option(found, one, lang) for one in found.options],
        "best": None
        if best is None
        else {
            "options": [one.id for one in best.options],
            "effect": _effect(best.effect, lang),
            "tried": best.tried,
            "if_ready": best.if_ready,
            "words": render(best_words(found), lang),
        },
        "ledger": _ledger(found.ledger) | {"words": [render(w, lang) for w in ledger_words(found)]},
        "rule_of_thumb": render(rule_words(found), lang),
        "left_out": found.left_out,
        "source": f"{found.table.source} ({found.table.as_of})",
        "confidence": found.table.confidence,
    }


def _option(found: Containment, one: HoldingOption, lang: Lang) -> dict[str, Any]:
    place, space = one.place, one.space
    return {
        "id": one.id,
        "method": one.method,
        "method_words": render(METHODS[one.method], lang),
        "name": render(place.name, lang),
        "class": None if one.site is None else one.site.space_class,
        "river": place.river,
        "km": round(place.km, 2),
        "lon": round(place.lon, 5),
        "lat": round(place.lat, 5),
        "confidence": place.confidence or None,
        "state": one.state,
        "state_words": render(state_words(one), lang),
        "front_in_h": _figure(one.front_in_h),
        "work_h": _figure(one.work_h),
        "ready_h": _figure(one.ready_h),
        "slack_h": _figure(one.slack_h),
        "begin_in_h": _figure(one.begin_in_h),
        "flow_m3_s": [round(value, 3) for value in one.flow_m3_s],
        "velocity_m_s": [round(value, 3) for value in one.velocity_m_s],
        "width_m": _figure(one.at.width_m),
        "depth_m": _figure(one.at.depth_m),
        "space_m3": None if space is None else round(space.m3),
        "space_basis": None if space is None else render(space.basis, lang),
        "checked_on": None
        if space is None or space.checked_on is None
        else space.checked_on.isoformat(),
        "full_h": None if one.full_h is None else [round(value, 4) for value in one.full_h],
        "asked_h": _figure(one.asked_h),
        "asked_m3": None if one.asked_m3 is None else round(one.asked_m3),
        "dam": _dam(one.dam),
        "boom": _boom(one.boom),
        "dose_kg_h": None if one.dose is None else [round(value, 1) for value in one.dose.kg_h],
        "removes": None if one.removal is None else list(one.removal.share),
        "effect": None if one.effect is None else _effect(one.effect, lang),
        "why_not_reckoned": render(one.why_not, lang) or None,
        "reasons": [render(reason, lang) for reason in reasons(found, one)],
    }


def _dam(dam: TemporaryDam | None) -> dict[str, Any] | None:
    if dam is None:
        return None
    return {
        "height_m": round(dam.height_m, 2),
        "fill_m3": round(dam.fill_m3),
        "stored_m3": None if dam.stored_m3 is None else round(dam.stored_m3),
        "bags": dam.bags,
        "machine_h": round(dam.machine_h, 1),
    }


def _boom(boom: Boom | None) -> dict[str, Any] | None:
    if boom is None:
        return None
    return {
        "surface_m_s": round(boom.surface_m_s, 3),
        "angle_deg": round(boom.angle_deg, 1),
        "lines": boom.lines,
        "length_m": None if boom.length_m is None else round(boom.length_m),
        "divert": boom.divert,
    }


def _effect(found: Effect, lang: Lang) -> dict[str, Any]:
    return {
        "people": round(found.people, 1),
        "places": round(found.places, 3),
        "people_h": round(found.later_people_h, 1),
        "place_h": round(found.later_places_h, 2),
        "uncounted": found.uncounted,
        "spared": [
            {
                "site": one.receiver.site,
                "name": render(one.receiver.name, lang),
                "people": one.receiver.people,
                "less_probable_by": round(one.less, 3),
                "later_h": round(one.later_h, 2),
            }
            for one in found.spared
        ],
        "words": render(effect_words(found), lang),
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    return {
        "to_hold_m3": None if ledger.to_hold_m3 is None else [round(v) for v in ledger.to_hold_m3],
        "held_m3": round(ledger.held_m3[0]),
        "missing_m3": None if ledger.missing_m3 is None else round(ledger.missing_m3),
        "spaces": [
            {
                "site": space.site,
                "checked": space.measured,
                "m3": None if space.capacity_m3 is None else round(space.capacity_m3[0]),
            }
            for space in ledger.spaces
        ],
    }


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
