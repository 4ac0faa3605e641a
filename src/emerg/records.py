"""Strict reading of tables into frozen dataclasses; every problem of a file in one go.

A dataclass is the format: its field names are the keys, its types what may stand there, a field
without a default is compulsory. `Annotated[float, ABOVE_ZERO]` narrows a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from emerg.errors import Findings, discreet
from emerg.texts import Bilingual, Prose, Text
from emerg.texts.letters import hidden, shown

T = TypeVar("T")
MOST_KEYS = 10  # unknown keys of one table that are told one by one
LARGEST = 2**63  # the whole numbers of TOML end here


@dataclass(frozen=True, slots=True)
class Range:
    """The range a number must lie in."""

    low: float
    high: float = float("inf")
    low_open: bool = False

    def holds(self, value: float) -> bool:
        return (value > self.low if self.low_open else value >= self.low) and value <= self.high

    def words(self) -> Text:
        if self.high == float("inf"):
            words = Text("above {low}") if self.low_open else Text("{low} or more")
            return Text(words.msgid, low=f"{self.low:g}")
        return Text("between {low} and {high}", low=f"{self.low:g}", high=f"{self.high:.15g}")


ABOVE_ZERO = Range(0.0, low_open=True)
ZERO_OR_MORE = Range(0.0)
FRACTION = Range(0.0, 1.0)

Positive = Annotated[float, ABOVE_ZERO]
NotNegative = Annotated[float, ZERO_OR_MORE]
Fraction = Annotated[float, FRACTION]


def record(kind: type[T], table: object, *, where: str, findings: Findings) -> T | None:
    """A `kind` from `table`; None, with findings, where keys or values are not as they must be.

    Parameters
    ----------
    where : str
        File and record, for the reader of a finding.
    """
    if not isinstance(table, Mapping):
        findings.add(Text("a table is expected here"), where, Text("write it as key = value pairs"))
        return None
    before = len(findings.problems)
    types = _hints(cast(type, kind))
    _refuse_unknown(table, types, where, findings)
    values: dict[str, Any] = {}
    for spec in fields(cast(Any, kind)):
        if spec.name in table:
            values[spec.name] = _value(
                types[spec.name], table[spec.name], f"{where}, {spec.name}", findings
            )
        elif spec.default is MISSING and spec.default_factory is MISSING:
            findings.add(
                Text("'{key}' is missing", key=spec.name),
                where,
                Text("add {key} = …", key=spec.name),
            )
    return kind(**values) if len(findings.problems) == before else None


def check_table(
    types: Mapping[str, Any], table: Mapping[str, Any], where: str, findings: Findings
) -> dict[str, Any]:
    """`table` with every value as its key's type in `types` says; other keys are refused."""
    _refuse_unknown(table, types, where, findings)
    return {
        key: _value(types[key], value, f"{where}, {key}", findings)
        for key, value in table.items()
        if key in types
    }


def _refuse_unknown(
    table: Mapping[str, Any], known: Mapping[str, Any], where: str, findings: Findings
) -> None:
    unknown = [key for key in table if key not in known]
    for key in unknown[:MOST_KEYS]:
        near = get_close_matches(str(key), known, n=1)
        fix: Prose = (
            Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("remove it; known here: {known}", known=_some(known))
        )
        findings.add(Text("'{key}' is not known here", key=key), where, fix)
    if len(unknown) > MOST_KEYS:
        findings.add(
            Text("{n} more keys are not known here", n=len(unknown) - MOST_KEYS),
            where,
            Text("remove it; known here: {known}", known=_some(known)),
        )


def _some(names: Iterable[str], most: int = 24) -> str:
    """A list of names that a person still reads."""
    listed = list(names)
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _value(wanted: Any, value: Any, where: str, findings: Findings) -> Any:
    """`value` as a `wanted`; with a finding, and as it is, where that cannot be."""
    origin = get_origin(wanted)
    if origin is Annotated:
        base, *limits = get_args(wanted)
        return _within(limits, _value(base, value, where, findings), where, findings)
    if origin in (Union, UnionType):
        return _one_of(get_args(wanted), value, where, findings)
    if origin is Literal:
        return _choice(get_args(wanted), value, where, findings)
    if origin is tuple:
        return _items(get_args(wanted), value, where, findings)
    if origin in (dict, Mapping):
        return _mapping(get_args(wanted)[1], value, where, findings)
    if wanted is Bilingual and isinstance(value, str):
        return Bilingual(_plain(str, value, where, findings))
    if is_dataclass(wanted):
        return record(cast(type, wanted), value, where=where, findings=findings)
    return _plain(wanted, value, where, findings)


_WORDS: dict[Any, Text] = {
    float: Text("a number"),
    int: Text("a whole number"),
    str: Text("text in quotes"),
    bool: Text("true or false"),
    date: Text("a date, as 2026-11-24"),
    datetime: Text("a time, as 2026-11-24T03:00:00+08:00"),
}


def _plain(wanted: Any, value: Any, where: str, findings: Findings) -> Any:
    if wanted is Any:
        return value
    accepts = (int, float) if wanted is float else wanted
    fits = isinstance(value, accepts) and (wanted is bool or not isinstance(value, bool))
    if wanted is date and isinstance(value, str):
        return _date(value, where, findings)
    if not fits:
        # A telephone number without its quotes is not told, however short it is.
        shown = "…" if where.endswith("phone") else _shown(value)
        findings.add(
            Text("{value} does not fit here", value=shown),
            where,
            Text("write {wanted}", wanted=_WORDS.get(wanted, str(wanted))),
        )
        return value
    if isinstance(value, str):
        _refuse_hidden(value, where, findings)
    elif isinstance(value, int | float) and not _reckonable(value):
        what = Text("{value} is not a figure", value=_shown(value))
        findings.add(what, where, Text("write a finite number"))
        return value
    return float(value) if wanted is float else value


def _reckonable(value: float) -> bool:
    """Whether a number is finite, and not of a thousand digits."""
    return abs(value) < LARGEST if isinstance(value, int) else isfinite(value)


def _refuse_hidden(text: str, where: str, findings: Findings) -> None:
    letter = hidden(text)
    if letter:
        findings.add(
            Text("the text holds a control character (U+{code})", code=f"{ord(letter):04X}"),
            where,
            Text("type it anew: letters, digits and signs only"),
        )


def _shown(value: object) -> str:
    """A value as it stands in a file, as far as a person needs it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return discreet(shown(value))


def _date(value: str, where: str, findings: Findings) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        findings.add(
            Text("{value} does not fit here", value=_shown(value)),
            where,
            Text("write {wanted}", wanted=_WORDS[date]),
        )
        return None


def _within(limits: Sequence[Any], value: Any, where: str, findings: Findings) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and _reckonable(value):
        for limit in limits:
            if isinstance(limit, Range) and not limit.holds(value):
                findings.add(
                    Text("{value} cannot be", value=f"{value:g}"),
                    where,
                    Text("write a number {range}", range=limit.words()),
                )
    return value


def _one_of(options: Sequence[Any], value: Any, where: str, findings: Findings) -> Any:
    if value is None and NoneType in options:
        return None
    tried: list[tuple[int, Findings]] = []
    for option in (o for o in options if o is not NoneType):
        attempt = Findings()
        found = _value(option, value, where, attempt)
        if not attempt.problems:
            return found
        # What is wrong with a number is said as of a number, not as of a word.
        unlike = isinstance(value, int | float) and not _numeric(option)
        tried.append((len(attempt.problems) + unlike, attempt))
    findings.problems += min(tried, key=lambda t: t[0])[1].problems
    return value


def _numeric(wanted: Any) -> bool:
    return (get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted) in (int, float)


def _choice(options: Sequence[Any], value: Any, where: str, findings: Findings) -> Any:
    if value not in options:
        said = value if isinstance(value, str) else _shown(value)
        near = get_close_matches(said, [str(o) for o in options], n=1)
        fix = (
            Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("one of: {known}", known=_some(map(str, options)))
        )
        findings.add(Text("'{key}' is not known here", key=said), where, fix)
    return value


def _items(kinds: Sequence[Any], value: Any, where: str, findings: Findings) -> Any:
    if not isinstance(value, list | tuple):
        findings.add(
            Text("{value} does not fit here", value=_shown(value)),
            where,
            Text("write a list, in square brackets"),
        )
        return ()
    open_ended = len(kinds) == 2 and kinds[1] is Ellipsis
    if not open_ended and len(value) != len(kinds):
        findings.add(
            Text("{n} values stand here", n=len(value)),
            where,
            Text("write {n} values", n=len(kinds)),
        )
        return ()
    each = [kinds[0]] * len(value) if open_ended else kinds
    return tuple(
        _value(kind, item, f"{where} {number}", findings)
        for number, (kind, item) in enumerate(zip(each, value, strict=True), start=1)
    )


def _mapping(kind: Any, value: Any, where: str, findings: Findings) -> Any:
    if not isinstance(value, Mapping):
        findings.add(Text("a table is expected here"), where, Text("write it as key = value pairs"))
        return {}
    for key in value:
        _refuse_hidden(str(key), where, findings)
    return {key: _value(kind, item, f"{where}.{key}", findings) for key, item in value.items()}
