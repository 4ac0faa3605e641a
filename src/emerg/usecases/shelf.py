"""Playbooks as a user meets them: listed, shown, checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from emerg.errors import Findings, InputError
from emerg.incident.contacts import Contacts, by_role
from emerg.network.named import called, nearest, with_ids
from emerg.paper.numbers import with_numbers
from emerg.playbooks.check import quality
from emerg.playbooks.links import check_links
from emerg.playbooks.read import read_about, read_river
from emerg.playbooks.read_dam import read_dam_about
from emerg.playbooks.read_road import read_road_about
from emerg.playbooks.rivers import rivers
from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.playbooks.shelf import Entry, Kind, entries, load_rivers, roots
from emerg.texts import Bilingual, Lang, Text, render
from emerg.usecases.checked import Checked
from emerg.usecases.pond_shelf import check_ponds, show_pond
from emerg.usecases.road_shelf import check_roads, show_road
from emerg.usecases.run import Stop, never, steps, unwatched


@dataclass(frozen=True, slots=True)
class Listed:
    """A playbook that was found; `key` marks the 12 key rivers."""

    id: str
    kind: Kind
    name: Bilingual
    key: bool
    folder: Path


def list_playbooks(
    explicit: Path | None, environ: Mapping[str, str], home: Path, kind: Kind | None = None
) -> tuple[Listed, ...]:
    """Every playbook, in the order found; one that cannot be read is listed by its id."""
    return tuple(_listed(entry) for entry in entries(roots(explicit, environ, home), kind))


def _listed(entry: Entry) -> Listed:
    read = {"river": read_about, "road": read_road_about, "tailings": read_dam_about}
    about = read[entry.kind](entry.folder, Findings())
    if about is None:
        return Listed(entry.id, entry.kind, Bilingual(entry.id), False, entry.folder)
    return Listed(entry.id, entry.kind, about.name, about.key, entry.folder)


def check_playbooks(
    ids: Sequence[str],
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    today: date,
    contacts: Contacts = (),
    stop: Stop = never,
) -> tuple[Checked, ...]:
    """Read the playbooks with these `ids` (all, if none) strictly and score their data.

    Numbers of `contacts` count as if they stood in the plans.

    Raises
    ------
    InputError
        An id is not there.
    Cancelled
        `stop` said so.
    """
    folders = roots(explicit, environ, home)
    found = {e.id: e for e in entries(folders)}
    ids = [_known(id_, found).id for id_ in ids]
    books: dict[str, RiverPlaybook] = {}
    results: dict[str, Checked] = {}
    for entry in steps([e for e in found.values() if e.kind == "river"], unwatched, stop):
        findings = Findings()
        book = read_river(entry.folder, findings)
        results[entry.id] = Checked(entry.id, entry.kind, False, None, tuple(findings.problems), ())
        if book is not None:
            books[entry.id] = book
            plan = with_numbers(book.plan, by_role(contacts, entry.id))
            measured = quality(replace(book, plan=plan), today)
            results[entry.id] = replace(
                results[entry.id],
                key=book.river.key,
                score=measured.score,
                remarks=measured.remarks,
            )
    _check_joins(books, results)
    wanted = [e for e in found.values() if e.kind == "road" and (not ids or e.id in ids)]
    results |= {one.id: one for one in check_roads(wanted, folders, today, contacts, stop)}
    ponds = [e for e in found.values() if e.kind == "tailings" and (not ids or e.id in ids)]
    results |= {one.id: one for one in check_ponds(ponds, rivers(books.values()), today, contacts)}
    return tuple(results[id_] for id_ in ids or results)


def _check_joins(books: Mapping[str, RiverPlaybook], results: dict[str, Checked]) -> None:
    """Add what is wrong between records to the playbook whose file it stands in."""
    findings = Findings()
    check_links(books, findings)
    for problem in findings.problems:
        where = render(problem.where, "en")
        owner = next((n for n, b in books.items() if where.startswith(f"{b.folder}")), None)
        for name in [owner] if owner else list(books):
            one = results[name]
            results[name] = replace(one, problems=(*one.problems, problem))


def show_playbook(
    id_: str, explicit: Path | None, environ: Mapping[str, str], home: Path, lang: Lang
) -> dict[str, Any]:
    """What a playbook says of itself, as plain values in `lang`.

    Raises
    ------
    InputError
        No playbook has this id.
    DataError
        Every problem of its files.
    """
    folders = roots(explicit, environ, home)
    found = {e.id: e for e in entries(folders)}
    entry = _known(id_, found)
    if entry.kind == "road":
        return show_road(entry, folders, lang)
    if entry.kind == "tailings":
        return show_pond(entry, rivers(load_rivers(folders).rivers.values()), lang)
    findings = Findings()
    book = read_river(entry.folder, findings)
    findings.raise_any()
    assert book is not None
    about = book.river
    return {
        "id": about.id,
        "kind": about.kind,
        "name": about.name.in_(lang),
        "name_bo": about.bo,
        "key": about.key,
        "basin": about.basin.in_(lang),
        "assumption": about.assumption.in_(lang),
        "version": about.version,
        "data_status": about.data_status.in_(lang),
        "approved_by": about.approved_by,
        "approved_on": about.approved_on.isoformat() if about.approved_on else "",
        "review_by": about.review_by.isoformat() if about.review_by else "",
        "folder": str(entry.folder),
        "rivers": [_stem(book, stem.id, stem.name.in_(lang)) for stem in about.stems],
        "places": [_place(site, lang) for site in book.sites if site.layer != "confluence"],
        "sources": [
            {"id": key, "title": s.title, "licence": s.licence, "as_of": s.as_of}
            for key, s in about.sources.items()
        ],
    }


def _stem(book: RiverPlaybook, river: str, name: str) -> dict[str, Any]:
    parts = [reach for reach in book.reaches if reach.river == river]
    return {
        "id": river,
        "name": name,
        "from_km": round(min(reach.from_km for reach in parts), 1),
        "to_km": round(max(reach.to_km for reach in parts), 1),
        "mean_discharge_m3_s": max(reach.discharge_m3_s for reach in parts),
    }


def _place(site: Site, lang: Lang) -> dict[str, Any]:
    return {
        "id": site.id,
        "kind": site.kind,
        "name": site.name.in_(lang),
        "river": site.river,
        "km": site.km,
        "confidence": site.confidence,
    }


def _known(id_: str, found: Mapping[str, Entry]) -> Entry:
    """The playbook of that id or name."""
    if id_ in found:
        return found[id_]
    names = {entry.id: _listed(entry).name for entry in found.values()}
    meant = called(id_, names)
    if meant is not None:
        return found[meant]
    raise InputError(
        Text("no playbook '{name}'", name=id_),
        where=", ".join(str(e.folder.parent) for e in list(found.values())[:1]) or "—",
        fix=Text("use one of: {known}", known=with_ids(nearest(id_, names) or tuple(names), names)),
    )
