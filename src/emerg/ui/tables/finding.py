"""Whether a row holds what was typed: words of it, or the first letters of their pinyin."""

from emerg.paper.pinyin_order import OTHER, initial


class _Letters(dict[int, str]):
    """The letter that stands for each letter of a text, found once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        found = OTHER if letter.isascii() else initial(letter)
        self[code] = (letter if found == OTHER else found).casefold()
        return self[code]


_LETTERS = _Letters()


def holds(text: str, wanted: str) -> bool:
    """Whether `text` holds every word of `wanted`, in whatever case, or as pinyin initials.

    >>> holds("① 纳金水厂 06:20", "njsc"), holds("Lhasa bridge", "BRI lha"), holds("拉萨", "ls qs")
    (True, True, False)
    """
    plain = text.casefold()
    missing = [word for word in wanted.casefold().split() if word not in plain]
    if not missing:
        return True
    letters = initials(text)
    return all(word in letters for word in missing)


def initials(text: str) -> str:
    """The first letters of the pinyin of a text; what is not Chinese stays as it is.

    >>> initials("曲水县 G318")
    'qsx g318'
    """
    return text.translate(_LETTERS)
