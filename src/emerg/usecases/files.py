"""Write an answer's files whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
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
        raise OutputError(
            Text("the answer cannot be written ({reason})", reason=why(error)),
            where=str(folder),
            fix=Text("choose another folder with --out, or make room and allow writing there"),
        ) from error
    return [final for _temporary, final in made]


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
