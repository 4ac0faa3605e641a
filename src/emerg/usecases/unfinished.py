"""What stands in the window and in no record yet: kept, so that no end of the program loses it.

One file for each incident, beside its journal, and one in the home folder for what belongs to none
yet. It is work in progress: no part of the record, of its copies or of its packages.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from emerg.errors import Findings, Problem
from emerg.records import record
from emerg.textfiles import read_json
from emerg.texts import Text
from emerg.usecases.files import write_files

FILE, ASIDE, BEFORE = "unfinished.json", "unfinished-damaged.json", "unfinished-{stamp}.json"
STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Measured:
    """Room that was measured at a place of a pond [m³]."""

    pond: str
    exercise: bool
    site: str
    space_m3: float


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Work in progress.

    Attributes
    ----------
    saved : str
        When it was kept, ISO 8601: what "2 h ago" in the form counts from.
    form : mapping
        The five questions as typed.
    note : str
        A line begun and not noted.
    closed : tuple of str
        Roads that were closed on the map, by id.
    measured : tuple of Measured
        Room that was measured for the ledger of a pond.
    """

    saved: str
    form: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    closed: tuple[str, ...] = ()
    measured: tuple[Measured, ...] = ()

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.saved)


def keep_unfinished(folder: Path, work: Unfinished) -> None:
    """Keep `work` in `folder`, in place of what was kept there.

    Raises
    ------
    OutputError
        It cannot be written; what was kept before is still there.
    """
    write_files(folder, {FILE: _text(work)})


def read_unfinished(folder: Path) -> tuple[Unfinished | None, tuple[Problem, ...]]:
    """What was kept in `folder`, if anything; or why it cannot be read, and where it now stands."""
    path = folder / FILE
    if not path.is_file():
        return None, ()
    findings = Findings()
    table = read_json(path, findings)
    found = None
    if not findings.problems:
        found = record(Unfinished, table, where=str(path), findings=findings)
    if found is not None and _aware(found.saved):
        return found, ()
    # The next line typed would be written over it.
    aside = path.with_name(ASIDE)
    with suppress(OSError):
        path.replace(aside)
    what = Text("what was unfinished cannot be read")
    return None, (Problem(what, str(aside), Text("look into that file for what is missing")),)


def _aware(saved: str) -> bool:
    try:
        return datetime.fromisoformat(saved).tzinfo is not None
    except ValueError:
        return False


def drop_unfinished(folder: Path) -> None:
    """Nothing is unfinished there any more."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def set_aside(folder: Path, work: Unfinished) -> None:
    """Keep `work` beside what is kept in `folder`.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    name = BEFORE.format(stamp=work.moment.astimezone(UTC).strftime(STAMP))
    write_files(folder, {name: _text(work)})


def _text(work: Unfinished) -> bytes:
    return json.dumps(asdict(work), ensure_ascii=False, indent=1).encode()


def put_aside(folder: Path) -> None:
    """Let what was kept in `folder` make room for something else, without being lost."""
    with suppress(OSError):
        path = folder / FILE
        stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime(STAMP)
        path.replace(folder / BEFORE.format(stamp=stamp))
