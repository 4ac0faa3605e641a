"""Changing what was parsed, so that the change gets past the parser; and blind changes of bytes."""

import json
import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, time
from random import Random
from typing import Any

Blunt = Callable[[bytes], bytes]
MOST_BYTES = 64 * 1024

TEXTS = (
    "", " ", "\x00", "\x1b[2J", "\u202e\u2066", "<b>&lt;</b>", "=1+1", "../../x", "/", "\ud800",
    "\ufffe", "ﷺ" * 30, "9" * 400, "{x}", "%s", "\n", "a\nb", "0", "-0", "nan", "1e999", "१२", "²",
    "lhasa", "g318-lhasa", "unknown", "ongoing", "K4820+300", "2026-02-30", "0001-01-01",
    "9999-12-31T23:59:59", "0001-01-01T00:00:00+23:59", "1" * 5000, "x" * 3000,
)  # fmt: skip
NUMBERS = (
    0, -1, 1, 2, 12, 255, 2**31, 2**53 + 1, 2**63, 2**64, 10**400, -(10**400), 0.0, -0.0, 1e-320,
    1e308, -1e308, float("inf"), float("-inf"), float("nan"), 0.1, 91.1, 29.6, 1e15, 180.0,
)  # fmt: skip
MOMENTS = (
    date(1, 1, 1), date(9999, 12, 31), time(3, 4), datetime.fromisoformat("0001-01-01T00:00"),
    datetime.fromisoformat("2026-11-25T02:40+08:00"), datetime.fromisoformat("2026-11-25T02:40"),
)  # fmt: skip


def hostile(rng: Random, *, moments: bool = False) -> Any:
    """A value nobody would write."""
    kinds: list[Callable[[], Any]] = [
        lambda: rng.choice(TEXTS),
        lambda: rng.choice(NUMBERS),
        lambda: rng.choice((True, False, None, [], {}, [[]], [{}], {"": 1}, [None])),
        lambda: nest(rng.randrange(1, 200)),
        lambda: [rng.choice(NUMBERS) for _ in range(rng.randrange(14))],
    ]
    if moments:
        kinds.append(lambda: rng.choice(MOMENTS))
    return rng.choice(kinds)()


def nest(depth: int) -> Any:
    """Lists in lists."""
    value: Any = 0.0
    for _ in range(depth):
        value = [value]
    return value


def tree(value: Any, rng: Random, *, moments: bool = False) -> Any:
    """A copy of `value`, made of tables and lists, with one to four things in it changed."""
    root = [deepcopy(value)]
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        places = _places(root)
        if not places:
            break
        holder, key = rng.choice(places)
        _change(holder, key, places, rng, moments)
    return root[0] if root else None


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) below `value`."""
    found: list[tuple[Any, Any]] = []
    todo = [value]
    while todo:
        holder = todo.pop()
        pairs = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
        found += [(holder, key) for key, _item in pairs]
        todo += [item for _key, item in pairs if isinstance(item, dict | list)]
    return found


def _change(
    holder: Any, key: Any, places: list[tuple[Any, Any]], rng: Random, moments: bool
) -> None:
    try:
        match rng.randrange(8):
            case 0:
                del holder[key]
            case 1:
                other, at = rng.choice(places)
                holder[key] = deepcopy(other[at])
            case 2 if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case 2:
                holder[str(rng.choice(TEXTS))] = deepcopy(holder[key])
            case 3 if isinstance(holder[key], int | float) and not isinstance(holder[key], bool):
                holder[key] = holder[key] * rng.choice((-1, 0, 0.5, 1.0001, 10, 1e6)) + rng.choice(
                    (0, 0, 1, -1)
                )
            case 4 if isinstance(holder[key], str):
                holder[key] = _spliced(holder[key], rng)
            case _:
                holder[key] = hostile(rng, moments=moments)
    except (KeyError, IndexError, OverflowError):
        return  # an earlier change took it away, or it is too large to be reckoned with


def _spliced(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(TEXTS) + text[at + rng.randrange(3) :]


def json_member(content: bytes, rng: Random) -> bytes:
    """A JSON text, changed; as it is where it is none."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return content
    try:
        text = json.dumps(tree(value, rng), ensure_ascii=rng.random() < 0.5)
    except (ValueError, RecursionError):
        return content
    return text.encode(errors="replace")


def toml_member(content: bytes, rng: Random) -> bytes:
    """A TOML text, changed; as it is where it is none."""
    try:
        value = tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        return content
    try:
        changed = tree(value, rng, moments=True)
        return toml(changed if isinstance(changed, dict) else value)
    except (ValueError, RecursionError):
        return content


def toml(table: dict[str, Any]) -> bytes:
    """A table as TOML, each key on a line of its own."""
    lines = (f"{_quoted(key)} = {_inline(value)}\n" for key, value in table.items())
    return "".join(lines).encode(errors="replace")


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(k)} = {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return _quoted(value) if isinstance(value, str) else repr(value or 0.0)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def havoc(rng: Random) -> Blunt:
    """Blind changes, for where libFuzzer is not there to make them."""

    def change(data: bytes) -> bytes:
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 4, 16))):
            at = rng.randrange(len(changed) + 1)
            match rng.randrange(5):
                case 0:
                    changed[at:at] = rng.choice(TEXTS).encode(errors="replace")[:100]
                case 1:
                    del changed[at : at + rng.choice((1, 1, 4, 100))]
                case 2 if changed:
                    changed[at % len(changed)] = rng.randrange(256)
                case 3 if changed:
                    changed[at % len(changed)] ^= 1 << rng.randrange(8)
                case _:
                    changed[at:at] = changed[at // 2 : at // 2 + rng.randrange(64)]
        return bytes(changed[:MOST_BYTES])

    return change
