"""The table of keys as the manual has it, made from the keys that the window has."""

import re

from emerg.texts import Lang, Text, render
from emerg.ui.keys import KEYS, MENUS

HEADS = (Text("Shortcut"), Text("What it does"), Text("Menu"))
_BETWEEN = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- end -->)", re.DOTALL)


def key_table(lang: Lang) -> str:
    """Every key in the order of the menus, as Markdown; what has none stands in its menu alone."""
    by_name = {key.name: key for key in KEYS}
    rows = [
        (" / ".join(f"`{keys}`" for keys in by_name[name].keys) or "—", by_name[name].text, menu)
        for menu, names in MENUS
        for name in names
    ]
    lines = [_line(*(render(head, lang) for head in HEADS)), "|---|---|---|"]
    lines += [_line(keys, render(text, lang), render(menu, lang)) for keys, text, menu in rows]
    return "\n".join(lines) + "\n"


def with_key_table(chapter: str, lang: Lang) -> str:
    """The Markdown of a chapter, the table between its two comments as it must be."""
    return _BETWEEN.sub(lambda _found: key_table(lang), chapter)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
