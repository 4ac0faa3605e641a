"""The rule of the house for whatever a stranger sends.

A reader returns, or raises `EmergError` that can be told in both languages on any terminal. It
writes nothing outside its folder, and where it refuses nothing at all.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from emerg.errors import EmergError, Problem, told
from emerg.texts import LANGS

MOST_SHOWN = 200_000  # characters of a refusal: a screen, not a book
Tree = dict[str, bytes | None]


@cache
def bench() -> Path:
    """A folder of this process, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="emerg-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def room() -> Iterator[Path]:
    """An empty folder for one input."""
    folder = bench() / "room" / "inner"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    outside = [path.name for path in folder.parent.iterdir() if path != folder]
    assert not outside, f"written outside its folder: {outside}"


@contextmanager
def refusing() -> Iterator[None]:
    """Lets a refusal pass, once it has been told."""
    try:
        yield
    except EmergError as error:
        tell(error.problems)


def tell(problems: Iterable[Problem]) -> None:
    """Say `problems` as the command line would."""
    for problem in list(problems)[:100]:
        for lang in LANGS:
            words = told(problem, lang)
            words.encode()  # what a terminal cannot take is no message
            assert len(words) < MOST_SHOWN, f"a refusal of {len(words)} characters"


def tree(folder: Path) -> Tree:
    """Every file below `folder` with its content, and every folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
