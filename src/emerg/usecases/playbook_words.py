"""Playbooks in words: tables, fields, choices and differences as an office reads them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from emerg.paper.road_words import ROAD_SITES
from emerg.paper.words import (
    CONFIDENCES,
    HAZARDS,
    KINDS,
    LEVELS,
    NONE,
    PHASES,
    POSITIONS,
    SPACES,
    worded,
)
from emerg.playbooks.dam_schema import DamSite
from emerg.playbooks.differences import Difference
from emerg.playbooks.fields import Input
from emerg.playbooks.road_schema import RoadSite
from emerg.playbooks.schema import Site
from emerg.playbooks.tables import PROPERTIES, Row, Table
from emerg.texts import LANGS, Bilingual, Lang, Prose, Text, render
from emerg.usecases.playbook_attributes import ATTRIBUTE_NAMES
from emerg.usecases.playbook_names import FIELD_NAMES, TABLE_NAMES

IN_LANGUAGES = {"zh": Bilingual("中文", "Chinese"), "en": Bilingual("英文", "English")}
FLAG_WORDS: Mapping[str, Prose] = {"yes": Text("yes"), "no": Text("no")}
LAYERS: Mapping[str, Prose] = {
    "target": Bilingual("受影响目标", "who may be hit"),
    "space": Bilingual("应急空间", "emergency space"),
    "risk_source": Bilingual("风险源", "risk source"),
    "station": Bilingual("水文站", "gauging station"),
    "section": Bilingual("断面", "section"),
    "dam": Bilingual("闸坝", "dam"),
    "crossing": Bilingual("跨河设施", "crossing"),
    "confluence": Bilingual("汇流口", "confluence"),
}
ACCURACIES: Mapping[str, Prose] = {
    key: Bilingual(f"{key}（±{km} km）", f"{key} (±{km} km)")
    for key, km in {"A": "0.3", "B": "1", "C": "2", "D": "5"}.items()
}
CHOICES: Mapping[str, Mapping[str, Prose]] = {
    "confidence": CONFIDENCES,
    "hazard": HAZARDS,
    "phase": PHASES,
    "level": LEVELS,
    "position": POSITIONS,
    "space_class": SPACES,
    "layer": LAYERS,
    "accuracy": ACCURACIES,
    "hazmat": {
        "open": Bilingual("可通行", "may pass"),
        "limited": Bilingual("限制", "limited"),
        "closed": Bilingual("禁行", "closed"),
    },
    "result": {
        "good": Bilingual("正常", "good"),
        "bad": Bilingual("异常", "bad"),
        "not_seen": Bilingual("未查看", "not looked at"),
    },
    "reason": {
        "crossing": Bilingual("跨河", "crosses it"),
        "riverside": Bilingual("沿河", "runs beside it"),
        "slope": Bilingual("顺坡", "down the slope"),
    },
    "method": {
        "wet": Bilingual("湿排", "wet"),
        "thickened": Bilingual("膏体", "thickened"),
        "dry": Bilingual("干堆", "dry"),
        "unknown": Bilingual("未知", "not known"),
    },
}
DAM_SITES: Mapping[str, Prose] = {
    "village": Bilingual("村庄", "village"),
    "town": Bilingual("城镇", "town"),
    "school": Bilingual("学校", "school"),
    "road": Bilingual("道路", "road"),
    "bridge": Bilingual("桥梁", "bridge"),
    "intake": Bilingual("取水口", "intake"),
    "mouth": Bilingual("入河口", "mouth"),
    "interception": Bilingual("拦截坝", "interception dam"),
    "side_valley": Bilingual("支沟", "side valley"),
    "pit": Bilingual("坑塘", "pit"),
    "diversion": Bilingual("导流沟", "diversion ditch"),
    "pool": Bilingual("事故池", "emergency pool"),
}
# The kinds of places, by the record whose they are.
SITE_KINDS: Mapping[type, Mapping[str, Prose]] = {
    Site: KINDS,
    RoadSite: ROAD_SITES,
    DamSite: DAM_SITES,
}


def table_name(table: Table) -> Bilingual:
    """What a table is called."""
    return TABLE_NAMES[table.key]


def field_name(one: Input) -> Prose:
    """What a field is called: its own name, after that of what it belongs to."""
    keys = one.place[1:] if one.place[0] == PROPERTIES else one.place
    if keys[0] == "attributes":
        return ATTRIBUTE_NAMES.get(keys[1], Bilingual(keys[1]))
    *above, last = keys
    if last in IN_LANGUAGES and above:
        name = field_name(Input(tuple(above), "text"))
        return Text("{name} ({language})", name=name, language=IN_LANGUAGES[last])
    name = FIELD_NAMES.get(last, Bilingual(last))
    if not above:
        return name
    whole = FIELD_NAMES.get(above[-1], Bilingual(above[-1]))
    return whole if last == "value" else Text("{whole}: {part}", whole=whole, part=name)


def choice_words(table: Table, one: Input) -> Mapping[str, Prose]:
    """The words of a field that takes one of some; empty where it is free."""
    if one.sort == "flag":
        return FLAG_WORDS
    last = one.place[-1]
    if last == "kind" and table.record in SITE_KINDS:
        return _distinct(SITE_KINDS[table.record])
    known = CHOICES.get(last, {})
    return _distinct({key: worded(known, key) for key in one.choices})


def _distinct(words: Mapping[str, Prose]) -> Mapping[str, Prose]:
    """The words, with their key where two are worded alike."""
    alike = {
        said
        for lang in LANGS
        for said, count in Counter(render(word, lang) for word in words.values()).items()
        if count > 1
    }
    return {
        key: Text("{name} ({id})", name=word, id=key)
        if alike & {render(word, lang) for lang in LANGS}
        else word
        for key, word in words.items()
    }


@cache
def keys_of(table: Table, one: Input) -> Mapping[str, str]:
    """The key of each word of a choice, in either language; a key stands for itself."""
    words = choice_words(table, one)
    found = {render(word, lang): key for lang in LANGS for key, word in words.items()}
    return {**found, **{key: key for key in words}}


def shown(table: Table, one: Input, text: str) -> Prose:
    """The text of a field as a person reads it; a dash for none."""
    if not text:
        return NONE
    return choice_words(table, one).get(text, text)


def row_name(row: Row) -> Prose:
    """What a row is called: its name where it has one, and its key."""
    record = row.record
    for key in ("name", "who", "town", "title", "text"):
        found = record.get(key)
        if isinstance(found, Mapping) and found.get("zh"):
            return Bilingual(_short(str(found["zh"])), _short(str(found.get("en") or found["zh"])))
        if isinstance(found, str) and found:
            return _short(found)
    return row.key or table_name(row.table)


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class Told:
    """A difference in words: in which table and row, which field, what it was and is."""

    table: Prose
    row: Prose
    key: str
    field: Prose
    before: Prose
    now: Prose


def told(found: Difference) -> Told:
    """A difference as a line of the table of changes."""
    where = (table_name(found.table), row_name(found.row), found.row.key)
    if found.one is not None:
        before = shown(found.table, found.one, found.before)
        return Told(*where, field_name(found.one), before, shown(found.table, found.one, found.now))
    if found.change == "added":
        return Told(*where, Text("whole row"), NONE, Text("new"))
    if found.change == "removed":
        return Told(*where, Text("whole row"), Text("was there"), Text("removed"))
    return Told(*where, Text("line on the map"), Text("as it was"), Text("drawn anew"))


def sentence(found: Told, lang: Lang) -> str:
    """A difference as one line of text."""
    said = Text(
        "{table} · {row}: {field} {before} → {now}",
        table=found.table,
        row=Text("{name} ({id})", name=found.row, id=found.key) if found.key else found.row,
        field=found.field,
        before=found.before,
        now=found.now,
    )
    return render(said, lang)
