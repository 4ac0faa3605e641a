"""How figures, bands, clocks and classes are worded on a sheet.

Hours and clock times come rounded to the cautious side: the earliest down, the latest up.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from emerg.response.answer import Answer, Call
from emerg.response.hits import Three
from emerg.texts import Bilingual, Prose, Text
from emerg.units import HOUR_S, beijing, beijing_by, clock_before, early_h, late_h, significant

NONE = "—"

PHASES: Mapping[str, Prose] = {
    "stop": Text("Stop"),
    "hold": Text("Hold"),
    "treat": Text("Treat"),
    "measure": Text("Measure"),
    "supply": Text("Supply"),
}
HAZARDS: Mapping[str, Prose] = {
    "any": Text("every hazard"),
    "oil": Text("oil"),
    "heavy_metal": Text("heavy metals"),
    "cyanide": Text("cyanide"),
    "acid_alkali": Text("acids and alkalis"),
    "organic": Text("organic substances"),
    "flammable": Text("flammable liquids and gases"),
    "unknown": Text("substance not known"),
}
LEVELS: Mapping[str, Prose] = {
    "county": Text("county"),
    "prefecture": Text("city or prefecture"),
    "region": Text("region"),
    "neighbour": Text("neighbour"),
    "operator": Text("operator"),
}
GROUPS: Mapping[str, Prose] = {
    "up": Text("report up"),
    "side": Text("neighbours"),
    "down": Text("downstream"),
    "upstream": Text("upstream"),
}
CONFIDENCES: Mapping[str, Prose] = {
    "high": Text("high"),
    "medium": Text("medium"),
    "low": Text("low"),
    "example": Text("example"),
}
EXCEEDS: Mapping[str, Prose] = {
    "yes": Text("yes"),
    "possible": Text("possible"),
    "no": Text("no"),
}
FIRING: Mapping[str, Prose] = {
    "yes": Text("fires"),
    "possible": Text("may fire"),
    "unknown": Text("not known: counts as firing"),
    "no": Text("does not fire"),
}
KINDS: Mapping[str, Prose] = {
    "waterworks": Text("waterworks"),
    "source_area": Text("drinking-water source"),
    "intake": Text("intake"),
    "irrigation": Text("irrigation intake"),
    "county_seat": Text("county seat"),
    "town": Text("town"),
    "port": Text("port of entry"),
    "reserve": Text("nature reserve"),
    "wetland": Text("wetland"),
    "hatchery": Text("fish release site"),
    "station": Text("gauging station"),
    "monitoring": Text("monitoring section"),
    "county": Text("county line"),
    "prefecture": Text("prefecture line"),
    "entry": Text("entry section"),
    "exit": Text("exit section"),
    "dam": Text("dam"),
    "gate": Text("gate"),
    "reservoir": Text("reservoir"),
    "lake": Text("lake"),
    "bridge": Text("bridge"),
    "boom": Text("boom"),
    "braided": Text("braided reach"),
    "confluence": Text("confluence"),
    "depot": Text("oil depot"),
    "works": Text("works"),
    "park": Text("industrial park"),
    "landfill": Text("landfill"),
    "wwtp": Text("sewage works"),
    "tailings": Text("tailings pond"),
    "pond": Text("pond"),
    "mine": Text("mine"),
    "pit": Text("pit, pond"),
    "dam_site": Text("site for an emergency dam"),
    "diversion": Text("diversion hydropower"),
    "dry_channel": Text("dry channel"),
}
POSITIONS: Mapping[str, Prose] = {
    "found": Text("from a source"),
    "computed": Text("computed"),
    "town": Text("town only"),
    "none": Text("no position"),
}
# The 11 classes of emergency space and facility, in the order of their codes.
SPACES: Mapping[str, Prose] = {
    "SK": Text("reservoir"),
    "SD": Text("wetland"),
    "KT": Text("pit, pond"),
    "ZB": Text("weir, sluice"),
    "YD": Text("diversion hydropower"),
    "BD": Text("dam hydropower"),
    "GH": Text("dry channel"),
    "JX": Text("channel with an island"),
    "QL": Text("bridge"),
    "ZD": Text("site for an emergency dam"),
    "QT": Text("other"),
}


def group_words(call: Call) -> Prose:
    """Which way a call goes: within the county where it happened, up, down, or aside."""
    if call.group == "up" and call.level == "county":
        return Text("in the county")
    return worded(GROUPS, call.group)


def worded(table: Mapping[str, Prose], key: str) -> Prose:
    """The words for `key`; what an office has added stands as it wrote it."""
    return table.get(key, key)


def when(moment: datetime | None) -> Prose:
    """A clock time, or a dash."""
    return NONE if moment is None else beijing(moment)


def before(moment: datetime, now: datetime) -> Prose:
    """By when: "at once" where the time has passed."""
    if moment <= now:
        return Text("at once (was due {time})", time=beijing(moment))
    return Text("by {time}", time=beijing(moment))


def fronts(hours: Three) -> str:
    """Earliest, likely and latest [h], earliest down, latest up.

    >>> fronts((1.03, 2.01, 30.2))
    '1–2–31'
    """
    early, likely, late = hours
    return "–".join((early_h(early), early_h(likely), late_h(late)))


def earliest(hours: Three) -> str:
    """The earliest [h], rounded down."""
    return early_h(hours[0])


def at_clock(answer: Answer, hours: float) -> datetime | None:
    """The clock time `hours` after the earliest start, rounded down; None if it is not known."""
    start = answer.incident.scenario.start
    if start is None:
        return None
    seconds = hours * HOUR_S
    return clock_before(start.earliest + timedelta(seconds=seconds), seconds)


def band(low: float, high: float, digits: int = 2) -> str:
    """Two figures as a range, once where they read the same.

    >>> band(0.0123, 4.56), band(3.0, 3.01)
    ('0.012–4.6', '3.0')
    """
    first, last = significant(low, digits), significant(high, digits)
    return first if first == last else f"{first}–{last}"


def km(value: float) -> str:
    """Kilometres with one decimal."""
    return f"{value:.1f}"


def river_of(answer: Answer, river: str) -> Prose:
    """The name of a river on the way, or of one of the alternatives."""
    named = {other.river: other.name for other in answer.alternatives}
    named |= {part.river: part.name for part in answer.path}
    return named.get(river, river)


def short_before(moment: datetime, now: datetime, *, far: bool = False) -> Prose:
    """By when, in few words: "at once" where the time has passed; `far`: it may be another year."""
    if moment <= now:
        return Text("at once")
    return Text("by {time}", time=beijing_by(now, moment) if far else beijing(moment))


# The words of the watermark: both languages on every sheet of an exercise.
DRILL = Bilingual("演 练  DRILL", "DRILL  演 练")
