"""Every setting of the program: what it is called, what may stand there, what it does.

From here come the reader and the writer of ``settings.toml``, the page of the window, ``emerg
settings``, and ``docs/settings.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar, cast, get_args, get_origin

from emerg.errors import Findings, InputError
from emerg.geodata.notation import NOTATION_NAMES, Notation
from emerg.incident.kinds import ROLE_NAMES
from emerg.incident.model import Role
from emerg.records import Range, check_table
from emerg.response.chasing import CHASE_AFTER
from emerg.texts import Bilingual, Lang, Prose, Text

T = TypeVar("T")
FILE = "settings.toml"

ThemeName: TypeAlias = Literal["day", "night", "night-red", "contrast"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Marks a text as the path of a folder."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting(Generic[T]):
    """One setting.

    Attributes
    ----------
    kind : type
        What may stand there, as `emerg.records` reads it.
    about : Text
        What it does, in one sentence.
    choices : mapping
        What each value is called, where there are only a few.
    on_page : bool
        Whether it stands on the page of the window; what is set elsewhere in it does not.
    """

    key: str
    kind: Any
    default: T
    group: Text
    title: Text
    about: Text
    choices: Mapping[Any, Prose] = field(default_factory=dict)
    on_page: bool = True

    @property
    def base(self) -> type:
        """The plain type: bool, int, str or tuple."""
        return type(self.default)

    @property
    def range(self) -> Range | None:
        """Between what a number lies."""
        return next((limit for limit in _marks(self.kind) if isinstance(limit, Range)), None)

    @property
    def is_folder(self) -> bool:
        return any(isinstance(mark, Folder) for mark in _marks(self.kind))

    def checked(self, value: object, where: str, findings: Findings) -> T:
        """`value`, or the default, with findings, where it does not fit."""
        before = len(findings.problems)
        found = check_table({self.key: self.kind}, {self.key: value}, where, findings)
        return cast(T, found[self.key]) if len(findings.problems) == before else self.default

    def said(self, value: T) -> Prose:
        """A value as a person reads it."""
        if value in self.choices:
            return self.choices[value]
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, tuple):
            return ", ".join(map(str, value)) or NOTHING
        return str(value) or NOTHING


def _marks(kind: Any) -> tuple[Any, ...]:
    return get_args(kind)[1:] if get_origin(kind) is Annotated else ()


YES, NO, NOTHING = Text("yes"), Text("no"), Text("(nothing)")
LOOKS, WHO, WINDOW, PAPER = (
    Text("Words and looks"),
    Text("Who sits here"),
    Text("Window"),
    Text("Printed sheets"),
)
MAP, CALLS = Text("Map"), Text("Calls")

LANG: Setting[Literal["", Lang]] = Setting(
    "lang",
    Literal["", "zh", "en"],
    "",
    LOOKS,
    Text("Language"),
    Text("Language of the window, the sheets and the command line; Ctrl+L changes it too."),
    {"": Text("that of the computer"), "zh": Bilingual("中文"), "en": Bilingual("English")},
)
THEME: Setting[ThemeName] = Setting(
    "theme",
    ThemeName,
    "day",
    LOOKS,
    Text("Theme"),
    Text(
        "Colours for daylight, for the dark, for eyes that must stay used to it, or of the "
        "strongest contrast (Ctrl+T)."
    ),
    {
        "day": Text("day"),
        "night": Text("night"),
        "night-red": Text("red night"),
        "contrast": Text("strongest contrast"),
    },
)
TEXT_PX: Setting[int] = Setting(
    "text_px",
    Annotated[int, Range(11, 22)],
    13,
    LOOKS,
    Text("Size of text"),
    Text("Height of the words in pixels; Ctrl + and Ctrl − change it too."),
)
AUTHOR: Setting[str] = Setting(
    "author",
    str,
    "",
    WHO,
    Text("Your name"),
    Text("Who writes at this computer: stands beside every entry of the record."),
)
POST: Setting[str] = Setting(
    "post",
    str,
    "",
    WHO,
    Text("Name of this post"),
    Text("The post of this computer, each a name of its own: records merge by it."),
)
ROLE: Setting[Role] = Setting(
    "role",
    Role,
    "",
    WHO,
    Text("Role at this post"),
    Text("What the person here is there for; a reader only reads the record."),
    {"": Text("no role"), **ROLE_NAMES},
)
LOCK_AFTER_MIN: Setting[int] = Setting(
    "lock_after_min",
    Annotated[int, Range(0, 1440)],
    0,
    WINDOW,
    Text("Lock after minutes"),
    Text("Minutes without a key or a click after which the window is locked; 0 means never."),
)
CHASE_AFTER_MIN: Setting[int] = Setting(
    "chase_after_min",
    Annotated[int, Range(5, 120)],
    CHASE_AFTER // timedelta(minutes=1),
    CALLS,
    Text("Level above after minutes"),
    Text(
        "Minutes without a confirmation after which a call is made again and the level above is "
        "rung too, and after as long again the next; holds from the next answer on."
    ),
)
PAPERS_FOLDER: Setting[str] = Setting(
    "papers_folder",
    Annotated[str, Folder()],
    "",
    PAPER,
    Text("Folder for sheets"),
    Text("Where F9 writes the sheets; with nothing here, into briefs in the home folder."),
)

COORDINATES: Setting[Notation] = Setting(
    "coordinates",
    Notation,
    "decimal",
    MAP,
    Text("Coordinates"),
    Text("How positions are written: as the office and its helicopter read them out."),
    NOTATION_NAMES,
)
MAP_LAYERS_OFF: Setting[tuple[str, ...]] = Setting(
    "map_layers_off",
    tuple[str, ...],
    (),
    MAP,
    Text("Layers switched off"),
    Text("Layers of the map that are not drawn; the board of layers switches them (Ctrl+Shift+M)."),
    on_page=False,
)
UNDERLAY: Setting[str] = Setting(
    "underlay",
    str,
    "",
    MAP,
    Text("Tiles under the map"),
    Text("Name of a file with map tiles in the folder maps of the home; with nothing here, none."),
)
UNDERLAY_OPACITY: Setting[int] = Setting(
    "underlay_opacity",
    Annotated[int, Range(10, 100)],
    100,
    MAP,
    Text("Strength of the tiles, %"),
    Text("How strongly the tiles under the map are drawn."),
)
BIG_SCREEN: Setting[bool] = Setting(
    "big_screen",
    bool,
    False,
    WINDOW,
    Text("Big screen at the start"),
    Text("Open the view for the command room on the second screen as soon as the window opens."),
)
TOUR_SEEN: Setting[bool] = Setting(
    "tour_seen",
    bool,
    False,
    WINDOW,
    Text("Tour seen"),
    Text("Whether the first look round has been taken; no shows it at the next start."),
)

SETTINGS: tuple[Setting[Any], ...] = (
    *(LANG, THEME, TEXT_PX),
    *(AUTHOR, POST, ROLE),
    *(LOCK_AFTER_MIN, BIG_SCREEN, TOUR_SEEN),
    *(MAP_LAYERS_OFF, COORDINATES, UNDERLAY, UNDERLAY_OPACITY),
    *(CHASE_AFTER_MIN, PAPERS_FOLDER),
)

ON_PAGE = tuple(one for one in SETTINGS if one.on_page)


def by_key(key: str, where: str) -> Setting[Any]:
    """The setting of that key.

    Raises
    ------
    DataError
        There is none; the nearest is named.
    """
    findings = Findings()
    known = {one.key: one for one in SETTINGS}
    check_table(dict.fromkeys(known, Any), {key: ""}, where, findings)
    findings.raise_any()
    return known[key]


_SWITCH = {
    **dict.fromkeys(("true", "yes", "on", "1", "是", "开"), True),
    **dict.fromkeys(("false", "no", "off", "0", "否", "关"), False),
}


def typed(setting: Setting[T], word: str, where: str) -> T:
    """The value that a person typed for `setting`.

    Raises
    ------
    DataError, InputError
        It is none of those that may stand there.
    """
    value: object = word
    if setting.base is bool:
        value = _SWITCH.get(word.strip().lower(), word)
    elif setting.base is tuple:
        value = [part for part in (part.strip() for part in word.split(",")) if part]
    elif setting.base is int:
        value = _whole(word, where)
    findings = Findings()
    found = setting.checked(value, where, findings)
    findings.raise_any()
    return found


def _whole(word: str, where: str) -> int:
    try:
        return int(word)
    except ValueError as error:
        raise InputError(
            Text("'{value}' is not a number", value=word),
            where=where,
            fix=Text("write {wanted}", wanted=Text("a whole number")),
        ) from error
