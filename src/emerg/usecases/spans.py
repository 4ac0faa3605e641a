"""Figures given as one number or as a range."""

from emerg.errors import InputError
from emerg.texts import Prose, Text


def some(span: tuple[float, float], where: Prose) -> tuple[float, float]:
    """An amount that may have been spilled.

    Raises
    ------
    InputError
        It is nothing: every place below would be told that it has nothing to fear.
    """
    if span[1] <= 0:
        raise InputError(
            Text("an amount of 0 would close nothing"),
            where=where,
            fix=Text("write what may have leaked; leave empty if not known"),
        )
    return span


def pair(value: float | tuple[float, float], where: str) -> tuple[float, float]:
    """Low and high; a single figure is both.

    Raises
    ------
    InputError
        The larger figure comes first.
    """
    low, high = value if isinstance(value, tuple) else (value, value)
    if low > high:
        raise InputError(
            Text("{low} to {high} is not a range", low=f"{low:g}", high=f"{high:g}"),
            where=where,
            fix=Text("write the smaller figure first"),
        )
    return low, high
