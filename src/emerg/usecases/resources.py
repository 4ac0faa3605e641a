"""What offices have to hand, as a user meets it: found, listed, checked, brought in and out."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emerg.errors import DataError, InputError, OutputError, Problem, why
from emerg.incident.address_book import has_address_book
from emerg.incident.contacts import Contacts
from emerg.incident.listed import contact_of, post_of
from emerg.playbooks.shelf import is_shipped, roots
from emerg.resources.check import in_list, remarks
from emerg.resources.read import (
    FOLDER,
    WORKBOOK,
    Read,
    first_of_each,
    is_office,
    office_paths,
    read_office,
    renamed,
)
from emerg.resources.schema import Depot, Office, Team
from emerg.resources.unlocked import numbered, unlocked_problem, without_numbers
from emerg.resources.write import office_files, office_workbook
from emerg.texts import Prose, Text
from emerg.usecases.files import write_files


@dataclass(frozen=True, slots=True)
class Sources:
    """Where offices are looked for.

    Attributes
    ----------
    explicit : Path or None
        An office's folder, its workbook, or a folder that holds ``resources/``.
    """

    explicit: Path | None
    playbooks: Path | None
    environ: Mapping[str, str]
    home: Path


@dataclass(frozen=True, slots=True)
class CheckedOffice:
    """An office, what is wrong with its list, and what it should look at."""

    read: Read
    remarks: tuple[Prose, ...]

    @property
    def id(self) -> str:
        return self.read.office.id if self.read.office else self.read.path.stem


def offices(
    explicit: Path | None,
    environ: Mapping[str, str],
    home: Path,
    *,
    exercise: bool,
    playbooks: Path | None = None,
) -> tuple[tuple[Office, ...], tuple[Problem, ...]]:
    """The offices to reckon with, and what is wrong with their lists.

    In a real incident examples are left out; in an exercise they stand beside the real ones.

    Raises
    ------
    InputError
        `explicit` is no office and holds none.
    """
    reads = found_offices(Sources(explicit, playbooks, environ, home))
    kept = [r for r in reads if exercise or r.office is None or not r.office.example]
    # Who names an example outright is told why it does not count.
    refused = [_no_example(read) for read in reads if read.path == explicit and read not in kept]
    return (
        tuple(read.office for read in kept if read.office is not None),
        (*refused, *(p for read in kept for p in (*read.problems, *unlocked_in(read)))),
    )


def unlocked_in(read: Read) -> tuple[Problem, ...]:
    """What to tell of each table with telephone numbers in it; what came with emerg has none."""
    if is_shipped(read.path):
        return ()
    return tuple(unlocked_problem(where, count) for where, count in read.unlocked.items())


def _no_example(read: Read) -> Problem:
    return Problem(
        Text("this list is an example, and is left out of a real incident"),
        str(read.path),
        Text("name the list of a real office; examples are for exercises"),
    )


def found_offices(sources: Sources) -> tuple[Read, ...]:
    """Every office that is found, named ones first; of two with one id the first counts.

    Raises
    ------
    InputError
        What was named is no office and holds none.
    """
    return first_of_each(read_office(path) for path in list_paths(sources))


def list_paths(sources: Sources) -> Iterator[Path]:
    """Every folder or workbook of an office, in the order in which they count.

    Raises
    ------
    InputError
        What was named is no office and holds none.
    """
    if sources.explicit is not None:
        yield from _named(sources.explicit)
    for root in (sources.home, *roots(sources.playbooks, sources.environ, sources.home)):
        yield from office_paths(root / FOLDER)


def _named(path: Path) -> tuple[Path, ...]:
    if is_office(path):
        return (path,)
    if found := office_paths(path / FOLDER) or office_paths(path):
        return found
    raise InputError(
        Text("no resources are at {path}", path=str(path)),
        where="--resources",
        fix=Text(
            "name an office's folder, its workbook (.xlsx), or a folder with resources/ in it"
        ),
    )


def check_offices(
    sources: Sources, id_: str | None, today: date, contacts: Contacts | None = None
) -> tuple[CheckedOffice, ...]:
    """Every office that is found, or the one with this id, with problems and remarks.

    Who has no number is told where that can be known: by the `contacts` of the address book, or
    by the list itself where there is no address book.

    Raises
    ------
    InputError
        No office has this id.
    """
    reads = found_offices(sources)
    wanted = reads if id_ is None else (_with_id(reads, id_),)
    return tuple(
        CheckedOffice(read, _remarks(read.office, sources.home, today, contacts)) for read in wanted
    )


def _remarks(
    office: Office | None, home: Path, today: date, contacts: Contacts | None
) -> tuple[Prose, ...]:
    if office is None:
        return ()
    closed = contacts is None and has_address_book(home)

    def answers(one: Depot | Team) -> bool:
        known = (contact_of(contacts or (), office, one), post_of(contacts or (), office, one))
        return closed or in_list(one) or any(known)

    return remarks(office, today, answers)


def _with_id(reads: tuple[Read, ...], id_: str) -> Read:
    # One that cannot be read is still called by the name of its folder.
    known = {read.office.id if read.office else read.path.stem: read for read in reads}
    if id_ in known:
        return known[id_]
    raise InputError(
        Text("no office '{name}'", name=id_),
        where="emerg resources",
        fix=Text("use one of: {known}", known=", ".join(known) or "—"),
    )


def import_office(source: Path, id_: str | None, home: Path) -> tuple[Office, Path]:
    """Keep the list in the folder or workbook `source`, in place of one with the same id.

    Raises
    ------
    DataError
        Every problem of the list; nothing was written.
    InputError
        Telephone numbers would be lost; nothing was written.
    OutputError
        It cannot be written; what was there before is still there.
    """
    read = read_office(source)
    if read.problems or read.office is None:
        raise DataError(read.problems)
    office = read.office if id_ is None else renamed(read.office, id_, "--id")
    folder = home / FOLDER / office.id
    _keep_numbers(folder, office)
    _replace(folder, office_files(office))
    return office, folder


def _keep_numbers(folder: Path, office: Office) -> None:
    """Refuse to lose numbers that stand nowhere but in the list that is to be replaced."""
    before = read_office(folder).office if is_office(folder) else None
    if before is None:
        return
    kept = set(numbered(office))
    lost = [one for one in numbered(before) if one not in kept]
    if lost:
        raise InputError(
            Text(
                "{n} telephone numbers of the list that this would replace are not in it",
                n=len(lost),
            ),
            where=str(folder),
            fix=Text("lock them in the address book first: emerg contacts gather"),
        )


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold `files` and nothing else, at one stroke."""
    made: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".emerg-"))
        new, old = made / "new", made / "old"
        write_files(new, files)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    except OSError as error:
        raise OutputError(
            Text("the list cannot be kept ({reason})", reason=why(error)),
            where=str(folder),
            fix=Text("make room and allow writing there, and close the files in it"),
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def export_office(sources: Sources, id_: str, out: Path) -> tuple[list[Path], int]:
    """Write the list of an office as a workbook, if `out` ends in .xlsx, or into the folder `out`.

    Telephone numbers stay here: the second value says how many were left out.

    Raises
    ------
    InputError
        No office has this id.
    DataError
        Every problem of its list: what is left out of it would be lost.
    OutputError
        It cannot be written.
    """
    read = _with_id(found_offices(sources), id_)
    if read.problems or read.office is None:
        raise DataError(read.problems)
    office = without_numbers(read.office)
    if out.suffix.lower() == WORKBOOK:
        files = write_files(out.parent, {out.name: office_workbook(office)})
    else:
        files = write_files(out, office_files(office))
    return files, len(numbered(read.office))


def write_template(out: Path) -> Path:
    """Write the empty workbook to `out`.

    Raises
    ------
    InputError
        The file is not called .xlsx.
    OutputError
        It cannot be written.
    """
    if out.suffix.lower() != WORKBOOK:
        raise InputError(
            Text("'{name}' is no name of a workbook", name=out.name),
            where="-o/--out",
            fix=Text("end it in .xlsx, for instance -o resources.xlsx"),
        )
    return write_files(out.parent, {out.name: office_workbook(None)})[0]
