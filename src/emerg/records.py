"""Strict reading of tables into frozen dataclasses; every problem of a file in one go.

A dataclass is the format: its field names are the keys, its types what may stand there, a field
without a default is compulsory. `Annotated[float, ABOVE_ZERO]` narrows a number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from emerg.errors import Findings
from emerg.texts import Bilingual, Prose, Text
from emerg.values import in_words, plain, reckonable, refuse_hidden

T = TypeVar("T")
MOST_KEYS = 10  # unknown keys of one table that are told one by one


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
    keys = _keys(cast(type, kind))
    _refuse_unknown(table, keys, where, findings)
    values: dict[str, Any] = {}
    for name, key in keys.items():
        if name in table:
            values[name] = key.read(table[name], f"{where}, {name}", findings)
        elif key.compulsory:
            findings.add(
                Text("'{key}' is missing", key=name), where, Text("add {key} = …", key=name)
            )
    return kind(**values) if len(findings.problems) == before else None


def check_table(
    types: Mapping[str, Any], table: Mapping[str, Any], where: str, findings: Findings
) -> dict[str, Any]:
    """`table` with every value as its key's type in `types` says; other keys are refused."""
    _refuse_unknown(table, types, where, findings)
    return {
        key: _reader(types[key])(value, f"{where}, {key}", findings)
        for key, value in table.items()
        if key in types
    }


def _refuse_unknown(
    table: Mapping[str, Any], known: Mapping[str, Any], where: str, findings: Findings
) -> None:
    if table.keys() <= known.keys():
        return
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


# What stands in a file, where it stands, and the findings: the value as a type wants it; with a
# finding, and as it is, where that cannot be.
Reader: TypeAlias = Callable[[Any, str, Findings], Any]


@dataclass(frozen=True, slots=True)
class _Key:
    read: Reader
    compulsory: bool


@cache
def _keys(kind: type) -> dict[str, _Key]:
    """The keys of a table that becomes a `kind`, in order; worked out once, read by thousands."""
    types = get_type_hints(kind, include_extras=True)
    return {
        one.name: _Key(
            _reader(types[one.name]), one.default is MISSING and one.default_factory is MISSING
        )
        for one in fields(kind)
    }


def _reader(wanted: Any) -> Reader:
    """What reads a value as a `wanted`."""
    origin, args = get_origin(wanted), get_args(wanted)
    if origin is Annotated:
        return partial(_within, _reader(args[0]), [a for a in args[1:] if isinstance(a, Range)])
    if origin in (Union, UnionType):
        return _either(args)
    if origin is Literal:
        return partial(_choice, args)
    if origin is tuple:
        each = args[:1] if args[1:] == (Ellipsis,) else args
        return partial(_items, tuple(map(_reader, each)), each != args)
    if origin in (dict, Mapping):
        return partial(_mapping, _reader(args[1]))
    if wanted is Bilingual:
        return _bilingual
    if is_dataclass(wanted):
        return partial(_nested, cast(type, wanted))
    return partial(plain, wanted)


def _nested(kind: type[T], value: Any, where: str, findings: Findings) -> T | None:
    return record(kind, value, where=where, findings=findings)


def _bilingual(value: Any, where: str, findings: Findings) -> Bilingual | None:
    """Both languages in a table, or one text for both."""
    if isinstance(value, str):
        return Bilingual(plain(str, value, where, findings))
    return record(Bilingual, value, where=where, findings=findings)


def _within(
    read: Reader, limits: Sequence[Range], value: Any, where: str, findings: Findings
) -> Any:
    value = read(value, where, findings)
    if isinstance(value, int | float) and not isinstance(value, bool) and reckonable(value):
        for limit in limits:
            if not limit.holds(value):
                findings.add(
                    Text("{value} cannot be", value=f"{value:g}"),
                    where,
                    Text("write a number {range}", range=limit.words()),
                )
    return value


def _either(options: Sequence[Any]) -> Reader:
    """What reads a value as the first of `options` that it fits."""
    readers = [(_reader(one), _numeric(one)) for one in options if one is not NoneType]
    if len(readers) < len(options):
        return partial(_if_any, readers[0][0] if len(readers) == 1 else partial(_one_of, readers))
    return partial(_one_of, readers)


def _if_any(read: Reader, value: Any, where: str, findings: Findings) -> Any:
    return None if value is None else read(value, where, findings)


def _one_of(
    readers: Sequence[tuple[Reader, bool]], value: Any, where: str, findings: Findings
) -> Any:
    tried: list[tuple[int, Findings]] = []
    for read, numeric in readers:
        attempt = Findings()
        found = read(value, where, attempt)
        if not attempt.problems:
            return found
        # What is wrong with a number is said as of a number, not as of a word.
        unlike = isinstance(value, int | float) and not numeric
        tried.append((len(attempt.problems) + unlike, attempt))
    findings.problems += min(tried, key=lambda t: t[0])[1].problems
    return value


def _numeric(wanted: Any) -> bool:
    return (get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted) in (int, float)


def _choice(options: Sequence[Any], value: Any, where: str, findings: Findings) -> Any:
    if value not in options:
        said = value if isinstance(value, str) else in_words(value)
        near = get_close_matches(said, [str(o) for o in options], n=1)
        fix = (
            Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("one of: {known}", known=_some(map(str, options)))
        )
        findings.add(Text("'{key}' is not known here", key=said), where, fix)
    return value


def _items(
    readers: tuple[Reader, ...], open_ended: bool, value: Any, where: str, findings: Findings
) -> Any:
    """As many as stand there, all read alike; or else so many, each as it is to be read."""
    if not isinstance(value, list | tuple):
        findings.add(
            Text("{value} does not fit here", value=in_words(value)),
            where,
            Text("write a list, in square brackets"),
        )
        return ()
    if not open_ended and len(value) != len(readers):
        findings.add(
            Text("{n} values stand here", n=len(value)),
            where,
            Text("write {n} values", n=len(readers)),
        )
        return ()
    each = readers * len(value) if open_ended else readers
    return tuple(
        read(item, f"{where} {number}", findings)
        for number, (read, item) in enumerate(zip(each, value, strict=True), start=1)
    )


def _mapping(read: Reader, value: Any, where: str, findings: Findings) -> Any:
    if not isinstance(value, Mapping):
        findings.add(Text("a table is expected here"), where, Text("write it as key = value pairs"))
        return {}
    for key in value:
        refuse_hidden(str(key), where, findings)
    return {key: read(item, f"{where}.{key}", findings) for key, item in value.items()}
