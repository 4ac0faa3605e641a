"""Sentences as data: rendered in either language, side by side, with every field."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from emerg.texts import LANGS, LOCALE_DIR, Bilingual, Lang, Text, chosen_language, join, render

LHASA = Bilingual("拉萨河", "Lhasa River")


class AnyField:
    """A field that takes any format and says its own name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __format__(self, spec: str) -> str:
        return f"«{self.name}»"


def marked(msgid: str, lang: Lang) -> set[str]:
    """The fields that `msgid` shows in `lang`."""
    names = {name for _, name, _, _ in Formatter().parse(msgid) if name}
    text = Text(msgid, **{name: AnyField(name) for name in names})
    return set(re.findall("«(.*?)»", render(text, lang)))


def sentences() -> list[tuple[str, str]]:
    with (LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / "emerg.po").open("rb") as file:
        return [(str(m.id), str(m.string)) for m in read_po(file) if m.id]


def test_a_plain_string_is_itself_in_both_languages():
    for lang in LANGS:
        assert render("G318 K4560+200 {as it is}", lang) == "G318 K4560+200 {as it is}"


def test_english_is_the_msgid_with_its_fields():
    assert render(Text("{n} km below {place}", n=3, place="the mouth"), "en") == (
        "3 km below the mouth"
    )


def test_a_sentence_inside_a_sentence_speaks_the_same_language():
    outer = Text("closed: {inner}", inner=Text("at {river}", river=LHASA))
    assert render(outer, "en") == "closed: at Lhasa River"
    assert "拉萨河" in render(outer, "zh")
    assert "Lhasa" not in render(outer, "zh")


def test_an_unknown_msgid_still_speaks_in_chinese_mode():
    assert render(Text("never in any catalogue {n}", n=1), "zh") == "never in any catalogue 1"


def test_bilingual_falls_back_to_chinese_never_to_nothing():
    assert LHASA.in_("zh") == "拉萨河"
    assert LHASA.in_("en") == "Lhasa River"
    assert Bilingual("堆龙曲").in_("en") == "堆龙曲"


def test_lists_are_joined_as_each_language_does():
    parts = (LHASA, "G318", Text("{n} km", n=2))
    assert join(parts[:2], "zh") == "拉萨河、G318"
    assert join(parts, "en") == "Lhasa River, G318, 2 km"
    assert render(Text("{rivers}", rivers=(LHASA, LHASA)), "en") == "Lhasa River, Lhasa River"


def test_a_missing_field_is_our_bug_and_says_so():
    with pytest.raises(KeyError, match="place"):
        render(Text("below {place}", n=1), "en")


def test_texts_are_values():
    one, same = Text("{n} km", n=1), Text("{n} km", n=1)
    assert one == same
    assert hash(one) == hash(same)
    assert one != Text("{n} km", n=2)
    assert one != "1 km"
    assert len({one, same, Text("{n} m", n=1)}) == 2


def test_every_sentence_shows_the_same_fields_in_both_languages():
    for msgid, _ in sentences():
        assert marked(msgid, "zh") == marked(msgid, "en"), msgid


def test_every_sentence_is_chinese_in_chinese():
    """A figure or a unit may stay as it is; words may not."""
    for msgid, chinese in sentences():
        words = re.sub(r"\{.*?\}", "", msgid)
        assert re.search("[\u4e00-\u9fff]", chinese) or not re.search("[A-Za-z]{4}", words), msgid


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": ""}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ({"EMERG_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"EMERG_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
    ],
)
def test_language_from_the_environment(environ, lang):
    assert chosen_language(flag=None, setting=None, environ=environ) == lang


def test_flag_beats_setting_beats_environment():
    environ = {"EMERG_LANG": "zh", "LANG": "zh_CN.UTF-8"}
    assert chosen_language(flag="en", setting="zh", environ=environ) == "en"
    assert chosen_language(flag=None, setting="en", environ=environ) == "en"
    assert chosen_language(flag="zh", setting="en", environ=environ) == "zh"


def test_the_catalogue_travels_with_the_package():
    assert Path(LOCALE_DIR).is_relative_to(Path(render.__code__.co_filename).parent)
    assert (LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / "emerg.mo").is_file()
