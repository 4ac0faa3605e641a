"""Errors a duty officer can act on.

EmergError            what happened, where, how to mend it
├── InputError        what was asked cannot be answered as asked
│   ├── HeldError         somebody else is writing it just now
│   └── OtherKeyError     a package of a post that came with another key before
├── DataError         one or more problems in files: playbooks, tables, scenarios
└── OutputError       an answer could not be written
"""

import errno
import re
from dataclasses import dataclass, field

from emerg.texts import Bilingual, Lang, Prose, Text, render
from emerg.texts.letters import harmless

MOST_TOLD = 100  # problems
MOST_LETTERS = 1000  # of what, where and fix each: a stranger's key may be a megabyte long
# Telephone numbers of mainland China as people write them: mobile, and landline with its area.
_TELEPHONE = re.compile(
    r"(?<![\d.])(\+?86[ -]?)?"
    r"(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[(（]?0\d{2,3}[)）]?[ -]?\d{3,4}[ -]?\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: what, where and the way to mend it."""

    what: Prose
    where: Prose
    fix: Prose


class EmergError(Exception):
    """Something the reader can put right: what happened, where, and how to mend it."""

    def __init__(self, what: Prose, *, where: Prose, fix: Prose) -> None:
        super().__init__(what, where, fix)
        self.problems: tuple[Problem, ...] = (Problem(what, where, fix),)

    @property
    def what(self) -> Prose:
        return self.problems[0].what

    @property
    def where(self) -> Prose:
        return self.problems[0].where

    @property
    def fix(self) -> Prose:
        return self.problems[0].fix

    def told(self, lang: Lang) -> str:
        """Every problem as three lines, in `lang`; of very many the first."""
        lines = [told(problem, lang) for problem in self.problems[:MOST_TOLD]]
        if len(self.problems) > MOST_TOLD:
            more = Text("… and {n} more", n=len(self.problems) - MOST_TOLD)
            lines.append(render(more, lang))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.told("en")


class InputError(EmergError):
    """The question cannot be answered as it was put."""


class OutputError(EmergError):
    """An answer could not be written; nothing half-written is left behind."""


class DataError(EmergError):
    """Files that contradict their format or themselves: all problems at once."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(first.what, where=first.where, fix=first.fix)
        self.problems = tuple(problems)


@dataclass
class Findings:
    """Problems gathered while reading; none repeats a telephone number that stands in a file."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, what: Prose, where: Prose, fix: Prose) -> None:
        self.problems.append(Problem(_discreet(what), where, _discreet(fix)))

    def raise_any(self) -> None:
        """Raise `DataError` with everything found, if anything was."""
        if self.problems:
            raise DataError(self.problems)


def discreet(text: str) -> str:
    """`text` with every telephone number in it struck out: messages get into logs and reports.

    >>> discreet("扎西 139 0000 0001，(0891)6000000；COMID 41000123, 91.13900000001")
    '扎西 …，…；COMID 41000123, 91.13900000001'
    """
    return _TELEPHONE.sub("…", text)


def _discreet(text: Prose) -> Prose:
    if isinstance(text, str):
        return discreet(text)
    if isinstance(text, Bilingual):
        return Bilingual(discreet(text.zh), discreet(text.en))
    fields = {k: discreet(v) if isinstance(v, str) else v for k, v in text.fields.items()}
    return Text(text.msgid, **fields)


def why(error: OSError) -> Prose:
    """What the system says of a file, in words of ours where it is a common case."""
    reasons: dict[int | None, Prose] = {
        errno.ENOENT: Text("no such file or folder"),
        errno.EISDIR: Text("it is a folder"),
        errno.ENOTDIR: Text("a file stands where a folder is needed"),
        errno.EEXIST: Text("a file stands where a folder is needed"),
        errno.EACCES: Text("not allowed"),
        errno.EPERM: Text("not allowed"),
        errno.EROFS: Text("the disk is read-only"),
        errno.ENOSPC: Text("the disk is full"),
        errno.ENAMETOOLONG: Text("the name is too long"),
    }
    return reasons.get(error.errno, error.strerror or str(error))


def told(problem: Problem, lang: Lang) -> str:
    """A problem as the person meets it."""
    what, where, fix = lines_of(problem, lang)
    whole = Text("Error: {what}\n  where: {where}\n  fix:   {fix}", what=what, where=where, fix=fix)
    return render(whole, lang)


def lines_of(problem: Problem, lang: Lang) -> tuple[str, str, str]:
    """What, where and fix, each as one line that a terminal can show."""
    return _line(problem.what, lang), _line(problem.where, lang), _line(problem.fix, lang)


def _line(text: Prose, lang: Lang) -> str:
    """`text` as one line that a terminal can show, its end left out where it is very long."""
    words = render(text, lang)
    cut = words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]}…"
    return harmless(cut)
