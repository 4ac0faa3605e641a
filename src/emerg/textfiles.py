"""TOML and JSON files as plain values; what keeps a file from being read is a finding."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from emerg.errors import Findings, why
from emerg.texts import Text

FILE_LIMIT_BYTES = 64 * 1024 * 1024


def read_toml(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The table in the TOML file at `path`; None, with a finding, if it cannot be had."""
    text = _read_text(path, findings)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        findings.add(
            _not_toml(str(error)),
            str(path),
            Text("correct that line; strings stand in quotes, keys without"),
        )
    except RecursionError:
        findings.add(
            Text("the file is nested too deeply"), str(path), Text("flatten it; no value needs it")
        )
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
    text = _read_text(path, findings)
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


def _read_text(path: Path, findings: Findings) -> str | None:
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            findings.add(
                Text("the file is larger than {limit} MB", limit=FILE_LIMIT_BYTES // 2**20),
                str(path),
                Text("simplify its lines or split it"),
            )
            return None
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        findings.add(
            Text("the file cannot be read ({reason})", reason=why(error)),
            str(path),
            Text("check that it exists and may be read"),
        )
    except UnicodeDecodeError:
        findings.add(
            Text("the file is not UTF-8 text"),
            str(path),
            Text("save it again with the encoding UTF-8"),
        )
    return None
