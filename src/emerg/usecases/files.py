"""Write an answer's files whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from emerg.errors import OutputError, why
from emerg.texts import Text


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files` (name to content) into `folder`, replacing files of the same names.

    Each is made beside its place and renamed, so that a reader never meets half a file.

    Raises
    ------
    OutputError
        The folder cannot be made or written; nothing half-written is left.
    """
    made: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            made.append((_beside(folder, content), folder / name))
        for temporary, final in made:
            temporary.replace(final)
    except OSError as error:
        for temporary, _final in made:
            temporary.unlink(missing_ok=True)
        raise _unwritten(folder, error) from error
    return [final for _temporary, final in made]


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder within `folder` to make files in, for `move_into`; gone at the end, files and all.

    Raises
    ------
    OutputError
        The folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder, prefix=".emerg-"))
    except OSError as error:
        raise _unwritten(folder, error) from error
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def move_into(made: Path, folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The files of these `names` from `made` in the places of those in `folder`, one by one.

    Raises
    ------
    OutputError
        One cannot be replaced: on Windows, while somebody has it open.
    """
    for name in names:
        try:
            (made / name).replace(folder / name)
        except OSError as error:
            raise _unwritten(folder / name, error) from error
    return tuple(folder / name for name in names)


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(
        Text("the answer cannot be written ({reason})", reason=why(error)),
        where=str(path),
        fix=Text("choose another folder with --out, or make room and allow writing there"),
    )


def rewrite_files(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Put new content in the place of the old, by path: in all of `files` or in none.

    Raises
    ------
    OutputError
        A file has been changed meanwhile, or cannot be written; all are as they were.
    """
    made: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, (old, new) in files.items():
            if path.read_bytes() != old:
                raise _changed(path)
            made.append((_beside(path.parent, new), path))
            shutil.copymode(path, made[-1][0])
        for temporary, path in made:
            temporary.replace(path)
            done.append(path)
    except (OSError, OutputError) as error:
        for temporary, _path in made:
            temporary.unlink(missing_ok=True)
        for path in done:
            _beside(path.parent, files[path][0]).replace(path)
        if isinstance(error, OutputError):
            raise
        raise OutputError(
            Text("the file cannot be written ({reason})", reason=why(error)),
            where=", ".join(map(str, files)),
            fix=Text("make room and allow writing there, and close the files in it"),
        ) from error


def _changed(path: Path) -> OutputError:
    return OutputError(
        Text("somebody has changed the file meanwhile"),
        where=str(path),
        fix=Text("close it where it is open, and give the command again"),
    )


def _beside(folder: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".emerg-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
