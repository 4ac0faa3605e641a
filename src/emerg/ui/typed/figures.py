"""How much and how fast: one number or a range, with its unit."""

import re
from typing import Literal, TypeAlias

from emerg.errors import InputError
from emerg.response.incident import Amount, FlowWord, Reading
from emerg.texts import Prose, Text
from emerg.ui.typed.plain import not_known, plain

Unit: TypeAlias = Literal["kg", "t", "L", "m3"]

UNITS: dict[str, Unit] = {
    "kg": "kg",
    "千克": "kg",
    "公斤": "kg",
    "t": "t",
    "吨": "t",
    "l": "L",
    "升": "L",
    "m3": "m3",
    "m³": "m3",
    "立方米": "m3",
    "立方": "m3",
    "方": "m3",
}

HOW_MUCH, FLOW, DURATION = Text("3 How much"), Text("5 Flow"), Text("4 When, duration")

_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_RANGE = re.compile(
    rf"(?:约|大约|about|~)? ?(?P<low>{_NUMBER}) ?(?:(?:-|–|—|~|至|到|to) ?(?P<high>{_NUMBER}))?"
    r" ?(?P<ten>万)? ?(?P<unit>[^\d\s.]*(?:\d[^\d\s.]*)?)"
)


def read_range(text: str, where: Prose) -> tuple[float, float, str]:
    """Low, high and what stands behind them.

    Raises
    ------
    InputError
        Not one number or two, or the larger one first.

    Examples
    --------
    >>> read_range("约 8-20吨", HOW_MUCH), read_range("1.5万 L", HOW_MUCH)
    ((8.0, 20.0, '吨'), (15000.0, 15000.0, 'L'))
    """
    found = _RANGE.fullmatch(plain(text))
    if found is None:
        raise InputError(
            Text("'{value}' is not a number", value=text[:40]),
            where=where,
            fix=Text("write one number, or a range as 8-20; leave empty if not known"),
        )
    low, high = float(found["low"]), float(found["high"] or found["low"])
    if low > high:
        raise InputError(
            Text("{low} to {high} is not a range", low=f"{low:g}", high=f"{high:g}"),
            where=where,
            fix=Text("write the smaller figure first"),
        )
    times = 10_000.0 if found["ten"] else 1.0
    return low * times, high * times, found["unit"]


def read_amount(text: str, unit: Unit, purity: str) -> Amount | None:
    """The amount; a unit behind the number outranks `unit`; purity in per cent. None: not known."""
    if not_known(text):
        return None
    low, high, said = read_range(text, HOW_MUCH)
    if said and said.casefold() not in UNITS:
        raise InputError(
            Text("'{unit}' is not a unit of amount", unit=said),
            where=HOW_MUCH,
            fix=Text("use kg, t, L or m³"),
        )
    return Amount(low, high, UNITS.get(said.casefold(), unit), read_purity(purity))


def read_purity(text: str) -> float | None:
    """A share from per cent; None where nothing is said."""
    if not_known(text):
        return None
    found = re.fullmatch(rf"(?P<percent>{_NUMBER}) ?%?", plain(text))
    percent = float(found["percent"]) if found else 0.0
    if not 1.0 <= percent <= 100.0:
        raise InputError(
            Text("'{value}' is not a purity", value=text[:20]),
            where=HOW_MUCH,
            fix=Text("write it in per cent, from 1 to 100; leave empty if not known"),
        )
    return percent / 100.0


def read_flow(text: str, word: FlowWord) -> FlowWord | tuple[Reading, ...]:
    """The flow at the incident: a typed discharge outranks `word`."""
    if not_known(text):
        return word
    low, high, said = read_range(text, FLOW)
    if low <= 0 or said.casefold() not in ("", "m3/s", "m³/s", "m3", "方", "立方"):
        raise InputError(
            Text("'{value}' is not a flow", value=text[:40]),
            where=FLOW,
            fix=Text(
                "write m³/s above 0, one number or a range as 300-450; leave empty if not known"
            ),
        )
    return (Reading(low, high),)


def read_duration_h(text: str) -> float:
    """Hours of release; nothing typed is a release at once."""
    if not_known(text):
        return 0.0
    low, high, said = read_range(text, DURATION)
    if low != high or said.casefold() not in ("", "h", "小时", "时"):
        raise InputError(
            Text("'{value}' is not a duration", value=text[:20]),
            where=DURATION,
            fix=Text("write hours as one number; for a leak that goes on choose 'still leaking'"),
        )
    return low
