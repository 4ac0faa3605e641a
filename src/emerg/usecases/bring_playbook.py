"""Take a playbook from elsewhere into the office's own, once the strict check has no fault."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from emerg.errors import DataError, InputError, OutputError, Problem, why
from emerg.playbooks.shelf import FOLDERS, Kind, is_shipped
from emerg.textfiles import FILE_LIMIT_BYTES
from emerg.texts import Text
from emerg.usecases.files import beside
from emerg.usecases.shelf import check_playbooks

SHELF, BEFORE = "playbooks", "replaced"
MOST_FILES = 100
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Brought:
    """A playbook that is now the office's own.

    Attributes
    ----------
    before : Path or None
        Where the own one of the same id is kept that stood there.
    """

    id: str
    kind: Kind
    folder: Path
    before: Path | None


def bring_playbook(
    source: Path, explicit: Path | None, environ: Mapping[str, str], home: Path, now: datetime
) -> Brought:
    """Copy the playbook in the folder `source` to the own ones; of two with one id it counts.

    Raises
    ------
    DataError
        Every fault that it has, or brings to other playbooks; nothing was written.
    InputError
        It is no playbook, or is in use already.
    OutputError
        It cannot be written; what was there is still there.
    """
    kind = _kind(source)
    shelf = home / SHELF
    if is_shipped(source) or source.resolve().is_relative_to(shelf.resolve()):
        raise InputError(
            Text("this playbook is in use already"),
            where=str(source),
            fix=Text("change it there, or at the playbook desk (Ctrl+8)"),
        )
    files = _contents(source)
    group = FOLDERS[kind][0]
    with beside(shelf) as made:
        new = made / group / source.name
        try:
            new.mkdir(parents=True)
            for name, content in files.items():
                (new / name).write_bytes(content)
        except OSError as error:
            raise _unwritten(new, error) from error
        _refuse_faults(made, source, new, explicit, environ, home, now.date())
        target = shelf / group / source.name
        kept = shelf / BEFORE / f"{group}-{source.name}-{now.astimezone(UTC):{STAMP}}"
        before = _swap(new, target, kept)
    return Brought(source.name, kind, target, before)


def _kind(source: Path) -> Kind:
    for kind, (_group, file) in FOLDERS.items():
        if (source / file).is_file():
            return kind
    raise InputError(
        Text("this folder is no playbook"),
        where=str(source),
        fix=Text("name a folder with river.toml, road.toml or dam.toml in it"),
    )


def _contents(source: Path) -> dict[str, bytes]:
    """The files of a stranger's folder: no more and no larger than a playbook has."""
    found: dict[str, bytes] = {}
    try:
        for path in sorted(source.iterdir()):
            if not path.is_file() or path.name.startswith("."):
                continue
            with path.open("rb") as file:
                found[path.name] = file.read(FILE_LIMIT_BYTES + 1)
            if len(found[path.name]) > FILE_LIMIT_BYTES or len(found) > MOST_FILES:
                raise InputError(
                    Text(
                        "this is more than a playbook has: {n} files, {limit} MB each at most",
                        n=MOST_FILES,
                        limit=FILE_LIMIT_BYTES // 2**20,
                    ),
                    where=str(path),
                    fix=Text("keep the three files of the playbook, and take the rest out"),
                )
    except OSError as error:
        raise InputError(
            Text("the file cannot be read ({reason})", reason=why(error)),
            where=str(source),
            fix=Text("check that it exists and may be read"),
        ) from error
    return found


def _refuse_faults(
    made: Path,
    source: Path,
    new: Path,
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    today: date,
) -> None:
    """Check it where it will count: before all others. What was wrong without it is not its."""
    others = filter(None, (str(explicit or ""), environ.get("EMERG_PLAYBOOKS", "")))
    with_it = {**environ, "EMERG_PLAYBOOKS": os.pathsep.join(others)}
    faults = _faults(made, with_it, home, today)
    if not faults:
        return
    known = set(map(repr, _faults(explicit, environ, home, today)))
    fresh = [one for one in faults if repr(one) not in known]
    if fresh:
        raise DataError([_where_it_was(one, new, source) for one in fresh])


def _faults(
    first: Path | None, environ: Mapping[str, str], home: Path, today: date
) -> list[Problem]:
    checked = check_playbooks((), first, environ, home, today)
    return [problem for one in checked for problem in one.problems]


def _where_it_was(problem: Problem, new: Path, source: Path) -> Problem:
    """The fault, told of the file that was dropped and not of its copy."""
    if not isinstance(problem.where, str):
        return problem
    return Problem(problem.what, problem.where.replace(str(new), str(source)), problem.fix)


def _swap(new: Path, target: Path, kept: Path) -> Path | None:
    """Put `new` in the place of `target`, which is kept."""
    there = target.exists()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if there:
            kept.parent.mkdir(parents=True, exist_ok=True)
            target.rename(kept)
        try:
            new.rename(target)
        except OSError:
            if there:
                with suppress(OSError):
                    kept.rename(target)
            raise
    except OSError as error:
        raise _unwritten(target, error) from error
    return kept if there else None


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(
        Text("the playbook cannot be kept ({reason})", reason=why(error)),
        where=str(path),
        fix=Text("make room and allow writing there, and close the files in it"),
    )
