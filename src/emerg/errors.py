"""Errors a duty officer can act on.

EmergError            what happened, where, how to mend it
├── InputError        what was asked cannot be answered as asked
├── DataError         one or more problems in files: playbooks, tables, scenarios
└── OutputError       an answer could not be written
"""

from dataclasses import dataclass, field

from emerg.texts import Lang, Prose, Text, render


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
        """Every problem as three lines, in `lang`."""
        return "\n".join(told(problem, lang) for problem in self.problems)

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
    """Problems gathered while reading."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, what: Prose, where: Prose, fix: Prose) -> None:
        self.problems.append(Problem(what, where, fix))

    def raise_any(self) -> None:
        """Raise `DataError` with everything found, if anything was."""
        if self.problems:
            raise DataError(self.problems)


def told(problem: Problem, lang: Lang) -> str:
    """A problem as the person meets it."""
    return render(
        Text(
            "Error: {what}\n  where: {where}\n  fix:   {fix}",
            what=render(problem.what, lang),
            where=render(problem.where, lang),
            fix=render(problem.fix, lang),
        ),
        lang,
    )
