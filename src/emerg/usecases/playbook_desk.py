"""Edit a playbook: opened as a draft, checked as it will be read, written whole or not at all.

What comes with the program is never changed: the first save puts the playbook into the office's
own folder, which is looked into before.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from emerg.errors import DataError, Findings, InputError, Problem
from emerg.playbooks.draft import Draft, Drop, File, Put, Step, after, base_of, begun, names_of
from emerg.playbooks.shelf import FOLDERS, Entry, Kind, entries, is_shipped, roots
from emerg.playbooks.write import contents_of
from emerg.texts import Text, render
from emerg.usecases.checked import Checked
from emerg.usecases.files import beside, move_into, rewrite_files, write_files
from emerg.usecases.run import Stop, never
from emerg.usecases.shelf import check_playbooks


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where playbooks are looked for, as the command line and the window have it."""

    explicit: Path | None
    environ: Mapping[str, str]
    home: Path

    @property
    def roots(self) -> tuple[Path, ...]:
        return roots(self.explicit, self.environ, self.home)

    @property
    def own(self) -> Path:
        """The office's own folder."""
        return self.home / "playbooks"


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that was written: where, and whether as a copy of what came with the program."""

    entry: Entry
    copied: bool


def entry_named(shelves: Shelves, id_: str) -> Entry:
    """The playbook of that id, as it is found.

    Raises
    ------
    InputError
        No playbook has this id.
    """
    found = {entry.id: entry for entry in entries(shelves.roots)}
    if id_ in found:
        return found[id_]
    raise InputError(
        Text("no playbook '{name}'", name=id_),
        where=", ".join(map(str, shelves.roots)) or "—",
        fix=Text("use one of: {known}", known=", ".join(found)),
    )


def open_draft(entry: Entry) -> Draft:
    """A playbook ready to be edited; its records may be wrong, its files must be readable.

    Raises
    ------
    DataError
        A file cannot be read, or is no TOML or GeoJSON.
    """
    findings = Findings()
    base = base_of(entry.id, entry.kind, entry.folder, findings)
    draft = None if base is None else begun(base, findings)
    findings.raise_any()
    assert draft is not None
    return draft


def check_draft(shelves: Shelves, draft: Draft, today: date, stop: Stop = never) -> Checked:
    """What the strict reader would say of the draft's files, beside all other playbooks.

    Also told are faults that the draft makes in other playbooks: a river that no longer joins.
    """
    base = draft.base
    with tempfile.TemporaryDirectory(prefix="emerg-draft-") as folder:
        tried = Path(folder) / FOLDERS[base.kind][0] / base.id
        _write(tried, draft.base.kind, contents_of(draft))
        tests = replace(shelves, explicit=Path(folder), environ=_with(shelves))
        found = _checked(tests, base.id, today, stop, rivers=base.kind == "river")
        own = found.pop(base.id)
        spoilt = [p for one in found.values() for p in one.problems]
        if spoilt:
            before = _checked(shelves, base.id, today, stop, rivers=True)
            known = {p for name, one in before.items() if name != base.id for p in one.problems}
            spoilt = [p for p in spoilt if p not in known]
        problems = (_moved(p, str(tried), str(base.folder)) for p in (*own.problems, *spoilt))
        return replace(own, problems=tuple(problems))


def _with(shelves: Shelves) -> Mapping[str, str]:
    """The environment, with the folder that was named before as the first of it."""
    if shelves.explicit is None:
        return shelves.environ

    named = filter(None, (str(shelves.explicit), shelves.environ.get("EMERG_PLAYBOOKS", "")))
    return {**shelves.environ, "EMERG_PLAYBOOKS": os.pathsep.join(named)}


def _checked(
    shelves: Shelves, id_: str, today: date, stop: Stop, *, rivers: bool
) -> dict[str, Checked]:
    others = [e.id for e in entries(shelves.roots, "river")] if rivers else []
    ids = dict.fromkeys((id_, *others))
    found = check_playbooks(
        *(tuple(ids), shelves.explicit, shelves.environ, shelves.home, today), stop=stop
    )
    return {one.id: one for one in found}


def _moved(problem: Problem, tried: str, folder: str) -> Problem:
    """A problem of a draft, told of the file that it will stand in."""
    return replace(problem, where=render(problem.where, "en").replace(tried, folder))


def save_draft(shelves: Shelves, draft: Draft, today: date) -> Saved:
    """Write the draft into the office's own folder; an approval of what it was is taken out.

    Raises
    ------
    DataError
        Everything that is wrong with it: a playbook that cannot be read stops every answer.
    InputError
        It would not be found there.
    OutputError
        It cannot be written, or somebody else has changed it meanwhile; all is as it was.
    """
    draft = after(draft, unapproved(draft)) if draft.steps else draft
    refuse_faults(check_draft(shelves, draft, today))
    return write_draft(shelves, draft)


def refuse_faults(checked: Checked) -> None:
    """Raise `DataError` with every problem, if there is one."""
    if checked.problems:
        raise DataError(checked.problems)


def unapproved(draft: Draft) -> Step:
    """Take out by whom it was approved: that was another version."""
    about = draft.tables["about"]
    said = [Put("about", ("approved_by",), "")] if about.get("approved_by") else []
    dated = [Drop("about", ("approved_on",))] if "approved_on" in about else []
    return (*said, *dated)


def write_draft(shelves: Shelves, draft: Draft) -> Saved:
    """The same of a draft that was checked; raises as `save_draft` does."""
    base = draft.base
    target = own_entry(shelves, Entry(base.id, base.kind, base.folder))
    made = contents_of(draft)
    names = names_of(base.kind)
    if target.folder == base.folder:
        changed = {
            base.folder / names[file]: (base.contents[file], content)
            for file, content in made.items()
            if content != base.contents[file]
        }
        rewrite_files(changed)
        return Saved(target, copied=False)
    with beside(target.folder.parent) as room:
        _write(room / base.id, base.kind, made)
        move_into(room, target.folder.parent, [base.id])
    return Saved(target, copied=True)


def own_entry(shelves: Shelves, entry: Entry) -> Entry:
    """Where a playbook is written: where it lies, or in the office's own folder.

    Raises
    ------
    InputError
        It would not be found there, or something else lies there.
    """
    if not is_shipped(entry.folder):
        return entry
    target = shelves.own / FOLDERS[entry.kind][0] / entry.id
    named = shelves.roots[: -len(roots(None, {}, shelves.home))]
    above = next((root for root in named if entry.folder.is_relative_to(root)), None)
    if above is not None:
        raise InputError(
            Text(
                "what came with the program is not changed, and {folder} comes first",
                folder=str(above),
            ),
            where=str(target),
            fix=Text("leave out --playbooks and EMERG_PLAYBOOKS, or name a folder of your own"),
        )
    if target.exists():
        raise InputError(
            Text("a folder is there that is no playbook"),
            where=str(target),
            fix=Text("move it away, and save again"),
        )
    return Entry(entry.id, entry.kind, target)


def _write(folder: Path, kind: Kind, contents: Mapping[File, bytes]) -> None:
    names = names_of(kind)
    write_files(folder, {names[file]: content for file, content in contents.items()})
