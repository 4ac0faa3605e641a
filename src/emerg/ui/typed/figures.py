"""How much and how fast: one number or a range, with its unit."""

import re

from emerg.errors import InputError
from emerg.response.incident import Amount, Reading
from emerg.response.said_words import FlowWord
from emerg.texts import Prose, Text
from emerg.ui.typed.answers import Unit
from emerg.ui.typed.plain import in_figures, not_known, plain
from emerg.usecases.spans import some

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

FLOW_TYPED: dict[FlowWord, frozenset[str]] = {
    "low": frozenset({"low", "l", "枯", "枯水", "低", "k"}),
    "mean": frozenset({"mean", "m", "平", "平水", "中", "p"}),
    "high": frozenset({"high", "h", "丰", "丰水", "高", "f"}),
}

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?|\.\d+"
_RANGE = re.compile(
    rf"(?:约|大约|about|~)? ?(?P<low>{_NUMBER}) ?"
    rf"(?:(?P<same>[^\d\s.,~–—-]*?) ?(?:-|–|—|~|至|到|to) ?(?P<high>{_NUMBER}))?"
    r" ?(?P<ten>万)? ?(?P<unit>[^\d\s.,]*(?:\d[^\d\s.,]*)?)"
)
ONE_OR_RANGE = Text("write one number, or a range as 8-20; leave empty if not known")
A_FLOW = Text("write low, mean or high, or m³/s above 0 as 412 or 300-450; empty if not known")
_NEGATIVE = re.compile(r"[-−–] ?[\d.]")
_ABOUT = re.compile(r" ?(?:左右|上下)$")


def read_range(text: str, where: Prose, advice: Text = ONE_OR_RANGE) -> tuple[float, float, str]:
    """Low, high and what stands behind them.

    Raises
    ------
    InputError
        Not one number or two, or the larger one first.

    Examples
    --------
    >>> read_range("约 8-20吨", HOW_MUCH), read_range("1.5万 L", HOW_MUCH)
    ((8.0, 20.0, '吨'), (15000.0, 15000.0, 'L'))
    >>> read_range("八吨到二十吨", HOW_MUCH), read_range("20,000", HOW_MUCH)
    ((8.0, 20.0, '吨'), (20000.0, 20000.0, ''))
    """
    said = _ABOUT.sub("", in_figures(plain(text)))
    if _NEGATIVE.match(said):
        raise InputError(Text("'{value}' is below 0", value=text[:40]), where=where, fix=advice)
    found = _RANGE.fullmatch(said)
    if found is None or (found["same"] and found["same"] != found["unit"]):
        raise InputError(
            Text("'{value}' is not a number", value=text[:40]),
            where=where,
            fix=advice,
        )
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    if low > high:
        raise InputError(
            Text("{low} to {high} is not a range", low=f"{low:g}", high=f"{high:g}"),
            where=where,
            fix=Text("write the smaller figure first"),
        )
    times = 10_000.0 if found["ten"] else 1.0
    return low * times, high * times, found["unit"]


def _number(figures: str) -> float:
    return float(figures.replace(",", ""))


def read_amount(text: str, unit: Unit, purity: str) -> Amount | None:
    """The amount; a unit behind the number outranks `unit`; purity in per cent. None: not known."""
    if not_known(text):
        return None
    low, high, said = read_range(text, HOW_MUCH)
    some((low, high), HOW_MUCH)
    if said and said.casefold() not in UNITS:
        raise InputError(
            Text("'{unit}' is not a unit of amount", unit=said),
            where=HOW_MUCH,
            fix=Text("use kg, t, L or m³"),
        )
    return Amount(low, high, UNITS.get(said.casefold(), unit), read_purity(purity))


def typed_unit(text: str, unit: Unit) -> Unit:
    """The unit that holds: the one behind the number, else `unit`.

    >>> typed_unit("10-25 m3", "t"), typed_unit("8", "t"), typed_unit("many", "t")
    ('m3', 't', 't')
    """
    try:
        found = read_amount(text, unit, "")
    except InputError:
        return unit
    return unit if found is None else found.unit


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


def flow_word(text: str) -> FlowWord | None:
    """The word for a flow that was typed, or its first letter, also of its pinyin.

    >>> flow_word("丰"), flow_word("h"), flow_word("412")
    ('high', 'high', None)
    """
    said = plain(text).casefold()
    return next((word for word, typed in FLOW_TYPED.items() if said in typed), None)


def read_flow(text: str, word: FlowWord) -> FlowWord | tuple[Reading, ...]:
    """The flow at the incident: what is typed outranks `word`."""
    typed = word if not_known(text) else flow_word(text)
    if typed is not None:
        return typed
    low, high, said = read_range(text, FLOW, A_FLOW)
    if low <= 0 or said.casefold() not in ("", "m3/s", "m³/s", "m3", "方", "立方"):
        raise InputError(
            Text("'{value}' is not a flow", value=text[:40]),
            where=FLOW,
            fix=A_FLOW,
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
