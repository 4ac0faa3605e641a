"""An incident that is over, put away for good: proven by restoring it once before anything goes."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emerg.errors import DataError, InputError, OutputError
from emerg.incident.disk import unwritten
from emerg.incident.lock import Lock
from emerg.incident.model import Entry, Person
from emerg.incident.reader import read_entries, read_head
from emerg.incident.store import JOURNAL
from emerg.texts import Lang, Text
from emerg.usecases import exchange
from emerg.usecases.case import HELD, IN_WINDOW
from emerg.usecases.incident import check_incident, incident_folder, read_log
from emerg.usecases.record_sheet import write_report

GONE = ".gone-"
PACKAGE, RECORD = f"record{exchange.SUFFIX}", "record"


@dataclass(frozen=True, slots=True)
class Archived:
    """What was put away.

    Attributes
    ----------
    files : tuple of Path
        The package first; the record to be read follows where the package is not locked.
    removed : bool
        It no longer stands among the incidents of this computer.
    """

    files: tuple[Path, ...]
    entries: int
    removed: bool


def archive_incident(
    home: Path,
    id_: str,
    target: Path,
    person: Person,
    *,
    passphrase: str | None,
    playbooks: Mapping[str, str],
    lang: Lang,
    now: datetime,
    remove: bool,
) -> Archived:
    """Write the incident into ``<target>/<id>``, restore it from there, and only then remove it.

    Parameters
    ----------
    passphrase : str or None
        Locks the package; then nothing is written beside it that could be read without.

    Raises
    ------
    InputError
        It goes on; a window or a command is writing it.
    OutputError, DataError
        It cannot be written, or is not whole. The incident stands where it stood.
    """
    folder = incident_folder(home, id_)
    if read_head(folder / JOURNAL).closed is None:
        raise InputError(
            Text("the incident goes on"),
            where=id_,
            fix=Text("close it first: emerg incident close ID REASON"),
        )
    with Lock(folder / HELD, IN_WINDOW):  # no window shows it
        verdict = check_incident(home, id_).verdict
        if verdict.problems:
            raise DataError(verdict.problems)
        package = target / id_ / PACKAGE
        lock = exchange.Lock(passphrase=passphrase)
        exchange.export_incident(home, id_, package, person, lock=lock, playbooks=playbooks)
        entries = read_log(home, id_)
        _prove(package, id_, passphrase, entries)
        files = [package]
        if passphrase is None:
            for ending in (".pdf", ".xlsx"):
                out = package.with_name(f"{RECORD}{ending}")
                files.append(write_report(home, id_, out, lang, now).file)
    if remove:
        _remove(folder, entries)
    return Archived(tuple(files), len(entries), remove)


def _prove(package: Path, id_: str, passphrase: str | None, entries: list[Entry]) -> None:
    """Restore `package` aside, and find in it what stands here."""
    try:
        aside = tempfile.TemporaryDirectory(dir=package.parent, prefix=".proof-")
    except OSError as error:
        raise unwritten(package.parent, error) from error
    with aside as there:
        home = Path(there)
        exchange.import_package(home, package, passphrase=passphrase, playbooks={})
        verdict = check_incident(home, id_).verdict
        if verdict.problems or read_log(home, id_) != entries:
            raise OutputError(
                Text("what was written does not hold what stands here"),
                where=str(package),
                fix=Text("choose another disk, and archive it again; the incident is still here"),
            )


def _remove(folder: Path, entries: list[Entry]) -> None:
    """Take the incident away; what was noted between its last reading and now brings it back."""
    gone = folder.with_name(f"{GONE}{folder.name}")
    try:
        folder.rename(gone)
        if read_entries(gone / JOURNAL) != entries:
            gone.rename(folder)
            raise InputError(
                Text("something was noted meanwhile"),
                where=folder.name,
                fix=Text("archive it again; the incident is still here"),
            )
    except OSError as error:
        raise unwritten(folder, error) from error
    shutil.rmtree(gone, ignore_errors=True)
