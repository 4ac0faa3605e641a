"""The figures of an entry in words: keys that machines read are told by their names."""

from collections.abc import Iterator, Mapping
from typing import Any

from emerg.texts import Prose, Text

# Of what a forecast was asked, and what stands beside other entries. A key that is none of these
# was written by another version, or by hand, and is told as it is.
NAMES: Mapping[str, Text] = {
    "form": Text("form"),
    "where": Text("where"),
    "river": Text("river"),
    "km": Text("kilometre"),
    "datum": Text("datum of the coordinates"),
    "what": Text("what"),
    "substance": Text("substance"),
    "amount": Text("amount"),
    "unit": Text("unit"),
    "purity": Text("purity"),
    "value": Text("value"),
    "when": Text("when it began"),
    "start": Text("when it began"),
    "reported": Text("when it became known"),
    "duration": Text("how long it lasts, h"),
    "duration_h": Text("how long it lasts, h"),
    "ongoing": Text("still leaking"),
    "flow": Text("flow"),
    "flow_m3_s": Text("flow, m³/s"),
    "title": Text("title of the incident"),
    "exercise": Text("drill"),
    "leak": Text("tailings pond"),
    "mode": Text("how it leaks"),
    "content": Text("in the water of the pond"),
    "water": Text("water held by the pond"),
    "water_unit": Text("unit of the water held by the pond"),
    "volume": Text("how much leaves the pond"),
    "volume_unit": Text("unit of what leaves the pond"),
    "closed": Text("closed roads"),
    "measured": Text("room measured on the spot"),
    "samples": Text("results of samples"),
    "asked": Text("scenario file"),
    "level": Text("level"),
    "task": Text("task"),
    "done": Text("done"),
}
# Of what was asked: the answers that are none, and what stands in the record by itself.
UNSAID = {"datum": "wgs84", "flow": "unknown", "water_unit": "wan", "volume_unit": "wan"}
ELSEWHERE = {"level", "samples"}
YES = "✓"

# The questions that a record may hold two answers to.
QUESTIONS: Mapping[str, Text] = {"level": NAMES["level"]}


def name_of(key: str) -> Prose:
    """What a key is called."""
    return NAMES.get(key, key)


def answers(asked: object) -> Iterator[tuple[Prose, str]]:
    """What a forecast was asked, answer by answer; a scenario file is one answer, as it is."""
    if not isinstance(asked, Mapping):
        yield name_of("asked"), str(asked)
        return
    for key, value in sorted(asked.items(), key=_as_asked):
        if key in ELSEWHERE or value == UNSAID.get(key):
            continue
        if isinstance(value, Mapping):
            yield from answers(value)
        elif value is True:
            yield name_of(key), YES
        elif value not in (None, "", False, []):
            yield name_of(key), _plain(value)


def _as_asked(answer: tuple[str, object]) -> tuple[int, str]:
    """In the order of the names above; what has none comes last."""
    key, _value = answer
    order = list(NAMES)
    return (order.index(key) if key in NAMES else len(order), key)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
