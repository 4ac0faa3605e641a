"""What the panel of the five questions shows besides what is typed. Knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from emerg.errors import Problem
from emerg.texts import Prose
from emerg.ui.typed.answers import Question


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What the panel shows besides what is typed.

    Attributes
    ----------
    pond : bool
        The place is a tailings pond: questions 2 and 3 ask how it leaks, and what leaves.
    """

    echoes: Mapping[Question, Prose] = field(default_factory=dict)
    mistakes: Mapping[Question, Problem] = field(default_factory=dict)
    doubts: frozenset[Question] = frozenset()
    pond: bool = False


@dataclass(frozen=True, slots=True)
class RunState:
    """Whether something is under way that can be stopped, and whether there is what to print."""

    busy: bool = False
    can_cancel: bool = False
    done: int = 0
    total: int = 0
    can_print: bool = False
