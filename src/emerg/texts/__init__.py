"""Sentences for people: carried as data, rendered at the edge in the language asked for.

Core code never builds a finished sentence. It carries `Text("… {name} …", name=…)`, whose English
msgid is looked up in the catalogue when a window, a sheet or the command line renders it. Names
and prose that come from data are `Bilingual`.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, TypeAlias, get_args

Lang: TypeAlias = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

LOCALE_DIR = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A name or sentence that comes from data, in Chinese and English; English may be missing."""

    zh: str
    en: str = ""

    def in_(self, lang: Lang) -> str:
        """The wording in `lang`; Chinese where there is no English."""
        return self.en if lang == "en" and self.en else self.zh


class Text:
    """A catalogue sentence with named fields; a field may itself be a `Text` or `Bilingual`."""

    __slots__ = ("fields", "msgid")

    def __init__(self, msgid: str, /, **fields: object) -> None:
        self.msgid = msgid
        self.fields: Mapping[str, object] = fields

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text):
            return NotImplemented
        return self.msgid == other.msgid and self.fields == other.fields

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, repr(v)) for k, v in self.fields.items()))))

    def __repr__(self) -> str:
        return f"Text({self.msgid!r}, {dict(self.fields)!r})"


Prose: TypeAlias = Text | Bilingual | str


def render(text: Prose, lang: Lang) -> str:
    """The sentence in `lang`, its fields filled in.

    >>> render(Text("{n} km", n=3), "en")
    '3 km'
    """
    if isinstance(text, str):
        return text
    if isinstance(text, Bilingual):
        return text.in_(lang)
    fields = {name: _field(value, lang) for name, value in text.fields.items()}
    return _FORMAT.vformat(_catalogue(lang).gettext(text.msgid), (), fields)


def join(parts: list[Prose] | tuple[Prose, ...], lang: Lang) -> str:
    """A list as prose: 、 in Chinese, commas in English."""
    return ("、" if lang == "zh" else ", ").join(render(part, lang) for part in parts)


def _field(value: object, lang: Lang) -> object:
    if isinstance(value, Text | Bilingual):
        return render(value, lang)
    if isinstance(value, tuple):
        return join(value, lang)
    return value


_FORMAT = Formatter()


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation("emerg", LOCALE_DIR, languages=["zh_CN"])


def chosen_language(*, flag: str | None, setting: str | None, environ: Mapping[str, str]) -> Lang:
    """The language to speak: flag, then setting, then `EMERG_LANG`, then the locale variables.

    `C`, `C.UTF-8`, `POSIX` or nothing at all mean Chinese: that is who opens the program.
    """
    candidates = [flag, setting, environ.get("EMERG_LANG")]
    candidates += [environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for candidate in candidates:
        word = (candidate or "").split(".")[0].lower()
        if word in ("", "c", "posix"):
            continue
        return "zh" if word.startswith("zh") else "en"
    return "zh"
