"""A playbook being edited: its three files as plain values, changed by small edits, undone at will.

Nothing here touches a disk or changes what it was given: an edit yields a new draft that shares
with the old one whatever it left alone. `emerg.playbooks.write` puts the edits into the text of
the files, so that comments and order stay as a person wrote them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from emerg.errors import Findings
from emerg.playbooks import read, read_dam, read_road
from emerg.playbooks.features import MAP, PLAN, Tables, features_of
from emerg.playbooks.shelf import Kind
from emerg.textfiles import (
    FILE_LIMIT_BYTES,
    SIMPLIFY,
    TOML_LIMIT_BYTES,
    json_in,
    read_content,
    toml_in,
)

File: TypeAlias = Literal["about", "plan", "map"]
FILES: tuple[File, ...] = get_args(File)
# Where in a file: keys of tables, numbers of rows from 0.
Place: TypeAlias = tuple[str | int, ...]

ABOUT_FILES: Mapping[Kind, str] = {
    "river": read.ABOUT,
    "road": read_road.ABOUT,
    "tailings": read_dam.ABOUT,
}


@dataclass(frozen=True, slots=True)
class Put:
    """Write `value` at `place`, in place of what may stand there."""

    file: File
    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class Drop:
    """Take the key or row at `place` away."""

    file: File
    place: Place


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new row `value` before the one at `place`, or after the last."""

    file: File
    place: Place
    value: Any


Edit: TypeAlias = Put | Drop | Insert
Step: TypeAlias = tuple[Edit, ...]  # what is done, and undone, in one go


@dataclass(frozen=True, slots=True)
class Base:
    """The files of a playbook as they lie in `folder`, byte for byte."""

    id: str
    kind: Kind
    folder: Path
    contents: Mapping[File, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A playbook after some edits.

    Attributes
    ----------
    tables : mapping
        The value of each file. Parts that no edit has touched are those of the base, the very
        same objects.
    """

    base: Base
    tables: Mapping[File, Any] = field(repr=False)
    steps: tuple[Step, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(edit for step in self.steps for edit in step)

    def at(self, file: File, place: Place) -> Any:
        """What stands at `place`; None where nothing does."""
        return value_at(self.tables[file], place)

    def as_tables(self) -> Tables:
        """The draft as the strict reader takes it."""
        about = ABOUT_FILES[self.base.kind]
        found = self.tables
        return Tables(self.base.folder, about, found["about"], found["plan"], found["map"])


@dataclass(frozen=True, slots=True)
class History:
    """A draft, those before it, and those that were undone."""

    now: Draft
    past: tuple[Draft, ...] = ()
    undone: tuple[Draft, ...] = ()

    def did(self, step: Step) -> "History":
        """After one more step; what was undone is gone."""
        return History(after(self.now, step), (*self.past, self.now))

    def undo(self) -> "History":
        """Without the last step; the same where there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.undone, self.now))

    def redo(self) -> "History":
        """With the last step that was undone; the same where there is none."""
        if not self.undone:
            return self
        return History(self.undone[-1], (*self.past, self.now), self.undone[:-1])


def begun(base: Base, findings: Findings) -> Draft | None:
    """A draft of files that nobody has edited yet; None, with findings, where one is broken.

    What is wrong with their records does not keep them from being edited: that is what edits are
    for.
    """
    names = names_of(base.kind)
    found: dict[File, Any] = {}
    for file, content in base.contents.items():
        parse = json_in if file == "map" else toml_in
        found[file] = parse(content, base.folder / names[file], findings)
    rows = found.get("map")
    if isinstance(rows, dict) and isinstance(rows.get("features"), list):
        return None if None in found.values() else Draft(base, found)
    list(features_of(rows, base.folder / MAP, findings))
    return None


def base_of(id_: str, kind: Kind, folder: Path, findings: Findings) -> Base | None:
    """The files of the playbook in `folder`; None, with findings, where one cannot be read."""
    contents: dict[File, bytes] = {}
    for file, name in names_of(kind).items():
        most = FILE_LIMIT_BYTES if file == "map" else TOML_LIMIT_BYTES
        content = read_content(folder / name, most, SIMPLIFY, findings)
        if content is not None:
            contents[file] = content
    return Base(id_, kind, folder, contents) if len(contents) == len(FILES) else None


def names_of(kind: Kind) -> Mapping[File, str]:
    """What each file is called."""
    return {"about": ABOUT_FILES[kind], "plan": PLAN, "map": MAP}


def after(draft: Draft, step: Step) -> Draft:
    """`draft` after the edits of `step`.

    Raises
    ------
    LookupError
        An edit names a place that is not there.
    """
    tables = dict(draft.tables)
    done: list[Edit] = []
    for wanted in step:
        edit = _of_lists(wanted, tables[wanted.file])
        tables[edit.file] = _edited(tables[edit.file], edit.place, edit)
        done.append(edit)
    return replace(draft, tables=tables, steps=(*draft.steps, tuple(done)))


def _of_lists(edit: Edit, tree: Any) -> Edit:
    """TOML has no empty list of sections: the first row makes it, the last takes it along."""
    if edit.file == "map" or len(edit.place) != 2 or not isinstance(edit.place[1], int):
        return edit
    rows = value_at(tree, edit.place[:1])
    if isinstance(edit, Insert) and not rows:
        return Put(edit.file, edit.place[:1], [edit.value])
    if isinstance(edit, Drop) and rows is not None and len(rows) == 1:
        return Drop(edit.file, edit.place[:1])
    return edit


def value_at(tree: Any, place: Place) -> Any:
    """What stands at `place` of `tree`; None where nothing does."""
    for key in place:
        try:
            tree = tree[key]
        except (LookupError, TypeError):
            return None
    return tree


def _edited(tree: Any, place: Place, edit: Edit) -> Any:
    """A copy of `tree` along `place`, the rest of it shared."""
    key, *rest = place
    if rest:
        if isinstance(tree, list):
            _refuse_beyond(tree, key)
        below = value_at(tree, (key,))
        return _with(tree, key, _edited({} if below is None else below, tuple(rest), edit))
    if isinstance(edit, Insert):
        if not isinstance(key, int):  # a table of tables: after the last
            return _with(tree, key, edit.value)
        return [*tree[:key], edit.value, *tree[key:]]
    if isinstance(edit, Put):
        return _with(tree, key, edit.value)
    if isinstance(tree, list):
        return [value for number, value in enumerate(tree) if number != key]
    return {k: v for k, v in tree.items() if k != key}


def _with(tree: Any, key: Any, value: Any) -> Any:
    if isinstance(tree, list):
        _refuse_beyond(tree, key)
        return [value if number == key else old for number, old in enumerate(tree)]
    return {**tree, key: value}


def _refuse_beyond(rows: list[Any], key: Any) -> None:
    if not isinstance(key, int) or not 0 <= key < len(rows):
        raise LookupError(f"no row {key} of {len(rows)}")
