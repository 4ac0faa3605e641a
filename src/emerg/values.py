"""One value of a table: a number, a text, a date; what does not fit is a finding."""

from datetime import date, datetime, time
from math import isfinite
from typing import Any

from emerg.errors import Findings, discreet
from emerg.texts import Text
from emerg.texts.letters import hidden, shown

LARGEST = 2**63  # the whole numbers of TOML end here

_WORDS: dict[Any, Text] = {
    float: Text("a number"),
    int: Text("a whole number"),
    str: Text("text in quotes"),
    bool: Text("true or false"),
    date: Text("a date, as 2026-11-24"),
    datetime: Text("a time, as 2026-11-24T03:00:00+08:00"),
}


def plain(wanted: Any, value: Any, where: str, findings: Findings) -> Any:
    """`value` as a `wanted`; with a finding, and as it is, where that cannot be."""
    if wanted is Any:
        return value
    accepts = (int, float) if wanted is float else wanted
    fits = isinstance(value, accepts) and (wanted is bool or not isinstance(value, bool))
    if wanted is date and isinstance(value, str):
        return _date(value, where, findings)
    if not fits:
        # A telephone number without its quotes is not told, however short it is.
        shown = "…" if where.endswith("phone") else in_words(value)
        findings.add(
            Text("{value} does not fit here", value=shown),
            where,
            Text("write {wanted}", wanted=_WORDS.get(wanted, str(wanted))),
        )
        return value
    if isinstance(value, str):
        refuse_hidden(value, where, findings)
    elif isinstance(value, int | float) and not reckonable(value):
        what = Text("{value} is not a figure", value=in_words(value))
        findings.add(what, where, Text("write a finite number"))
        return value
    return float(value) if wanted is float else value


def reckonable(value: float) -> bool:
    """Whether a number is finite, and not of a thousand digits."""
    return abs(value) < LARGEST if isinstance(value, int) else isfinite(value)


def refuse_hidden(text: str, where: str, findings: Findings) -> None:
    """A finding, where `text` holds a letter that nobody sees."""
    letter = hidden(text)
    if letter:
        findings.add(
            Text("the text holds a control character (U+{code})", code=f"{ord(letter):04X}"),
            where,
            Text("type it anew: letters, digits and signs only"),
        )


def in_words(value: object) -> str:
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
            Text("{value} does not fit here", value=in_words(value)),
            where,
            Text("write {wanted}", wanted=_WORDS[date]),
        )
        return None
