"""What a check of a playbook found."""

from dataclasses import dataclass

from emerg.errors import Problem
from emerg.playbooks.shelf import Kind
from emerg.texts import Prose


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a playbook, and how good its data are.

    Attributes
    ----------
    score : int or None
        Out of 100; None where it cannot be read.
    """

    id: str
    kind: Kind
    key: bool
    score: int | None
    problems: tuple[Problem, ...]
    remarks: tuple[Prose, ...]
