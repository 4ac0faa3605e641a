"""Doses as plain values; what cannot be told is null."""

from collections.abc import Sequence
from typing import Any

from emerg.hazards.dosing import DosingRow, Pair, load_dosing
from emerg.response.answer import Answer
from emerg.response.doses import AtIntake, Caught, DoseAt, Dosing, Neutral
from emerg.response.stock import Stock
from emerg.texts import Lang, render


def dosing_json(answer: Answer, lang: Lang) -> dict[str, Any] | None:
    """Rows at every place, at intakes, for caught water, and what always holds."""
    found = answer.dosing
    return None if found is None else _dosing(found, lang)


def _dosing(found: Dosing, lang: Lang) -> dict[str, Any]:
    table = load_dosing()
    return {
        "source": table.source,
        "as_of": table.as_of,
        "most_t_d": table.most_t_d,
        "payload_t": table.payload_t,
        "river": [_at(one, lang) for one in found.river],
        "unreckoned": [
            {"species": species, "product": render(row.product, lang)}
            for row, species in found.unreckoned
        ],
        "intakes": [_intake(one, lang) for one in found.intakes],
        "caught": [_caught(one, lang) for one in found.caught],
        "neutral": [_neutral(one, lang) for one in found.neutral],
        "neutral_limits": render(table.neutral.limits, lang) if found.neutral else None,
        "undosed": list(found.undosed),
        "products": [_row(row, lang) for row in found.rows],
        "lines": [render(line, lang) for line in found.lines],
    }


def _row(row: DosingRow, lang: Lang) -> dict[str, Any]:
    return {
        "species": [row.species, *row.also],
        "product": render(row.product, lang),
        "where": row.where,
        "mg_l": _pair(row.mg_l),
        "per_mg": _pair(row.per_mg),
        "most_mg_l": row.most_mg_l,
        "ph": render(row.ph, lang),
        "note": render(row.note, lang),
        "limits": render(row.limits, lang),
        "jar_test_first": True,
        "items": list(row.items),
        "source": row.source,
        "confidence": row.confidence,
    }


def _at(one: DoseAt, lang: Lang) -> dict[str, Any]:
    low, high = one.lorries_d
    return {
        "place": render(one.place.name, lang),
        "river": one.place.river,
        "km": round(one.place.km, 2),
        "flow_m3_s": _figure(one.place.flow_m3_s),
        "species": one.species,
        "product": render(one.dose.row.product, lang),
        "for_each_mg_l_of_pollutant": one.each_mg_l,
        "mg_l": _pair(one.dose.mg_l),
        "kg_h": _pair(one.dose.kg_h),
        "t_d": _pair(one.dose.t_d),
        "lorries_d": [low, high],
        "passage_h": _figure(one.place.passage_h),
        "total_t": _pair(one.total_t),
        "feasible": None if one.each_mg_l else one.dose.feasible,
    }


def _intake(one: AtIntake, lang: Lang) -> dict[str, Any]:
    return {
        "name": render(one.name, lang),
        "product": render(one.row.product, lang),
        "water_m3_d": one.water_m3_d,
        "for_m3_d": one.water_m3_d or 10_000.0,
        "kg_d": _pair(one.kg_d),
    }


def _caught(one: Caught, lang: Lang) -> dict[str, Any]:
    return {
        "species": one.species,
        "product": render(one.row.product, lang),
        "per_mg": _pair(one.row.per_mg),
        "pollutant_kg": _pair(one.pollutant_kg),
        "product_t": _pair(one.product_t),
    }


def _neutral(one: Neutral, lang: Lang) -> dict[str, Any]:
    return {
        "product": render(one.product.name, lang),
        "item": one.product.item or None,
        "purity": one.purity,
        "t_per_t": _figure(one.per_tonne),
        "total_t": _pair(one.total_t),
    }


def stocks_json(stocks: Sequence[Stock], lang: Lang) -> list[dict[str, Any]]:
    """What offices have of each product, and where."""
    return [
        {
            "item": stock.item,
            "name": render(stock.name, lang),
            "unit": stock.unit,
            "total": stock.total,
            "expired_lots": stock.expired,
            "where": [
                {
                    "office": render(held.office, lang),
                    "depot": render(held.depot, lang),
                    "quantity": held.quantity,
                    "confidence": held.confidence,
                }
                for held in stock.where
            ],
        }
        for stock in stocks
    ]


def _pair(pair: Pair | None) -> list[float] | None:
    return None if pair is None else [float(f"{value:.4g}") for value in pair]


def _figure(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
