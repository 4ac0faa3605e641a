"""The fields of a record as a form or a sheet has them: one line of text each, both ways.

They come from the dataclasses that the strict reader checks against, so that a form asks for what
a file may hold and nothing else. A text that does not fit stays text: the reader then says why.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from emerg.errors import InputError
from emerg.geodata.coordinates import parse_position
from emerg.playbooks.attributes import TYPES
from emerg.texts import Bilingual

Sort: TypeAlias = Literal["text", "number", "flag", "date", "choice", "list", "point", "fixed"]
POINT = ("geometry",)
FLAGS = {True: "yes", False: "no"}
DIGITS = 5  # of degrees: a metre
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
_BETWEEN = re.compile(r"\s*[,，、;；]\s*")


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a record.

    Attributes
    ----------
    place : tuple of str
        Its keys from the record down.
    choices : tuple of str
        All that may stand there; empty where it is free.
    needed : bool
        Without it the record cannot be read.
    number : bool
        Of a list: its items are numbers.
    """

    place: tuple[str, ...]
    sort: Sort
    choices: tuple[str, ...] = ()
    needed: bool = False
    number: bool = False

    @property
    def key(self) -> str:
        return ".".join(self.place)


@cache
def inputs_of(kind: type) -> tuple[Input, ...]:
    """The fields of a record of `kind`, in the order of its schema."""
    return tuple(_inputs(kind, ()))


def attribute_inputs(above: tuple[str, ...] = ("attributes",)) -> tuple[Input, ...]:
    """Every attribute that a place of a river may carry."""
    return tuple(Input((*above, key), _sort(wanted)) for key, wanted in TYPES.items())


def _inputs(kind: type, above: tuple[str, ...]) -> Iterator[Input]:
    hints = get_type_hints(kind, include_extras=True)
    for spec in fields(kind):
        yield from _input(hints[spec.name], (*above, spec.name), _needed(spec))


def _needed(spec: Field[Any]) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING


def _input(wanted: Any, place: tuple[str, ...], needed: bool) -> Iterator[Input]:
    options = [option for option in _options(wanted) if option is not NoneType]
    needed = needed and NoneType not in _options(wanted)
    only = options[0] if len(options) == 1 else None
    if only is Bilingual:
        yield Input((*place, "zh"), "text", needed=needed)
        yield Input((*place, "en"), "text")
    elif isinstance(only, type) and is_dataclass(only):
        for below in _inputs(only, place):
            yield Input(below.place, below.sort, below.choices, False, below.number)
    elif all(get_origin(option) is Literal for option in options):
        words = (str(word) for option in options for word in get_args(option))
        yield Input(place, "choice", tuple(dict.fromkeys(words)), needed)
    elif only is not None:
        sort = _sort(only)
        number = sort == "list" and _sort(get_args(only)[0]) == "number"
        yield Input(place, sort, (), needed, number)
    elif set(map(_sort, options)) <= {"number", "list"}:  # a figure or a range
        yield Input(place, "list", (), needed, number=True)
    else:
        yield Input(place, "text", (), needed)


def _options(wanted: Any) -> tuple[Any, ...]:
    plain = get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted
    return get_args(plain) if get_origin(plain) in (Union, UnionType) else (plain,)


def _sort(wanted: Any) -> Sort:
    plain = get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        return "fixed" if isinstance(item, type) and is_dataclass(item) else "list"
    if get_origin(plain) in (dict, Mapping):
        return "fixed"
    sorts: dict[Any, Sort] = {float: "number", int: "number", bool: "flag", date: "date"}
    return sorts.get(plain, "text")


def text_of(one: Input, value: Any) -> str:
    """A value as the line of text that `value_of` takes for the same value; "" for none."""
    if value is None:
        return ""
    if one.sort == "point":
        return _point_text(value)
    if isinstance(value, bool):
        return FLAGS[value]
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _point_text(geometry: Any) -> str:
    at = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if not isinstance(at, list) or geometry.get("type") != "Point":
        return ""
    return ", ".join(f"{degrees:.{DIGITS}f}" for degrees in at[:2])


def is_fixed(one: Input, value: Any) -> bool:
    """Whether a value is more than a line of text can say: it is shown, not edited."""
    if one.sort == "point":
        return value is not None and not _point_text(value)
    nested = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, list | dict) for item in value)
    )
    return one.sort == "fixed" or nested


def value_of(one: Input, text: str, words: Mapping[str, str], *, as_json: bool) -> Any:
    """What a line of text means; None for an empty one, the text itself where it does not fit.

    Parameters
    ----------
    words : mapping of str to str
        The key for each word of a choice, in every language.
    as_json : bool
        Whether it stands in a file that has no dates of its own.

    >>> width = Input(("width_m",), "number")
    >>> [value_of(width, text, {}, as_json=True) for text in ("12", " 12.50 ", "wide", "")]
    [12, 12.5, 'wide', None]
    """
    plain = text.strip()
    if not plain:
        return None
    if one.sort == "list":
        return _list_of(one, plain)
    if one.sort == "date" and not as_json:
        return _date_of(plain)
    if one.sort == "point":
        return _geometry_of(plain)
    if one.sort == "number":
        return _number_of(plain)
    if one.sort == "flag":
        return {word: flag for flag, word in FLAGS.items()}.get(words.get(plain, plain), plain)
    return words.get(plain, plain) if words else text.strip()


def _list_of(one: Input, text: str) -> Any:
    items = [item for item in _BETWEEN.split(text) if item]
    if not one.number:
        return items
    figures = [_number_of(item) for item in items]
    return figures[0] if len(figures) == 1 and one.place[-1] == "value" else figures


def _number_of(text: str) -> Any:
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("+-").isdigit() else float(text)


def _date_of(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _geometry_of(text: str) -> Any:
    """A point; what cannot be one stays as it was typed, for `point_problem` to tell."""
    try:
        lon, lat = parse_position(text)
    except InputError:
        return text
    return {"type": "Point", "coordinates": [round(lon, DIGITS), round(lat, DIGITS)]}
