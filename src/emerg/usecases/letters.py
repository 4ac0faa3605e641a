"""Words that will be printed: short, and made of letters that can be."""

from collections.abc import Mapping
from unicodedata import category

from emerg.errors import InputError
from emerg.texts import Text

MOST_LETTERS = 200


def check_words(words: Mapping[str, str], where: str) -> None:
    """Refuse what is too long for a sheet, or holds what no sheet can show.

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
        hidden = [letter for letter in text if category(letter) == "Cc" and letter not in "\n\t\r"]
        if hidden:
            raise InputError(
                Text("the text holds a control character (U+{code})", code=f"{ord(hidden[0]):04X}"),
                where=f"{where}, {key}",
                fix=Text("type it anew: letters, digits and signs only"),
            )
