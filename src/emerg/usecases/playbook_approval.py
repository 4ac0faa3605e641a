"""Approve a playbook by name and day, and see what has changed since.

approved/approvals.toml         every approval, the last at the end
approved/<day>-<hash>/          the files as they were approved
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from emerg.errors import Findings, InputError
from emerg.incident.disk import write_durably
from emerg.playbooks.differences import Difference, differences
from emerg.playbooks.draft import Draft, Put, after, base_of, begun, names_of
from emerg.playbooks.shelf import Entry, entries_in, is_shipped
from emerg.playbooks.write import contents_of
from emerg.records import record
from emerg.textfiles import read_toml
from emerg.texts import Prose, Text
from emerg.units import iso
from emerg.usecases.files import write_files
from emerg.usecases.playbook_desk import (
    Saved,
    Shelves,
    check_draft,
    open_draft,
    own_entry,
    refuse_faults,
    write_draft,
)
from emerg.usecases.playbook_journal import hashes_of, waiting

FOLDER, LIST = "approved", "approvals.toml"
CHANGED = Text("changed since the approval of {day} ({who})")


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval: who, in what office, for which day, of which files."""

    name: str
    role: str
    on: date
    at: str
    folder: str
    sha256: dict[str, str]

    @property
    def who(self) -> str:
        return f"{self.name}（{self.role}）" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Approvals:
    """approvals.toml"""

    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a playbook stands: its last approval, and whether its files are still those."""

    last: Approval | None
    changed: bool = False

    @property
    def words(self) -> Text:
        if self.last is None:
            return Text("never approved")
        whose = {"who": self.last.who, "day": self.last.on.isoformat()}
        if self.changed:
            return Text(CHANGED.msgid, **whose)
        return Text("approved on {day} by {who}", **whose)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a playbook says otherwise than it did: since when, and what.

    Attributes
    ----------
    since : Prose
        The version it is compared with.
    known : bool
        Whether there is one to compare with.
    """

    since: Prose
    found: tuple[Difference, ...]
    known: bool = True


def standing_of(entry: Entry) -> Standing:
    """Whether a playbook is approved as it lies there.

    Raises
    ------
    DataError
        The list of approvals cannot be read.
    """
    last = _last(entry)
    if last is None:
        return Standing(None)
    now = {
        file: hashlib.sha256(_content(entry.folder / name)).hexdigest()
        for file, name in names_of(entry.kind).items()
    }
    return Standing(last, changed=now != last.sha256)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _last(entry: Entry) -> Approval | None:
    path = entry.folder / FOLDER / LIST
    if not path.exists():
        return None
    findings = Findings()
    table = read_toml(path, findings)
    found = None if table is None else record(Approvals, table, where=str(path), findings=findings)
    findings.raise_any()
    assert found is not None
    return found.approvals[-1] if found.approvals else None


def compare(shelves: Shelves, draft: Draft) -> Compared:
    """What `draft` says otherwise than the last approved version, else than what shipped.

    Raises
    ------
    DataError
        That version cannot be read.
    """
    entry = Entry(draft.base.id, draft.base.kind, draft.base.folder)
    last = _last(entry)
    before: Draft | None = None
    since: Prose = Text("nothing to compare with: never approved, and not part of the program")
    if last is not None:
        since = Text("since the approval of {day}", day=last.on.isoformat())
        before = _opened(Entry(entry.id, entry.kind, entry.folder / FOLDER / last.folder))
    elif (shipped := _shipped(shelves, entry)) is not None:
        since = Text("never approved: against what came with the program")
        before = _opened(shipped)
    if before is None:
        return Compared(since, (), known=False)
    return Compared(since, differences(entry.kind, before.tables, draft.tables))


def _opened(entry: Entry) -> Draft:
    findings = Findings()
    base = base_of(entry.id, entry.kind, entry.folder, findings)
    draft = None if base is None else begun(base, findings)
    findings.raise_any()
    assert draft is not None
    return draft


def _shipped(shelves: Shelves, entry: Entry) -> Entry | None:
    """The same playbook as it came with the program."""
    found = (
        one for root in shelves.roots if is_shipped(root) for one in entries_in(root, entry.kind)
    )
    return next((one for one in found if one.id == entry.id), None)


def approve(
    shelves: Shelves, entry: Entry, *, name: str, role: str, on: date, now: datetime
) -> tuple[Saved, Approval]:
    """Approve a playbook as it is saved; a copy of it is kept for ever.

    Raises
    ------
    InputError
        No name, or edits of it are not saved yet.
    DataError
        Everything that is wrong with it.
    OutputError
        It cannot be written.
    """
    _refuse_nameless(name, on, now.date())
    if waiting(shelves, entry) is not None:
        raise InputError(
            Text("edits of {id} are not saved yet", id=entry.id),
            where=str(entry.folder),
            fix=Text("save them or drop them at the desk, then approve"),
        )
    who = f"{name}（{role}）" if role else name
    said = Put("about", ("approved_by",), who), Put("about", ("approved_on",), on)
    draft = after(open_draft(entry), said)
    refuse_faults(check_draft(shelves, draft, now.date()))
    target, contents = own_entry(shelves, entry), contents_of(draft)
    hashes = hashes_of(contents)
    whole = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:8]
    made = Approval(name, role, on, iso(now), f"{on.isoformat()}-{whole}", hashes)
    # The playbook last: what stops on the way leaves one that has changed since, not more.
    saved = None if target.folder == entry.folder else write_draft(shelves, draft)
    kept = {names_of(entry.kind)[file]: content for file, content in contents.items()}
    write_files(target.folder / FOLDER / made.folder, kept)
    _append(target.folder / FOLDER / LIST, made)
    return saved or write_draft(shelves, draft), made


def _refuse_nameless(name: str, on: date, today: date) -> None:
    if not name.strip():
        raise InputError(
            Text("an approval needs the name of a person"),
            where="--name",
            fix=Text("give the name of who approves it"),
        )
    if on > today:
        raise InputError(
            Text("{day} is still to come", day=on.isoformat()),
            where="--date",
            fix=Text("give the day of the approval, today or before"),
        )


def _append(path: Path, made: Approval) -> None:
    """Add to the list; what stands in it stays letter for letter."""
    import tomlkit

    before = path.read_text(encoding="utf-8") if path.exists() else ""
    row = tomlkit.table()
    for key, value in _told(made).items():
        row[key] = value
    rows = tomlkit.aot()
    rows.append(row)
    added = tomlkit.document()
    added["approvals"] = rows
    text = f"{before.rstrip()}\n\n" if before.strip() else ""
    write_durably(path, [(text + tomlkit.dumps(added)).encode()])


def _told(made: Approval) -> Mapping[str, object]:
    import tomlkit

    hashes = tomlkit.inline_table()
    hashes.update(made.sha256)
    about = {"name": made.name, "role": made.role, "on": made.on, "at": made.at}
    return {**about, "folder": made.folder, "sha256": hashes}
