"""The files of a draft as text: what was edited is new, the rest is letter for letter as it was."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from emerg.errors import DataError, Problem
from emerg.playbooks.draft import Draft, Drop, Edit, File, Insert, names_of
from emerg.texts import Text

BOM = b"\xef\xbb\xbf"


def contents_of(draft: Draft) -> dict[File, bytes]:
    """Every file of `draft`; one without edits is the base's, byte for byte.

    Raises
    ------
    DataError
        A file is written in a way that the edits cannot be put into without losing something.
    """
    made: dict[File, bytes] = {}
    for file, content in draft.base.contents.items():
        edits = [edit for edit in draft.edits if edit.file == file]
        if not edits:
            made[file] = content
        elif file == "map":
            made[file] = _map(content, draft)
        else:
            made[file] = _toml(content, edits)
        _be_sure(made[file], draft, file)
    return made


def _be_sure(content: bytes, draft: Draft, file: File) -> None:
    """What will be read again must be what was meant: nothing else is ever written."""
    text = content.decode("utf-8-sig")
    again = json.loads(text) if file == "map" else tomllib.loads(text)
    if again != draft.tables[file]:
        raise DataError(
            [
                Problem(
                    Text("the file cannot be changed with everything else left as it is"),
                    str(draft.base.folder / names_of(draft.base.kind)[file]),
                    Text("write its tables one below the other, then edit it here again"),
                )
            ]
        )


def _map(content: bytes, draft: Draft) -> bytes:
    """The map with one feature on a line; a line that no edit has touched stays as it was."""
    text = content.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    before = json.loads(text)
    raw = [line.removesuffix(",") for line in lines[1:]]
    written = _lines_of(before["features"], raw)
    kept = {_line(value): line for value, line in zip(before["features"], written, strict=True)}
    made = [kept.get(line, line) for line in map(_line, draft.tables["map"]["features"])]
    head, tail = (
        _around(before, lines, len(written)) if written == raw[: len(written)] else ("", "")
    )
    if not head:
        others = {key: value for key, value in before.items() if key != "features"}
        head, tail = _line(others)[:-1] + ',"features":[', "]}" + end
    mark = BOM if content.startswith(BOM) else b""
    return mark + (head + end + f",{end}".join(made) + end + tail).encode()


def _around(before: Mapping[str, Any], lines: list[str], count: int) -> tuple[str, str]:
    """What stands above and below the features, where each has a line; nothing elsewhere."""
    head, tail = lines[0], lines[1 + count :]
    whole = head.rstrip().endswith("[") and "".join(tail).lstrip().startswith("]")
    end = "\n" if "\r" not in head else "\r\n"
    return (head, end.join(tail)) if whole and before["features"] else ("", "")


def _lines_of(features: list[Any], raw: list[str]) -> list[str]:
    """The line of each feature; made anew for all where a feature does not have its own."""
    try:
        own = [json.loads(line) for line in raw[: len(features)]] == features
    except ValueError:
        own = False
    return raw[: len(features)] if own else [_line(feature) for feature in features]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _toml(content: bytes, edits: list[Edit]) -> bytes:
    """The edits put into the text, with its comments and its order."""
    import tomlkit

    document = tomlkit.parse(content.decode("utf-8-sig"))
    for edit in edits:
        _apply(document, edit)
    mark = BOM if content.startswith(BOM) else b""
    return mark + tomlkit.dumps(document).encode()


def _apply(document: Any, edit: Edit) -> None:
    import tomlkit

    *above, key = edit.place
    holder = document
    for name in above:
        if not isinstance(name, int) and name not in holder:
            holder[name] = tomlkit.inline_table()
        holder = holder[name]
    if isinstance(edit, Drop):
        del holder[key]
    elif isinstance(edit, Insert) and isinstance(key, int):
        holder.insert(key, _row(edit.value, holder))
    else:
        holder[key] = _item(edit.value)


def _row(value: Any, rows: Any) -> Any:
    """A new row as the others are: a [[section]] of its own, or a table in one line."""
    import tomlkit

    if not isinstance(rows, tomlkit.items.AoT):
        return _item(value)
    table = tomlkit.table()
    for key, item in value.items():
        table[key] = _item(item)
    table.add(tomlkit.nl())
    return table


def _item(value: Any) -> Any:
    """A value as it stands in a line; lists of tables become sections."""
    import tomlkit

    if isinstance(value, Mapping) and value:
        pairs = (f"{tomlkit.key(k).as_string()} = {_item(v).as_string()}" for k, v in value.items())
        return tomlkit.value("{ " + ", ".join(pairs) + " }")
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        rows = tomlkit.aot()
        for one in value:
            rows.append(_row(one, rows))
        return rows
    return tomlkit.item(value)
