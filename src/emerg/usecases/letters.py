"""Words that will be printed: short."""

from collections.abc import Mapping

from emerg.errors import InputError
from emerg.texts import Text
from emerg.texts.letters import MOST_LETTERS


def check_words(words: Mapping[str, str], where: str) -> None:
    """Refuse what is too long for a sheet.

    Raises
    ------
    InputError
    """
    for key, text in words.items():
        if len(text) > MOST_LETTERS:
            raise InputError(
                Text("the text has {n} letters", n=len(text)),
                where=f"{where}, {key}",
                fix=Text("shorten it to {n} letters or fewer", n=MOST_LETTERS),
            )
