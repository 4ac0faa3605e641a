"""Options that several commands share, and their value types."""

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import click

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
    """One number, or two as LOW,HIGH; or one of `words`."""

    name = "number|low,high"

    def __init__(self, *words: str, low: float = 0.0, above: bool = False) -> None:
        self.words = words
        self.number = Number(low, above=above)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str) or value in self.words:
            return value
        parts = [self.number.convert(part, param, ctx) for part in value.split(",")]
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            return parts
        raise refuse(
            Text("'{value}' does not fit here", value=value),
            param,
            Text("write one number, or two as LOW,HIGH; or {words}", words=", ".join(self.words)),
        )


class LonLat(click.ParamType[tuple[float, float]]):
    """A position as LON,LAT in degrees."""

    name = "lon,lat"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        parts = str(value).replace("，", ",").split(",")
        if len(parts) != 2:
            raise refuse(
                Text("'{value}' is not a position", value=value),
                param,
                Text("write it as LON,LAT, for instance 91.13,29.65"),
            )
        lon, lat = (Number().convert(part.strip(), param, ctx) for part in parts)
        return lon, lat


def out_option(function: F) -> F:
    """`-o` / `--out`: without it nothing is written."""
    return click.option(
        "-o", "--out", type=click.Path(path_type=Path), help="Folder for the files."
    )(function)


def json_option(function: F) -> F:
    """`--json`, the same everywhere."""
    return click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")(
        function
    )


def lang_option(function: F) -> F:
    """`--lang`, also after the command."""
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), help="Language of the answer.", metavar="zh|en"
    )(function)


def playbooks_option(function: F) -> F:
    """`--playbooks`, also after the command."""
    return click.option(
        "--playbooks",
        type=click.Path(path_type=Path),
        help="Folder with playbooks, searched before all others.",
    )(function)
