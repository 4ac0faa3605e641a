"""A leak from a tailings pond as it is typed: how, with what in the water, how much, how long."""

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeAlias

from emerg.errors import InputError
from emerg.hazards.limits import load_limits
from emerg.paper.pond_words import volume_words
from emerg.response.dissolved import Dissolved
from emerg.response.incident import Leak
from emerg.response.leak import PondRelease, release
from emerg.response.leak_modes import MODES, Mode
from emerg.texts import Prose, Text
from emerg.ui.known_ponds import PondSpot
from emerg.ui.typed.answers import VolumeUnit
from emerg.ui.typed.figures import DURATION, read_range
from emerg.ui.typed.plain import not_known, plain
from emerg.units import significant

Pair: TypeAlias = tuple[float, float]

WAN = 10_000.0
MOST_M3, MOST_MG_L, MOST_H = 2e9, 1e6, 8784.0
HOW, HOW_MUCH = Text("2 How it leaks"), Text("3 How much leaves")
LEDGER = Text("Volume ledger")
A_SPACE = Text("write one number in 10⁴ m³, or with m³ behind it; empty: as the playbook has it")
CHECK_UNIT = Text("check number and unit: m³, or 10⁴ m³; leave empty if not known")
CUBIC = ("", "m3", "m³", "立方米", "立方", "方")
_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_CONTENT = re.compile(
    rf"(?P<species>[^=:]+)[=:](?P<low>{_NUMBER})(?:[-–—~至到](?P<high>{_NUMBER}))?(?:mg/l|毫克/升)?",
    re.IGNORECASE,
)
A_CONTENT = Text("write each as Cu=3 or Mo=1-2, in mg/L; leave empty if not known")


def read_mode(mode: Mode | None) -> Mode:
    """How it leaks: what is not said is never assumed, for a breach and a seepage are worlds apart.

    Raises
    ------
    InputError
        Nothing is chosen.
    """
    if mode is None:
        raise InputError(
            Text("how it leaks is not chosen"),
            where=HOW,
            fix=Text("choose one; while nobody knows: overtopping or breach, the worst"),
        )
    return mode


def read_content(text: str) -> dict[str, Pair]:
    """What is dissolved [mg/L] by species, each by its sign or its name.

    >>> read_content("Cu=3, 钼=1-2")
    {'Cu': (3.0, 3.0), 'Mo': (1.0, 2.0)}
    """
    if not_known(text):
        return {}
    said = re.sub(r"\s*([=:~–—-])\s*", r"\1", plain(text).replace("−", "-"))
    found: dict[str, Pair] = {}
    for part in filter(None, re.split(r"[\s,;、]+", said)):
        row = _CONTENT.fullmatch(part)
        if row is None:
            raise InputError(
                Text("'{value}' is no content of the water", value=part[:40]),
                where=HOW,
                fix=A_CONTENT,
            )
        species = _species(row["species"])
        if species in found:
            raise InputError(
                Text("{name} is given twice", name=load_limits().name(species)),
                where=HOW,
                fix=Text("keep one of them, or write both as a range: Cu=1-3"),
            )
        found[species] = _between(row["low"], row["high"])
    return found


def _species(name: str) -> str:
    rows = load_limits().rows
    wanted = name.casefold()
    for key, row in rows.items():
        if wanted in (key.casefold(), row.name.zh, row.name.en.casefold()):
            return key
    near = get_close_matches(name, rows, 1)
    raise InputError(
        Text("'{name}' is no pollutant of the limits", name=name),
        where=HOW,
        fix=Text("did you mean '{near}'?", near=near[0])
        if near
        else Text("write it as the limits do: Cu, Pb, Zn, Cd, As, Sb, Mo, Tl, CN-"),
    )


def _between(low: str, high: str | None) -> Pair:
    pair = float(low), float(high or low)
    if pair[0] > pair[1]:
        raise InputError(
            Text("{low} to {high} is not a range", low=low, high=high),
            where=HOW,
            fix=Text("write the smaller figure first"),
        )
    if pair[0] <= 0 or pair[1] > MOST_MG_L:
        raise InputError(
            Text("{value} mg/L cannot be", value=low if pair[0] <= 0 else high),
            where=HOW,
            fix=A_CONTENT,
        )
    return pair


def read_volume(text: str, unit: VolumeUnit) -> Pair | None:
    """A volume [m³], or a range; a unit or 万 behind the number outranks `unit`. None: not known.

    >>> read_volume("3.1-4.4", "wan"), read_volume("20万方", "m3"), read_volume("500 m3", "wan")
    ((31000.0, 44000.0), (200000.0, 200000.0), (500.0, 500.0))
    """
    if not_known(text):
        return None
    advice = Text("write one number, or a range as 8-20; leave empty if not known")
    low, high, said = read_range(text, HOW_MUCH, advice)
    if said.casefold() not in CUBIC:
        raise InputError(
            Text("'{unit}' is not a unit of volume", unit=said),
            where=HOW_MUCH,
            fix=Text("use m³ or 10⁴ m³"),
        )
    if unit == "wan" and not said and "万" not in text:
        low, high = low * WAN, high * WAN
    if low <= 0 or high > MOST_M3:
        raise InputError(
            Text("{value} m³ cannot be", value=f"{low if low <= 0 else high:,.10g}"),
            where=HOW_MUCH,
            fix=CHECK_UNIT,
        )
    return low, high


def read_hours(text: str) -> Pair | None:
    """How long it leaks [h], one number or a range; None: not known."""
    if not_known(text):
        return None
    low, high, said = read_range(text, DURATION)
    if not 0 < low <= high <= MOST_H or said.casefold() not in ("", "h", "小时", "时"):
        raise InputError(
            Text("'{value}' is not a duration", value=text[:20]),
            where=DURATION,
            fix=Text("write hours above 0, or a range as 2-6; leave empty if not known"),
        )
    return low, high


def leak_echo(spot: PondSpot, leak: Leak, *, exercise: bool) -> Text:
    """How it leaks and what is in the water, with the limits; examples are called so."""
    plain_leak = replace(leak, volume_m3=None, water_m3=None)  # which may contradict the pond
    found = release(spot.book, plain_leak, exercise=exercise)
    mode = MODES[found.mode]
    if not found.dissolved:
        return Text("{mode}; contents not known: times only, no concentrations", mode=mode)
    return Text(
        "{mode}; in the water mg/L: {contents}",
        mode=mode,
        contents=tuple(_content_words(one) for one in sorted(found.dissolved, key=_not_told)),
    )


def _not_told(one: Dissolved) -> bool:
    """What was told stands before what the playbook has."""
    return one.confidence != "told"


def _content_words(one: Dissolved) -> Text:
    limit = load_limits().intake(one.species)
    fields: Mapping[str, object] = {
        "name": load_limits().name(one.species),
        "mg_l": span(one.mg_l),
        "limit": "—" if limit is None else f"{limit.mg_l:g}",
    }
    if one.confidence == "example":
        return Text("{name} {mg_l} (example; limit {limit})", **fields)
    return Text("{name} {mg_l} (limit {limit})", **fields)


def volume_echo(found: PondRelease, leak: Leak) -> Prose:
    """What leaves, as told or as the playbook has it."""
    if found.volume_m3 is None:
        return Text("How much leaves is not known: ask for the ponded water first")
    fields = {"volume": volume_words(found.volume_m3), "water": volume_words(found.water_m3)}
    if leak.volume_m3 is None and leak.water_m3 is None:
        return Text("Nobody told; taken: {volume} leave, of it {water} water", **fields)
    return Text("{volume} leave, of it {water} water", **fields)


def span(pair: Pair) -> str:
    """One number, or from low to high.

    >>> span((1.0, 2.0)), span((3.0, 3.0))
    ('1.0–2.0', '3.0')
    """
    low, high = significant(pair[0]), significant(pair[1])
    return low if low == high else f"{low}–{high}"


def read_space(text: str) -> float | None:
    """Room for water that was measured [m³], in 10⁴ m³ unless it says m³; None: not measured.

    >>> read_space("1.5"), read_space("800 m3"), read_space("0"), read_space("")
    (15000.0, 800.0, 0.0, None)
    """
    if not_known(text):
        return None
    low, high, said = read_range(text, LEDGER, A_SPACE)
    times = 1.0 if said or "万" in text else WAN
    if low != high or said.casefold() not in CUBIC or low * times > MOST_M3:
        raise InputError(
            Text("'{value}' is no room for water", value=text[:20]),
            where=LEDGER,
            fix=A_SPACE,
        )
    return low * times
