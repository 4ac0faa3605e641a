"""What the playbook desk shows, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from emerg.errors import Problem
from emerg.paper.pinyin_order import initial
from emerg.playbooks.fields import Sort
from emerg.playbooks.shelf import Kind
from emerg.texts import Bilingual, Prose

Problems = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class BookLine:
    """A playbook on the list.

    Attributes
    ----------
    score : int or None
        Of 100; None before it is reckoned, or where it cannot be read.
    own : bool
        The office's own, not as it came with the program.
    """

    id: str
    kind: Kind
    name: Bilingual
    score: int | None = None
    own: bool = False

    def answers(self, sought: str) -> bool:
        """Whether it is one that is sought: by id, name, or the initials of its pinyin.

        >>> book = BookLine("lhasa", "river", Bilingual("拉萨河", "Lhasa River"))
        >>> [book.answers(word) for word in ("LSH", "拉萨", "river", "", "nyang")]
        [True, True, True, True, False]
        """
        letters = "".join(map(initial, self.name.zh)).casefold()
        words = (self.id, self.name.zh, self.name.en.casefold(), letters)
        return any(sought.strip().casefold() in word for word in words)


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field of the form.

    Attributes
    ----------
    choices : tuple of (key, words)
        What may be chosen; empty where it is typed.
    long : bool
        Sentences: several lines.
    fixed : bool
        Shown, not edited here.
    """

    key: str
    name: Prose
    text: str
    sort: Sort = "text"
    choices: tuple[tuple[str, Prose], ...] = ()
    needed: bool = False
    long: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class FormState:
    """The form of the row that is chosen; `more` are attributes that it could have besides."""

    title: Prose = ""
    fields: tuple[FieldState, ...] = ()
    problems: Problems = field(default_factory=dict)
    more: tuple[tuple[str, Prose], ...] = ()
    can_remove: bool = False
    can_place: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a table: its key, its cells, and whether something is wrong with it."""

    key: str
    cells: tuple[Prose, ...]
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class TableState:
    """A table of the playbook.

    Attributes
    ----------
    tables : tuple of (key, name, number of rows)
        All that the playbook has.
    """

    tables: tuple[tuple[str, Prose, int], ...] = ()
    shown: str = ""
    heads: tuple[Prose, ...] = ()
    rows: tuple[RowLine, ...] = ()
    chosen: str = ""
    can_add: bool = False


@dataclass(frozen=True, slots=True)
class DeskState:
    """What stands over the tables: which playbook, how it stands, what may be done with it.

    Attributes
    ----------
    kept : Prose
        Edits of the last time that wait for a word; "" where none do.
    can_take_up : bool
        Whether they fit the files as they are.
    """

    title: Prose = ""
    standing: Prose = ""
    edits: Prose = ""
    faults: Prose = ""
    kept: Prose = ""
    can_take_up: bool = False
    can_undo: bool = False
    can_redo: bool = False
    can_save: bool = False
    is_open: bool = False
