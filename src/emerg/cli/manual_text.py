"""A chapter of the manual for a terminal: headings underlined, tables in columns, no marks."""

from collections.abc import Iterator
from itertools import groupby

from emerg.cli.columns import table, width
from emerg.usecases.manual_search import plain_line


def plain_text(markdown: str) -> str:
    """`markdown` as a person reads it on a terminal.

    >>> print(plain_text("## Keys\\n\\n| Key | What |\\n|---|---|\\n| `F5` | answers |\\n"))
    Keys
    ----
    <BLANKLINE>
    Key  What
    F5   answers
    """
    return "\n".join(_lines(markdown)).strip("\n")


def _lines(markdown: str) -> Iterator[str]:
    for kind, lines in groupby(_marked(markdown), key=lambda pair: pair[0]):
        texts = [line for _kind, line in lines]
        if kind == "table":
            yield _table(texts)
        else:
            for line in texts:
                yield from _line(kind, line)


def _marked(markdown: str) -> Iterator[tuple[str, str]]:
    """Each line with what it is; fences are left out."""
    code = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            code = not code
        elif code:
            yield "code", line
        else:
            yield _kind(line), line


def _kind(line: str) -> str:
    return {"|": "table", "#": "heading", "-": "list"}.get(line[:1], "text")


def _line(kind: str, line: str) -> Iterator[str]:
    if kind == "code":
        yield f"    {line}".rstrip()
    elif kind == "heading":
        text = plain_line(line)
        yield text
        yield ("=" if line.startswith("# ") else "-") * width(text)
    elif kind == "list":
        yield f"- {plain_line(line)}"
    elif line[:1].isdigit() and ". " in line[:4]:
        yield f"{line.partition('. ')[0]}. {plain_line(line)}"
    else:
        yield plain_line(line)


def _table(lines: list[str]) -> str:
    rows = [[plain_line(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    head, _rule, *body = rows
    return table(head, body, right=())
