"""Sentences that stay on a widget, said again when the language changes."""

from collections.abc import Callable

from emerg.texts import Lang, Prose, render


class Words:
    """What a panel says where, by the function that puts it there."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._said: dict[str, tuple[Callable[[str], object], Prose]] = {}

    def say(self, put: Callable[[str], object], text: Prose) -> None:
        """Put `text` in the language of now, and again whenever that changes."""
        self._said[_name(put)] = (put, text)
        put(self.of(text))

    def of(self, text: Prose) -> str:
        return render(text, self.lang)

    def set_language(self, lang: Lang) -> None:
        self.lang = lang
        for put, text in self._said.values():
            put(self.of(text))


def _name(put: Callable[[str], object]) -> str:
    """One name per widget and property, so that a new sentence takes the place of the old."""
    owner = getattr(put, "__self__", put)
    return f"{id(owner)} {getattr(put, '__name__', '')}"
