"""Road playbooks as a user meets them: checked, shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from emerg.errors import EmergError, Findings
from emerg.incident.contacts import Contacts, by_role
from emerg.paper.numbers import with_numbers
from emerg.playbooks.check_road import road_quality
from emerg.playbooks.read_road import read_road
from emerg.playbooks.road_books import RoadBook, check_road_links, road_book
from emerg.playbooks.road_schema import Drain, RoadSite
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.playbooks.shelf import Entry
from emerg.texts import Lang
from emerg.usecases.checked import Checked
from emerg.usecases.run import Stop, never, steps, unwatched


def check_roads(
    wanted: Sequence[Entry],
    folders: Sequence[Path],
    today: date,
    contacts: Contacts = (),
    stop: Stop = never,
) -> tuple[Checked, ...]:
    """Read these playbooks strictly, join them to the network and score their data.

    Numbers of `contacts` count as if they stood in the plans.
    """
    if not wanted:
        return ()
    try:
        roads = load_roads(folders)
    except EmergError as error:
        return tuple(Checked(e.id, "road", False, None, error.problems, ()) for e in wanted)
    asked = steps(wanted, unwatched, stop)
    return tuple(_checked(entry, roads, today, contacts) for entry in asked)


def _checked(entry: Entry, roads: RoadMap, today: date, contacts: Contacts) -> Checked:
    findings = Findings()
    book = _joined(entry, roads, findings)
    problems = tuple(findings.problems)
    if book is None:
        return Checked(entry.id, "road", False, None, problems, ())
    plan = with_numbers(book.playbook.plan, by_role(contacts, entry.id))
    judged = replace(book, playbook=replace(book.playbook, plan=plan))
    measured = road_quality(judged, roads, today)
    key = book.playbook.road.key
    return Checked(entry.id, "road", key, measured.score, problems, measured.remarks)


def _joined(entry: Entry, roads: RoadMap, findings: Findings) -> RoadBook | None:
    playbook = read_road(entry.folder, findings)
    book = None if playbook is None else road_book(playbook, roads, findings)
    if book is not None:
        check_road_links(entry.id, book, roads, findings)
    return book


def show_road(entry: Entry, folders: Sequence[Path], lang: Lang) -> dict[str, Any]:
    """What a road playbook says of itself, as plain values in `lang`.

    Raises
    ------
    DataError
        Every problem of its files.
    """
    findings = Findings()
    book = _joined(entry, load_roads(folders), findings)
    findings.raise_any()
    assert book is not None
    about = book.playbook.road
    return {
        "id": about.id,
        "kind": about.kind,
        "name": about.name.in_(lang),
        "key": about.key,
        "refs": list(about.refs),
        "length_km": round(book.alignment.length_m / 1000, 1),
        "assumption": about.assumption.in_(lang),
        "version": about.version,
        "data_status": about.data_status.in_(lang),
        "approved_by": about.approved_by,
        "approved_on": about.approved_on.isoformat() if about.approved_on else "",
        "review_by": about.review_by.isoformat() if about.review_by else "",
        "folder": str(entry.folder),
        "carried": [
            {"name": row.name.in_(lang), "note": row.note.in_(lang), "confidence": row.confidence}
            for row in about.cargo
        ],
        "places": [_place(site, lang) for site in book.playbook.sites],
        "drains": [_drain(row) for row in book.playbook.drains],
        "sources": [
            {"id": key, "title": s.title, "licence": s.licence, "as_of": s.as_of}
            for key, s in about.sources.items()
        ],
    }


def _place(site: RoadSite, lang: Lang) -> dict[str, Any]:
    return {
        "id": site.id,
        "kind": site.kind,
        "name": site.name.in_(lang),
        "from_km": site.from_km,
        "to_km": site.to_km,
        "river": site.river,
        "note": site.note.in_(lang),
        "confidence": site.confidence,
    }


def _drain(row: Drain) -> dict[str, Any]:
    return {
        "from_km": row.from_km,
        "to_km": row.to_km,
        "river": row.river,
        "river_from_km": row.river_from_km,
        "river_to_km": row.river_to_km,
        "distance_m": row.distance_m,
        "reason": row.reason,
        "confidence": row.confidence,
    }
