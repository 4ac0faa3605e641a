"""Where it can be held, as the full brief tells it: what does most, and the first places."""

from emerg.paper.containment_sheet import holding_table
from emerg.paper.containment_summary import best_words, ledger_words
from emerg.paper.content import Note, Part
from emerg.response.containment import Containment
from emerg.texts import Text

# All of them, each with its reasons, stand on a sheet of their own.
MOST_ROWS = 8


def holding_parts(found: Containment | None) -> list[Part]:
    """Nothing where it has not been worked out."""
    if found is None:
        return []
    told: list[Part] = [
        *holding_table(found, MOST_ROWS),
        Note(best_words(found)),
        *(Note(line) for line in ledger_words(found)),
    ]
    if found.options:
        told.append(Note(Text("Each with its reasons: see the containment sheet."), "quiet"))
    return told
