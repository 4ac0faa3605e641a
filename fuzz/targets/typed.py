"""What is typed into the window, and words for places on the command line; no window is opened."""

from functools import cache
from typing import Any, get_args

from emerg.geodata.coordinates import lonlat_from_wgs84, parse_position, to_wgs84
from emerg.geodata.datums import DATUMS
from emerg.network.said import read_said
from emerg.network.stakes import read_stake
from emerg.response.leak_modes import MODES
from emerg.texts import LANGS, render
from emerg.ui.known_ponds import Dams, known_ponds
from emerg.ui.known_roads import KnownRoads, known_roads
from emerg.ui.typed.answers import LeakTyped, Typed, Unit
from emerg.ui.typed.form import read_form
from emerg.ui.typed.offers import suggest_places
from emerg.ui.typed.substances import suggest_substances
from fuzz import bundle
from fuzz.mutate import TEXTS, Blunt, Random
from fuzz.rule import refusing, tell
from fuzz.targets._books import PLAYBOOKS, real_rivers
from tests.incident.journals_by_hand import NOW

FIELDS = ("where", "what", "amount", "purity", "when", "reported", "duration", "flow_m3_s", "title")
LEAK = ("content", "water", "volume")
FORMS: tuple[dict[str, str], ...] = (
    {"where": "91.13, 29.65", "datum": "gcj02", "amount": "约 8-20吨", "when": "23:30~02:40"},
    {"where": "北纬29.65，东经91.13", "amount": "1.5万 L", "purity": "30%", "when": "昨晚十一点半"},
    {"where": "91°07'48\"E 29°39'N", "what": "苯", "amount": "20,000", "duration": "2 h"},
    {"where": "lhasa km 430", "what": "UN1114", "reported": "约2小时前", "flow_m3_s": "300-450"},
    {"where": "达孜大桥 · 拉萨河 463", "what": "氰化钠", "amount": "两千五百克"},
    {"where": "G318 K4820+300 · 拉萨河", "amount": "30 m³", "when": "2026-07-15T02:40+08:00"},
    {"where": "318国道4820公里处", "flow_m3_s": "丰", "when": "7月14日 9:05"},
    {"where": "甲玛", "mode": "well", "content": "Cu=3;Mo=1-2", "water": "5万方", "volume": "2"},
    {"where": "过日喀则往拉孜方向 12 公里", "when": "半小时前", "amount": "八吨到二十吨"},
)
WORDS = (
    "约", "吨", "km", "K", "+", "·", " ", "~", "-", "至", "万", "半", "前", "°", "'", '"', "E", "N",
    "东经", "北纬", ":", "+08:00", "T", "昨晚", "十", "百", "一", "9", ".", ",", "拉萨河", "国道",
)  # fmt: skip


@cache
def known() -> tuple[KnownRoads | None, Dams]:
    return known_roads([PLAYBOOKS])[0], known_ponds([PLAYBOOKS], real_rivers())[0]


@cache
def seeds() -> list[bytes]:
    return [bundle.packed([(k, word.encode()) for k, word in form.items()]) for form in FORMS]


def feed(data: bytes) -> None:
    said = {name: words.decode("utf-8", "replace") for name, words in bundle.unpacked(data)}
    _form(said)
    for words in said.values():
        _words(words)


def _form(said: dict[str, str]) -> None:
    rivers, (roads, dams) = real_rivers(), known()
    choices: dict[str, Any] = {
        "datum": said.get("datum") if said.get("datum") in DATUMS else "wgs84",
        "unit": said.get("unit") if said.get("unit") in get_args(Unit) else "kg",
    }
    mode: Any = said.get("mode") if said.get("mode") in MODES else None
    leak = LeakTyped(mode=mode, **{name: said.get(name, "") for name in LEAK})
    typed = Typed(**{name: said.get(name, "") for name in FIELDS}, leak=leak, **choices)
    answered = read_form(typed, rivers, NOW, roads, dams)
    for mistake in answered.mistakes.values():
        tell(mistake.problems)
    for echo in answered.echoes.values():
        for lang in LANGS:
            render(echo, lang).encode()
    suggest_places(typed.where, rivers, "zh", roads, dams)
    suggest_substances(typed.what, "zh")


def _words(words: str) -> None:
    with refusing():
        read_stake(words)
    with refusing():
        read_said(words)
    with refusing():
        there = parse_position(words)
        for datum in DATUMS:
            back = lonlat_from_wgs84(to_wgs84(*there, datum), datum)
            assert abs(back - there).max() < 1e-6


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.2:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    at = rng.randrange(len(members))
    name, content = members[at]
    text = content.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 1, 2, 4))):
        place = rng.randrange(len(text) + 1)
        inserted = rng.choice((*WORDS, *TEXTS)) * rng.choice((1, 1, 1, 2, 300))
        text = text[:place] + inserted + text[place + rng.choice((0, 0, 1, 3)) :]
    name = rng.choice((name, name, name, *FIELDS, *LEAK))
    changed = (name, text.encode("utf-8", "replace").replace(b"\n", b" "))
    return bundle.packed([*members[:at], changed, *members[at + 1 :]])
