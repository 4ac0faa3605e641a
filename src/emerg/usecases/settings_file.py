"""``settings.toml``: every setting as it stands, and one of them changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from emerg.errors import DataError, Findings, Problem
from emerg.records import check_table
from emerg.textfiles import read_toml
from emerg.usecases.files import write_files
from emerg.usecases.settings import FILE, SETTINGS, Setting

T = TypeVar("T")
UNREAD = "settings-unread.toml"


@dataclass(frozen=True, slots=True)
class Values:
    """What somebody has set, by key; all else is as it was shipped.

    Attributes
    ----------
    wrong : frozenset of str
        Keys whose value cannot be read, so that the shipped one holds for now.
    """

    held: Mapping[str, Any] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()

    def __getitem__(self, setting: Setting[T]) -> T:
        return cast(T, self.held.get(setting.key, setting.default))


def read_settings(home: Path) -> tuple[Values, tuple[Problem, ...]]:
    """The settings in `home`, and what of them cannot be read.

    What is wrong with one key, or a key of a newer version, does not make the others forgotten.
    """
    path = home / FILE
    if not path.exists():
        return Values(), ()
    findings = Findings()
    table = read_toml(path, findings)
    if table is None:
        return Values({}, frozenset(one.key for one in SETTINGS)), tuple(findings.problems)
    check_table({one.key: Any for one in SETTINGS}, table, str(path), findings)
    held: dict[str, Any] = {}
    wrong: set[str] = set()
    for one in (one for one in SETTINGS if one.key in table):
        own = Findings()
        value = one.checked(table[one.key], str(path), own)
        findings.problems += own.problems
        if own.problems:
            wrong.add(one.key)
        else:
            held[one.key] = value
    return Values(held, frozenset(wrong)), tuple(findings.problems)


def write_settings(home: Path, changed: Mapping[Setting[Any], object]) -> None:
    """Keep what has `changed` in `home`, whole or not at all; None: as it was shipped.

    All else in the file stays as it is, down to a person's remarks and the keys of a newer
    version. A file that is no TOML is kept beside the new one.

    Raises
    ------
    OutputError, DataError
        The file cannot be written; or what stands there cannot be read, and would be lost.
    """
    import tomlkit

    path = home / FILE
    findings = Findings()
    # Read as the program reads it, so that what one takes for TOML the other does too.
    there = path.exists() and read_toml(path, findings) is not None
    text = path.read_text(encoding="utf-8-sig") if there else ""
    table = tomlkit.parse(text)
    for setting, value in changed.items():
        if value is None:
            table.pop(setting.key, None)
        else:
            table[setting.key] = list(value) if isinstance(value, tuple) else value
    files = {FILE: tomlkit.dumps(table).encode()}
    if path.is_file() and not there:
        files[UNREAD] = _content(path, findings)
    write_files(home, files)


def _content(path: Path, findings: Findings) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(findings.problems) from error
