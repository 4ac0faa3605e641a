"""What must agree between the records of a tailings playbook, and with the rivers."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from emerg.errors import Findings
from emerg.playbooks.dam_schema import DamPlaybook, Figure, Pond
from emerg.playbooks.read_dam import ABOUT, MAP, PLAN, read_dam
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.shelf import entries
from emerg.texts import Text

KM = 0.05


def load_dams(folders: Sequence[Path], rivers: Rivers) -> Mapping[str, DamPlaybook]:
    """Every tailings playbook, by id, in the order found.

    Raises
    ------
    DataError
        Every problem of every playbook.
    """
    findings = Findings()
    found: dict[str, DamPlaybook] = {}
    for entry in entries(folders, "tailings"):
        book = read_dam(entry.folder, findings)
        if book is not None:
            check_dam_links(entry.id, book, rivers, findings)
            found[entry.id] = book
    findings.raise_any()
    return found


def check_dam_links(name: str, book: DamPlaybook, rivers: Rivers, findings: Findings) -> None:
    """Everything that is wrong between the records of a playbook."""
    dam, folder = book.dam, book.folder
    if name != dam.id:
        findings.add(
            Text("the id '{id}' is not the folder's name", id=dam.id),
            f"{folder / ABOUT}, id",
            Text('write id = "{name}", or rename the folder', name=name),
        )
    for where, key in _source_keys(book):
        if key not in dam.sources:
            findings.add(
                Text("no source '{key}' in dam.toml", key=key),
                where,
                Text("one of: {known}", known=", ".join(dam.sources) or "—"),
            )
    _check_receiving(book, rivers, findings)
    _check_ids(book, findings)
    for pond in dam.ponds:
        _check_pond(pond, f"{folder / ABOUT}, ponds {pond.id}", findings)


def _check_receiving(book: DamPlaybook, rivers: Rivers, findings: Findings) -> None:
    where = f"{book.folder / ABOUT}, receiving"
    if not book.dam.receiving:
        findings.add(
            Text("no receiving river"),
            where,
            Text("say where a leak runs to: gully, river, km, and how that is known"),
        )
    for one in book.dam.receiving:
        reaches = rivers.network.rivers.get(one.river)
        if reaches is None:
            near = get_close_matches(one.river, rivers.network.rivers, 1)
            findings.add(
                Text("the receiving river '{river}' is in no loaded playbook", river=one.river),
                where,
                Text("did you mean '{near}'?", near=near[0])
                if near
                else Text("name a river as 'emerg playbooks show' does, e.g. lhasa/jiama"),
            )
            continue
        first, last = reaches[0].from_m / 1000, reaches[-1].to_m / 1000
        if not first - KM <= one.km <= last + KM:
            findings.add(
                Text("km {km} lies beyond {river}", km=f"{one.km:g}", river=one.river),
                where,
                Text("it runs from km {low} to km {high}", low=f"{first:.1f}", high=f"{last:.1f}"),
            )


def _check_ids(book: DamPlaybook, findings: Findings) -> None:
    seen: set[str] = set()
    ponds = [(f"{book.folder / ABOUT}, ponds", pond.id) for pond in book.dam.ponds]
    if not ponds:
        findings.add(
            Text("the playbook has no pond"),
            f"{book.folder / ABOUT}, ponds",
            Text("list every pond, with what is known of it"),
        )
    for where, id_ in (*ponds, *((f"{book.folder / MAP}", site.id) for site in book.sites)):
        if id_ in seen:
            findings.add(
                Text("the id '{id}' is used twice", id=id_),
                where,
                Text("give every record an id of its own"),
            )
        seen.add(id_)
    known = {pond.id for pond in book.dam.ponds}
    for number, check in enumerate(book.dam.checks, start=1):
        if check.pond not in known:
            findings.add(
                Text("no pond '{id}'", id=check.pond),
                f"{book.folder / ABOUT}, checks {number}",
                Text("one of: {known}", known=", ".join(sorted(known)) or "—"),
            )


def _check_pond(pond: Pond, where: str, findings: Findings) -> None:
    stored, water = pond.stored_m3, pond.water_m3
    if stored is not None and water is not None and water.low > stored.high:
        findings.add(
            Text(
                "more water than the pond holds: {water} of {stored} m³",
                water=f"{water.low:g}",
                stored=f"{stored.high:g}",
            ),
            where,
            Text("the stored volume is all that is behind the dam, water included"),
        )


def _source_keys(book: DamPlaybook) -> Iterator[tuple[str, str]]:
    folder, dam = book.folder, book.dam
    for receiving in dam.receiving:
        yield f"{folder / ABOUT}, receiving", receiving.source
        yield f"{folder / ABOUT}, receiving", receiving.gully_km.source
    for pond in dam.ponds:
        where = f"{folder / ABOUT}, ponds {pond.id}"
        yield where, pond.source
        yield from ((where, figure.source) for figure in figures(pond))
    for number, step in enumerate(book.plan.steps, start=1):
        yield f"{folder / PLAN}, steps {number}", step.source
    yield f"{folder / PLAN}, termination", book.plan.termination.source
    for site in book.sites:
        yield f"{folder / MAP}, {site.id}", site.source
        if site.capacity_m3 is not None:
            yield f"{folder / MAP}, {site.id}", site.capacity_m3.source


def figures(pond: Pond) -> tuple[Figure, ...]:
    """Every figure of a pond that stands in its file."""
    plain = (
        pond.height_m,
        pond.stored_m3,
        pond.design_m3,
        pond.water_m3,
        pond.pipe_m3_s,
        pond.well_m3_s,
    )
    return (*(one for one in plain if one is not None), *(row.mg_l for row in pond.content))
