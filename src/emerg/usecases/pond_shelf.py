"""Tailings playbooks as a user meets them: checked, shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from emerg.errors import Findings
from emerg.hazards.tailings import grade
from emerg.incident.contacts import Contacts, by_role
from emerg.paper.numbers import with_numbers
from emerg.playbooks.check_dam import dam_quality
from emerg.playbooks.dam_links import check_dam_links
from emerg.playbooks.dam_schema import DamPlaybook, Figure, Pond
from emerg.playbooks.read_dam import read_dam
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.shelf import Entry
from emerg.texts import Lang
from emerg.usecases.checked import Checked


def check_ponds(
    wanted: Sequence[Entry], rivers: Rivers, today: date, contacts: Contacts = ()
) -> tuple[Checked, ...]:
    """Read these playbooks strictly, join them to the rivers and score their data.

    Numbers of `contacts` count as if they stood in the plans.
    """
    return tuple(_checked(entry, rivers, today, contacts) for entry in wanted)


def _checked(entry: Entry, rivers: Rivers, today: date, contacts: Contacts) -> Checked:
    findings = Findings()
    book = _joined(entry, rivers, findings)
    problems = tuple(findings.problems)
    if book is None or not book.dam.receiving:
        return Checked(entry.id, "tailings", False, None, problems, ())
    plan = with_numbers(book.plan, by_role(contacts, entry.id))
    measured = dam_quality(replace(book, plan=plan), today)
    return Checked(entry.id, "tailings", book.dam.key, measured.score, problems, measured.remarks)


def _joined(entry: Entry, rivers: Rivers, findings: Findings) -> DamPlaybook | None:
    book = read_dam(entry.folder, findings)
    if book is not None:
        check_dam_links(entry.id, book, rivers, findings)
    return book


def show_pond(entry: Entry, rivers: Rivers, lang: Lang) -> dict[str, Any]:
    """What a tailings playbook says of itself, as plain values in `lang`.

    Raises
    ------
    DataError
        Every problem of its files.
    """
    findings = Findings()
    book = _joined(entry, rivers, findings)
    findings.raise_any()
    assert book is not None
    dam = book.dam
    return {
        "id": dam.id,
        "kind": dam.kind,
        "name": dam.name.in_(lang),
        "owner": dam.owner.in_(lang),
        "ore": dam.ore.in_(lang),
        "county": dam.county,
        "prefecture": dam.prefecture,
        "key": dam.key,
        "version": dam.version,
        "data_status": dam.data_status.in_(lang),
        "approved_by": dam.approved_by,
        "approved_on": dam.approved_on.isoformat() if dam.approved_on else "",
        "review_by": dam.review_by.isoformat() if dam.review_by else "",
        "folder": str(entry.folder),
        "receiving": [
            {
                "river": one.river,
                "km": one.km,
                "gully": one.gully.in_(lang),
                "how": one.how.in_(lang),
                "confidence": one.confidence,
            }
            for one in dam.receiving
        ],
        "ponds": [_pond(pond, lang) for pond in dam.ponds],
        "sources": [
            {"id": key, "title": s.title, "licence": s.licence, "as_of": s.as_of}
            for key, s in dam.sources.items()
        ],
    }


def _pond(pond: Pond, lang: Lang) -> dict[str, Any]:
    height, stored = pond.height_m, pond.stored_m3
    return {
        "id": pond.id,
        "name": pond.name.in_(lang),
        "note": pond.note.in_(lang),
        "confidence": pond.confidence,
        "height_m": _figure(height),
        "stored_m3": _figure(stored),
        "water_m3": _figure(pond.water_m3),
        "grade": None if height is None or stored is None else grade(height.high, stored.high),
        "content_mg_l": {row.species: _figure(row.mg_l) for row in pond.content},
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"low": figure.low, "high": figure.high, "confidence": figure.confidence}
