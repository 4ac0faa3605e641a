"""Every sheet of an incident: one of them, or the whole set with its index."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from emerg.errors import InputError
from emerg.response.containment import NOBODY
from emerg.texts import Lang, Text
from emerg.usecases.containment import contained, ready_of
from emerg.usecases.files import beside, move_into, write_files
from emerg.usecases.own_files import stale_files
from emerg.usecases.paper_kinds import KINDS, PAPERS, Given, Paper
from emerg.usecases.run import Progress, Stop, never, steps, unwatched

INDEX = "index.html"


def warm_up() -> None:
    """Read what every sheet needs, fonts and libraries, before the first is wanted: a second."""
    from emerg.paper import brief, report_form  # noqa: F401 - to have them read
    from emerg.paper.typeset import register_fonts

    register_fonts()


def paper_of(kind: str) -> Paper:
    """The kind of that name.

    Raises
    ------
    InputError
        There is none.
    """
    if kind not in KINDS:
        raise InputError(
            Text("there is no sheet '{name}'", name=kind),
            where="emerg paper",
            fix=Text("use one of: {known}", known=", ".join(KINDS)),
        )
    return KINDS[kind]


def completed(given: Given) -> Given:
    """With where it can be held, if nobody has worked that out yet; for that it takes roads."""
    if given.containment is not None or given.roads is None:
        return given
    ready = NOBODY
    if given.found is not None:
        ready = ready_of(given.found.plan.ground, given.found.plan.conditions)
    now = given.answer.incident.now
    held = contained(given.rivers, given.roads, given.answer, now, ready)
    return replace(given, containment=held)


def write_paper(kind: str, given: Given, folder: Path) -> tuple[Path, ...]:
    """The sheet of one kind in `folder`; nothing where the incident gives no reason for any.

    Raises
    ------
    InputError
        There is no such kind.
    OutputError
        It cannot be written; what stood there before still does.
    """
    paper = paper_of(kind)
    if paper.tells_holding:
        given = completed(given)
    with beside(folder) as made:
        names = [path.name for path in paper.write(given, made)]
        return move_into(made, folder, names)


def write_log_form(folder: Path, lang: Lang, now: datetime, version: str) -> Path:
    """The blank log for any incident as ``log-form.pdf`` in `folder`.

    Raises
    ------
    OutputError
        It cannot be written; what stood there before still does.
    """
    from emerg.paper.log_form import log_form
    from emerg.paper.pdf import pdf

    return write_files(folder, {"log-form.pdf": pdf(log_form(None, now, version), lang)})[0]


def write_set(
    given: Given, folder: Path, *, progress: Progress = unwatched, stop: Stop = never
) -> tuple[Path, ...]:
    """Every sheet of an incident in `folder`, and ``index.html``, which opens from a stick.

    A later set takes the place of an earlier one: what the earlier one wrote and this one does
    not is removed, unless somebody has changed it; files of others stay.

    Raises
    ------
    OutputError
        One cannot be written; what stood there before still does.
    """
    from emerg.paper.index_page import Listed, index_page

    given = completed(given)
    with beside(folder) as made:
        listed = [
            Listed.of(path, paper.about)
            for paper in steps(PAPERS, progress, stop)
            for path in paper.write(given, made)
        ]
        page = index_page(given.answer, listed, given.lang)
        write_files(made, {INDEX: page})
        stale = stale_files(folder / INDEX, keep=[one.name for one in listed])
        # The index last: should one of them be open elsewhere, the old index still tells the old.
        written = move_into(made, folder, [*(one.name for one in listed), INDEX])
        for path in stale:
            path.unlink(missing_ok=True)
    return written
