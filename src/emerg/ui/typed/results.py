"""What was found in a sample, as it is said on the telephone: a figure, ND, or a word."""

import re
from datetime import datetime

from emerg.errors import InputError
from emerg.texts import Text
from emerg.ui.typed.figures import read_range
from emerg.ui.typed.moments import read_moment, written
from emerg.ui.typed.plain import plain
from emerg.usecases.samples import SampleTable

FOUND, TAKEN = Text("Result"), Text("Taken at")
HOW = Text("write mg/L as 0.12, ND 0.05 or <0.05 with the detection level, or: not yet, here, gone")
_BELOW = re.compile(r"(?:<|＜|nd|未检出|低于检出限|低于)\s*(?P<level>.*)")
WORDS = {
    **dict.fromkeys(("not yet", "未到", "没到", "还没到", "尚未到"), "not_yet"),
    **dict.fromkeys(("here", "到了", "已到", "看见了", "可见"), "here"),
    **dict.fromkeys(("gone", "过了", "已过", "过去了"), "gone"),
}


def read_result(text: str, taken: str, now: datetime, at: str, species: str = "") -> SampleTable:
    """A result at the place `at`; nothing typed for `taken` is just now.

    Raises
    ------
    InputError
        What was found, or when, cannot be read.

    Examples
    --------
    >>> from emerg.units import BEIJING
    >>> now = datetime(2026, 7, 15, 3, 30, tzinfo=BEIJING)
    >>> read_result("ND 0.05", "0310", now, "x").detection_mg_l
    0.05
    >>> read_result("0.12 mg/L", "", now, "x").time
    '2026-07-15 03:30'
    """
    time = written(read_moment(taken, now, TAKEN) if taken.strip() else now)
    said = plain(text).casefold()
    if said in WORDS:
        return SampleTable(time, at, state=WORDS[said], species=species)  # type: ignore[arg-type]
    below = _BELOW.fullmatch(said)
    if below is None:
        return SampleTable(time, at, value_mg_l=_figure(said), species=species)
    if not below["level"]:
        raise InputError(
            Text("below what? the detection level is missing"),
            where=FOUND,
            fix=Text("write it behind, as ND 0.05"),
        )
    level = _figure(below["level"])
    return SampleTable(time, at, state="below", detection_mg_l=level, species=species)


def _figure(said: str) -> float:
    low, high, unit = read_range(said, FOUND, HOW)
    if low != high or unit.casefold() not in ("", "mg/l", "毫克每升"):
        raise InputError(Text("'{value}' is not a result", value=said[:40]), where=FOUND, fix=HOW)
    return low
