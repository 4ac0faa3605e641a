"""Find something in the manual: by its words, and headings also by the initials of their pinyin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emerg.paper.pinyin_order import OTHER, initial
from emerg.usecases.manual import Chapter

AROUND, MOST_OF_A_CHAPTER = 24, 4  # letters either side of what was found; places of one chapter
_MARKS = re.compile(r"\*\*|`|^\s*[-*>] |^#+ |^\d+\. |\[([^\]]*)\]\([^)]*\)", re.MULTILINE)
_RULE = re.compile(r"^\|?[-:| ]+\|?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the manual: a section ("": before the first), and the words around."""

    chapter: Chapter
    section: str
    excerpt: str = ""


def search(chapters: Sequence[Chapter], words: str) -> tuple[Place, ...]:
    """Where all of `words` stand: headings first, then lines of the text.

    Initials are matched from the first letter of a heading: ``jyg`` finds 建议关闭.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    headings = [place for chapter in chapters for place in _headings(chapter, wanted)]
    lines = [place for chapter in chapters for place in _lines(chapter, wanted)]
    return (*headings, *lines)


def plain_line(line: str) -> str:
    """A line of Markdown as it is read, without its marks.

    >>> plain_line("- **F5** [answers](figures.md)")
    'F5 answers'
    """
    if _RULE.fullmatch(line) and "-" in line:
        return ""
    cells = line.strip("|").replace(" | ", "  ") if line.startswith("|") else line
    return _MARKS.sub(lambda found: found[1] or "", cells).strip()


def initials(heading: str) -> str:
    """The initials of the pinyin of a heading, Latin letters as they are.

    >>> initials("建议关闭（F5）")
    'jygbf5'
    """
    letters = (c if c.isascii() else initial(c) for c in heading if c.isalnum())
    return "".join(letter for letter in letters if letter != OTHER).casefold()


def _headings(chapter: Chapter, wanted: Sequence[str]) -> Iterator[Place]:
    for section in ("", *chapter.sections):
        heading = section or chapter.title
        named = all(word in heading.casefold() for word in wanted)
        if named or (len(wanted) == 1 and initials(heading).startswith(wanted[0])):
            yield Place(chapter, section)


def _lines(chapter: Chapter, wanted: Sequence[str]) -> Iterator[Place]:
    section, found, code = "", 0, False
    for line in chapter.text.splitlines():
        code ^= line.startswith("```")
        if line.startswith("#") and not code:
            section = line.removeprefix("## ") if line.startswith("## ") else section
            continue
        text = line if code else plain_line(line)
        if all(word in text.casefold() for word in wanted):
            yield Place(chapter, section, _excerpt(text, wanted[0]))
            found += 1
            if found == MOST_OF_A_CHAPTER:
                return


def _excerpt(text: str, word: str) -> str:
    """The words around; one that is parted by blanks is not cut through."""
    text = " ".join(text.split())
    at = text.casefold().find(word)
    start, end = max(0, at - AROUND), at + len(word) + AROUND
    if start and (blank := text.rfind(" ", max(0, start - AROUND), start)) >= 0:
        start = blank + 1
    if (blank := text.find(" ", end, end + AROUND)) >= 0:
        end = blank
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
