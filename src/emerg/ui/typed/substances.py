"""What: a substance by name, pinyin, initials, UN or CAS number."""

from emerg.hazards.substances import Substance, load_substances
from emerg.paper.words import HAZARDS
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.typed.plain import not_known, plain


def read_what(text: str) -> Substance:
    """The substance that `text` means; the unknown one where nothing is said.

    Raises
    ------
    InputError
        Nothing in the list is called so, or more than one thing is.
    """
    return load_substances().get(None if not_known(text) else plain(text))


def suggest_substances(text: str, lang: Lang, limit: int = 8) -> tuple[str, ...]:
    """Names that `text` may become, best first, each of which `read_what` understands."""
    if not_known(text):
        return ()
    rows = load_substances().search(plain(text), limit)
    return tuple(dict.fromkeys(render(row.name, lang) for row in rows))


def described(substance: Substance) -> Prose:
    """The substance as understood, with its numbers."""
    if substance.hazard == "unknown":
        return Text("Not known: treated as dissolved and lasting; ask for the orange plate")
    codes = " · ".join(
        part for part in (_un(substance), substance.cas and f"CAS {substance.cas}") if part
    )
    hazard = HAZARDS[substance.hazard]
    if not codes:
        return Text("{name}, {hazard}", name=substance.name, hazard=hazard)
    return Text("{name}, {hazard}, {codes}", name=substance.name, hazard=hazard, codes=codes)


def _un(substance: Substance) -> str:
    return f"UN {'/'.join(substance.un)}" if substance.un else ""
