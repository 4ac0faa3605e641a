"""Figures given as one number or as a range."""

from emerg.errors import InputError
from emerg.texts import Text


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
