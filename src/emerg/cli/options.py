"""Options that several commands share, and their value types."""

from collections.abc import Callable
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import click

from emerg.cli.speech import option
from emerg.errors import InputError
from emerg.texts import Prose, Text

F = TypeVar("F", bound=Callable[..., Any])


def refuse(what: Prose, param: click.Parameter | None, fix: Prose) -> InputError:
    """A wrong value as what, where (the option) and fix."""
    where = "/".join(param.opts) if param is not None else "—"
    return InputError(what, where=where, fix=fix)


class Number(click.ParamType[float]):
    """A finite number, at least `low`, or above it where `above` is set."""

    name = "number"

    def __init__(self, low: float | None = None, *, above: bool = False) -> None:
        self.low = low
        self.above = above

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            number = float(value)
        except (TypeError, ValueError) as error:
            raise refuse(
                Text("'{value}' is not a number", value=value),
                param,
                Text("write digits, with a point for decimals"),
            ) from error
        if not isfinite(number):
            raise refuse(
                Text("{value} is not a figure", value=value),
                param,
                Text("write a finite number"),
            )
        low = self.low
        if low is not None and (number < low or (self.above and number == low)):
            bound = Text("above {low}", low=f"{low:g}")
            if not self.above:
                bound = Text("{low} or more", low=f"{low:g}")
            raise refuse(
                Text("{value} cannot be", value=f"{number:g}"),
                param,
                Text("write a number {range}", range=bound),
            )
        return number


class Span(click.ParamType[Any]):
    """One number, or two as LOW,HIGH (`pair`); or one of `words`."""

    def __init__(self, *words: str, above: bool = False, pair: bool = True) -> None:
        self.words = words
        self.pair = pair
        self.number = Number(0.0, above=above)
        self.name = "|".join([*words, "N", *(["LOW,HIGH"] if pair else [])])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        if value.lower() in self.words:
            return value.lower()
        parts = [part.strip() for part in value.replace("，", ",").split(",")]
        if len(parts) > 1 + self.pair or not all(_is_number(part) for part in parts):
            raise self._unfit(value, param)
        found = [self.number.convert(part, param, ctx) for part in parts]
        return found[0] if len(found) == 1 else found

    def _unfit(self, value: str, param: click.Parameter | None) -> InputError:
        near = get_close_matches(value, self.words, n=1)
        words = ", ".join(self.words)
        fix = Text("write one number; or {words}", words=words)
        if near:
            fix = Text("did you mean '{near}'?", near=near[0])
        elif self.pair:
            fix = Text("write one number, or two as LOW,HIGH; or {words}", words=words)
        return refuse(Text("'{value}' does not fit here", value=value), param, fix)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


class OneOf(click.Choice[str]):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        super().__init__(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        near = get_close_matches(str(value), list(self.choices), n=1)
        raise refuse(
            Text("'{key}' is not known here", key=value),
            param,
            Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("one of: {known}", known=", ".join(self.choices)),
        )


class LonLat(click.ParamType[tuple[float, float]]):
    """A position in any common spelling; without E/N or 东经/北纬 the longitude comes first."""

    name = "lon,lat"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        if not isinstance(value, str):
            found: tuple[float, float] = value
            return found
        from emerg.geodata.coordinates import parse_position

        return parse_position(value, where="/".join(param.opts) if param else "—")


class Folder(click.ParamType[Path]):
    """A folder to write to."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value).strip():
            raise refuse(
                Text("no folder is named"), param, Text("name the folder, for instance -o out")
            )
        return Path(value)


def out_option(function: F) -> F:
    """`-o` / `--out`: without it nothing is written."""
    return option("-o", "--out", type=Folder(), about=Text("Folder for the files."))(function)


def json_option(function: F) -> F:
    """`--json`, the same everywhere."""
    return option("--json", "as_json", is_flag=True, about=Text("Machine-readable output."))(
        function
    )


def lang_option(function: F) -> F:
    """`--lang`, also after the command."""
    return option("--lang", type=OneOf("zh", "en"), about=Text("Language of the answer."))(function)


def playbooks_option(function: F) -> F:
    """`--playbooks`, also after the command."""
    return option(
        "--playbooks",
        type=click.Path(path_type=Path),
        about=Text("Folder with playbooks, searched before all others."),
    )(function)


def resources_option(function: F) -> F:
    """`--resources`, the same everywhere."""
    return option(
        "--resources",
        type=click.Path(path_type=Path),
        about=Text("Office's folder, workbook, or folder with resources/; searched first."),
    )(function)
