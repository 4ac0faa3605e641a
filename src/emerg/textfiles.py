"""TOML and JSON files as plain values; what keeps a file from being read is a finding."""

import json
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from emerg.errors import Findings, why
from emerg.texts import Prose, Text

# What is read of a stranger's file. The greatest map that ships has 0.4 MB; a JSON text takes up
# to 25 times its size in memory, and a TOML text three seconds a megabyte.
FILE_LIMIT_BYTES = 16 * 1024**2
TOML_LIMIT_BYTES = 1024**2
# A key of so many parts is no key of ours, and takes memory by the square of its parts: 200 kB of
# "a.a.a…" fill a machine.
MOST_KEY_PARTS = 64
_KEY_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_DEEP_KEY = re.compile(rf"""(?<![\w."'-])(?:{_KEY_PART}){{{MOST_KEY_PARTS}}}""")
SIMPLIFY = Text("simplify its lines or split it")


def read_toml(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The table in the TOML file at `path`; None, with a finding, if it cannot be had."""
    content = read_content(path, TOML_LIMIT_BYTES, SIMPLIFY, findings)
    return None if content is None else toml_in(content, path, findings)


def toml_in(content: bytes, path: Path, findings: Findings) -> dict[str, Any] | None:
    """The same of the bytes of a file; `path` is for messages."""
    text = _decoded(content, path, findings)
    if text is None:
        return None
    deep = Text("the file is nested too deeply")
    flatten = Text("flatten it; no value needs it")
    if _DEEP_KEY.search(text):
        findings.add(deep, str(path), flatten)
        return None
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also of a whole number of more digits than Python reads
        findings.add(
            _not_toml(str(error)),
            str(path),
            Text("correct that line; strings stand in quotes, keys without"),
        )
    except RecursionError:
        findings.add(deep, str(path), flatten)
    return None


def _not_toml(reason: str) -> Text:
    """What the parser says, its place in words."""
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", reason, re.DOTALL)
    if found is None:
        return Text("the file is not TOML ({reason})", reason=reason)
    return Text(
        "the file is not TOML at line {line}, column {column} ({reason})",
        line=found[2],
        column=found[3],
        reason=found[1],
    )


def read_json(path: Path, findings: Findings) -> Any | None:
    """The value in the JSON file at `path`; None, with a finding, if it cannot be had."""
    content = read_content(path, FILE_LIMIT_BYTES, SIMPLIFY, findings)
    return None if content is None else json_in(content, path, findings)


def json_in(content: bytes, path: Path, findings: Findings) -> Any | None:
    """The same of the bytes of a file; `path` is for messages."""
    text = _decoded(content, path, findings)
    if text is None:
        return None
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        findings.add(
            Text("the file is not JSON ({reason})", reason=str(error)),
            str(path),
            Text("correct it at that place, or export it again as GeoJSON"),
        )
    return None


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a figure")


def read_text(path: Path, most_bytes: int, findings: Findings) -> str | None:
    """The text in the file at `path`; None, with a finding, if it cannot be had."""
    content = read_content(path, most_bytes, SIMPLIFY, findings)
    return None if content is None else _decoded(content, path, findings)


def _decoded(content: bytes, path: Path, findings: Findings) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.add(
            Text("the file is not UTF-8 text"),
            str(path),
            Text("save it again with the encoding UTF-8"),
        )
    return None


def read_content(
    path: Path, most_bytes: int, when_larger: Text, findings: Findings
) -> bytes | None:
    """The content of the regular file at `path`; None, with a finding, if it cannot be had.

    Parameters
    ----------
    when_larger : Text
        What to do with a file of more than `most_bytes`.
    """
    reason: Prose
    try:
        # A pipe would be waited for, a device never ends.
        if stat.S_ISREG(path.stat().st_mode) or path.is_dir():
            with path.open("rb") as file:
                content = file.read(most_bytes + 1)
            if len(content) <= most_bytes:
                return content
            limit = Text("the file is larger than {limit} MB", limit=most_bytes // 2**20)
            findings.add(limit, str(path), when_larger)
            return None
        reason = Text("it is a pipe or a device")
    except OSError as error:
        reason = why(error)
    findings.add(
        Text("the file cannot be read ({reason})", reason=reason),
        str(path),
        Text("check that it exists and may be read"),
    )
    return None
