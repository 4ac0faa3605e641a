"""What offices have to hand, as the window keeps it from the moment it is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import Problem
from emerg.resources.schema import Office
from emerg.usecases.resources import offices


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of offices, and what is wrong with them.

    Attributes
    ----------
    real, every : tuple of Office
        For an incident; for an exercise, in which examples count as well.
    """

    real: tuple[Office, ...] = ()
    every: tuple[Office, ...] = ()
    problems: tuple[Problem, ...] = ()

    def counted(self, *, exercise: bool) -> tuple[Office, ...]:
        """The offices to reckon with."""
        return self.every if exercise else self.real


NO_LISTS = Lists()


def known_lists(playbooks: Path | None, environ: Mapping[str, str], home: Path) -> Lists:
    """Every list that is found; some hundredths of a second.

    Raises
    ------
    InputError
        A folder that was named does not exist or holds no playbooks.
    """
    real, _problems = offices(None, environ, home, exercise=False, playbooks=playbooks)
    every, problems = offices(None, environ, home, exercise=True, playbooks=playbooks)
    return Lists(real, every, problems)
