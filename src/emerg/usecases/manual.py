"""The manual that comes with the program: one file a chapter, the same chapters in both languages.

A chapter is Markdown: a line ``# title``, then sections under ``## heading``. A comment
``<!-- pages: hits, detail -->`` names the pages of the window whose chapter it is; comments are
for us and are never shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import emerg
from emerg.errors import Findings, InputError, why
from emerg.textfiles import read_text
from emerg.texts import Lang, Text

MANUAL_LIMIT_BYTES = 1024**2
_FILE = re.compile(r"\d\d-([a-z-]+)\.md")
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_PAGES = re.compile(r"<!-- pages: (.*?) -->")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in one language.

    Attributes
    ----------
    id : str
        The same in every language: what links and ``emerg help`` call it.
    pages : tuple of str
        Names of the pages of the window that it is about.
    text : str
        Its Markdown, without comments.
    """

    id: str
    number: int
    title: str
    pages: tuple[str, ...]
    text: str

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings of its sections, in order."""
        return tuple(re.findall(r"^## (.+)$", _FENCE.sub("", self.text), re.MULTILINE))


def manual_folder() -> Path:
    """Where the manual is: in the package, or in the checkout."""
    package = Path(emerg.__file__).parent
    packaged = package / "data" / "manual"
    return packaged if packaged.is_dir() else package.parents[1] / "docs" / "manual"


def read_manual(lang: Lang, folder: Path | None = None) -> tuple[Chapter, ...]:
    """Every chapter in `lang`, in order.

    Raises
    ------
    DataError
        A chapter cannot be read.
    InputError
        There is none.
    """
    place = (folder or manual_folder()) / lang
    try:
        files = sorted(path for path in place.iterdir() if _FILE.fullmatch(path.name))
    except OSError as error:
        raise _missing(
            place, Text("the manual cannot be read ({reason})", reason=why(error))
        ) from error
    if not files:
        raise _missing(place, Text("there is no manual"))
    findings = Findings()
    read = [
        chapter_of(path.name, text)
        for path in files
        if (text := read_text(path, MANUAL_LIMIT_BYTES, findings)) is not None
    ]
    findings.raise_any()
    return tuple(read)


def _missing(place: Path, what: Text) -> InputError:
    return InputError(
        what, where=str(place), fix=Text("install emerg again; the manual comes with it")
    )


def chapter_of(name: str, text: str) -> Chapter:
    """The chapter in a file of that name.

    >>> text = "# The map\\n<!-- pages: map -->\\n\\n## Zoom\\n\\nCtrl+0\\n"
    >>> found = chapter_of("03-map.md", text)
    >>> found.id, found.number, found.title, found.pages, found.sections
    ('map', 3, 'The map', ('map',), ('Zoom',))
    """
    pages = ",".join(_PAGES.findall(text))
    shown = _COMMENT.sub("", text)
    title = re.search(r"^# (.+)$", shown, re.MULTILINE)
    id_ = chapter_id(name)
    return Chapter(
        id_,
        int(name[:2]),
        title[1] if title else id_,
        tuple(page.strip() for page in pages.split(",") if page.strip()),
        shown,
    )


def chapter_id(name: str) -> str:
    """The id of the chapter in a file of that name, which is how one chapter links to another.

    >>> chapter_id("03-map.md")
    'map'
    """
    return name[3:].removesuffix(".md")


def chapter_of_page(chapters: Sequence[Chapter], page: str) -> Chapter | None:
    """The chapter about a page of the window, if there is one."""
    return next((chapter for chapter in chapters if page and page in chapter.pages), None)


def find_chapter(chapters: Sequence[Chapter], word: str) -> Chapter:
    """The chapter of this id, number or title, or the one whose title alone holds `word`.

    Raises
    ------
    InputError
        There is none, or more than one.
    """
    wanted = word.strip().casefold()
    for chapter in chapters:
        if wanted in (chapter.id, str(chapter.number), chapter.title.casefold()):
            return chapter
    within = [one for one in chapters if wanted and wanted in one.title.casefold()]
    if len(within) == 1:
        return within[0]
    near = get_close_matches(wanted, [one.id for one in chapters], n=1)
    known = Text("use one of: {known}", known=", ".join(one.id for one in chapters))
    raise InputError(
        Text("the manual has no chapter '{word}'", word=word),
        where="emerg help",
        fix=Text("did you mean '{near}'?", near=near[0]) if near else known,
    )
