"""Print the record of an incident, or hand a shift over: PDF, or a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from emerg.errors import InputError
from emerg.incident.conflicts import ABOUT, VALUE
from emerg.incident.kinds import KIND_NAMES
from emerg.incident.model import FILE, Entry
from emerg.incident.reader import read_head
from emerg.paper.record_words import Record, Trail, ends, state
from emerg.texts import Lang, Prose, Text, render
from emerg.usecases.files import write_files
from emerg.usecases.incident import check_incident, read_log
from emerg.usecases.incident_log import precise
from emerg.usecases.shift import Period, Spoken, period_of

PDF, XLSX = ".pdf", ".xlsx"
TIMELINE_HEADS = (
    (Text("Time"), 34),
    (Text("Post"), 12),
    (Text("No."), 6),
    (Text("Author"), 12),
    (Text("Kind"), 10),
    (Text("Text"), 70),
    (Text("Question"), 12),
    (Text("Answer"), 12),
    (Text("Figures (JSON)"), 24),
    (Text("Refers to"), 14),
    (Text("Corrected"), 24),
    (Text("Hash"), 68),
)
FILE_HEADS = (
    (Text("Time"), 34),
    (Text("Post"), 12),
    (Text("No."), 6),
    (Text("Name"), 40),
    (Text("Size [bytes]"), 14),
    (Text("SHA-256"), 68),
)
PROOF_HEADS = ((Text("Post"), 30), (Text("Last no."), 10), (Text("Hash"), 68))

Rows = Iterator[list[str | int]]


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written, and of which record."""

    file: Path
    record: Record

    @property
    def state(self) -> Text:
        """Whether that record is whole, and how much it holds."""
        return state(self.record)


def read_record(home: Path, id_: str) -> Record:
    """The incident `id_` as its sheets need it, checked as by `emerg incident verify`.

    Raises
    ------
    InputError, DataError
        There is none of that id; entries cannot be read, and what can is written beside them.
    """
    entries = read_log(home, id_)
    checked = check_incident(home, id_)
    title = read_head(checked.file).title
    verdict = checked.verdict
    return Record(id_, title, tuple(entries), verdict.files, verdict.problems)


def write_report(home: Path, id_: str, out: Path | None, lang: Lang, now: datetime) -> Printed:
    """The record of the incident as `out`, by its ending a PDF or a workbook.

    Parameters
    ----------
    out : Path or None
        None: ``<id>.pdf`` where the command was called.

    Raises
    ------
    InputError
        There is no such incident, or `out` has another ending.
    OutputError, DataError
        It cannot be written or read; nothing half is left.
    """
    target = out or Path(f"{id_}{PDF}")
    _check_ending(target, PDF, XLSX)
    record = read_record(home, id_)
    content = _workbook(record, lang) if _ending(target) == XLSX else _report(record, lang, now)
    return Printed(_written(target, content), record)


def write_handover(
    home: Path,
    id_: str,
    spoken: Spoken,
    out: Path | None,
    lang: Lang,
    now: datetime,
) -> tuple[Printed, Period]:
    """The hand-over sheet of a shift as the PDF `out`; without one `<id>-handover.pdf` here.

    Parameters
    ----------
    spoken : Spoken
        Which shift it is, as `period_of` takes it.

    Raises
    ------
    InputError
        There is no such incident, `out` is no PDF, or the period cannot be.
    OutputError, DataError
        It cannot be written or read; nothing half is left.
    """
    from emerg.paper.handover_sheet import handover_sheet
    from emerg.paper.pdf import pdf

    target = out or Path(f"{id_}-handover{PDF}")
    _check_ending(target, PDF)
    record = read_record(home, id_)
    shift = period_of(spoken, now, record)
    sheet = handover_sheet(record, shift.since, shift.until, now)
    return Printed(_written(target, pdf(sheet, lang)), record), shift


def report_json(printed: Printed) -> dict[str, Any]:
    """What was printed, for machines: the last entry of each post as it stands on the paper."""
    record = printed.record
    return {
        "file": str(printed.file),
        "entries": len(record.entries),
        "files": record.files,
        "ok": not record.problems,
        "posts": [
            {"post": post, "number": last.number, "hash": last.hash}
            for post, last in ends(record.entries).items()
        ],
    }


def handover_json(printed: Printed, period: Period) -> dict[str, Any]:
    """What was printed, for machines."""
    since, until = precise(period.since), precise(period.until)
    return {**report_json(printed), "since": since, "until": until}


def _ending(file: Path) -> str:
    return file.suffix.lower()


def _check_ending(file: Path, *endings: str) -> None:
    if _ending(file) not in endings:
        raise InputError(
            Text("'{name}' is not a kind of file that is written here", name=file.name),
            where=f"--out {file}",
            fix=Text("give it the ending {endings}", endings=" / ".join(endings)),
        )


def _written(target: Path, content: bytes) -> Path:
    return write_files(target.parent, {target.name: content})[0]


def _report(record: Record, lang: Lang, now: datetime) -> bytes:
    from emerg.paper.pdf import pdf
    from emerg.paper.record_sheet import record_sheet

    return pdf(record_sheet(record, now), lang)


def _workbook(record: Record, lang: Lang) -> bytes:
    from emerg.resources.table_book import TableSheet, table_book

    trail = Trail(record.entries)

    def sheet(name: Text, heads: tuple[tuple[Text, int], ...], rows: Rows) -> TableSheet:
        said = tuple((render(head, lang), width) for head, width in heads)
        return TableSheet(render(name, lang), said, tuple(rows))

    return table_book(
        [
            sheet(Text("timeline"), TIMELINE_HEADS, _timeline(record, trail, lang)),
            sheet(Text("files"), FILE_HEADS, _files(record)),
            sheet(Text("proof"), PROOF_HEADS, _proof(record, lang)),
        ]
    )


def _timeline(record: Record, trail: Trail, lang: Lang) -> Rows:
    for entry in record.entries:
        figures = entry.figures()
        kind: Prose = KIND_NAMES.get(entry.kind, entry.kind)
        yield [
            precise(entry.time),
            entry.post,
            entry.number,
            entry.author,
            render(kind, lang),
            entry.text,
            _word(figures.get(ABOUT)),
            _word(figures.get(VALUE)) if ABOUT in figures else "",
            "" if entry.data == "{}" else entry.data,
            trail.meant(entry) if entry.refers_to else "",
            "; ".join(render(mark, lang) for mark in trail.marks(entry)),
            entry.hash,
        ]


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _files(record: Record) -> Rows:
    for entry in record.entries:
        if entry.kind == FILE:
            figures = entry.figures()
            size = figures.get("size")
            yield [
                *_where(entry),
                entry.text,
                size if isinstance(size, int) else "",
                _word(figures.get("sha256")),
            ]


def _where(entry: Entry) -> list[str | int]:
    return [precise(entry.time), entry.post, entry.number]


def _proof(record: Record, lang: Lang) -> Rows:
    for post, last in ends(record.entries).items():
        yield [post, last.number, last.hash]
    for problem in record.problems:
        yield [render(problem.where, lang), "", render(problem.what, lang)]
