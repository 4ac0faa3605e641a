"""Data files that ship inside the package, read strictly."""

from importlib.resources import as_file, files
from typing import TypeVar

from emerg.errors import Findings
from emerg.records import record
from emerg.textfiles import read_toml

T = TypeVar("T")


def shipped(kind: type[T], package: str, name: str) -> T:
    """The table in ``data/`` of `package`, in the file `name`.

    Raises
    ------
    DataError
        Every problem of the file.
    """
    findings = Findings()
    with as_file(files(package) / "data" / name) as path:
        table = record(kind, read_toml(path, findings), where=str(path), findings=findings)
    findings.raise_any()
    assert table is not None
    return table
