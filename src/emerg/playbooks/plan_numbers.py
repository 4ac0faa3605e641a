"""Telephone numbers that stand in plain text in an office's own plans (plan.toml)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emerg.errors import Findings, discreet
from emerg.playbooks.features import table_of
from emerg.playbooks.read import PLAN
from emerg.playbooks.schema import PlanFile, Role
from emerg.playbooks.shelf import FOLDERS, Entry
from emerg.texts import Prose, Text

# A number as it is written behind its key, at the beginning of a line or within an inline table.
_WRITTEN = re.compile(
    r"""(?m)(?P<before>^[ \t]*|[{,]\s*)(?P<key>["']?phone["']?[ \t]*=[ \t]*)"""
    r"""(?P<number>"(?:[^"\\\n]|\\.)+"|'[^'\n]+')"""
)


@dataclass(frozen=True, slots=True)
class EmptiedPlan:
    """A plan with numbers in it, and what it is without them.

    Attributes
    ----------
    roles : tuple of Role
        Whose numbers are taken out.
    left : tuple of Prose
        The lines of numbers that stay, for nobody can say whose they are.
    """

    path: Path
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    roles: tuple[Role, ...] = field(default=(), repr=False)
    left: tuple[Prose, ...] = ()


def count_in_plan(entry: Entry) -> int:
    """How many numbers stand in the plan of a playbook; 0 where it cannot be read."""
    text = _text(entry.folder / PLAN)
    written = sum(1 for _number in _WRITTEN.finditer(text))
    return written + sum(1 for _line in _lines_left(_WRITTEN.sub("", text)))


def emptied_plan(entry: Entry, found: Findings) -> EmptiedPlan | None:
    """The plan of a playbook without its numbers; None, with findings, where that is not sure."""
    path = entry.folder / PLAN
    plan = table_of(PlanFile, path, found)
    if plan is None:
        return None
    before = path.read_bytes()
    text = before.decode("utf-8")
    roles = tuple(role for role in plan.roles if role.phone)
    after = _WRITTEN.sub(_emptied, text) if roles else text
    if not _same_but_numbers(text, after):
        found.add(
            Text("the numbers cannot be taken out of this file with everything else left as it is"),
            str(path),
            Text('write each as phone = "…" in a line of its own'),
        )
        return None
    others = (entry.folder / FOLDERS[entry.kind][1], path)
    left = [
        Text("{file}, line {n}", file=str(file), n=line)
        for file in others
        for line in _lines_left(after if file == path else _text(file))
    ]
    return EmptiedPlan(path, before, after.encode(), roles, tuple(left))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _emptied(written: re.Match[str]) -> str:
    line = written.string[: written.start("number")].rpartition("\n")[2]
    if "#" in line:  # perhaps in a comment: what is read has to say
        return written[0]
    return f'{written["before"]}{written["key"]}""'


def _same_but_numbers(before: str, after: str) -> bool:
    wanted: dict[str, Any] = tomllib.loads(before.removeprefix("\ufeff"))
    for role in wanted["roles"]:
        role |= {"phone": ""} if "phone" in role else {}
    try:
        return tomllib.loads(after.removeprefix("\ufeff")) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _lines_left(text: str) -> Iterator[int]:
    """Lines in which a number stands that is no role's: in a comment, a task, a source."""
    for number, line in enumerate(text.split("\n"), start=1):
        if discreet(line) != line:
            yield number
