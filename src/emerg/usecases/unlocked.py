"""Where an office's own lists and plans are, and which plans hold telephone numbers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from emerg.errors import Problem
from emerg.playbooks.plan_numbers import count_in_plan
from emerg.playbooks.read import PLAN
from emerg.playbooks.shelf import KINDS, Entry, entries_in, is_shipped, own_roots
from emerg.resources.unlocked import unlocked_problem
from emerg.usecases.resources import Sources, list_paths


def own_lists(sources: Sources) -> Iterator[Path]:
    """Every list of the office, also one behind another with the same id; none of the program."""
    seen = dict.fromkeys(path.resolve() for path in list_paths(sources))
    yield from (path for path in seen if not is_shipped(path))


def own_plans(sources: Sources) -> Iterator[Entry]:
    """Every playbook of the office; none of the program."""
    for root in own_roots(sources.playbooks, sources.environ, sources.home):
        for kind in KINDS:
            yield from entries_in(root, kind)


def unlocked_plans(
    explicit: Path | None, environ: Mapping[str, str], home: Path
) -> tuple[Problem, ...]:
    """What to tell of each of the office's own plans with numbers in it.

    Raises
    ------
    InputError
        A folder that was named does not exist or holds no playbooks.
    """
    plans = own_plans(Sources(None, explicit, environ, home))
    counts = ((entry.folder, count_in_plan(entry)) for entry in plans)
    return tuple(unlocked_problem(str(folder / PLAN), count) for folder, count in counts if count)
