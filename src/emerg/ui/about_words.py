"""What stands under About, as Markdown that can be copied into a report of a fault."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from emerg.texts import Lang, Prose, Text, render

if TYPE_CHECKING:
    from emerg.usecases.about import About, Edition

KINDS = {"river": Text("river"), "road": Text("road"), "tailings": Text("tailings pond")}
NO_NETWORK = Text(
    "No network, ever: nothing is sent, fetched or counted, and no part can open a connection."
)
LICENCES = (
    Text("Program: Apache-2.0"),
    Text("Data: layer by layer, as told below; the playbooks as a whole under ODbL 1.0"),
    Text("Fonts: Noto Sans SC, SIL Open Font License 1.1"),
    Text("Window: Qt by way of PySide6, under the LGPL 3; it may be replaced by another build"),
)
UNVERIFIED = Text(
    "Playbooks are drafts from public data, unverified, until an office approves them"
)
HEADS = (
    Text("Playbook"),
    Text("Kind"),
    Text("Version"),
    Text("Approved"),
    Text("Review by"),
    Text("Data"),
)
LIBRARY_HEADS = (Text("Library"), Text("Version"), Text("Licence"))
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def about_markdown(found: "About", lang: Lang) -> str:
    """All of it in `lang`."""
    return "\n".join(_lines(found, lang))


def _lines(found: "About", lang: Lang) -> Iterator[str]:
    def say(text: Prose) -> str:
        return render(text, lang)

    yield f"# emerg {plain(found.version)}\n"
    yield f"{say(Text('Environmental emergencies on rivers, roads and tailings ponds of Tibet'))}\n"
    yield f"**{say(NO_NETWORK)}**\n"
    yield f"- {say(Text('Home folder: {folder}', folder=plain(str(found.home))))}"
    yield f"- Python {plain(found.python)}, {plain(found.system)}\n"
    yield f"## {say(Text('Licences'))}\n"
    yield from (f"- {say(text)}" for text in LICENCES)
    yield f"\n## {say(Text('Playbooks'))}\n"
    yield f"{say(UNVERIFIED)}\n"
    yield _table([say(text) for text in HEADS], [_edition(one, lang) for one in found.editions])
    yield f"## {say(Text('Libraries'))}\n"
    rows = [(one.name, one.version, one.licence or "—") for one in found.libraries]
    yield _table([say(text) for text in LIBRARY_HEADS], rows)
    yield re.sub(r"^#", "##", found.data_licences, flags=re.MULTILINE)


def _edition(one: "Edition", lang: Lang) -> Sequence[str]:
    name = one.name.in_(lang)
    approved = Text("{who}, {day}", who=one.approved_by, day=one.approved_on)
    return (
        render(Text("{name} (own)", name=name), lang) if one.own else name,
        render(KINDS[one.kind], lang),
        one.version or render(Text("cannot be read"), lang),
        render(approved, lang) if one.approved_by else "—",
        one.review_by.isoformat() if one.review_by else "—",
        one.status.in_(lang) or "—",
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def plain(text: str) -> str:
    r"""Words from data, of which Markdown makes nothing.

    >>> plain("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
