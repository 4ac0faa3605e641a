"""The level in the record: an answer to the question "level", with all that was typed for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from emerg.incident.conflicts import ABOUT, VALUE, last_words
from emerg.incident.model import STRIKE, Draft, Entry
from emerg.incident.sameness import LEVEL, answer_to, question
from emerg.response.level import Judged
from emerg.texts import Lang, Prose, Text, render

FORM = "level_form"
NOT_KNOWN = "?"  # the answer where the level cannot be told


def level_draft(level: Judged, form: Mapping[str, Any], lang: Lang) -> Draft:
    """What is noted of a level: an officer's word is a decision, the table's outcome a fact."""
    told: list[Prose] = [
        Text("{criterion} {value}", criterion=one.text, value=one.why)
        for one in level.criteria
        if one.said
    ]
    words: Prose = level.words
    if level.ruled is not None:  # before all else: a hand-over shows no more of it
        words = Text("{words}. Reason: {reason}", words=words, reason=level.ruled.reason)
    if told:
        words = Text("{level}. Known: {known}", level=words, known=tuple(told))
    kind = "fact" if level.ruled is None else "decision"
    return Draft(kind, render(words, lang), {FORM: dict(form)})


def level_value(level: Judged) -> str:
    """The answer to the question: the grade to go by."""
    return level.grade or NOT_KNOWN


def last_level(entries: Iterable[Entry]) -> Mapping[str, Any] | None:
    """What was typed for the level that holds by the record; None: nothing that is known here.

    Where posts had said different things and one answer was settled on, it is that one.
    """
    known = tuple(entries)
    words = last_words(known, LEVEL)
    if not words:
        return None
    holds = answer_to(LEVEL, _word(words[-1].figures(), VALUE))
    struck = {entry.refers_to for entry in known if entry.kind == STRIKE}
    for entry in reversed(known):
        figures = entry.figures() if entry.data != "{}" and entry.hash not in struck else {}
        form = figures.get(FORM)
        if not isinstance(form, dict) or question(_word(figures, ABOUT)) != LEVEL:
            continue
        if answer_to(LEVEL, _word(figures, VALUE)) == holds:
            return form
    return None


def _word(figures: Mapping[str, Any], key: str) -> str:
    """A word in figures that a stranger may have written."""
    found = figures.get(key)
    return found if isinstance(found, str) else ""
